"""The stock as its pages show it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from naru.domain.duties import Duty
from naru.ground import staff
from naru.ground.staff.models import Account
from naru.kit.words import partial
from naru.rooms.infirmary import words
from naru.rooms.infirmary.models import StockItem, StockMove

SOON = timedelta(days=60)
LATEST_MOVES = 20


@dataclass(frozen=True)
class Lot:
    """One lot and what is wrong with it."""

    id: UUID
    name: str
    lot: str
    quantity: int
    unit: str
    expires_on: date
    expired: bool
    soon: bool
    low: bool

    @property
    def text(self) -> str:
        """The lot in a line, as a choice of a form, with its warnings."""
        good = _("use by %(day)s") % {"day": partial(self.expires_on.isoformat())}
        parts = [self.name, self.lot, f"{self.quantity} {self.unit}", good]
        warnings = [(self.expired, _("Past its date")), (self.soon, _("Expires soon"))]
        parts += [said for holds, said in [*warnings, (self.low, _("Running low"))] if holds]
        return " · ".join(parts)


@dataclass(frozen=True)
class Move:
    """A change of the stock."""

    at: Any
    what: str
    change: int
    kind: str
    reason: str
    by: str


@dataclass(frozen=True)
class StockPage:
    """The shelf and its latest changes."""

    title: str
    keeps: bool
    lots: tuple[Lot, ...]
    moves: tuple[Move, ...]


def stock_page(viewer: Account) -> StockPage:
    """Everything on the shelf, and what changed last."""
    keeps = viewer.has(Duty.PHARMACIST, Duty.NURSE)
    return StockPage(_("Stock of medicines"), keeps, tuple(lots(viewer)), tuple(_moves()))


def lots(_viewer: Account) -> list[Lot]:
    """The lots of which something is left, by name and then the first to expire."""
    today = timezone.localdate()
    return [_lot(item, today) for item in StockItem.objects.filter(quantity__gt=0)]


def lot(_viewer: Account, item_id: UUID) -> Lot:
    """One lot; Http404 when there is none."""
    item = StockItem.objects.filter(pk=item_id).first()
    if item is None:
        raise Http404
    return _lot(item, timezone.localdate())


def _lot(item: StockItem, today: date) -> Lot:
    return Lot(
        id=item.pk,
        name=" ".join(filter(None, (item.drug, item.strength, item.form))),
        lot=item.lot,
        quantity=item.quantity,
        unit=item.unit,
        expires_on=item.expires_on,
        expired=item.expires_on < today,
        soon=today <= item.expires_on < today + SOON,
        low=item.quantity <= item.low_at,
    )


def _moves() -> list[Move]:
    rows = list(StockMove.objects.select_related("item")[:LATEST_MOVES])
    names = staff.names({row.by_id for row in rows})
    return [
        Move(
            at=row.at,
            what=f"{row.item.drug} {row.item.strength}".strip(),
            change=row.change,
            kind=str(words.MOVES[row.kind]),
            reason=row.reason,
            by=names.get(row.by_id, ""),
        )
        for row in rows
    ]
