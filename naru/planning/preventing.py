"""What would have to be added so that beds and the limit hold: the least found, with its cost.

From the present staffing upwards: each time where a unit of cost takes away most trouble (people
who wait for a place or whose limit is over), then down again as long as it holds. All staffings are
compared under the same random numbers. A local optimum: nothing added can be left out again.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import numpy as np

from naru.engine import loads
from naru.engine.plan import Plan
from naru.planning import scenario as scenarios
from naru.planning.answers import MONTH
from naru.planning.courses import breaks, places_of
from naru.planning.running import DESK, Job, sides, steps
from naru.planning.scenario import Scenario, only_changed, people, plan_of

HOLDS = 0.1
"""It holds when beds and limit break in at most a tenth of the courses."""
LOADED, AIM, MOST_STAFF, MOST_TRIED, MOST_ADDED = 0.6, 0.9, 6, 60, 8
REPLICATIONS = 20
PART, STAFF_PART = 0.05, 0.1
EFFORT, FEWEST_TRIED = 3_000_000, 12
"""People in all replications of a search together, which bounds how many staffings are tried."""


@dataclass(frozen=True)
class Tried:
    """A staffing: how many of each, its cost a day, the share of courses that break, the trouble
    (people waiting for a place or over the limit, on average)."""

    counts: Mapping[str, int]
    cost: float
    share: float
    trouble: float

    @property
    def holds(self) -> bool:
        """Whether it keeps beds and limit."""
        return self.share <= HOLDS


@dataclass(frozen=True)
class Remedy:
    """What to add (resource and number), what that costs a month, and how sure it is.

    `holds` False: nothing within the bounds of the form prevents it; `share` is what remains.
    """

    holds: bool
    added: tuple[tuple[str, int], ...]
    cost: float
    before: float
    share: float
    replications: int
    tried: int

    def scenario(self, scenario: Scenario) -> Scenario:
        """The scenario with this remedy beside it."""
        more = {name: float(scenario.get(name)) + n for name, n in self.added}
        return replace(scenario, other=tuple(more.items()))


def ask(scenario: Scenario, state: str, today: date, asker: object) -> Job:
    """Ask what prevents the breaks of a scenario (of the first one)."""
    alone = replace(scenario, other=None)
    key = ("remedy", alone, state, scenario.begins or today)

    def run(job: Job) -> None:
        search = _Search(alone, state, today, job)
        job.tell(len(search.tried), search.most, search.remedy())

    return DESK.ask(key, run, asker)


class _Search:
    """Tries staffings, each once."""

    def __init__(self, scenario: Scenario, state: str, today: date, job: Job) -> None:
        self.scenario, self.state, self.today, self.job = scenario, state, today, job
        self.plan = plan_of(scenario, today)
        self.now = {one.id: one.servers for one in self.plan.resources}
        self.names = self._names()
        guests = state.count("\n")
        _quick, _full, self.piece = steps(self.plan, guests)
        effort = EFFORT / (people(self.plan) + guests) / REPLICATIONS
        self.most = int(min(max(effort, FEWEST_TRIED), MOST_TRIED))
        self.tried: dict[tuple[int, ...], Tried] = {}

    def _names(self) -> list[str]:
        """What may be added: the busiest staff, and places."""
        places = places_of(self.plan)
        staff = {one.id for one in self.plan.resources if not one.beds}
        loaded = [d for d in loads.demands(self.plan) if d.resource in staff and d.share >= LOADED]
        loaded.sort(key=lambda demand: -demand.share)
        return [*(d.resource for d in loaded[:MOST_STAFF]), places]

    def remedy(self) -> Remedy:
        """The search itself."""
        before = self.at({})
        found = self.down(self.up(self.at(self._fewest())))
        added = {name: found.counts[name] - self.now[name] for name in self.names}
        cost = (found.cost - before.cost) * MONTH
        return Remedy(
            found.holds,
            tuple((name, n) for name, n in added.items() if n > 0),
            cost,
            before.share,
            found.share,
            REPLICATIONS,
            len(self.tried),
        )

    def _fewest(self) -> dict[str, int]:
        """So many of each that nine tenths of them would be busy, where there are fewer."""
        share = {d.resource: d.share for d in loads.demands(self.plan)}
        return {
            name: max(self.now[name], math.ceil(self.now[name] * share[name] / AIM))
            for name in self.names
        }

    def at(self, counts: Mapping[str, int]) -> Tried:
        """One staffing; what isn't named stays as it is."""
        full = {name: counts.get(name, self.now[name]) for name in self.names}
        key = tuple(full.values())
        if key not in self.tried:
            self.tried[key] = self._run(full)
            self.job.tell(len(self.tried), self.most)
        return self.tried[key]

    def _run(self, full: Mapping[str, int]) -> Tried:
        said = dict(self.scenario.changes) | {name: float(n) for name, n in full.items()}
        one = replace(self.scenario, changes=only_changed(self.scenario.profile, said))
        courses, _none = sides(one, self.state, self.today)
        while not courses.results or courses.count < REPLICATIONS:
            count = min(self.piece, REPLICATIONS - courses.count)
            DESK.piece(self.job, partial(courses.more, count))
        rows = courses.rows()
        share = float(
            max(b.share for b in breaks(courses.plan, rows) if b.kind in {"beds", "limit"})
        )
        trouble = float(np.mean(rows["waiting"] + rows["over"]))
        return Tried(full, scenarios.cost(courses.plan), share, trouble)

    def up(self, step: Tried) -> Tried:
        """Add, where it helps most for its cost, until it holds; more at a time as it goes on."""
        added = 0
        while not step.holds and len(self.tried) < self.most:
            pace, added = 1 + added // 2, added + 1
            more = [self.at(counts) for counts in map(self._more(step, pace), self.names) if counts]
            best = max(more, key=lambda one: self._gain(step, one), default=step)
            if best.trouble >= step.trouble:
                break
            step = best
        return step

    def _more(self, step: Tried, pace: int) -> Callable[[str], dict[str, int] | None]:
        def add(name: str) -> dict[str, int] | None:
            count = step.counts[name] + self._unit(name) * pace
            most = self.now[name] + MOST_ADDED * max(self._unit(name), self.now[name])
            return {**step.counts, name: count} if count <= most else None

        return add

    def _unit(self, name: str) -> int:
        """A member of staff (more of many), or a twentieth of the places in whole rooms."""
        one = self.plan.resources[self.plan.resource(name)]
        if not one.beds:
            return max(round(one.servers * STAFF_PART), 1)
        rooms = max(round(one.servers * PART / one.room_size), 1)
        return rooms * one.room_size

    def _gain(self, before: Tried, after: Tried) -> tuple[float, float]:
        gained = before.trouble - after.trouble
        return gained / max(after.cost - before.cost, 1e-9), -after.cost

    def down(self, step: Tried) -> Tried:
        """Leave out again what isn't needed, the dearest first."""
        while step.holds and len(self.tried) < self.most:
            fewer = [
                self.at({**step.counts, name: max(step.counts[name] - self._unit(name), now)})
                for name, now in self.now.items()
                if name in self.names and step.counts[name] > now
            ]
            holding = [one for one in fewer if one.holds and one.cost < step.cost]
            if not holding:
                break
            step = min(holding, key=lambda one: one.cost)
        return step


def busiest(plan: Plan) -> loads.Demand:
    """The staff of whom most is asked against what they can do: what everything waits for."""
    staff = {one.id for one in plan.resources if not one.beds}
    return max((d for d in loads.demands(plan) if d.resource in staff), key=lambda d: d.share)
