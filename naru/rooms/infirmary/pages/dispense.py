"""The page that takes medicine from the shelf for a prescription."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.pages import run_step
from naru.ground.staff.access import duty
from naru.kit.fields import ChoiceField, IntegerField, LongTextField
from naru.kit.forms import KitForm
from naru.rooms.infirmary import actions
from naru.rooms.infirmary.queries import medicines, shelves


class DispenseForm(KitForm):
    """For which prescription, from which lot, how much."""

    medicine = ChoiceField(label=_("Prescription"))
    lot = ChoiceField(label=_("Lot"))
    quantity = IntegerField(label=_("Quantity"), min_value=1, max_value=10_000)
    reason = LongTextField(
        label=_("Reason, if the name differs from the prescription"), rows=2, required=False
    )

    def __init__(
        self,
        request: HttpRequest,
        active: list[medicines.Medicine],
        lots: list[shelves.Lot],
    ) -> None:
        super().__init__(request)
        self.fields["medicine"].choices = [(str(each.id), each.text) for each in active]
        self.fields["lot"].choices = [(str(each.id), each.text) for each in lots]


@duty(Duty.PHARMACIST, Duty.NURSE)
def dispense(request: HttpRequest, number: str) -> HttpResponse:
    active = medicines.active_of(request.user, number)
    form = DispenseForm(request, active, shelves.lots(request.user))

    def act(said: dict[str, Any]) -> Done | Refusal:
        return actions.dispense(
            by=request.user,
            number=number,
            once=str(said["once"]),
            request_id=UUID(said["medicine"]),
            stock_id=UUID(said["lot"]),
            quantity=said["quantity"],
            reason=said["reason"],
        )

    message = _("Dispensed.")
    return run_step(request, number, "dispense", form, act, message=message, can_undo=True)
