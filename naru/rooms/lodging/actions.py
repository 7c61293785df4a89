"""Writes about who sleeps where: one function a verb."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from naru.domain.lodging import match, most_people, proposals
from naru.domain.refusals import Done, Refusal
from naru.ground import ledger, people
from naru.ground.pathway import conductor
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.ground.vault import SYSTEM, Compartment, open_row
from naru.kit import numbers, words
from naru.rooms.lodging import records, refusals  # noqa: F401
from naru.rooms.lodging.models import OK, Assignment, Bed, Conflict

OFFERED = 3
"""How many free beds a refusal names."""


@verb
def assign_bed(
    *, by: Account, now: datetime, number: str, bed_id: UUID, reason: str = ""
) -> Done | Refusal:
    """Give a person a bed."""
    row = conductor.load(number)
    present = _stay(row)
    if present:
        return Refusal("lodging.has_bed", {"bed": present.bed.label})
    stay = _lodge(row, bed_id, now, reason)
    if isinstance(stay, Refusal):
        return stay
    return _advance(row, "assign_bed", by, now, stay, {"bed": stay.bed.label, "reason": reason})


@verb
def move_bed(
    *, by: Account, now: datetime, number: str, bed_id: UUID, reason: str
) -> Done | Refusal:
    """Move a person to another bed; the stay in the old one ends in the same moment."""
    row = conductor.load(number)
    old = _stay(row)
    if old is None:
        return Refusal("lodging.no_bed")
    if old.bed_id == bed_id:
        return Refusal("lodging.same_bed")
    moment = _end(old, now)
    stay = _lodge(row, bed_id, moment, reason)
    if isinstance(stay, Refusal):
        return stay
    body = {"from": old.bed.label, "bed": stay.bed.label, "reason": reason}
    return _advance(row, "move_bed", by, moment, stay, body)


@verb
def free_bed(*, by: Account, now: datetime, number: str, reason: str) -> Done | Refusal:
    """End a person's stay in their bed."""
    row = conductor.load(number)
    stay = _stay(row)
    if stay is None:
        return Refusal("lodging.no_bed")
    moment = _end(stay, now)
    return _advance(row, "free_bed", by, moment, stay, {"bed": stay.bed.label, "reason": reason})


def undo_assign_bed(*, by: Account, now: datetime, subject: str) -> Refusal | None:
    """Take an assignment back: a stay of no length, which takes no bed and stays on record."""
    stay = Assignment.objects.filter(pk=subject, ends_at=None).first()
    if stay is None:
        return Refusal("lodging.no_bed")
    stay.ends_at = stay.starts_at
    stay.save(update_fields=["ends_at"])
    return None


@verb
def sign_room_inventory(
    *,
    by: Account,
    now: datetime,
    number: str,
    lines: list[str],
    remarks: str,
    signature: Mapping[str, object],
) -> Done | Refusal:
    """Keep what stands in the room and in what state, as the person signed it."""
    row = conductor.load(number)
    stay = _stay(row)
    if stay is None:
        return Refusal("lodging.no_bed")
    inventory = {"lines": lines, "remarks": remarks, "signature": signature, "at": now.isoformat()}
    stay.put({**open_row(SYSTEM, stay, "inventory"), "inventory": inventory})
    stay.save(update_fields=["sealed", "epoch"])
    body = {"bed": stay.bed.label, "lines": lines, "remarks": remarks}
    return ledger.note("sign_room_inventory", by, now, stay.pk, row.person_id, **body)


@verb
def note_conflict(*, by: Account, now: datetime, number: str, other_number: str) -> Done | Refusal:
    """Note that two people are not lodged together; why is never written."""
    pair = [people.person_of(numbers.read(said) or "") for said in (number, other_number)]
    if pair[0] is None or pair[1] is None:
        return Refusal("lodging.number_unknown")
    one, other = sorted(person.pk for person in pair)
    if one == other:
        return Refusal("lodging.same_person")
    if Conflict.objects.filter(one_id=one, other_id=other, until=None).exists():
        return Refusal("lodging.conflict_known")
    code = numbers.new_number()
    conflict = Conflict.objects.create(code=code, one_id=one, other_id=other, since=now)
    body = {"code": code}
    ledger.note("note_conflict", by, now, conflict.pk, other, **body)
    return ledger.note("note_conflict", by, now, conflict.pk, one, **body)


