"""What happened to one person in one replication, as lines and in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from naru.engine.eventloop import (
    BEGINS,
    CLEARED,
    ENDS,
    LOCKED,
    SKIPPED,
    STRUCK,
    VISITED,
    WISHED,
)
from naru.engine.events import EventKernel
from naru.engine.plan import Plan

SAID = {
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

    `cut` marks the end of a stage between two visits, because a limit locked it.
    """

    at: float
    what: int
    stage: int
    visit: int
    cut: bool = False


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
        line = Line(at, int(what), int(stage), int(visit), cut)
        found.setdefault(int(person), []).append(line)
    return found


def in_words(plan: Plan, person: int, seed: int = 1) -> Iterator[str]:
    """One person's way, a line each; ValueError when so many people didn't come."""
    everybody = of_everybody(plan, seed)
    if person not in everybody:
        msg = f"there is no person {person}: {len(everybody)} people came, counted from 0"
        raise ValueError(msg)
    midnight = datetime.combine(plan.start, time())  # noqa: DTZ001  (the centre's own calendar)
    for line in everybody[person]:
        moment = midnight + timedelta(days=line.at)
        blocks = line.what in {STRUCK, CLEARED}
        name = plan.blocks[line.stage].id if blocks else _name(plan, line.stage)
        again = f" ({line.visit + 1})" if line.what in {BEGINS, VISITED} and line.visit else ""
        yield f"{moment:%Y-%m-%d %H:%M}  {name}{again}: {SAID[line.what]}"


def _name(plan: Plan, stage: int) -> str:
    one = plan.stages[stage]
    return f"{one.id} {one.name}".strip()
