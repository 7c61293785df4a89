"""Writes of the property room: one function a verb."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from naru.domain.belongings import CLASSES, TO_AUTHORITY, search_against
from naru.domain.refusals import Done, Refusal
from naru.ground import people
from naru.ground.pathway import conductor, handoffs
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.ground.vault import SYSTEM, Compartment, keep_file, open_row
from naru.kit import numbers
from naru.rooms.belongings import refusals, receipts
from naru.rooms.belongings.models import Claim, CustodyEvent, Item, Place, Receipt, Search

OPS, HEALTH, LEGAL = Compartment.OPS, Compartment.HEALTH, Compartment.LEGAL
HAND_OVER_KINDS = frozenset({"move_item", "hand_over"})


@dataclass(frozen=True)
class ItemDraft:
    """An item as it is taken over the counter; `photo` is a clean JPEG, `medicine` a clinician's
    note (form, quantity, last dose)."""

    description: str
    kind: str
    place_id: UUID
    seal: str = ""
    quantity: str = "1"
    value: str = ""
    currency: str = ""
    condition: str = ""
    second_officer: str = ""
    photo: bytes | None = None
    medicine: Mapping[str, str] = field(default_factory=dict)


@verb
def search_person(
    *,
    by: Account,
    now: datetime,
    number: str,
    kind: str,
    reason: str,
    searcher_sex: str,
    approver: str = "",
    result: str = "",
) -> Done | Refusal:
    """Record a search of a person or of their things (R18)."""
    row = conductor.load(number)
    sex = people.labels(SYSTEM, [row.person_id])[row.person_id].sex
    against = search_against(kind, sex, searcher_sex, approver, reason)
    if against:
        return against
    search = Search(person_id=row.person_id, kind=kind, at=now, by_id=by.pk)
    said = {
        "reason": reason,
        "searcher_sex": searcher_sex,
        "approver": approver,
        "result": result,
    }
    search.put(said)
    search.save()
    return conductor.advance(
        row,
        "search_person",
        by=by,
        now=now,
        facts={"search_lawful": True},
        subject=str(search.pk),
        body={"kind": kind, **said},
        compartment=LEGAL,
    )


@verb
def hold(*, by: Account, now: datetime, number: str, draft: ItemDraft) -> Done | Refusal:
    """Take one item into custody; medicine goes to a clinician's judgement at once."""
    row = conductor.load(number)
    against = _against_draft(draft)
    if against:
        return against
    item = _keep_item(row, draft, now)
    if draft.kind == "medicine":
        handoffs.open_handoff(
            person_id=row.person_id,
            from_room="belongings",
            to_room="infirmary",
            kind="medicine",
            subject=item.pk,
            note={"label": draft.description, "quantity": draft.quantity, **draft.medicine},
            now=now,
        )
    _note(item, "hold", by, now, {"condition": draft.condition, "second": draft.second_officer})
    return _advance(row, "hold", by, now, item.pk, {"item": item.number, "kind": item.kind})


def _against_draft(draft: ItemDraft) -> Refusal | None:
    if draft.kind == "cash" and not draft.second_officer.strip():
        return Refusal("belongings.second_officer")
    if draft.seal and Item.objects.filter(seal=draft.seal, state__in=Item.OPEN).exists():
        return Refusal("belongings.seal_used", {"seal": draft.seal})
    return None


def _keep_item(row: CaseRow, draft: ItemDraft, now: datetime) -> Item:
    photo = keep_file(row.person_id, OPS, draft.photo, "image/jpeg") if draft.photo else None
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
            "description": draft.description,
            "quantity": draft.quantity,
            "value": draft.value,
            "currency": draft.currency,
            "photo": str(photo.pk) if photo else "",
        }
    )
    item.save(force_insert=True)
    return item


def undo_hold(*, by: Account, now: datetime, subject: str) -> Refusal | None:
    """Take back a line entered by mistake: it stays, marked as reversed."""
    item = Item.objects.select_for_update().get(pk=subject)
    if item.state != Item.HELD:
        return Refusal("belongings.not_held", {"item": item.number})
    handoffs.withdraw(item.pk)
    _end(item, Item.REVERSED, now)
    _note(item, "reverse", by, now, {})
    return None


