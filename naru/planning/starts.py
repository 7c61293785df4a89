"""How a scenario starts: from an empty house, from a settled one, or from the centre as it is now.

A settled house is one that the shipped plan has run in until its warm-up (MSER-5) was over: who was
where on that day becomes the table from which both scenarios start, so that the scenario's changes
begin today and not in its past.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache, partial

from naru.engine import starting
from naru.engine.eventnet import BEGINS, CLEARED, ENDS, ENTERS, SKIPPED, STRUCK, VISITED
from naru.engine.events import EventKernel
from naru.engine.model import Model
from naru.engine.model import compile as compile_plan
from naru.engine.plan import Plan
from naru.engine.statistics import warm_up
from naru.planning.scenario import Scenario, plan_of
from naru.planning.settings import shipped

SEED = 1
SETTLING, TRIED = 365.0, 5
OVER = frozenset({ENDS, SKIPPED})
TOLD = OVER | {BEGINS, VISITED, STRUCK, CLEARED}


def modelled(scenario: Scenario, table: str, today: date) -> Model:
    """The model of a scenario that starts from a table of people (an empty text: nobody)."""
    plan = plan_of(scenario, today)
    if not table:
        return compile_plan(plan, method="events")
    return starting.from_text(plan, table, "the centre")[0]


@lru_cache(maxsize=16)
def settled(profile: str, begins: date) -> str:
    """Who is where in a house that has run by the shipped plan for long, on the day `begins`."""
    plan = replace(shipped(profile), horizon=2 * SETTLING, warm_up=0.0)
    cut = warm_up(compile_plan(plan, method="events"), SEED)
    days = SETTLING if cut is None else max(cut, SETTLING / 2)
    start = begins - timedelta(days=int(days))
    plan = replace(plan, start=start, horizon=float(int(days)))
    kernel = EventKernel(plan, series=False)
    houses = sorted((_everybody(plan, kernel, number) for number in range(TRIED)), key=len)
    return _table(plan, houses[TRIED // 2])


@dataclass
class Guest:
    """Somebody in the house: times in days, the stages that are over and when, the visits made and
    the end of the last one, those that go on, and the blocks that are open, each since when."""

    arrived: float
    entered: float
    done: dict[str, float] = field(default_factory=dict)
    visits: dict[str, tuple[int, float]] = field(default_factory=dict)
    served: dict[str, float] = field(default_factory=dict)
    blocks: dict[str, float] = field(default_factory=dict)

    def note(self, plan: Plan, what: int, number: int, at: float) -> None:
        """One line of the log."""
        if what in {STRUCK, CLEARED}:
            name = plan.blocks[number].id
            self.blocks.pop(name, None)
            if what == STRUCK:
                self.blocks[name] = at
            return
        name = plan.stages[number].id
        self.served.pop(name, None)
        if what in OVER:
            self.done[name] = at
            self.visits.pop(name, None)
        elif what == VISITED:
            self.visits[name] = (self.visits.get(name, (0, 0.0))[0] + 1, at)
        elif what == BEGINS:
            self.served[name] = at


def _everybody(plan: Plan, kernel: EventKernel, replication: int) -> Mapping[int, Guest]:
    """Everybody who is in the house at the end of a replication."""
    last = closing(plan)
    found: dict[int, Guest] = {}
    for at, what, person, number, visit in kernel.log(SEED, replication).tolist():
        if what == ENTERS:
            found[int(person)] = Guest(at, visit)
        elif int(person) in found and what in TOLD:
            found[int(person)].note(plan, int(what), int(number), at)
            if last in found[int(person)].done:
                del found[int(person)]
    return found


def closing(plan: Plan) -> str:
    """The stage after which nothing comes."""
    before = {earlier for stage in plan.stages for earlier in stage.after}
    return next(stage.id for stage in reversed(plan.stages) if stage.id not in before)


def _table(plan: Plan, here: Mapping[int, Guest]) -> str:
    """The people as `naru.engine.starting` reads them, on the day after the run."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("arrived", "entered", "done", "visits", "served", "blocks"))
    midnight = datetime.combine(plan.start, time())
    for guest in here.values():
        said = partial(_moment, midnight)
        writer.writerow(
            (
                said(guest.arrived),
                said(min(guest.entered, guest.arrived)),
                " ".join(f"{name}@{said(at)}" for name, at in guest.done.items()),
                " ".join(f"{name}:{n}@{said(at)}" for name, (n, at) in guest.visits.items()),
                " ".join(f"{name}@{said(at)}" for name, at in guest.served.items()),
                "; ".join(f"{name}@{said(at)}" for name, at in guest.blocks.items()),
            )
        )
    return out.getvalue()


def _moment(midnight: datetime, days: float) -> str:
    return (midnight + timedelta(days=days)).isoformat(timespec="minutes")
