"""Claims for what is missing, receipts, and the panel of the resident page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from naru.domain.belongings import CLASSES
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.queries import CaseView
from naru.ground.staff.models import Account
from naru.ground.vault import open_rows
from naru.kit import numbers
from naru.rooms.belongings.models import Claim, Receipt, Search
from naru.rooms.belongings.names import RECEIPTS
from naru.rooms.belongings.queries.items import ItemView, items_of, lang, medicine_only


@dataclass(frozen=True)
class ClaimLine:
    """A claim as the rights officer and the director read it."""

    id: UUID
    item: str
    words: str
    opened_at: datetime
    closed_at: datetime | None
    answer: str
    paid: str


@dataclass(frozen=True)
class ReceiptLine:
    """A receipt on the list."""

    id: UUID
    number: str
    kind: str
    at: datetime

    @property
    def kind_name(self) -> Any:
        """The kind in words."""
        return RECEIPTS[self.kind]


@dataclass(frozen=True)
class BelongingsPanel:
    """What the resident page shows of a person's things."""

    number: str
    items: list[ItemView]
    total: int
    claims: list[ClaimLine]
    receipts: list[ReceiptLine]
    searches: int


def receipts_of(person_id: UUID) -> list[ReceiptLine]:
    """The receipts given out, the newest first."""
    rows = Receipt.objects.filter(person_id=person_id)
    return [ReceiptLine(r.pk, numbers.shown(r.number), r.kind, r.at) for r in rows]


def claims_of(viewer: Account, person_id: UUID, *, open_only: bool = False) -> list[ClaimLine]:
    """The claims of a person, the oldest first."""
    rows = Claim.objects.filter(person_id=person_id).select_related("item")
    found = list(rows.filter(closed_at=None) if open_only else rows)
    opened = open_rows(viewer, found, "claims")
    return [_claim(row, said) for row, said in zip(found, opened, strict=True)]


def open_claims(viewer: Account, number: str) -> list[ClaimLine]:
    """The open claims of a person; Http404 out of reach."""
    return claims_of(viewer, pathway.case(viewer, number).person_id, open_only=True)


def _claim(row: Claim, said: dict[str, Any]) -> ClaimLine:
    paid = said.get("paid") or {}
    return ClaimLine(
        id=row.pk,
        item=f"{numbers.shown(row.item.number)} · {CLASSES[row.item.kind].name[lang()]}",
        words=said["words"],
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        answer=said.get("answer", ""),
        paid=f"{paid.get('amount', '')} {paid.get('currency', '')}".strip(),
    )


def panel(viewer: Account, case: CaseView) -> BelongingsPanel:
    """What lies in custody, what is claimed, and the receipts."""
    found = items_of(viewer, case.person_id)
    clinical = medicine_only(viewer)
    return BelongingsPanel(
        number=case.number,
        items=found[:5],
        total=len(found),
        claims=[] if clinical else claims_of(viewer, case.person_id),
        receipts=[] if clinical else receipts_of(case.person_id)[:3],
        searches=0 if clinical else Search.objects.filter(person_id=case.person_id).count(),
    )
