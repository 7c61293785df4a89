"""Reads the rules need, for actions and queries alike: rooms with their beds and sleepers."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q

from naru.domain.lodging import BedView, Guest, RoomView
from naru.domain.profile import FactValue
from naru.ground import people
from naru.ground.pathway.models import CaseRow
from naru.ground.people import Label
from naru.ground.vault import SYSTEM, open_rows
from naru.rooms.lodging.models import Assignment, Bed, Conflict, LodgingRoom

Facts = Mapping[str, FactValue]


def open_stays(**which: Any) -> list[Assignment]:
    """Who sleeps where now, with bed and room."""
    rows = Assignment.objects.filter(ends_at=None, **which)
    return list(rows.select_related("bed__room__building"))


def sleepers(**which: Any) -> dict[UUID, UUID]:
    """Who sleeps in which bed now: the person by the bed."""
    rows = Assignment.objects.filter(ends_at=None, **which)
    return dict(rows.values_list("bed_id", "person_id"))


def facts_of(person_ids: Iterable[UUID]) -> dict[UUID, Facts]:
    """The facts of the open cases of people, opened together."""
    rows = list(CaseRow.objects.filter(person_id__in=list(person_ids), closed_at=None))
    opened = open_rows(SYSTEM, rows, "lodging")
    return {row.person_id: data["facts"] for row, data in zip(rows, opened, strict=True)}


def guests(person_ids: Iterable[UUID]) -> dict[UUID, Guest]:
    """What lodging must know of people; families and conflicts are found among them."""
    wanted = set(person_ids)
    labels = people.labels(SYSTEM, wanted)
    facts = facts_of(wanted)
    apart = conflicts_of(wanted)
    return {
        person_id: guest_of(label, facts.get(person_id, {}), _family(label, labels, facts), apart)
        for person_id, label in labels.items()
    }


def guest_of(
    label: Label, facts: Facts, family: frozenset[str], apart: Mapping[UUID, frozenset[str]]
) -> Guest:
    """One person as the rules see them; doubt about age counts for the person."""
    child = label.is_child if facts.get("minor") is None else facts["minor"] is True
    alone = facts.get("unaccompanied")
    return Guest(
        id=str(label.person_id),
        sex=label.sex,
        child=child,
        unaccompanied=child and (not family if alone is None else alone is True),
        isolation=facts.get("isolation") is True,
        sleeps_alone=facts.get("sleeps_alone") is True,
        access=str(facts.get("access_needs") or "none"),
        family=family,
        conflicts=apart.get(label.person_id, frozenset()),
    )


def _family(
    label: Label, labels: Mapping[UUID, Label], facts: Mapping[UUID, Facts]
) -> frozenset[str]:
    """The others of the household; nobody for whom the family was separated for their safety."""
    if label.household_id is None or facts.get(label.person_id, {}).get("in_family") is False:
        return frozenset()
    return frozenset(
        str(other.person_id)
        for other in labels.values()
        if other.household_id == label.household_id
        and other.person_id != label.person_id
        and facts.get(other.person_id, {}).get("in_family") is not False
    )


def conflicts_of(person_ids: Iterable[UUID]) -> dict[UUID, frozenset[str]]:
    """Those with whom each person isn't lodged."""
    wanted = list(person_ids)
    either = Q(one_id__in=wanted) | Q(other_id__in=wanted)
    found: dict[UUID, set[str]] = {}
    for one, other in Conflict.objects.filter(either, until=None).values_list("one_id", "other_id"):
        found.setdefault(one, set()).add(str(other))
        found.setdefault(other, set()).add(str(one))
    return {person_id: frozenset(others) for person_id, others in found.items()}


def guest_and_rooms(person_id: UUID, **which: Any) -> tuple[Guest, list[RoomView]]:
    """A person and the rooms (all, or some by `which`) as the rules see them."""
    stays = open_stays(**{f"bed__room__{name}": value for name, value in which.items()})
    family = people.household_of(person_id)
    known = guests({person_id, *family, *(stay.person_id for stay in stays)})
    return known[person_id], room_views(stays, known, **which)


def all_rooms() -> tuple[list[Assignment], list[RoomView]]:
    """Everybody who sleeps here, and every room with them in it."""
    stays = open_stays()
    return stays, room_views(stays, guests(stay.person_id for stay in stays))


def room_views(
    stays: Iterable[Assignment], known: Mapping[UUID, Guest], **which: Any
) -> list[RoomView]:
    """The rooms with beds and sleepers."""
    by_room: dict[UUID, list[Assignment]] = {}
    for stay in stays:
        by_room.setdefault(stay.bed.room_id, []).append(stay)
    rooms = LodgingRoom.objects.filter(**which).select_related("building").prefetch_related("beds")
    return [_room_view(room, by_room.get(room.pk, []), known) for room in rooms]


def _room_view(room: LodgingRoom, stays: list[Assignment], known: Mapping[UUID, Guest]) -> RoomView:
    taken = {stay.bed_id for stay in stays}
    return RoomView(
        id=str(room.pk),
        name=room.name,
        kind=room.kind,
        area=room.area_m2,
        building=room.building.name,
        floor=room.floor,
        state=room.state,
        accessible=room.accessible,
        has_bath=room.has_bath,
        near_staff=room.near_staff,
        beds=tuple(_bed_view(bed, taken) for bed in room.beds.all()),
        sleepers=tuple(known[stay.person_id] for stay in stays),
    )


def _bed_view(bed: Bed, taken: set[UUID]) -> BedView:
    return BedView(str(bed.pk), bed.label, bed.state, bed.pk in taken)
