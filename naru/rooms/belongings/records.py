"""What several verbs of the property room do alike: find, end, note, and tell the pathway."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from naru.domain.belongings import CLASSES
from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground import ledger
from naru.ground.pathway import conductor, handoffs
from naru.ground.pathway.models import CaseRow
from naru.ground.staff.models import Account
from naru.ground.vault import Compartment
from naru.kit import numbers
from naru.rooms.belongings.models import Claim, CustodyEvent, Item

MEDICINE = "medicine"
KEPT_BY_LAW = frozenset({"illegal", "evidence"})


def held(row: CaseRow, item_id: UUID, by: Account) -> Item | Refusal:
    """One item of this person that lies in custody, locked; clinicians reach medicine only."""
    items = Item.objects.select_related("place").select_for_update(of=("self",))
    item = items.filter(pk=item_id, person_id=row.person_id).first()
    if item is None or item.state != Item.HELD:
        return not_held(item)
    return against_hand(item, by) or item


def not_held(item: Item | None) -> Refusal:
    """The refusal for a thing that isn't in custody."""
    return Refusal("belongings.not_held", {"item": numbers.shown(item.number) if item else "–"})


def against_hand(item: Item, by: Account) -> Refusal | None:
    """Whether this hand may touch the item: a clinician's may touch medicine only."""
    if item.kind == MEDICINE or not by.has(Duty.PHARMACIST, Duty.NURSE):
        return None
    if by.has(Duty.PROPERTY_CUSTODIAN):
        return None
    return Refusal("belongings.medicine_only", {"item": numbers.shown(item.number)})


def second(by: Account, other: UUID | None) -> Refusal | None:
    """Why somebody can't be the second of two: there is nobody, or it is the same person."""
    return Refusal("belongings.second_officer") if other in {None, by.pk} else None


def seal_used(seal: str) -> Refusal | None:
    """The refusal of a seal number that another item in custody bears."""
    if seal and Item.objects.filter(seal=seal, state__in=Item.OPEN).exists():
        return Refusal("belongings.seal_used", {"seal": seal})
    return None


def end(item: Item, state: str, now: datetime) -> None:
    """Close an item's custody."""
    item.state, item.ended_at = state, now
    item.save(update_fields=["state", "ended_at"])


def note(item: Item, act: str, by: Account, now: datetime, said: Mapping[str, Any]) -> None:
    """Write one hand-over into the item's chain of custody."""
    event = CustodyEvent(person_id=item.person_id, item=item, act=act, at=now, by_id=by.pk)
    event.put(said)
    event.save(force_insert=True)


def finish(
    row: CaseRow,
    item: Item,
    state: str,
    event: str,
    by: Account,
    now: datetime,
    said: Mapping[str, Any],
) -> Done | Refusal:
    """End one item's custody by an event."""
    end(item, state, now)
    note(item, event, by, now, said)
    return advance(row, event, by, now, item.pk, {"item": item.number, **said})


def advance(
    row: CaseRow,
    event: str,
    by: Account,
    now: datetime,
    subject: UUID,
    body: Mapping[str, Any],
    proves: ledger.Proven | None = None,
) -> Done | Refusal:
    """Tell the conductor, with the counts that this event may state."""
    rule = conductor.state(row).profile.events[event]
    facts = {name: count for name, count in counts(row.person_id).items() if name in rule.facts}
    return conductor.advance(
        row,
        event,
        by=by,
        now=now,
        facts=facts,
        subject=str(subject),
        body=body,
        compartment=Compartment.OPS,
        proves=proves,
    )


def counts(person_id: UUID) -> dict[str, int]:
    """What the other rooms may know: how much is held, pending and claimed."""
    items = Item.objects.filter(person_id=person_id, state__in=Item.OPEN)
    kinds = list(items.values_list("kind", flat=True))
    return {
        "items_held": len(kinds),
        "medicine_pending": handoffs.open_count(person_id, MEDICINE),
        "contraband_pending": sum(CLASSES[kind].contraband for kind in kinds),
        "claims_open": Claim.objects.filter(person_id=person_id, closed_at=None).count(),
    }
