"""Close a safety plan."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import LongTextField
from naru.kit.forms import KitForm
from naru.rooms.rights import actions


class Form(KitForm):
    """Why the plan is no longer needed."""

    reason = LongTextField(label=_("Why the plan is no longer needed"), rows=3)


@duty(
    Duty.PSYCHOLOGIST,
    Duty.PHYSICIAN,
    Duty.HUMAN_RIGHTS_OFFICER,
)
def close_safety_plan(request: HttpRequest, number: str) -> HttpResponse:
    form = Form(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.close_safety_plan(
            by=request.user, number=number, once=said["once"], reason=said["reason"]
        )

    return run_step(
        request,
        number,
        "close_safety_plan",
        form,
        act,
        message=_("The safety plan is closed."),
        lead=_("Ask the person before you close it."),
    )
