"""Reads about who sleeps where: the board, offers for a person, the panel, the wall."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import translation

from naru.domain import lodging
from naru.domain.duties import Duty
from naru.domain.lodging import RoomView
from naru.domain.refusals import Refusal, Said, say
from naru.ground import people
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.pages import person_url
from naru.ground.pathway.queries import CaseView
from naru.ground.people import Label
from naru.ground.staff.models import Account
from naru.ground.vault import open_rows
from naru.rooms.lodging import records, refusals  # noqa: F401
from naru.rooms.lodging.models import OK, Assignment, Bed, Building, LodgingRoom
from naru.rooms.lodging.words import KINDS, STATES, WHY

REASONS_FOR = frozenset(
    {Duty.LODGING_OFFICER, Duty.CASEWORKER, Duty.DIRECTOR, Duty.HUMAN_RIGHTS_OFFICER}
)
"""Who reads why somebody was moved."""


@dataclass(frozen=True)
class BedCell:
    """A bed on the board: `state` is free, taken, out_of_use or sealed."""

    label: str
    state: str
    number: str = ""
    name: str = ""
    url: str = ""


@dataclass(frozen=True)
class RoomCells:
    """A room on the board."""

    name: str
    building: str
    kind: Any
    isolation: bool
    state: str
    said: Any
    beds: list[BedCell]
    free: int


@dataclass(frozen=True)
class Occupancy:
    """How many beds there are, are slept in, and can't be used."""

    beds: int
    occupied: int
    out_of_use: int

    @property
    def free(self) -> int:
        """Beds that somebody could be put into."""
        return self.beds - self.occupied - self.out_of_use


@dataclass(frozen=True)
class Board:
    """The rooms of one building, and the counts of the whole house."""

    buildings: list[Building]
    building: str
    rooms: list[RoomCells]
    counts: Occupancy


@dataclass(frozen=True)
class Offer:
    """A free bed that fits a person."""

    bed_id: str
    bed: str
    room: str
    building: str
    kind: Any
    area: Any
    sleepers: int
    why: list[Any]


@dataclass(frozen=True)
class NoOffer:
    """A room that is not for this person, or has no free bed, and why."""

    room: str
    building: str
    beds: list[str]
    reasons: list[Said]


@dataclass(frozen=True)
class Offers:
    """The beds for one person: those that fit, the best first, and the others."""

    fitting: list[Offer]
    others: list[NoOffer]
    present: str


@dataclass(frozen=True)
class Stay:
    """One stay in one bed; `reason` only for those who may read it."""

    bed: str
    since: datetime
    until: datetime | None
    reason: str


@dataclass(frozen=True)
class RoomFacts:
    """What the panel says of the room."""

    name: str
    building: str
    floor: int
    area: Any
    has_bath: bool
    lockable: bool
    accessible: bool


@dataclass(frozen=True)
class LodgingPanel:
    """Where somebody sleeps, and where they slept before."""

    present: Stay | None
    room: RoomFacts | None
    inventory_signed: bool
    may_sign: bool
    history: list[Stay]


@dataclass(frozen=True)
class Move:
    """Somebody who can't stay where they sleep."""

    label: Label
    bed: str
    reasons: list[Said]


@dataclass(frozen=True)
class WallRoom:
    """A room on a wall screen: numbers, never a name."""

    building: str
    name: str
    free: int
    beds: int
    state: Any


def board(viewer: Account, building: UUID | None = None) -> Board:
    """The rooms of a building (by default the first) with their beds; counts of the whole house.

    A bounded number of queries however many beds there are.
    """
    buildings = list(Building.objects.all())
    chosen = building or (buildings[0].pk if buildings else None)
    rooms = _rooms(building_id=chosen)
    sleepers = records.sleepers(bed__room__building_id=chosen)
    labels = people.labels(viewer, sleepers.values())
    cells = [_room_cells(room, sleepers, labels) for room in rooms]
    return Board(buildings, str(chosen or ""), cells, occupancy(viewer))


def occupancy(viewer: Account) -> Occupancy:
    """How full the centre is."""
    taken = Assignment.objects.filter(ends_at=None)
    idle = Bed.objects.exclude(pk__in=taken.values("bed_id"))
    stopped = idle.exclude(state=OK, room__state=OK)
    return Occupancy(Bed.objects.count(), taken.count(), stopped.count())


def wall() -> list[WallRoom]:
    """Rooms and numbers for a screen that everybody can see."""
    rooms = _rooms()
    taken = records.sleepers()
    return [
        WallRoom(
            building=room.building.name,
            name=room.name,
            free=sum(_state(room, bed, taken) == "free" for bed in room.beds.all()),
            beds=len(room.beds.all()),
            state=STATES[room.state],
        )
        for room in rooms
    ]


def offers(viewer: Account, number: str) -> Offers:
    """The beds for a person; Http404 for whom the viewer may not reach."""
    person_id = pathway.case(viewer, number).person_id
    guest, rooms = records.guest_and_rooms(person_id)
    fitting = [_offer(proposal) for proposal in lodging.proposals(guest, rooms)]
    with_offer = {(offer.building, offer.room) for offer in fitting}
    others = [room for room in rooms if (room.building, room.name) not in with_offer]
    present = [stay.bed.label for stay in records.open_stays(person_id=person_id)]
    return Offers(fitting, [_no_offer(guest, room) for room in others], "".join(present))