@verb
def sign_inventory(
    *, by: Account, now: datetime, number: str, signature: str, refused: str = "", witness: str = ""
) -> Done | Refusal:
    """Have the whole list signed by its owner; what the person refuses is written beside it."""
    row = conductor.load(number)
    receipt = receipts.make(row, "inventory", by, now, signature, refused, witness)
    done = conductor.advance(
        row,
        "sign_inventory",
        by=by,
        now=now,
        facts={"inventory_signed": True},
        subject=str(receipt.pk),
        body={"refused": refused, "witness": witness, "items": receipts.numbers_of(row)},
        compartment=OPS,
    )
    return done


@verb
def move_item(
    *,
    by: Account,
    now: datetime,
    item_id: UUID,
    place_id: UUID,
    receiver: str,
    purpose: str,
    condition: str = "",
    seal: str = "",
    second_officer: str = "",
) -> Done | Refusal:
    """Hand an item on inside the centre: from, to, purpose, condition, and a changed seal."""
    item, row = _held(item_id)
    if isinstance(item, Refusal):
        return item
    if seal and seal != item.seal and not second_officer.strip():
        return Refusal("belongings.second_officer")
    before = {"from": item.place.code, "old_seal": item.seal}
    item.place = Place.objects.get(pk=place_id)
    item.seal = seal or item.seal
    item.save(update_fields=["place", "seal"])
    said = {
        **before,
        "to": item.place.code,
        "receiver": receiver,
        "purpose": purpose,
        "condition": condition,
        "seal": item.seal,
        "second": second_officer,
    }
    _note(item, "move_item", by, now, said)
    return _advance(row, "move_item", by, now, item.pk, said)


@verb
def hand_over(
    *, by: Account, now: datetime, item_id: UUID, authority: str, receipt_no: str, basis: str
) -> Done | Refusal:
    """Hand contraband to the competent authority, against its receipt."""
    item, row = _held(item_id)
    if isinstance(item, Refusal):
        return item
    if item.kind not in TO_AUTHORITY:
        return Refusal("belongings.not_contraband", {"item": item.number})
    said = {"authority": authority, "receipt_no": receipt_no, "basis": basis}
    return _finish(item, row, Item.HANDED_OVER, "hand_over", by, now, said)


@verb
def give_back(
    *, by: Account, now: datetime, number: str, item_ids: Sequence[UUID], signature: str
) -> Done | Refusal:
    """Return items to their owner, line by line, against a signature."""
    row = conductor.load(number)
    held = {
        item.pk: item
        for item in Item.objects.select_for_update().filter(
            person_id=row.person_id, state=Item.HELD, pk__in=list(item_ids)
        )
    }
    if not held or len(held) != len(set(item_ids)):
        missing = next((str(pk)[:8] for pk in item_ids if pk not in held), "")
        return Refusal("belongings.not_held", {"item": missing})
    for item in held.values():
        against = _against_return(item)
        if against:
            return against
    receipt = receipts.make(row, "return", by, now, signature, "", "", list(held.values()))
    for item in held.values():
        _end(item, Item.RETURNED, now)
        _note(item, "give_back", by, now, {"receipt": str(receipt.pk)})
    return _advance(
        row, "give_back", by, now, receipt.pk, {"items": [item.number for item in held.values()]}
    )


def _against_return(item: Item) -> Refusal | None:
    if item.kind in {"illegal", "evidence"}:
        return Refusal("belongings.contraband", {"item": item.number})
    waiting = handoffs.states([item.pk]).get(item.pk)
    if waiting is not None and waiting.closed_at is None:
        return Refusal("belongings.medicine_waits", {"item": item.number})
    return None


@verb
def dispose(
    *,
    by: Account,
    now: datetime,
    item_id: UUID,
    reason: str,
    first_witness: str,
    second_witness: str,
    signature: str,
) -> Done | Refusal:
    """Destroy an item with its owner's consent, before two witnesses."""
    item, row = _held(item_id)
    if isinstance(item, Refusal):
        return item
    witnesses = {name.strip().casefold() for name in (first_witness, second_witness)} - {""}
    if len(witnesses) < 2:  # noqa: PLR2004
        return Refusal("belongings.two_witnesses")
    said = {
        "reason": reason,
        "witnesses": [first_witness, second_witness],
        "signature": receipts.keep_signature(row, signature),
    }
    return _finish(item, row, Item.DISPOSED, "dispose", by, now, said)


