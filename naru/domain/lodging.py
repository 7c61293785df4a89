"""Who may sleep where: the rules of a room, and the free beds that fit a person best."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from naru.domain.refusals import Refusal, Text, add

AREA_EACH = Decimal(4)
"""Square metres for each person (domain.md S07)."""
SEX_OF = {"women": "female", "men": "male"}
KINDS = ("family", "women", "men", "isolation", "child")


@dataclass(frozen=True)
class Guest:
    """What lodging must know of a person, and no more; `family` holds the others' ids."""

    id: str
    sex: str = ""
    child: bool = False
    unaccompanied: bool = False
    isolation: bool = False
    sleeps_alone: bool = False
    access: str = "none"
    family: frozenset[str] = frozenset()
    conflicts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class BedView:
    """A bed: free when it is in use for sleeping and nobody sleeps in it."""

    id: str
    label: str
    state: str = "ok"
    taken: bool = False

    @property
    def free(self) -> bool:
        """Whether somebody could be put here."""
        return self.state == "ok" and not self.taken


@dataclass(frozen=True)
class RoomView:
    """A room as the rules see it, with those who sleep in it now."""

    id: str
    name: str
    kind: str
    area: Decimal
    building: str = ""
    floor: int = 1
    state: str = "ok"
    accessible: bool = False
    has_bath: bool = False
    near_staff: bool = False
    beds: tuple[BedView, ...] = ()
    sleepers: tuple[Guest, ...] = field(default=())

    @property
    def corridor(self) -> tuple[str, int]:
        """Rooms of one corridor are on one floor of one building."""
        return self.building, self.floor


@dataclass(frozen=True)
class Proposal:
    """A free bed that fits, and the codes of what speaks for it."""

    room: RoomView
    bed: BedView
    why: tuple[str, ...]


def match(guest: Guest, room: RoomView) -> tuple[Refusal, ...]:
    """Everything that stands against a person in a room; empty when they may sleep there."""
    others = tuple(sleeper for sleeper in room.sleepers if sleeper.id != guest.id)
    strangers = tuple(other for other in others if not _related(guest, other))
    found = (rule(guest, room, others, strangers) for rule in _RULES)
    return tuple(refusal for refusal in found if refusal)


def proposals(guest: Guest, rooms: Iterable[RoomView]) -> list[Proposal]:
    """The free beds that fit, the best first."""
    known = list(rooms)
    near = {room.corridor for room in known if _family_in(guest, room)}
    fitting = [room for room in known if not match(guest, room)]
    fitting.sort(key=lambda room: _rank(guest, room, near))
    return [
        Proposal(room, bed, _why(guest, room, near))
        for room in fitting
        for bed in room.beds
        if bed.free
    ]


def must_move(rooms: Iterable[RoomView]) -> list[tuple[Guest, RoomView, tuple[Refusal, ...]]]:
    """Everybody whose room doesn't fit them any longer, with the reasons."""
    checked = ((guest, room, match(guest, room)) for room in rooms for guest in room.sleepers)
    return [found for found in checked if found[2]]


