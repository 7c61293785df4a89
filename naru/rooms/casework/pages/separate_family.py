"""Separating a family, by a best-interests decision alone."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.rooms.casework import actions
from naru.rooms.casework.pages.panels import PanelForm


@duty(Duty.CASEWORKER)
def separate_family(request: HttpRequest, number: str) -> HttpResponse:
    form = PanelForm(request)

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.separate_family(
            by=request.user,
            number=number,
            once=said["once"],
            panel=form.members(),
            child_view=said["child_view"],
            reasons=said["reasons"],
        )

    lead = _("Only when staying together would harm the child, and only by a panel.")
    return run_step(request, number, "separate_family", form, act, lead=lead, warning=True)
