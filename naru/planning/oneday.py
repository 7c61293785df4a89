"""One day of one simulated course: who is in which room when, as dots without any name.

A dot stands in the room of whoever serves the person, else in isolation, in the living rooms where
they have a bed, or in the hall where they wait for one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from naru.engine import starting
from naru.engine.eventnet import BEGINS, CLEARED, ENDS, STRUCK, VISITED
from naru.engine.events import EventKernel
from naru.engine.model import Model
from naru.engine.plan import Plan
from naru.planning.scenario import Scenario, people
from naru.planning.starts import closing, modelled, settled

HALL, LIVING, ISOLATION, AWAY = "hall", "living", "isolation", ""
SEED, REPLICATION = 1, 0
MINUTES = 1440
LINES_EACH, MOST_LINES = 120, 2_000_000
MOST_DOTS = 300
Track = list[tuple[int, str]]


@dataclass
class _Person:
    """Where somebody is while the log is read."""

    there: bool = True
    bed: bool = True
    isolated: bool = False
    serving: list[int] = field(default_factory=list)
    track: Track = field(default_factory=list)


@dataclass(frozen=True)
class Day:
    """A day: the rooms in the order of the pathway, and each person's moves (minute, room).

    `shown` of `inside` people are drawn: at most 300.
    """

    day: date
    rooms: tuple[str, ...]
    tracks: tuple[Track, ...]
    inside: int

    @property
    def shown(self) -> int:
        """How many people are drawn."""
        return len(self.tracks)

    def at(self, minute: int) -> dict[str, int]:
        """How many are in each room at a minute of the day."""
        counts = dict.fromkeys(self.rooms, 0)
        for place in self.places(minute):
            if place:
                counts[place] += 1
        return counts

    def places(self, minute: int) -> list[str]:
        """The room of each person at a minute, empty for those who aren't there."""
        return [
            next((room for at, room in reversed(track) if at <= minute), AWAY)
            for track in self.tracks
        ]


def rooms_of(plan: Plan) -> tuple[str, ...]:
    """The hall, the rooms of the staff in the order of the pathway, isolation, the living rooms."""
    served = dict.fromkeys(stage.resource for stage in plan.stages if stage.resource)
    last = closing(plan)
    earlier = {stage.resource for stage in plan.stages if stage.id != last}
    seen = [name for name in served if name in earlier]
    isolated = [ISOLATION] if any(one.isolation for one in plan.resources) else []
    return (HALL, *seen, *isolated, LIVING)


def day_of(scenario: Scenario, state: str, today: date, number: int) -> Day:
    """Day `number` (0 is the first) of the first course of a scenario."""
    table = (
        settled(scenario.profile, scenario.begins or today) if scenario.start == "steady" else state
    )
    short = replace(scenario, days=number + 2, other=None)
    model = modelled(short, table, today)
    heads = people(model.plan) + table.count("\n")
    lines = int(min(LINES_EACH * heads + 1000, MOST_LINES))
    before = _before(model.plan, table) if table else []
    found = _read(model, _log(model, lines), number, before)
    day = model.plan.start + timedelta(days=number)
    shown = found[:: max(1, -(-len(found) // MOST_DOTS))]
    return Day(day, rooms_of(model.plan), tuple(shown), len(found))


def _log(model: Model, lines: int) -> Sequence[Sequence[float]]:
    kernel = model.plain
    if not isinstance(kernel, EventKernel):
        kernel = EventKernel(model.plan, series=False)
    found: Sequence[Sequence[float]] = kernel.log(SEED, REPLICATION, lines).tolist()
    return found


def _before(plan: Plan, table: str) -> list[tuple[bool, bool]]:
    """Of each person on file at the start, in the order of the engine: still there, with a bed.

    Some have left and only wait for their file to be closed.
    """
    left = plan.stage(_leaves(plan))
    guests = starting.read_guests(plan, table).done.tolist()
    return [(not done >> left & 1, bool(held)) for done, held, _maybe in guests]


def _leaves(plan: Plan) -> str:
    """The stage after which somebody is gone: where beds are given back."""
    return next(stage.until for stage in plan.stages if stage.takes)


def _read(
    model: Model,
    log: Sequence[Sequence[float]],
    number: int,
    before: Sequence[tuple[bool, bool]],
) -> list[Track]:
    """The moves of everybody who is there at some moment of the day."""
    plan, persons = model.plan, {}
    leaves = plan.stage(_leaves(plan))
    takes = plan.stage(next(s.id for s in plan.stages if s.takes))
    isolating = frozenset(n for n, block in enumerate(plan.blocks) if block.isolates)
    ends = _Ends(isolating, takes, leaves)
    rooms = set(rooms_of(plan))
    for at, what, person, stage, _visit in sorted(log, key=lambda line: line[0]):
        if at >= number + 1:
            break
        here = int(person) < len(before)
        there, bed = before[int(person)] if here else (True, False)
        one = persons.setdefault(int(person), _Person(there, bed))
        _step(one, int(what), int(stage), ends)
        minute = max(int((at - number) * MINUTES), 0)
        _note(one, minute, _room(plan, one, rooms))
    return [one.track for one in persons.values() if any(room for _at, room in one.track)]


@dataclass(frozen=True)
class _Ends:
    """The stages (and blocks) after which somebody's place changes."""

    isolating: frozenset[int]
    takes: int
    leaves: int


def _step(one: _Person, what: int, stage: int, ends: _Ends) -> None:
    if what == BEGINS:
        one.serving.append(stage)
    elif what in {STRUCK, CLEARED}:
        one.isolated = what == STRUCK if stage in ends.isolating else one.isolated
    elif what in {ENDS, VISITED}:
        if stage in one.serving:
            one.serving.remove(stage)
        one.bed = one.bed or stage == ends.takes
        one.there = one.there and not (stage == ends.leaves and what == ENDS)


def _room(plan: Plan, one: _Person, rooms: set[str]) -> str:
    if not one.there:
        return AWAY
    served = [plan.stages[stage].resource for stage in reversed(one.serving)]
    room = next((name for name in served if name in rooms), "")
    return room or (ISOLATION if one.isolated else LIVING if one.bed else HALL)


def _note(one: _Person, minute: int, room: str) -> None:
    """Keep a move; what happened before the day only says where it begins."""
    if one.track and (one.track[-1][0] == minute or minute == 0):
        one.track.pop()
    if not one.track or one.track[-1][1] != room:
        one.track.append((minute, room))
