"""The stock of medicines: received, corrected, removed when expired."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from naru.domain.refusals import Done, Refusal
from naru.ground import ledger
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.ground.vault import CENTRE, Compartment
from naru.rooms.infirmary.models import StockItem, StockMove
from naru.rooms.infirmary.shelf import locked, move


@dataclass(frozen=True)
class Delivery:
    """A lot as it arrived."""

    drug: str
    strength: str
    form: str
    unit: str
    lot: str
    expires_on: date
    quantity: int
    low_at: int = 0


@verb
def receive_stock(*, by: Account, now: datetime, delivery: Delivery) -> Done | Refusal:
    """Put a delivery on the shelf; the same lot again adds to it."""
    if delivery.expires_on < timezone.localdate(now):
        return Refusal("infirmary.stock_expired", {"date": delivery.expires_on})
    item, _made = StockItem.objects.select_for_update().get_or_create(
        drug=delivery.drug,
        strength=delivery.strength,
        form=delivery.form,
        lot=delivery.lot,
        defaults={"unit": delivery.unit, "expires_on": delivery.expires_on},
    )
    if item.unit != delivery.unit:
        return Refusal("infirmary.stock_unit", {"unit": item.unit})
    item.low_at = delivery.low_at
    item.save(update_fields=["low_at"])
    return _record("receive_stock", move(item, "receive", delivery.quantity, by=by, now=now), by)


@verb
def correct_stock(
    *, by: Account, now: datetime, item_id: UUID, counted: int, reason: str
) -> Done | Refusal:
    """Set the quantity to what was counted, with the reason."""
    item = locked(item_id)
    moved = move(item, "correct", counted - item.quantity, by=by, now=now, reason=reason)
    return _record("correct_stock", moved, by)


@verb
def expire_stock(*, by: Account, now: datetime, item_id: UUID) -> Done | Refusal:
    """Take an expired lot off the shelf."""
    item = locked(item_id)
    if item.expires_on >= timezone.localdate(now):
        return Refusal("infirmary.not_expired", {"date": item.expires_on})
    return _record("expire_stock", move(item, "expire", -item.quantity, by=by, now=now), by)


def _record(action: str, moved: StockMove, by: Account) -> Done:
    return ledger.record(
        action,
        at=moved.at,
        actor=by,
        person_id=CENTRE,
        compartment=Compartment.OPS,
        body={"change": moved.change, "reason": moved.reason},
        subject=str(moved.item_id),
    )
