"""Taking things into custody, and the list that its owner signs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from naru.domain.belongings import UNOPENED
from naru.domain.refusals import Done, Refusal
from naru.ground import ledger
from naru.ground.pathway import conductor, handoffs
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.ground.vault import CENTRE, Compartment, keep_file
from naru.kit import images, numbers
from naru.rooms.belongings import receipts
from naru.rooms.belongings.models import Item, Place
from naru.rooms.belongings.records import MEDICINE, advance, end, not_held, note, seal_used, second

OPS, HEALTH = Compartment.OPS, Compartment.HEALTH


@dataclass(frozen=True)
class ItemDraft:
    """An item as it is taken over the counter.

    `photo` is the upload; `medicine` is for the clinician only (form, last dose), as is the
    description of a medicine.
    """

    description: str
    kind: str
    place_id: UUID
    seal: str = ""
    quantity: str = "1"
    value: str = ""
    currency: str = ""
    condition: str = ""
    second_officer: UUID | None = None
    photo: bytes | None = None
    medicine: Mapping[str, str] = field(default_factory=dict)


@verb
def hold(*, by: Account, now: datetime, number: str, draft: ItemDraft) -> Done | Refusal:
    """Take one item into custody; medicine goes to a clinician's judgement at once."""
    row = conductor.load(number)
    safe = images.safe_photo(draft.photo) if draft.photo else None
    against = safe if isinstance(safe, Refusal) else _against_draft(draft, by)
    if against:
        return against
    item = _keep_item(row, replace(draft, photo=safe), now)
    if draft.kind == MEDICINE:
        _ask_clinician(item, draft, now)
    said = {"condition": draft.condition, "second": str(draft.second_officer or "")}
    note(item, "hold", by, now, {**said, "to": item.place.code, "seal": item.seal})
    return advance(row, "hold", by, now, item.pk, {"item": item.number, "kind": item.kind})


@verb
def seal_unopened(
    *, by: Account, now: datetime, number: str, description: str, seal: str, place_id: UUID
) -> Done | Refusal:
    """Seal a bag as it is, while its owner is cared for; the list is made with them later."""
    row = conductor.load(number)
    if not seal.strip():
        return Refusal("belongings.no_seal")
    if used := seal_used(seal):
        return used
    draft = ItemDraft(description, UNOPENED, place_id, seal)
    item = _keep_item(row, draft, now)
    note(item, "seal_unopened", by, now, {"to": item.place.code, "seal": item.seal})
    return advance(row, "seal_unopened", by, now, item.pk, {"item": item.number, "kind": item.kind})


def _against_draft(draft: ItemDraft, by: Account) -> Refusal | None:
    if draft.kind == "cash" and (alone := second(by, draft.second_officer)):
        return alone
    return seal_used(draft.seal)


def _keep_item(row: CaseRow, draft: ItemDraft, now: datetime) -> Item:
    """The item's row; what a medicine is stays out of it, for it tells an illness."""
    medicine = draft.kind == MEDICINE
    part = HEALTH if medicine else OPS
    photo = keep_file(row.person_id, part, draft.photo, "image/jpeg") if draft.photo else None
    item = Item(
        person_id=row.person_id,
        number=numbers.new_number(),
        kind=draft.kind,
        seal=draft.seal,
        place=Place.objects.get(pk=draft.place_id),
        held_at=now,
    )
    item.put(
        {
            "description": "" if medicine else draft.description,
            "quantity": draft.quantity,
            "value": draft.value,
            "currency": draft.currency,
            "photo": str(photo.pk) if photo else "",
        }
    )
    item.save(force_insert=True)
    return item


def _ask_clinician(item: Item, draft: ItemDraft, now: datetime) -> None:
    handoffs.open_handoff(
        person_id=item.person_id,
        from_room="belongings",
        to_room="infirmary",
        kind=MEDICINE,
        subject=item.pk,
        note={
            "label": draft.description,
            "item": item.number,
            "quantity": draft.quantity,
            **draft.medicine,
        },
        now=now,
    )


def undo_hold(*, by: Account, now: datetime, subject: str) -> Refusal | None:
    """Take back the last line when it was entered by mistake: it stays, marked as reversed."""
    item = Item.objects.select_for_update().get(pk=subject)
    last = Item.objects.filter(person_id=item.person_id).order_by("held_at").last()
    if item.state != Item.HELD or last != item:
        return not_held(item)
    handoffs.withdraw(item.pk)
    end(item, Item.REVERSED, now)
    note(item, "reverse", by, now, {})
    return None


@verb
def sign_inventory(
    *,
    by: Account,
    now: datetime,
    number: str,
    signature: str,
    second_officer: UUID | None,
    refused_items: Sequence[UUID] = (),
    refused: str = "",
) -> Done | Refusal:
    """Have the whole list signed by its owner; what the person refuses is written beside it."""
    row = conductor.load(number)
    if alone := second(by, second_officer):
        return alone
    items = receipts.open_items(row.person_id)
    if any(item.kind == UNOPENED for item in items):
        return Refusal("belongings.unopened")
    lines = {item.pk for item in items} & set(refused_items)
    signing = receipts.Signing(signature, second_officer, refused, frozenset(lines))
    made = receipts.make(row, "inventory", items, by, now, signing)
    if isinstance(made, Refusal):
        return made
    receipt, proves = made
    body = {"refused": refused, "receipt": receipt.number, "items": [i.number for i in items]}
    return conductor.advance(
        row,
        "sign_inventory",
        by=by,
        now=now,
        facts={"inventory_signed": True},
        subject=str(receipt.pk),
        body={**body, "second": str(second_officer)},
        compartment=OPS,
        proves=proves,
    )


@verb
def add_place(
    *, by: Account, now: datetime, code: str, name_ko: str, name_en: str
) -> Done | Refusal:
    """Add a shelf, locker, safe or cold store."""
    if Place.objects.filter(code=code).exists():
        return Refusal("belongings.place_known", {"code": code})
    place = Place.objects.create(code=code, name_ko=name_ko, name_en=name_en)
    return ledger.record(
        "add_place",
        at=now,
        actor=by,
        person_id=CENTRE,
        compartment=OPS,
        body={"code": code},
        subject=str(place.pk),
    )
