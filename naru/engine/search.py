"""The least costly staffing that keeps a promise, with a certificate that says how sure it is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from naru.engine.loads import demands
from naru.engine.model import Model, run
from naru.engine.model import compile as compile_plan
from naru.engine.plan import Goal, Plan
from naru.engine.results import Estimate, Result, estimate

MOST_STEPS = 60


@dataclass(frozen=True, slots=True)
class Step:
    """One staffing that was tried: the servers, the cost a day, and the late share of each goal."""

    servers: Mapping[str, int]
    cost: float
    late: Mapping[str, Estimate]

    def keeps(self, goals: Sequence[Goal]) -> bool:
        """Whether every goal is kept with 95 % confidence (the upper end of its interval)."""
        return all(self.late[goal.limit].high <= goal.late for goal in goals)


@dataclass(frozen=True, slots=True)
class Certificate:
    """The staffing found, and for each server fewer the goal that would then be missed.

    `kept` is False when nothing within the bounds keeps the goals. It is a local optimum: no single
    server can be taken away; the late shares were compared under common random numbers.
    """

    kept: bool
    found: Step
    without_one: Mapping[str, Step]
    tried: tuple[Step, ...]
    replications: int
    seed: int


def cheapest(
    plan: Plan,
    *,
    resources: Sequence[str],
    goals: Sequence[Goal] = (),
    most: Mapping[str, int] | None = None,
    replications: int = 50,
    seed: int = 1,
    threads: int | None = None,
    start: Callable[[Plan], Model] = compile_plan,
) -> Certificate:
    """Least servers of `resources` (cost a day: `Resource.cost`) under which every goal is kept.

    First up from the fewest that can keep pace, each time where a unit of cost takes away most
    lateness; then down, dearest first, as long as the goals are kept. ValueError without a goal.
    `start` makes the model of each staffing: from an empty house, or from who is where today.
    """
    goals = tuple(goals) or plan.goals
    if not goals:
        msg = "a search needs a goal: a limit and the largest late share allowed"
        raise ValueError(msg)
    search = _Search(plan, tuple(resources), goals, most or {}, replications, seed, threads, start)
    servers = search.fewest()
    step = search.up(search.at(servers))
    if step.keeps(goals):
        step = search.down(step)
    without = {
        name: search.at({**step.servers, name: step.servers[name] - 1})
        for name in resources
        if step.servers[name] > 1
    }
    tried = tuple(search.tried.values())
    return Certificate(step.keeps(goals), step, without, tried, replications, seed)


class _Search:
    """Tries staffings, each once, all with the same random numbers."""

    def __init__(
        self,
        plan: Plan,
        resources: tuple[str, ...],
        goals: tuple[Goal, ...],
        most: Mapping[str, int],
        replications: int,
        seed: int,
        threads: int | None,
        start: Callable[[Plan], Model],
    ) -> None:
        self.plan, self.resources, self.goals, self.most = plan, resources, goals, most
        self.replications, self.seed, self.threads = replications, seed, threads
        self.start = start
        self.tried: dict[tuple[int, ...], Step] = {}

    def fewest(self) -> dict[str, int]:
        """The fewest servers with which each queue has an end; of places no fewer than today."""
        needed = {demand.resource: demand.needed for demand in demands(self.plan)}
        needed |= {r.id: max(needed[r.id], r.servers) for r in self.plan.resources if r.beds}
        return {name: min(needed[name], self._most(name)) for name in self.resources}

    def _most(self, name: str) -> int:
        there = self.plan.resources[self.plan.resource(name)].servers
        return self.most.get(name, 4 * there + 4)

    def at(self, servers: Mapping[str, int]) -> Step:
        """The lateness of one staffing."""
        key = tuple(servers[name] for name in self.resources)
        if key not in self.tried:
            plan = staffed(self.plan, servers)
            result = run(
                self.start(plan),
                replications=self.replications,
                seed=self.seed,
                threads=self.threads,
            )
            late = {g.limit: missed(plan, result, g) for g in self.goals}
            cost = sum(r.servers * r.cost for r in plan.resources)
            self.tried[key] = Step(dict(servers), cost, late)
        return self.tried[key]

    def up(self, step: Step) -> Step:
        """Add servers until the goals are kept, or nothing more may be added."""
        while not step.keeps(self.goals) and len(self.tried) < MOST_STEPS:
            more = [
                self.at({**step.servers, name: step.servers[name] + 1})
                for name in self.resources
                if step.servers[name] < self._most(name)
            ]
            if not more:
                break
            step = max(more, key=lambda one: self._gain(step, one))
        return step

    def _gain(self, before: Step, after: Step) -> tuple[float, float]:
        gained = self._excess(before) - self._excess(after)
        return gained / max(after.cost - before.cost, 1e-9), -after.cost

    def _excess(self, step: Step) -> float:
        return sum(max(step.late[g.limit].high - g.late, 0.0) for g in self.goals)

    def down(self, step: Step) -> Step:
        """Take servers away, the dearest first, while the goals are kept."""
        while True:
            fewer = [
                self.at({**step.servers, name: step.servers[name] - 1})
                for name in self.resources
                if step.servers[name] > 1
            ]
            keeping = [one for one in fewer if one.keeps(self.goals)]
            if not keeping:
                return step
            step = min(keeping, key=lambda one: one.cost)


def missed(plan: Plan, result: Result, goal: Goal) -> Estimate:
    """What a goal is about: the share late, or the share of places taken on 95 % of the time."""
    for one in plan.resources:
        if one.beds and one.id == goal.limit:
            return estimate(result.of(f"{one.id}.p95") / one.servers)
    return result.estimate(f"{goal.limit}.late_share")


def staffed(plan: Plan, servers: Mapping[str, int]) -> Plan:
    """The plan with other numbers of servers; a shift that names its own number keeps it."""
    resources = tuple(
        replace(r, servers=servers[r.id]) if r.id in servers else r for r in plan.resources
    )
    return replace(plan, resources=resources)
