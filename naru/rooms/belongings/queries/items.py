"""The lines of one person: what lies in custody, its hands, photos and receipts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils import translation

from naru.domain.belongings import CLASSES
from naru.domain.duties import Duty
from naru.ground import ledger, people, staff
from naru.ground.pathway import handoffs
from naru.ground.pathway import queries as pathway
from naru.ground.staff.models import Account
from naru.ground.vault import open_row, open_rows, read_file
from naru.kit import numbers
from naru.rooms.belongings.models import CustodyEvent, Item, Receipt
from naru.rooms.belongings.names import ACTS, STATES
from naru.rooms.belongings.records import MEDICINE

CLINICIANS = frozenset({Duty.NURSE, Duty.PHYSICIAN, Duty.PHARMACIST})
READERS = CLINICIANS | {
    Duty.PROPERTY_CUSTODIAN,
    Duty.CASEWORKER,
    Duty.HUMAN_RIGHTS_OFFICER,
    Duty.COUNSEL,
    Duty.CHILD_GUARDIAN,
    Duty.OUTSIDE_MONITOR,
    Duty.RESIDENT,
}


@dataclass(frozen=True)
class ItemView:
    """One line of the list."""

    id: UUID
    number: str
    kind: str
    kind_name: str
    description: str
    quantity: str
    value: str
    seal: str
    place: str
    state: str
    held_at: datetime
    has_photo: bool
    waits: bool
    decided: bool
    contraband: bool
    rule: str
    basis: str

    @property
    def state_name(self) -> Any:
        """The state in words."""
        return STATES[self.state][0]

    @property
    def tone(self) -> str:
        """The colour of the state's tag."""
        return STATES[self.state][1]


@dataclass(frozen=True)
class Hand:
    """One hand-over in an item's chain of custody; `gap` marks what isn't accounted for."""

    act: str
    at: datetime
    by: str
    said: dict[str, Any]
    receiver: str
    second: str
    gap: bool

    @property
    def act_name(self) -> Any:
        """The act in words."""
        return ACTS[self.act]


def lang() -> str:
    """The staff language of this request."""
    return "ko" if (translation.get_language() or "ko").startswith("ko") else "en"


def items(viewer: Account, number: str, *, open_only: bool = True) -> list[ItemView]:
    """The lines this viewer may see, in the order of taking; Http404 out of reach."""
    return items_of(viewer, pathway.case(viewer, number).person_id, open_only=open_only)


def items_of(viewer: Account, person_id: UUID, *, open_only: bool = True) -> list[ItemView]:
    """The lines of a person who was already found within reach."""
    rows = Item.objects.filter(person_id=person_id).select_related("place")
    if open_only:
        rows = rows.filter(state__in=Item.OPEN)
    if medicine_only(viewer):
        rows = rows.filter(kind=MEDICINE)
    found = list(rows)
    opened = open_rows(viewer, found, "belongings")
    waits = handoffs.states(row.pk for row in found)
    named = _medicines(viewer, found)
    return [
        _view(row, {**said, **named.get(row.pk, {})}, waits.get(row.pk))
        for row, said in zip(found, opened, strict=True)
    ]


def _medicines(viewer: Account, rows: Iterable[Item]) -> dict[UUID, dict[str, Any]]:
    """What each medicine is, told as its photo is: to clinicians and its owner only."""
    if not sees_medicine(viewer):
        return {}
    notes = handoffs.notes(viewer, [row.pk for row in rows if row.kind == MEDICINE])
    return {subject: {"description": note["label"]} for subject, note in notes.items()}


def medicine_only(viewer: Account) -> bool:
    """Whether a clinician looks who holds no other duty here."""
    return bool(viewer.duties & CLINICIANS) and not viewer.duties & (READERS - CLINICIANS)


def sees_medicine(viewer: Account) -> bool:
    """Whether photos of medicine open: to clinicians and to whom the thing belongs."""
    return bool(viewer.duties & (CLINICIANS | {Duty.RESIDENT}))


def _view(row: Item, said: dict[str, Any], state: handoffs.HandoffState | None) -> ItemView:
    rule = CLASSES[row.kind]
    return ItemView(
        id=row.pk,
        number=numbers.shown(row.number),
        kind=row.kind,
        kind_name=rule.name[lang()],
        description=said["description"] or rule.name[lang()],
        quantity=said["quantity"],
        value=f"{said['value']} {said['currency']}".strip(),
        seal=row.seal,
        place=row.place.code,
        state=row.state,
        held_at=row.held_at,
        has_photo=bool(said["photo"]),
        waits=state is not None and state.closed_at is None,
        decided=state is not None and state.closed_at is not None,
        contraband=rule.contraband,
        rule=rule.rule[lang()],
        basis=rule.basis[lang()],
    )


def item(viewer: Account, number: str, item_id: UUID) -> ItemView:
    """One line; Http404 when it isn't this person's or isn't for this viewer."""
    found = [view for view in items(viewer, number, open_only=False) if view.id == item_id]
    if not found:
        raise Http404
    return found[0]


def scan(viewer: Account, number: str) -> str:
    """The address of the item whose label was scanned, if this viewer may see it."""
    row = Item.objects.filter(number=number).first() if viewer.duties & READERS else None
    if row is None or row.person_id not in pathway.rows_of(viewer, [row.person_id]):
        return ""
    return reverse("belongings:item", args=[people.number_of(row.person_id), row.pk])


def history(viewer: Account, item_id: UUID) -> list[Hand]:
    """The chain of custody of an item that was already found within reach."""
    rows = list(CustodyEvent.objects.filter(item_id=item_id))
    opened = open_rows(viewer, rows, "custody")
    held = {row.by_id for row in rows} | ids_in(opened, "receiver") | ids_in(opened, "second")
    names = staff.names(held)
    hands, seal = [], ""
    for row, said in zip(rows, opened, strict=True):
        hands.append(_hand(row, said, names, seal))
        seal = said.get("seal", seal)
    return hands


def _hand(row: CustodyEvent, said: dict[str, Any], names: dict[UUID, str], seal: str) -> Hand:
    found = said.get("seal_found", "")
    return Hand(
        act=row.act,
        at=row.at,
        by=names.get(row.by_id, ""),
        said=said,
        receiver=name_in(names, said.get("receiver")),
        second=name_in(names, said.get("second")),
        gap=bool(found) and found != seal,
    )


def name_in(names: dict[UUID, str], said: str | None) -> str:
    """The name of an account that stands in a sealed row; empty for none."""
    return names.get(UUID(said), "") if said else ""


def ids_in(opened: Iterable[dict[str, Any]], key: str) -> set[UUID]:
    """The accounts named under a key of sealed rows."""
    return {UUID(said[key]) for said in opened if said.get(key)}


def photo(viewer: Account, number: str, item_id: UUID) -> tuple[bytes, str]:
    """The photo of an item; that of a medicine opens for clinicians and its owner only."""
    view = item(viewer, number, item_id)
    if not view.has_photo or (view.kind == MEDICINE and not sees_medicine(viewer)):
        raise Http404
    said = open_row(viewer, Item.objects.get(pk=item_id), "belongings")
    return read_file(viewer, UUID(said["photo"]), "item photo")


def receipt(viewer: Account, number: str, receipt_id: UUID) -> ledger.Issued:
    """The PDF of a receipt; Http404 when it isn't this person's."""
    case = pathway.case(viewer, number)
    row = Receipt.objects.filter(pk=receipt_id, person_id=case.person_id).first()
    if row is None:
        raise Http404
    return ledger.issued(viewer, row.pdf_id, "receipt")
