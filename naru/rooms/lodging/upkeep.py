"""Writes about the house itself: buildings, rooms, beds, equipment and what is broken."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from string import ascii_uppercase
from typing import Any
from uuid import UUID

from django.db import models

from naru.domain.lodging import most_people
from naru.domain.refusals import Done, Refusal
from naru.ground import ledger
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.rooms.lodging import refusals  # noqa: F401
from naru.rooms.lodging.models import (
    BROKEN,
    OK,
    OUT_OF_USE,
    SEALED,
    Assignment,
    Bed,
    Building,
    Equipment,
    Fault,
    LodgingRoom,
)

PLACES: Mapping[str, type[models.Model]] = {
    "room": LodgingRoom,
    "bed": Bed,
    "equipment": Equipment,
}


@dataclass(frozen=True)
class RoomDraft:
    """A room as it is entered."""

    name: str
    kind: str
    area_m2: Decimal
    height_m: Decimal
    floor: int = 1
    has_bath: bool = False
    lockable: bool = True
    accessible: bool = False
    near_staff: bool = False


@verb
def add_building(*, by: Account, now: datetime, name: str) -> Done | Refusal:
    """Register a building."""
    if Building.objects.filter(name=name).exists():
        return Refusal("lodging.name_used", {"name": name})
    return ledger.note("add_building", by, now, Building.objects.create(name=name).pk, name=name)


@verb
def add_room(
    *, by: Account, now: datetime, building_id: UUID, draft: RoomDraft, beds: int
) -> Done | Refusal:
    """Register a room with its beds; never more beds than people it has space for."""
    if beds > most_people(draft.area_m2):
        facts = {"area": draft.area_m2, "most": most_people(draft.area_m2)}
        return Refusal("lodging.too_many_beds", facts)
    if LodgingRoom.objects.filter(building_id=building_id, name=draft.name).exists():
        return Refusal("lodging.name_used", {"name": draft.name})
    room = LodgingRoom.objects.create(building_id=building_id, **vars(draft))
    Bed.objects.bulk_create(
        Bed(room=room, label=f"{room.name}-{_letter(place)}") for place in range(beds)
    )
    return ledger.note("add_room", by, now, room.pk, name=room.name, beds=beds)


@verb
def add_equipment(
    *, by: Account, now: datetime, room_id: UUID, kind: str, serial: str
) -> Done | Refusal:
    """Register a thing that stands in a room."""
    if Equipment.objects.filter(serial=serial).exists():
        return Refusal("lodging.name_used", {"name": serial})
    thing = Equipment.objects.create(room_id=room_id, kind=kind, serial=serial)
    return ledger.note("add_equipment", by, now, thing.pk, kind=kind, serial=serial)


@verb
def report_fault(
    *, by: Account, now: datetime, place: str, place_id: UUID, text: str, stops_use: bool
) -> Done | Refusal:
    """Report what is broken; with `stops_use` nobody is lodged there until it is put right."""
    thing = _locked(place, place_id)
    fault = Fault(text=text, stops_use=stops_use, reported_at=now, by_id=by.pk)
    setattr(fault, place, thing)
    fault.save()
    if stops_use:
        _set_state(thing, BROKEN if place == "equipment" else OUT_OF_USE)
    return ledger.note("report_fault", by, now, fault.pk, place=place, text=text)


@verb
def fix_fault(*, by: Account, now: datetime, fault_id: UUID) -> Done | Refusal:
    """Put a fault right; the place is used again once nothing else is wrong with it."""
    fault = Fault.objects.select_for_update().get(pk=fault_id)
    if fault.fixed_at is not None:
        return Refusal("lodging.fault_fixed")
    fault.fixed_at, fault.fixed_by_id = now, by.pk
    fault.save(update_fields=["fixed_at", "fixed_by_id"])
    place = next(name for name in PLACES if getattr(fault, f"{name}_id"))
    thing = _locked(place, getattr(fault, f"{place}_id"))
    others = Fault.objects.filter(**{place: thing}, fixed_at=None, stops_use=True)
    if thing.state != SEALED and not others.exists():
        _set_state(thing, OK)
    return ledger.note("fix_fault", by, now, fault.pk, place=place)


@verb
def seal_bed(*, by: Account, now: datetime, bed_id: UUID, reason: str) -> Done | Refusal:
    """Keep a bed unused and untouched until somebody opens it again."""
    bed = _locked("bed", bed_id)
    if bed.state == SEALED:
        return Refusal("lodging.bed_state", {"bed": bed.label})
    if Assignment.objects.filter(bed=bed, ends_at=None).exists():
        return Refusal("lodging.occupied", {"bed": bed.label})
    _set_state(bed, SEALED)
    return ledger.note("seal_bed", by, now, bed.pk, reason=reason)


@verb
def unseal_bed(*, by: Account, now: datetime, bed_id: UUID, reason: str) -> Done | Refusal:
    """Open a sealed bed again; a fault that is still open keeps it out of use."""
    bed = _locked("bed", bed_id)
    if bed.state != SEALED:
        return Refusal("lodging.bed_state", {"bed": bed.label})
    broken = Fault.objects.filter(bed=bed, fixed_at=None, stops_use=True).exists()
    _set_state(bed, OUT_OF_USE if broken else OK)
    return ledger.note("unseal_bed", by, now, bed.pk, reason=reason)


def _locked(place: str, place_id: UUID) -> Any:
    """The thing, after everybody who is just being lodged in its room is done."""
    thing = PLACES[place].objects.get(pk=place_id)
    room_id = thing.pk if place == "room" else thing.room_id
    LodgingRoom.objects.select_for_update().get(pk=room_id)
    thing.refresh_from_db()
    return thing


def _set_state(thing: Any, state: str) -> None:
    thing.state = state
    thing.save(update_fields=["state"])


def _letter(place: int) -> str:
    """A to Z, then AA, AB and on, as big halls need."""
    high, low = divmod(place, len(ascii_uppercase))
    return (ascii_uppercase[high - 1] if high else "") + ascii_uppercase[low]