@verb
def end_conflict(*, by: Account, now: datetime, conflict_id: UUID) -> Done | Refusal:
    """Let two people be lodged together again."""
    conflict = Conflict.objects.select_for_update().get(pk=conflict_id)
    if conflict.until is not None:
        return Refusal("lodging.conflict_ended")
    conflict.until = now
    conflict.save(update_fields=["until"])
    body = {"code": conflict.code}
    ledger.note("end_conflict", by, now, conflict.pk, conflict.other_id, **body)
    return ledger.note("end_conflict", by, now, conflict.pk, conflict.one_id, **body)


def _stay(row: CaseRow) -> Assignment | None:
    return next(iter(records.open_stays(person_id=row.person_id)), None)


def _end(stay: Assignment, now: datetime) -> datetime:
    """End a stay, never before it began; returns the moment."""
    stay.ends_at = max(now, stay.starts_at)
    stay.save(update_fields=["ends_at"])
    return stay.ends_at


def _lodge(row: CaseRow, bed_id: UUID, now: datetime, reason: str) -> Assignment | Refusal:
    """Put the person into the bed, if the rules and then the database let them."""
    bed = Bed.objects.select_related("room").filter(pk=bed_id).first()
    if bed is None:
        return Refusal("lodging.bed_unknown")
    against = _against(row, bed)
    if against:
        return against
    stay = Assignment(person_id=row.person_id, bed=bed, starts_at=now)
    stay.put({"reason": reason})
    try:
        with transaction.atomic():
            stay.save(force_insert=True)
    except IntegrityError as error:
        return _refusal_of(error, row, bed)
    return stay


def _against(row: CaseRow, bed: Bed) -> Refusal | None:
    """The first thing that stands against this bed; the database has the last word."""
    guest, rooms = records.guest_and_rooms(row.person_id, pk=bed.room_id)
    (room,) = rooms
    view = next(view for view in room.beds if view.id == str(bed.pk))
    if view.taken:
        return _taken(row, bed)
    if view.state != OK:
        return Refusal("lodging.bed_closed", {"bed": bed.label})
    return next(iter(match(guest, room)), None)


def _refusal_of(error: IntegrityError, row: CaseRow, bed: Bed) -> Refusal:
    """The refusal of the rule whose name the database gave; any other error is a bug."""
    said: dict[str, Callable[[], Refusal]] = {
        "lodging_bed_taken": lambda: _taken(row, bed),
        "lodging_person_placed": lambda: _placed(row, bed),
        "lodging_closed": lambda: Refusal("lodging.bed_closed", {"bed": bed.label}),
        "lodging_crowded": lambda: _crowded(bed),
    }
    for name, refusal in said.items():
        if name in str(error):
            return refusal()
    raise error


def _placed(row: CaseRow, bed: Bed) -> Refusal:
    stay = _stay(row)
    return Refusal("lodging.has_bed", {"bed": stay.bed.label if stay else bed.label})


def _crowded(bed: Bed) -> Refusal:
    area = bed.room.area_m2
    facts = {"room": bed.room.name, "area": area, "most": most_people(area)}
    return Refusal("lodging.crowded", facts)


def _taken(row: CaseRow, bed: Bed) -> Refusal:
    """Who has the bed and since when, and the free beds that fit best instead."""
    facts: dict[str, Any] = {"bed": bed.label, "who": {"ko": "다른", "en": "somebody else"}}
    stay = next(iter(records.open_stays(bed=bed)), None)
    facts["since"] = words.clock_time(stay.starts_at) if stay else {"ko": "방금", "en": "just now"}
    if stay:
        facts["who"] = numbers.shown(people.number_of(stay.person_id))
    guest, rooms = records.guest_and_rooms(row.person_id)
    free = [proposal.bed.label for proposal in proposals(guest, rooms)][:OFFERED]
    if free:
        return Refusal("lodging.taken", {**facts, "free": free})
    return Refusal("lodging.taken_none_free", facts)


def _advance(
    row: CaseRow, event: str, by: Account, now: datetime, stay: Assignment, body: dict[str, Any]
) -> Done | Refusal:
    return conductor.advance(
        row,
        event,
        by=by,
        now=now,
        subject=str(stay.pk),
        body=body,
        compartment=Compartment.OPS,
    )
