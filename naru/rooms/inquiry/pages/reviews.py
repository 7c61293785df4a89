"""The reviewer's three steps: send back, note another route, sign."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff.access import duty
from naru.kit.fields import LongTextField
from naru.kit.forms import KitForm
from naru.rooms.inquiry import actions, queries
from naru.rooms.inquiry.pages.common import FINDINGS, step


class ReasonForm(KitForm):
    """The reviewer's reason."""

    reason = LongTextField(label=_("Reason"), rows=4)


@duty(Duty.INQUIRY_REVIEWER)
def send_back_findings(request: HttpRequest, number: str) -> HttpResponse:
    verb = actions.send_back_findings
    return _review(request, number, "send_back_findings", verb, submit=_("Send back"))


@duty(Duty.INQUIRY_REVIEWER)
def note_other_route(request: HttpRequest, number: str) -> HttpResponse:
    return _review(
        request,
        number,
        "note_other_route",
        actions.note_other_route,
        lead=_("Reply, counsel, statelessness and non-refoulement are checked from now on."),
    )


@duty(Duty.INQUIRY_REVIEWER)
def sign_findings(request: HttpRequest, number: str) -> HttpResponse:
    return _review(
        request,
        number,
        "sign_findings",
        actions.sign_findings,
        lead=_("Whoever interviewed or drafted can’t sign."),
        submit=_("Sign"),
        message=_("Signed."),
    )


def _review(
    request: HttpRequest, number: str, event: str, verb: Callable[..., Done | Refusal], **words: Any
) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return verb(by=request.user, number=number, once=said["once"], reason=said["reason"])

    words["extra"] = queries.findings(request.user, number)
    return step(request, number, event, ReasonForm(request), act, template=FINDINGS, **words)
