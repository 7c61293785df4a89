"""Things on their way: to another place, to an authority, back to their owner, or destroyed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from naru.domain.belongings import TO_AUTHORITY
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway import conductor, handoffs
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.kit import numbers
from naru.rooms.belongings import receipts
from naru.rooms.belongings.models import Item, Place
from naru.rooms.belongings.records import (
    KEPT_BY_LAW,
    advance,
    against_hand,
    end,
    finish,
    held,
    not_held,
    note,
    seal_used,
    second,
)


@dataclass(frozen=True)
class MoveDraft:
    """A hand-over inside the centre: to where, to whom, what for, and a seal that was changed."""

    place_id: UUID
    receiver: UUID
    purpose: str
    condition: str = ""
    seal: str = ""
    second_officer: UUID | None = None


@verb
def move_item(
    *, by: Account, now: datetime, number: str, item_id: UUID, draft: MoveDraft
) -> Done | Refusal:
    """Hand an item on inside the centre: from, to, purpose, condition, and a changed seal."""
    row = conductor.load(number)
    item = held(row, item_id, by)
    if isinstance(item, Refusal):
        return item
    new_seal = bool(draft.seal) and draft.seal != item.seal
    against = (second(by, draft.second_officer) or seal_used(draft.seal)) if new_seal else None
    if against:
        return against
    said = {"from": item.place.code, "old_seal": item.seal}
    item.place = Place.objects.get(pk=draft.place_id)
    item.seal = draft.seal or item.seal
    item.save(update_fields=["place", "seal"])
    said |= {"to": item.place.code, "receiver": str(draft.receiver), "purpose": draft.purpose}
    said |= {"condition": draft.condition, "seal": item.seal}
    said |= {"second": str(draft.second_officer or "")}
    note(item, "move_item", by, now, said)
    return advance(row, "move_item", by, now, item.pk, {"item": item.number, **said})


@verb
def hand_over(
    *,
    by: Account,
    now: datetime,
    number: str,
    item_id: UUID,
    authority: str,
    receipt_no: str,
    basis: str,
) -> Done | Refusal:
    """Hand contraband to the competent authority, against its receipt."""
    row = conductor.load(number)
    item = held(row, item_id, by)
    if isinstance(item, Refusal):
        return item
    if item.kind not in TO_AUTHORITY:
        return Refusal("belongings.not_contraband", {"item": numbers.shown(item.number)})
    said = {"authority": authority, "receipt_no": receipt_no, "basis": basis}
    return finish(row, item, Item.HANDED_OVER, "hand_over", by, now, said)


@verb
def give_back(
    *,
    by: Account,
    now: datetime,
    number: str,
    item_ids: Sequence[UUID],
    signature: str,
    stays: str = "",
) -> Done | Refusal:
    """Return items to their owner, line by line, against a signature.

    Whatever could be returned and isn't there must be named: `stays` says why it stays in
    custody, and what can't be found is reported missing.
    """
    row = conductor.load(number)
    locked = Item.objects.select_for_update(of=("self",)).select_related("place")
    mine = list(locked.filter(person_id=row.person_id, state=Item.HELD))
    given = [item for item in mine if item.pk in set(item_ids)]
    against = _against_return(given, len(set(item_ids)), mine, by, stays)
    if against:
        return against
    made = receipts.make(row, "return", given, by, now, receipts.Signing(signature))
    if isinstance(made, Refusal):
        return made
    receipt, proves = made
    for item in given:
        end(item, Item.RETURNED, now)
        note(item, "give_back", by, now, {"receipt": receipt.number})
    body = {"items": [item.number for item in given], "receipt": receipt.number, "stays": stays}
    return advance(row, "give_back", by, now, receipt.pk, body, proves=proves)


def _against_return(
    given: Sequence[Item], asked: int, mine: Sequence[Item], by: Account, stays: str
) -> Refusal | None:
    if not given or len(given) != asked:
        return not_held(None)
    waiting = handoffs.states(item.pk for item in mine)
    for item in given:
        against = _against_line(item, waiting, by)
        if against:
            return against
    left = [
        numbers.shown(item.number)
        for item in mine
        if item not in given and _against_line(item, waiting, by) is None
    ]
    return None if stays.strip() or not left else Refusal("belongings.lines_left", {"items": left})


def _against_line(
    item: Item, waiting: Mapping[UUID, handoffs.HandoffState], by: Account
) -> Refusal | None:
    if item.kind in KEPT_BY_LAW:
        return Refusal("belongings.contraband", {"item": numbers.shown(item.number)})
    state = waiting.get(item.pk)
    if state is not None and state.closed_at is None:
        return Refusal("belongings.medicine_waits", {"item": numbers.shown(item.number)})
    return against_hand(item, by)


@verb
def dispose(
    *,
    by: Account,
    now: datetime,
    number: str,
    item_id: UUID,
    reason: str,
    witnesses: Sequence[str],
    signature: str,
) -> Done | Refusal:
    """Destroy an item with its owner's consent, before two witnesses."""
    row = conductor.load(number)
    item = held(row, item_id, by)
    if isinstance(item, Refusal):
        return item
    waits = handoffs.states([item.pk]).get(item.pk)
    if waits is not None and waits.closed_at is None:
        return Refusal("belongings.medicine_waits", {"item": numbers.shown(item.number)})
    if len(set(witnesses) - {str(by.pk), ""}) < 2:  # noqa: PLR2004
        return Refusal("belongings.two_witnesses")
    signed = receipts.keep_signature(row.person_id, signature)
    if isinstance(signed, Refusal):
        return signed
    said = {"reason": reason, "witnesses": list(witnesses), "signature": signed}
    return finish(row, item, Item.DISPOSED, "dispose", by, now, said)