def most_people(area: Decimal) -> int:
    """How many people a room of this area holds."""
    return int(area // AREA_EACH)


Others = tuple[Guest, ...]


def _related(one: Guest, other: Guest) -> bool:
    return other.id in one.family or one.id in other.family


def _open(guest: Guest, room: RoomView, others: Others, strangers: Others) -> Refusal | None:
    """A room that is out of use or sealed takes nobody."""
    return None if room.state == "ok" else Refusal("lodging.room_closed", {"room": room.name})


def _isolated(guest: Guest, room: RoomView, others: Others, strangers: Others) -> Refusal | None:
    """Isolation rooms are for those who need them, and for one household at a time."""
    if guest.isolation != (room.kind == "isolation"):
        code = "lodging.needs_isolation" if guest.isolation else "lodging.isolation_only"
        return Refusal(code, {"room": room.name})
    if guest.isolation and strangers:
        return Refusal("lodging.isolation_taken", {"room": room.name})
    return None


def _sexes(guest: Guest, room: RoomView, others: Others, strangers: Others) -> Refusal | None:
    """Women and men who aren't family sleep apart; whoever is neither has no strangers."""
    wanted = SEX_OF.get(room.kind)
    known = guest.sex in SEX_OF.values()
    if known and wanted and guest.sex != wanted:
        return Refusal(f"lodging.{room.kind}_only", {"room": room.name})
    if any(not known or stranger.sex != guest.sex for stranger in strangers):
        return Refusal("lodging.other_sex", {"room": room.name})
    return None


def _households(guest: Guest, room: RoomView, others: Others, strangers: Others) -> Refusal | None:
    """A family room holds one family."""
    if room.kind == "family" and (strangers or not guest.family):
        return Refusal("lodging.family_only", {"room": room.name})
    return None


def _children(guest: Guest, room: RoomView, others: Others, strangers: Others) -> Refusal | None:
    """A child sleeps with family or among children, never with adults they don't belong to."""
    if room.kind == "child" and not (guest.child and guest.unaccompanied):
        return Refusal("lodging.child_only", {"room": room.name})
    if any(stranger.child != guest.child for stranger in strangers):
        code = "lodging.child_with_adults" if guest.child else "lodging.child_inside"
        return Refusal(code, {"room": room.name})
    accompanied = any(not other.child for other in others)
    if guest.child and room.kind in SEX_OF and not accompanied:
        return Refusal("lodging.child_with_adults", {"room": room.name})
    return None


def _alone(guest: Guest, room: RoomView, others: Others, strangers: Others) -> Refusal | None:
    """Whoever must sleep alone has nobody else in the room, family apart."""
    if strangers and guest.sleeps_alone:
        return Refusal("lodging.sleeps_alone", {"room": room.name})
    if any(stranger.sleeps_alone for stranger in strangers):
        return Refusal("lodging.somebody_alone", {"room": room.name})
    return None


def _apart(guest: Guest, room: RoomView, others: Others, strangers: Others) -> Refusal | None:
    """People noted as not to be lodged together; it is never said who or why."""
    if any(o.id in guest.conflicts or guest.id in o.conflicts for o in others):
        return Refusal("lodging.apart", {"room": room.name})
    return None


def _reachable(guest: Guest, room: RoomView, others: Others, strangers: Others) -> Refusal | None:
    if _ACCESS[guest.access](room):
        return None
    return Refusal(f"lodging.access_{guest.access}", {"room": room.name})


def _spacious(guest: Guest, room: RoomView, others: Others, strangers: Others) -> Refusal | None:
    """At least 4 m² for each person."""
    if room.area >= AREA_EACH * (len(others) + 1):
        return None
    facts = {"room": room.name, "area": room.area, "most": most_people(room.area)}
    return Refusal("lodging.crowded", facts)


_ACCESS: dict[str, Callable[[RoomView], bool]] = {
    "none": lambda room: True,
    "ground_floor": lambda room: room.floor == 1,
    "step_free": lambda room: room.accessible,
    "adapted_bath": lambda room: room.accessible and room.has_bath,
    "near_staff": lambda room: room.near_staff,
}
_RULES = (
    _open,
    _isolated,
    _sexes,
    _households,
    _children,
    _alone,
    _apart,
    _reachable,
    _spacious,
)


def _family_in(guest: Guest, room: RoomView) -> bool:
    return any(_related(guest, sleeper) for sleeper in room.sleepers)


def _holds_family(guest: Guest, room: RoomView) -> bool:
    """Whether the rest of the family would find a bed here too: in a family room only."""
    absent = len(guest.family - {sleeper.id for sleeper in room.sleepers})
    free = sum(bed.free for bed in room.beds)
    space = room.area >= AREA_EACH * (len(room.sleepers) + 1 + absent)
    return room.kind == "family" and space and free > absent


def _why(guest: Guest, room: RoomView, near: set[tuple[str, int]]) -> tuple[str, ...]:
    said = {
        "with_family": _family_in(guest, room),
        "near_family": room.corridor in near and not _family_in(guest, room),
        "holds_family": _holds_family(guest, room),
        "isolation": guest.isolation,
        "access": guest.access != "none",
        "alone": guest.sleeps_alone and not room.sleepers,
        "children": guest.child and room.kind == "child",
    }
    return tuple(code for code, holds in said.items() if holds) or ("space",)


def _rank(guest: Guest, room: RoomView, near: set[tuple[str, int]]) -> tuple[object, ...]:
    """Family first; then special rooms are spared; then those with most space for each."""
    spared = room.accessible and guest.access == "none"
    each = room.area / (len(room.sleepers) + 1)
    return (
        not _family_in(guest, room),
        room.corridor not in near,
        not _holds_family(guest, room),
        spared,
        -each,
        room.building,
        room.name,
    )


_OTHER_BED = ("목록에서 다른 침상을 고르십시오.", "Choose another bed from the list.")
_ADAPTED = (
    "편의시설을 갖춘 생활실의 침상을 고르십시오.",
    "Choose a bed in a room with the facilities needed.",
)


def _text(ko: str, en: str, next_step: tuple[str, str] = _OTHER_BED) -> Text:
    return Text(ko, en, *next_step)


add(
    {
        "lodging.room_closed": _text(
            "{room}호는 사용이 중지된 생활실입니다.", "Room {room} is out of use."
        ),
        "lodging.needs_isolation": _text(
            "격리가 필요한 입소자는 격리실에만 배정할 수 있습니다.",
            "Somebody in isolation can be lodged in an isolation room only.",
            ("격리실의 침상을 고르십시오.", "Choose a bed in an isolation room."),
        ),
        "lodging.isolation_only": _text(
            "{room}호는 격리실이므로 격리 대상자만 배정할 수 있습니다.",
            "Room {room} is kept for isolation.",
        ),
        "lodging.isolation_taken": _text(
            "격리실 {room}호는 가족이 아닌 사람이 쓰고 있습니다.",
            "Isolation room {room} is taken by somebody who is not family.",
            ("비어 있는 격리실을 고르십시오.", "Choose an empty isolation room."),
        ),
        "lodging.women_only": _text("{room}호는 여성 생활실입니다.", "Room {room} is for women."),
        "lodging.men_only": _text("{room}호는 남성 생활실입니다.", "Room {room} is for men."),
        "lodging.other_sex": _text(
            "{room}호에는 함께 배정할 수 없는 성별의 입소자가 있습니다.",
            "Room {room} can't be shared: women and men who aren't family sleep apart.",
        ),
        "lodging.family_only": _text(
            "{room}호는 한 가족만 쓰는 가족 생활실입니다.", "Room {room} is for one family."
        ),
        "lodging.child_only": _text(
            "{room}호는 보호자 없는 아동 생활실입니다.",
            "Room {room} is for children without a carer.",
        ),
        "lodging.child_with_adults": _text(
            "아동은 가족이 아닌 성인과 같은 생활실에 배정할 수 없습니다.",
            "A child can't be lodged with adults who aren't family.",
            (
                "가족이 있는 생활실 또는 아동 생활실을 고르십시오.",
                "Choose the family's room or a children's room.",
            ),
        ),
        "lodging.child_inside": _text(
            "{room}호에는 가족이 아닌 아동이 있어 성인을 배정할 수 없습니다.",
            "Room {room} holds a child of another family, so no adult can be lodged there.",
        ),
        "lodging.sleeps_alone": _text(
            "1인실이 필요한 입소자입니다. {room}호에는 다른 사람이 있습니다.",
            "This person needs a room alone, and room {room} is shared.",
            ("비어 있는 생활실을 고르십시오.", "Choose an empty room."),
        ),
        "lodging.somebody_alone": _text(
            "{room}호는 1인실로 쓰고 있습니다.", "Room {room} is in use by one person alone."
        ),
        "lodging.apart": _text(
            "{room}호에는 함께 배정하지 않기로 한 입소자가 있습니다.",
            "Room {room} holds somebody who is not to be lodged with this person.",
        ),
        "lodging.access_ground_floor": _text(
            "1층 생활실이 필요합니다. {room}호는 1층이 아닙니다.",
            "A room on the ground floor is needed; room {room} isn't.",
            _ADAPTED,
        ),
        "lodging.access_step_free": _text(
            "턱이 없는 생활실이 필요합니다. {room}호는 해당하지 않습니다.",
            "Step-free access is needed; room {room} has none.",
            _ADAPTED,
        ),
        "lodging.access_adapted_bath": _text(
            "편의 욕실이 필요합니다. {room}호에는 없습니다.",
            "An adapted bathroom is needed; room {room} has none.",
            _ADAPTED,
        ),
        "lodging.access_near_staff": _text(
            "직원 가까이 있는 생활실이 필요합니다. {room}호는 해당하지 않습니다.",
            "A room near staff is needed; room {room} isn't.",
            _ADAPTED,
        ),
        "lodging.crowded": _text(
            "{room}호의 면적은 {area}㎡로, 1명당 4㎡를 지키려면 {most}명까지 쓸 수 있습니다.",
            "Room {room} has {area} m², which is space for {most} at 4 m² each.",
        ),
    }
)
