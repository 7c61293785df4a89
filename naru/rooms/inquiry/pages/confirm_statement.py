"""Confirm the statement."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff.access import duty
from naru.kit.fields import ConfirmField, SignatureField
from naru.kit.forms import KitForm
from naru.rooms.inquiry import actions, queries
from naru.rooms.inquiry.pages.common import STATEMENT, step


class ConfirmForm(KitForm):
    """The person's signature, and whether a copy was handed over."""

    signature = SignatureField(label=_("Signature of the person"))
    copy_given = ConfirmField(label=_("A copy was handed to the person"), required=False)


@duty(Duty.INTERVIEWER, Duty.RESIDENT)
def confirm_statement(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.confirm_statement(
            by=request.user,
            number=number,
            once=said["once"],
            signature=said["signature"]["image"],
            copy_given=said["copy_given"],
        )

    return step(
        request,
        number,
        "confirm_statement",
        ConfirmForm(request),
        act,
        template=STATEMENT,
        lead=_("Confirming is voluntary. Corrections stand beside the original words."),
        submit=_("Confirm the statement"),
        message=_("Confirmed."),
        extra=queries.statement(request.user, number),
    )
