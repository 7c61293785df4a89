"""What would have to be added so that beds and the limit hold: the least found, with its cost.

First more of everybody at once, places too, each ever less busy, until it holds; then each addition
is cut back, the dearest first, by halving, as far as it still holds. All staffings are compared
under the same random numbers. A local optimum: of nothing that is added could less be added.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from naru.engine import loads
from naru.engine.plan import Plan
from naru.engine.search import busy, lift, lower, price
from naru.planning import scenario as scenarios
from naru.planning.answers import MONTH
from naru.planning.courses import breaks
from naru.planning.running import DESK, Job, sides, steps
from naru.planning.scenario import Scenario, only_changed, people, plan_of
from naru.planning.settings import settings_of

HOLDS = 0.1
"""It holds when beds and limit break in at most a tenth of the courses."""
MOST_TRIED, REPLICATIONS = 60, 20
EFFORT, FEWEST_TRIED = 3_000_000, 24
"""People in all replications of a search together, which bounds how many staffings are tried."""


@dataclass(frozen=True)
class Tried:
    """A staffing: how many of each, its cost a day, the share of courses that break."""

    servers: Mapping[str, int]
    cost: float
    share: float

    @property
    def holds(self) -> bool:
        """Whether it keeps beds and limit."""
        return self.share <= HOLDS


@dataclass(frozen=True)
class Remedy:
    """What to add (resource and number), what that costs a month, and how sure it is.

    `holds` False: nothing tried prevents it; `share` is what remains. `bounds` are the resources
    of which the form allows no more.
    """

    holds: bool
    added: tuple[tuple[str, int], ...]
    cost: float
    before: float
    share: float
    replications: int
    tried: int
    bounds: tuple[str, ...] = ()

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


def _holds(tried: Tried) -> bool:
    return tried.holds


class _Search:
    """Tries staffings, each once."""

    def __init__(self, scenario: Scenario, state: str, today: date, job: Job) -> None:
        self.scenario, self.state, self.today, self.job = scenario, state, today, job
        self.plan = plan_of(scenario, today)
        self.now = {one.id: one.servers for one in self.plan.resources}
        self.names = [one.resource for one in loads.demands(self.plan) if one.asked]
        guests = state.count("\n")
        _quick, _full, self.piece = steps(self.plan, guests)
        effort = EFFORT / (people(self.plan) + guests) / REPLICATIONS
        self.most = int(min(max(effort, FEWEST_TRIED), MOST_TRIED))
        self.tried: dict[tuple[int, ...], Tried] = {}

    def remedy(self) -> Remedy:
        """The search itself."""
        before = self.at({})
        found = before if before.holds else self._found()
        added = {name: found.servers[name] - self.now[name] for name in self.names}
        at_most = (name for name in self.names if found.servers[name] >= self._bound(name))
        return Remedy(
            found.holds,
            tuple((name, n) for name, n in added.items() if n > 0),
            (found.cost - before.cost) * MONTH,
            before.share,
            found.share,
            REPLICATIONS,
            len(self.tried),
            () if found.holds else tuple(at_most),
        )

    def _found(self) -> Tried:
        step = lift(self.at, _holds, partial(busy, self.plan, most=self._bound, names=self.names))
        if not step.holds:
            return step
        dearest = sorted(self.names, key=lambda name: -price(self.plan, name))
        in_time = (name for name in dearest if len(self.tried) < self.most)
        return lower(step, self.now, in_time, self.at, _holds, self._rooms)

    def _rooms(self, name: str, number: int) -> int:
        """Places in whole rooms."""
        size = self.plan.resources[self.plan.resource(name)].room_size
        return -(-number // size) * size

    def _bound(self, name: str) -> int:
        return int(settings_of(self.scenario.profile)[name].most)

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
        found = breaks(courses.plan, courses.rows())
        share = max(one.share for one in found if one.kind in {"beds", "limit"})
        return Tried(full, scenarios.cost(courses.plan), float(share))


def busiest(plan: Plan) -> loads.Demand:
    """The staff of whom most is asked against what they can do: what everything waits for."""
    staff = {one.id for one in plan.resources if not one.beds}
    return max((d for d in loads.demands(plan) if d.resource in staff), key=lambda d: d.share)
