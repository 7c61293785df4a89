"""Refuse to confirm the statement."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff.access import duty
from naru.kit.fields import LongTextField
from naru.kit.forms import KitForm
from naru.rooms.inquiry import actions, queries
from naru.rooms.inquiry.pages.common import STATEMENT, step


class RefuseForm(KitForm):
    """Why, if the person wishes to say."""

    reason = LongTextField(
        label=_("Why, in the person’s words"),
        rows=3,
        required=False,
        help_text=_("No reason is needed. Not confirming is never counted against anybody."),
    )


@duty(Duty.INTERVIEWER, Duty.RESIDENT)
def refuse_statement(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.refuse_statement(
            by=request.user, number=number, once=said["once"], reason=said["reason"]
        )

    return step(
        request,
        number,
        "refuse_statement",
        RefuseForm(request),
        act,
        template=STATEMENT,
        submit=_("Record the refusal"),
        message=_("Recorded."),
        extra=queries.statement(request.user, number),
    )
