"""Open a safety plan with the person."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import LongTextField, TextField
from naru.kit.forms import KitForm
from naru.rooms.rights import actions


class Form(KitForm):
    """The concern, what was agreed, who stays close."""

    concern = LongTextField(label=_("What gives concern"), rows=3)
    measures = LongTextField(
        label=_("What was agreed with the person"),
        help_text=_("Isolation is never the first measure."),
        rows=4,
    )
    companion = TextField(label=_("Who stays close"), max_length=120)


@duty(
    Duty.PSYCHOLOGIST,
    Duty.PHYSICIAN,
    Duty.NURSE,
    Duty.HUMAN_RIGHTS_OFFICER,
    Duty.CASEWORKER,
)
def open_safety_plan(request: HttpRequest, number: str) -> HttpResponse:
    form = Form(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.open_safety_plan(
            by=request.user,
            number=number,
            once=said["once"],
            concern=said["concern"],
            measures=said["measures"],
            companion=said["companion"],
        )

    return run_step(
        request,
        number,
        "open_safety_plan",
        form,
        act,
        message=_("The safety plan is open."),
        lead=_("Write the plan together with the person."),
    )
