"""The care plan of a child, by a best-interests decision."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField
from naru.rooms.casework import actions, words
from naru.rooms.casework.pages.panels import PanelForm


class CareForm(PanelForm):
    """Where and how the child is cared for."""

    care = ChoiceField(label=_("Care"), choices=words.CARE)
    field_order = ("care",)


@duty(Duty.CASEWORKER)
def plan_child_care(request: HttpRequest, number: str) -> HttpResponse:
    form = CareForm(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.plan_child_care(
            by=request.user,
            number=number,
            once=said["once"],
            care=said["care"],
            panel=form.members(),
            child_view=said["child_view"],
            reasons=said["reasons"],
        )

    return run_step(request, number, "plan_child_care", form, act)
