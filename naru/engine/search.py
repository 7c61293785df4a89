"""The least costly staffing that keeps a promise, with a certificate that says how sure it is."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol, TypeVar

from naru.engine.loads import demands
from naru.engine.model import Model, run
from naru.engine.model import compile as compile_plan
from naru.engine.plan import Goal, Plan
from naru.engine.results import Estimate, Result, estimate

AIMS = (0.9, 0.8, 0.7, 0.6, 0.5, 0.35)
"""So busy at most: one after the other, until a staffing will do."""
TIMES, MORE = 12, 8
"""Of a resource at most so many times as many as there are, and so many more."""
Counts = Mapping[str, int]


class Staffing(Protocol):
    """Something that was tried with so many of each."""

    @property
    def servers(self) -> Counts:
        """How many of each."""


Tried = TypeVar("Tried", bound=Staffing)


def lift(
    at: Callable[[Counts], Tried], keeps: Callable[[Tried], bool], busy: Callable[[float], Counts]
) -> Tried:
    """More of everybody at once, each ever less busy, until it keeps what it must."""
    step = at(busy(AIMS[0]))
    for aim in AIMS[1:]:
        if keeps(step):
            break
        step = at(busy(aim))
    return step


def lower(
    step: Tried,
    least: Counts,
    order: Iterable[str],
    at: Callable[[Counts], Tried],
    keeps: Callable[[Tried], bool],
    whole: Callable[[str, int], int] = lambda _name, number: number,
) -> Tried:
    """Each in its order as few as will do, found by halving, and no fewer than `least`.

    `whole` rounds a number up to what can be had (places in whole rooms).
    """
    for name in order:
        low, high = least[name] - 1, step.servers[name]
        while high - low > 1:
            middle = min(whole(name, (low + high) // 2), high - 1)
            less = at({**step.servers, name: middle})
            step, low, high = (less, low, middle) if keeps(less) else (step, middle, high)
    return step


def price(plan: Plan, name: str) -> float:
    return plan.resources[plan.resource(name)].cost


def busy(plan: Plan, aim: float, most: Callable[[str], int], names: Sequence[str]) -> Counts:
    """So many of each that they are busy for such a share of the time; no fewer than now."""
    asked = {one.resource: one for one in demands(plan)}
    found = {}
    for one in plan.resources:
        if one.id in names:
            rooms = math.ceil(one.servers * asked[one.id].share / aim / one.room_size)
            found[one.id] = max(one.servers, min(rooms * one.room_size, most(one.id)))
    return found


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

    `kept` is False when nothing within the bounds keeps the goals; `at_most` are the resources of
    which there may be no more. It is a local optimum: no single
    server can be taken away; the late shares were compared under common random numbers.
    """

    kept: bool
    found: Step
    without_one: Mapping[str, Step]
    tried: tuple[Step, ...]
    replications: int
    seed: int
    at_most: tuple[str, ...] = ()


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

    First more of everybody until the goals are kept (with the most of each, if nothing else does);
    then as few of each as will do, the dearest first. ValueError without a goal.
    `start` makes the model of each staffing: from an empty house, or from who is where today.
    """
    goals = tuple(goals) or plan.goals
    if not goals:
        msg = "a search needs a goal: a limit and the largest late share allowed"
        raise ValueError(msg)
    search = _Search(plan, tuple(resources), goals, most or {}, replications, seed, threads, start)
    step = search.at(search.fewest())
    if not search.keeps(step):
        step = search.up()
    if search.keeps(step):
        step = search.down(step)
    without = {
        name: search.at({**step.servers, name: step.servers[name] - 1})
        for name in resources
        if step.servers[name] > 1
    }
    tried = tuple(search.tried.values())
    at_most = tuple(name for name in resources if step.servers[name] >= search.most(name))
    return Certificate(search.keeps(step), step, without, tried, replications, seed, at_most)


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
        self.plan, self.resources, self.goals, self.bounds = plan, resources, goals, most
        self.replications, self.seed, self.threads = replications, seed, threads
        self.start = start
        self.tried: dict[tuple[int, ...], Step] = {}

    def fewest(self) -> dict[str, int]:
        """The fewest servers with which each queue has an end; of places no fewer than today."""
        needed = {demand.resource: demand.needed for demand in demands(self.plan)}
        needed |= {r.id: max(needed[r.id], r.servers) for r in self.plan.resources if r.beds}
        return {name: min(needed[name], self.most(name)) for name in self.resources}

    def most(self, name: str) -> int:
        """The most of a resource that is tried."""
        there = self.plan.resources[self.plan.resource(name)].servers
        return self.bounds.get(name, TIMES * there + MORE)

    def keeps(self, step: Step) -> bool:
        """Whether a staffing keeps every goal."""
        return step.keeps(self.goals)

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

    def up(self) -> Step:
        """More of everybody until the goals are kept; the most of each where nothing less does."""
        wanted = partial(busy, self.plan, most=self.most, names=self.resources)
        step = lift(self.at, self.keeps, wanted)
        if self.keeps(step):
            return step
        return self.at({name: self.most(name) for name in self.resources})

    def down(self, step: Step) -> Step:
        """As few of each as will do, the dearest first; then one by one, until none can go."""
        least = {name: min(n, step.servers[name]) for name, n in self.fewest().items()}
        dearest = sorted(self.resources, key=lambda name: -price(self.plan, name))
        step = lower(step, least, dearest, self.at, self.keeps)
        while True:
            fewer = [
                self.at({**step.servers, name: step.servers[name] - 1})
                for name in self.resources
                if step.servers[name] > 1
            ]
            keeping = [one for one in fewer if self.keeps(one)]
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