@verb
def report_missing(
    *, by: Account, now: datetime, item_id: UUID, words: str
) -> Done | Refusal:
    """Report that an item isn't where it should be: opens a claim, the rights officer sees it."""
    item, row = _held(item_id)
    if isinstance(item, Refusal):
        return item
    item.state = Item.MISSING
    item.save(update_fields=["state"])
    claim = Claim(person_id=item.person_id, item=item, opened_at=now)
    claim.put({"words": words})
    claim.save()
    _note(item, "report_missing", by, now, {"words": words})
    return _advance(row, "report_missing", by, now, claim.pk, {"item": item.number, "words": words})


@verb
def settle_claim(
    *, by: Account, now: datetime, claim_id: UUID, found: bool, answer: str
) -> Done | Refusal:
    """Close a claim: the thing is found, or made good by the rule."""
    claim = Claim.objects.select_related("item").select_for_update(of=("self",)).get(pk=claim_id)
    item = claim.item
    if claim.closed_at is not None:
        return Refusal("belongings.not_held", {"item": item.number})
    row = conductor.load(people.number_of(item.person_id))
    claim.put({**open_row(SYSTEM, claim, reason="settle_claim"), "answer": answer, "found": found})
    claim.closed_at = now
    claim.save()
    if found:
        item.state = Item.HELD
        item.save(update_fields=["state"])
    else:
        _end(item, Item.SETTLED, now)
    _note(item, "settle_claim", by, now, {"answer": answer, "found": found})
    return _advance(row, "settle_claim", by, now, claim.pk, {"answer": answer, "found": found})


@verb
def add_place(*, by: Account, now: datetime, code: str, name_ko: str, name_en: str) -> Done:
    """Add a shelf, locker, safe or cold store."""
    place = Place.objects.create(code=code, name_ko=name_ko, name_en=name_en)
    return Done(str(place.pk))


def _held(item_id: UUID) -> tuple[Item, CaseRow] | tuple[Refusal, None]:
    """The item in custody and its owner's case, both locked."""
    item = Item.objects.select_related("place").select_for_update(of=("self",)).get(pk=item_id)
    if item.state != Item.HELD:
        return Refusal("belongings.not_held", {"item": item.number}), None
    return item, conductor.load(people.number_of(item.person_id))


def _finish(
    item: Item,
    row: CaseRow,
    state: str,
    event: str,
    by: Account,
    now: datetime,
    said: Mapping[str, Any],
) -> Done | Refusal:
    _end(item, state, now)
    _note(item, event, by, now, said)
    return _advance(row, event, by, now, item.pk, {"item": item.number, **said})


def _end(item: Item, state: str, now: datetime) -> None:
    item.state, item.ended_at = state, now
    item.save(update_fields=["state", "ended_at"])


def _note(item: Item, act: str, by: Account, now: datetime, said: Mapping[str, Any]) -> None:
    event = CustodyEvent(person_id=item.person_id, item=item, act=act, at=now, by_id=by.pk)
    event.put(dict(said))
    event.save(force_insert=True)


def _advance(
    row: CaseRow, event: str, by: Account, now: datetime, subject: UUID, body: Mapping[str, Any]
) -> Done | Refusal:
    """Tell the conductor, with the counts that this event may state."""
    counts = _counts(row)
    facts = {
        name: counts[name]
        for name in conductor.state(row).profile.events[event].facts
        if name in counts
    }
    return conductor.advance(
        row, event, by=by, now=now, facts=facts, subject=str(subject), body=body, compartment=OPS
    )


def _counts(row: CaseRow) -> dict[str, int]:
    items = Item.objects.filter(person_id=row.person_id, state__in=Item.OPEN)
    kinds = list(items.values_list("kind", flat=True))
    return {
        "items_held": len(kinds),
        "medicine_pending": handoffs.open_count(row.person_id, "medicine"),
        "contraband_pending": sum(CLASSES[kind].contraband for kind in kinds),
        "claims_open": Claim.objects.filter(person_id=row.person_id, closed_at=None).count(),
    }