def panel(viewer: Account, case: CaseView) -> LodgingPanel:
    """Where somebody sleeps, for the resident page."""
    rows = list(
        Assignment.objects.filter(person_id=case.person_id).select_related("bed__room__building")
    )
    opened = open_rows(viewer, rows, "lodging")
    told = bool(viewer.duties & REASONS_FOR)
    stays = [
        Stay(row.bed.label, row.starts_at, row.ends_at, values["reason"] if told else "")
        for row, values in zip(rows, opened, strict=True)
        if row.ends_at != row.starts_at
    ]
    here = next((pair for pair in zip(rows, opened, strict=True) if pair[0].ends_at is None), None)
    return LodgingPanel(
        present=next((stay for stay in stays if stay.until is None), None),
        room=_room_facts(here[0].bed.room) if here else None,
        inventory_signed=bool(here and "inventory" in here[1]),
        may_sign=Duty.LODGING_OFFICER in viewer.duties,
        history=[stay for stay in stays if stay.until is not None],
    )


def must_move(viewer: Account) -> list[Move]:
    """Everybody whose bed or room doesn't fit them any longer, with the reasons."""
    stays, rooms = records.all_rooms()
    beds = {str(stay.person_id): stay.bed for stay in stays}
    reasons = {guest.id: list(found) for guest, _room, found in lodging.must_move(rooms)}
    for person_id, bed in beds.items():
        if bed.state != OK:
            closed = Refusal("lodging.bed_closed", {"bed": bed.label})
            reasons[person_id] = [closed, *reasons.get(person_id, [])]
    labels = people.labels(viewer, [UUID(person_id) for person_id in reasons])
    moves = [
        Move(labels[UUID(person_id)], beds[person_id].label, [_say(r) for r in found])
        for person_id, found in reasons.items()
    ]
    return sorted(moves, key=lambda move: move.bed)


def present_stay(viewer: Account, number: str) -> tuple[str, list[str]]:
    """The bed of a person and the equipment of its room; empty when they have none."""
    person_id = pathway.case(viewer, number).person_id
    stay = next(iter(records.open_stays(person_id=person_id)), None)
    if stay is None:
        return "", []
    return stay.bed.label, list(stay.bed.room.equipment.values_list("kind", flat=True))


def _rooms(**which: Any) -> list[LodgingRoom]:
    rooms = LodgingRoom.objects.filter(**which)
    return list(rooms.select_related("building").prefetch_related("beds"))


def _state(room: LodgingRoom, bed: Bed, taken: Iterable[UUID]) -> str:
    """Taken also where the room is broken: somebody still sleeps there."""
    if bed.pk in taken:
        return "taken"
    return next((state for state in (room.state, bed.state) if state != OK), "free")


def _room_cells(
    room: LodgingRoom, sleepers: dict[UUID, UUID], labels: dict[UUID, Label]
) -> RoomCells:
    cells = [_cell(room, bed, sleepers, labels) for bed in room.beds.all()]
    return RoomCells(
        name=room.name,
        building=room.building.name,
        kind=KINDS[room.kind],
        isolation=room.kind == "isolation",
        state=room.state,
        said=STATES[room.state],
        beds=cells,
        free=sum(cell.state == "free" for cell in cells),
    )


def _cell(
    room: LodgingRoom, bed: Bed, sleepers: dict[UUID, UUID], labels: dict[UUID, Label]
) -> BedCell:
    state = _state(room, bed, sleepers)
    if state != "taken":
        return BedCell(bed.label, state)
    label = labels[sleepers[bed.pk]]
    return BedCell(bed.label, state, label.number, label.name, person_url(label.number))


def _offer(proposal: lodging.Proposal) -> Offer:
    room = proposal.room
    return Offer(
        bed_id=proposal.bed.id,
        bed=proposal.bed.label,
        room=room.name,
        building=room.building,
        kind=KINDS[room.kind],
        area=room.area,
        sleepers=len(room.sleepers),
        why=[WHY[code] for code in proposal.why],
    )


def _no_offer(guest: lodging.Guest, room: RoomView) -> NoOffer:
    """Why not: by the rules, or because no bed is free."""
    reasons = [_say(refusal) for refusal in lodging.match(guest, room)]
    full = Refusal("lodging.full", {"room": room.name})
    beds = [bed.label for bed in room.beds]
    return NoOffer(room.name, room.building, beds, reasons or [_say(full)])


def _room_facts(room: LodgingRoom) -> RoomFacts:
    return RoomFacts(
        name=room.name,
        building=room.building.name,
        floor=room.floor,
        area=room.area_m2,
        has_bath=room.has_bath,
        lockable=room.lockable,
        accessible=room.accessible,
    )


def _say(refusal: Refusal) -> Said:
    return say(refusal, translation.get_language() or "ko")
