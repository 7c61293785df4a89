"""Counting of the shelf: every change of a quantity leaves a move behind."""

from datetime import datetime
from uuid import UUID

from naru.ground.staff.models import Account
from naru.rooms.infirmary.models import StockItem, StockMove


def locked(item_id: UUID) -> StockItem:
    """One lot, locked for this transaction."""
    return StockItem.objects.select_for_update().get(pk=item_id)


def move(
    item: StockItem, kind: str, change: int, *, by: Account, now: datetime, reason: str = ""
) -> StockMove:
    """Change the quantity and write down why."""
    item.quantity += change
    item.save(update_fields=["quantity"])
    return StockMove.objects.create(
        item=item, kind=kind, change=change, reason=reason, at=now, by_id=by.pk
    )
