"""Reads about the house itself: rooms, equipment, faults, and who is kept apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404

from naru.ground import people
from naru.ground.people import Label
from naru.ground.staff import queries as staff
from naru.ground.staff.models import Account
from naru.rooms.lodging.models import Bed, Building, Conflict, Equipment, Fault, LodgingRoom
from naru.rooms.lodging.words import EQUIPMENT, KINDS, STATES

Choices = list[tuple[str, Any]]
RECENT = 20
"""How many faults that were put right are still listed."""


@dataclass(frozen=True)
class BedLine:
    """A bed in the list of rooms."""

    id: UUID
    label: str
    state: str
    said: Any


@dataclass(frozen=True)
class RoomLine:
    """A room in the list of rooms."""

    name: str
    building: str
    floor: int
    kind: Any
    area: Any
    state: str
    said: Any
    beds: list[BedLine]


@dataclass(frozen=True)
class ThingLine:
    """A thing in the list of equipment."""

    id: UUID
    kind: Any
    serial: str
    room: str
    building: str
    state: str
    said: Any


@dataclass(frozen=True)
class FaultLine:
    """A fault: of what, since when, by whom."""

    id: UUID
    place: str
    text: str
    stops_use: bool
    reported_at: datetime
    by: str
    fixed_at: datetime | None


@dataclass(frozen=True)
class ConflictLine:
    """Two people who are not lodged together."""

    id: UUID
    code: str
    one: Label
    other: Label
    since: datetime


def rooms() -> list[RoomLine]:
    """Every room with its beds."""
    found = LodgingRoom.objects.select_related("building").prefetch_related("beds")
    return [_room_line(room) for room in found]


def buildings() -> Choices:
    """The buildings to choose from."""
    return [(str(building.pk), building.name) for building in Building.objects.all()]


def room_choices() -> Choices:
    """The rooms to choose from."""
    found = LodgingRoom.objects.select_related("building")
    return [(str(room.pk), f"{room.building.name} {room.name}") for room in found]


def places() -> Choices:
    """Everything that can be broken, as `room:<id>`, `bed:<id>` or `equipment:<id>`."""
    beds = Bed.objects.select_related("room__building")
    return [
        *((f"room:{room_id}", name) for room_id, name in room_choices()),
        *((f"bed:{bed.pk}", f"{bed.room.building.name} {bed.label}") for bed in beds),
        *((f"equipment:{thing.id}", _thing_name(thing)) for thing in equipment()),
    ]


def bed(bed_id: UUID) -> BedLine:
    """One bed; Http404 if there is none such."""
    found = Bed.objects.filter(pk=bed_id).first()
    if found is None:
        raise Http404
    return _bed_line(found)


def equipment() -> list[ThingLine]:
    """Every thing with the room it stands in."""
    found = Equipment.objects.select_related("room__building")
    return [_thing_line(thing) for thing in found]


def faults() -> tuple[list[FaultLine], list[FaultLine]]:
    """What is broken now, and what was put right lately."""
    rows = Fault.objects.select_related(
        "room__building", "bed__room__building", "equipment__room__building"
    )
    present = list(rows.filter(fixed_at=None))
    past = list(rows.exclude(fixed_at=None).order_by("-fixed_at")[:RECENT])
    names = staff.names({row.by_id for row in [*present, *past]})
    return _fault_lines(present, names), _fault_lines(past, names)


def fault(fault_id: UUID) -> FaultLine:
    """One fault that is still open; Http404 if there is none such."""
    found = next((line for line in faults()[0] if line.id == fault_id), None)
    if found is None:
        raise Http404
    return found


def conflicts(viewer: Account) -> list[ConflictLine]:
    """The pairs that are not lodged together now."""
    rows = list(Conflict.objects.filter(until=None))
    both = {person_id for row in rows for person_id in (row.one_id, row.other_id)}
    labels = people.labels(viewer, both)
    return [
        ConflictLine(row.pk, row.code, labels[row.one_id], labels[row.other_id], row.since)
        for row in rows
    ]


def conflict(viewer: Account, conflict_id: UUID) -> ConflictLine:
    """One pair; Http404 if they may be lodged together anyway."""
    found = next((line for line in conflicts(viewer) if line.id == conflict_id), None)
    if found is None:
        raise Http404
    return found


def _room_line(room: LodgingRoom) -> RoomLine:
    return RoomLine(
        name=room.name,
        building=room.building.name,
        floor=room.floor,
        kind=KINDS[room.kind],
        area=room.area_m2,
        state=room.state,
        said=STATES[room.state],
        beds=[_bed_line(bed) for bed in room.beds.all()],
    )


def _bed_line(bed: Bed) -> BedLine:
    return BedLine(bed.pk, bed.label, bed.state, STATES[bed.state])


def _thing_line(thing: Equipment) -> ThingLine:
    return ThingLine(
        id=thing.pk,
        kind=EQUIPMENT[thing.kind],
        serial=thing.serial,
        room=thing.room.name,
        building=thing.room.building.name,
        state=thing.state,
        said=STATES[thing.state],
    )


def _thing_name(thing: ThingLine) -> str:
    return f"{thing.building} {thing.room} · {thing.kind} {thing.serial}"


def _fault_lines(rows: Iterable[Fault], names: Any) -> list[FaultLine]:
    return [
        FaultLine(
            id=row.pk,
            place=_place(row),
            text=row.text,
            stops_use=row.stops_use,
            reported_at=row.reported_at,
            by=names.get(row.by_id, ""),
            fixed_at=row.fixed_at,
        )
        for row in rows
    ]


def _place(row: Fault) -> str:
    if row.equipment is not None:
        return _thing_name(_thing_line(row.equipment))
    if row.bed is not None:
        return f"{row.bed.room.building.name} {row.bed.label}"
    return f"{row.room.building.name} {row.room.name}"
