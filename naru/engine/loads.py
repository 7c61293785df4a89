"""How busy each resource would be: what is asked of it against what it can give."""

import math
from dataclasses import dataclass

from naru.engine.flux import intensity
from naru.engine.plan import Plan, Resource, Stage
from naru.engine.shifts import hours_a_week

WEEK = 168.0


@dataclass(frozen=True, slots=True)
class Demand:
    """The mean number of servers asked for and there (over the week), and how many would do.

    `share` above 1 means that the queue grows without end.
    """

    resource: str
    asked: float
    there: float
    share: float
    needed: int

    @property
    def unstable(self) -> bool:
        """Whether the queue grows without end."""
        return self.share >= 1

    def __str__(self) -> str:
        over = f"{self.share - 1:.0%} more than there is" if self.unstable else f"{self.share:.0%}"
        return (
            f"{self.resource}: asked for {self.asked:.2f}, there are {self.there:.2f} on average "
            f"({over}); it needs at least {self.needed}"
        )


def demands(plan: Plan) -> list[Demand]:
    """Every resource in the order of the plan; people a day over the whole horizon."""
    surges = sum(surge.people for surge in plan.arrivals.surges)
    people = (intensity(plan)[1][-1] * plan.arrivals.party + surges) / plan.horizon
    return [_demand(plan, resource, people) for resource in plan.resources]


def _demand(plan: Plan, resource: Resource, people: float) -> Demand:
    stages = [s for s in plan.stages if resource.id in {s.resource, s.takes}]
    kept = resource.beds
    asked = people * sum(_kept(plan, s) if kept else _work(s) for s in stages)
    one = hours_a_week(resource) / WEEK / resource.servers * (1 - resource.absence) * _up(resource)
    there = one * resource.servers
    needed = max(1, math.floor(asked / one) + 1) if asked and one else 1
    return Demand(resource.id, asked, there, asked / there if there else math.inf, needed)


def _up(resource: Resource) -> float:
    """The share of the servers that isn't broken: one breaks every so often."""
    if resource.every is None or resource.repair is None:
        return 1.0
    return max(1 - resource.repair.mean / resource.every.mean / resource.servers, 0.01)


def _work(stage: Stage) -> float:
    """Days of a server for one person, on average."""
    return stage.share * stage.visits.mean * stage.duration.mean


def _length(stage: Stage) -> float:
    """Days that a stage lasts without any waiting, on average."""
    gaps = max(stage.visits.mean - 1, 0.0) * stage.gap.mean
    return stage.share * (stage.visits.mean * stage.duration.mean + gaps)


def _kept(plan: Plan, taker: Stage) -> float:
    """Days that a place is kept for one person without any waiting: the longest way to `until`."""
    stages = {stage.id: stage for stage in plan.stages}
    longest: dict[str, float] = {}

    def until(stage_id: str) -> float:
        if stage_id == taker.id:
            return 0.0
        if stage_id not in longest:
            ways = [until(earlier) for earlier in stages[stage_id].after]
            best = max(ways, default=-math.inf)
            longest[stage_id] = best + _length(stages[stage_id])
        return longest[stage_id]

    return max(until(taker.until), 0.0) * taker.share
