"""Dispensing: from a lot on the shelf, for one prescription."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from naru.domain.infirmary import Drug, is_same
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway import conductor
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.ground.vault import SYSTEM, Compartment, open_row
from naru.rooms.infirmary.models import MedicationDispense, MedicationRequest, StockItem
from naru.rooms.infirmary.records import in_force, keep
from naru.rooms.infirmary.shelf import locked, move


@verb
def dispense(
    *,
    by: Account,
    now: datetime,
    number: str,
    request_id: UUID,
    stock_id: UUID,
    quantity: int,
    reason: str = "",
) -> Done | Refusal:
    """Take medicine from a lot for a prescription; another name than prescribed needs a reason."""
    row = conductor.load(number)
    request = in_force(now).filter(person_id=row.person_id, pk=request_id).first()
    if request is None:
        return Refusal("infirmary.not_active")
    item = locked(stock_id)
    against = _against(request, item, quantity, reason, now)
    if against:
        return against
    move(item, "dispense", -quantity, by=by, now=now)
    said = {"stock": str(item.pk), "lot": item.lot, "quantity": quantity, "reason": reason}
    kept = keep(MedicationDispense, row, by, now, said, request=request)
    return conductor.advance(
        row,
        "dispense",
        by=by,
        now=now,
        subject=str(kept.pk),
        body={"request": str(request.pk), **said},
        compartment=Compartment.HEALTH,
    )


def undo_dispense(*, by: Account, now: datetime, subject: str) -> Refusal | None:
    """Put what was dispensed by mistake back on the shelf."""
    kept = MedicationDispense.objects.select_for_update().get(pk=subject)
    if kept.taken_back:
        return Refusal("undo.nothing")
    said = open_row(SYSTEM, kept, "undo")
    kept.taken_back = True
    kept.save(update_fields=["taken_back"])
    move(locked(UUID(said["stock"])), "return", said["quantity"], by=by, now=now)
    return None


def _against(
    request: MedicationRequest, item: StockItem, quantity: int, reason: str, now: datetime
) -> Refusal | None:
    if item.expires_on < timezone.localdate(now):
        return Refusal("infirmary.stock_expired", {"date": item.expires_on})
    if item.quantity < quantity:
        return Refusal("infirmary.stock_low", {"left": f"{item.quantity} {item.unit}"})
    said = open_row(SYSTEM, request, "dispense")
    if not is_same(Drug(said["drug"], said["atc"]), Drug(item.drug)) and not reason.strip():
        return Refusal("infirmary.other_drug", {"prescribed": said["drug"], "chosen": item.drug})
    return None
