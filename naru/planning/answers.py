"""What is said of a scenario, and of a second one beside it, after so many replications."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from naru.engine import loads
from naru.engine.loads import Demand
from naru.engine.plan import Plan
from naru.engine.results import Estimate, Result
from naru.engine.statistics import compare
from naru.planning import scenario as scenarios
from naru.planning.courses import Break, Courses, Curve, breaks, curve, places_of
from naru.planning.settings import main_limit

MONTH = 30.4


@dataclass(frozen=True)
class Side:
    """One scenario's findings."""

    plan: Plan
    result: Result
    curves: Mapping[str, Curve]
    breaks: tuple[Break, ...]
    demands: tuple[Demand, ...]

    @property
    def cost(self) -> float:
        """The stated cost of a month, in the currency of the plan."""
        return scenarios.cost(self.plan) * MONTH

    @property
    def places(self) -> int:
        """How many places there are to live in."""
        return self.plan.resources[self.plan.resource(places_of(self.plan))].servers

    def day(self, number: int) -> date:
        """The calendar day of a day of the plan (0 is the first)."""
        return self.plan.start + timedelta(days=number)

    def when(self, kind: str) -> Break:
        """The break of one kind."""
        return next(one for one in self.breaks if one.kind == kind)


@dataclass(frozen=True)
class Change:
    """One figure of both scenarios and the paired difference, with its interval."""

    name: str
    first: Estimate
    second: Estimate | None = None
    difference: Estimate | None = None

    @property
    def sure(self) -> bool:
        """Whether the interval of the difference leaves out zero."""
        return self.difference is not None and (
            abs(self.difference.mean) > self.difference.half_width
        )


@dataclass(frozen=True)
class Answer:
    """The findings after `replications` of `wanted` ones."""

    replications: int
    wanted: int
    first: Side
    second: Side | None
    figures: Mapping[str, Change]

    @property
    def complete(self) -> bool:
        """Whether as many replications as planned were run."""
        return self.replications >= self.wanted


def answer(first: Courses, second: Courses | None, wanted: int) -> Answer:
    """What the courses so far say."""
    one = side(first)
    two = side(second) if second else None
    count = min(first.count, second.count if second else first.count)
    return Answer(count, wanted, one, two, _figures(one, two))


def side(courses: Courses) -> Side:
    """What one scenario's courses say."""
    plan, rows, result = courses.plan, courses.rows(), courses.result()
    return Side(
        plan,
        result,
        {name: curve(row) for name, row in rows.items()},
        tuple(breaks(plan, rows)),
        tuple(loads.demands(plan)),
    )


def _figures(one: Side, two: Side | None) -> dict[str, Change]:
    """The figures of the tables by name, with their paired differences."""
    names = figure_names(one.plan)
    if two is None:
        return {name: Change(name, one.result.estimate(name)) for name in names}
    rows = {row.name: row for row in compare(one.result, two.result)}
    return {
        name: Change(name, rows[name].first, rows[name].second, rows[name].difference)
        for name in names
    }


def figure_names(plan: Plan) -> list[str]:
    """Places in use, lateness and time to the end, waits of each stage, use of each staff."""
    limit = main_limit(plan).id
    places = places_of(plan)
    names = [f"{places}.mean", f"{places}.p95", f"{limit}.late_share", f"{limit}.time_mean"]
    for stage in plan.stages:
        if stage.resource or stage.takes:
            names += [f"{stage.id}.{figure}" for figure in ("wait_mean", "wait_p95", "waiting_end")]
    return names + [f"{r.id}.utilisation" for r in plan.resources if not r.beds]
