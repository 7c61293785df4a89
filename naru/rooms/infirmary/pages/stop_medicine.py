"""The page that stops a prescription."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, LongTextField
from naru.kit.forms import KitForm
from naru.rooms.infirmary import actions
from naru.rooms.infirmary.queries import medicines


class StopForm(KitForm):
    """Which medicine, and why."""

    medicine = ChoiceField(label=_("Medicine"))
    reason = LongTextField(label=_("Reason"), rows=2)

    def __init__(self, request: HttpRequest, active: list[medicines.Medicine]) -> None:
        super().__init__(request)
        self.fields["medicine"].choices = [(str(each.id), each.text) for each in active]


@duty(Duty.PHYSICIAN)
def stop_medicine(request: HttpRequest, number: str) -> HttpResponse:
    form = StopForm(request, medicines.active_of(request.user, number))

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.stop_medicine(
            by=request.user,
            number=number,
            once=str(said["once"]),
            request_id=UUID(said["medicine"]),
            reason=said["reason"],
        )

    message = _("Medicine stopped.")
    return run_step(request, number, "stop_medicine", form, act, message=message, warning=True)
