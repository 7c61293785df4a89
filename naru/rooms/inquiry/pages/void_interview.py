"""Stop an interview that can't be used."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField
from naru.kit.forms import KitForm
from naru.rooms.inquiry import actions
from naru.rooms.inquiry.pages.common import step
from naru.rooms.inquiry.queries.words import VOID_REASONS


class VoidForm(KitForm):
    """Why it stops."""

    reason = ChoiceField(label=_("Why does it stop?"), choices=VOID_REASONS.items())


@duty(
    Duty.INTERVIEWER,
    Duty.INTERPRETER,
    Duty.HUMAN_RIGHTS_OFFICER,
    Duty.COUNSEL,
    Duty.RESIDENT,
)
def void_interview(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.void_interview(
            by=request.user, number=number, once=said["once"], reason=said["reason"]
        )

    return step(
        request,
        number,
        "void_interview",
        VoidForm(request),
        act,
        lead=_("Nothing said in this interview will be used."),
        submit=_("Stop the interview"),
        warning=True,
        message=_("Stopped. Nothing said in it will be used."),
    )
