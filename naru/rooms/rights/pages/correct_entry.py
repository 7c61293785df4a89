"""Correct the day of entry into the country."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import DateField, LongTextField
from naru.kit.forms import KitForm
from naru.rooms.rights import actions


class Form(KitForm):
    """The earlier day, and what shows it."""

    entered_on = DateField(label=_("Day of entry into the country"))
    reason = LongTextField(label=_("What shows that this day is right"), rows=3)


@duty(
    Duty.CASEWORKER,
    Duty.HUMAN_RIGHTS_OFFICER,
    Duty.DIRECTOR,
)
def correct_entry(request: HttpRequest, number: str) -> HttpResponse:
    form = Form(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.correct_entry(
            by=request.user,
            number=number,
            once=said["once"],
            entered_on=said["entered_on"],
            reason=said["reason"],
        )

    return run_step(
        request,
        number,
        "correct_entry",
        form,
        act,
        message=_("The day of entry was corrected."),
        lead=_("The stay is counted from this day. It can be corrected to an earlier day only."),
    )
