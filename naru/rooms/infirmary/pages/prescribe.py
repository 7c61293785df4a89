"""The page of a prescription."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.rooms.infirmary import actions
from naru.rooms.infirmary.pages.parts import OrderForm, order_of


@duty(Duty.PHYSICIAN)
def prescribe(request: HttpRequest, number: str) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.prescribe(
            by=request.user,
            number=number,
            once=str(said["once"]),
            order=order_of(said),
            despite=said["despite"],
        )

    form = OrderForm(request)
    return run_step(request, number, "prescribe", form, act, message=_("Prescribed."))
