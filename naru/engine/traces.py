"""What happened to one person in one replication, as lines and in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from naru.engine.eventnet import (
    BEGINS,
    CLEARED,
    ENDS,
    ENTERS,
    EXTENDED,
    LOCKED,
    SKIPPED,
    STRUCK,
    VISITED,
    WISHED,
)
from naru.engine.events import EventKernel
from naru.engine.plan import Plan

SAID = {
    ENTERS: "arrives",
    EXTENDED: "is extended",
    BEGINS: "begins",
    ENDS: "is over",
    VISITED: "visit ends",
    STRUCK: "from now on",
    CLEARED: "no longer",
    WISHED: "wishes to leave",
    LOCKED: "the limit is over: leaves",
    SKIPPED: "isn't concerned",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: when (days), what (a code of `eventloop`), which stage or block, which visit.

    `cut` marks the end of a stage between two visits, because a limit locked it; `entered` is the
    entry into the country, on the line of the arrival.
    """

    at: float
    what: int
    stage: int
    visit: int
    cut: bool = False
    entered: float = 0.0


def of_everybody(plan: Plan, seed: int = 1, replication: int = 0) -> dict[int, list[Line]]:
    """The lines of every person of a replication, by number in the order of arrival."""
    log = EventKernel(plan, series=False).log(seed, replication)
    found: dict[int, list[Line]] = {}
    open_visits: set[tuple[int, int]] = set()
    for at, what, person, stage, visit in log.tolist():
        where = (int(person), int(stage))
        cut = what == ENDS and where not in open_visits
        if what == BEGINS:
            open_visits.add(where)
        elif what in {ENDS, VISITED}:
            open_visits.discard(where)
        entered = visit if what == ENTERS else 0.0
        line = Line(at, int(what), int(stage), 0 if entered else int(visit), cut, entered)
        found.setdefault(int(person), []).append(line)
    return {person: sorted(lines, key=lambda line: line.at) for person, lines in found.items()}


def in_words(plan: Plan, person: int, seed: int = 1) -> Iterator[str]:
    """One person's way, a line each; ValueError when so many people didn't come."""
    everybody = of_everybody(plan, seed)
    if person not in everybody:
        msg = f"there is no person {person}: {len(everybody)} people came, counted from 0"
        raise ValueError(msg)
    midnight = datetime.combine(plan.start, time())
    for line in everybody[person]:
        moment = midnight + timedelta(days=line.at)
        name = _name(plan, line)
        again = f" ({line.visit + 1})" if line.what in {BEGINS, VISITED} and line.visit else ""
        words = f"{name}{again}: {SAID[line.what]}" if name else SAID[line.what]
        yield f"{moment:%Y-%m-%d %H:%M}  {words}"


def _name(plan: Plan, line: Line) -> str:
    if line.what in {STRUCK, CLEARED}:
        return plan.blocks[line.stage].id
    if line.what == EXTENDED:
        return plan.limits[line.stage].id
    one = plan.stages[line.stage]
    return "" if line.what == ENTERS else f"{one.id} {one.name}".strip()
