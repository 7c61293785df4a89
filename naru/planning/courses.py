"""The courses of one scenario: what its replications found, kept only as far as the pages show it.

A course is one replication by day. Rows: places in use, people waiting for a place, people whose
main limit is over, and for each kind of staff the people waiting for them and how busy they are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from naru.engine import loads
from naru.engine.model import Model, run
from naru.engine.plan import Plan
from naru.engine.results import Result
from naru.planning.settings import main_limit

Floats = NDArray[np.float32]
SEED = 1
WEEK, FOUR_WEEKS = 7, 28
FULL, BUSY = 0.5, 0.97
"""Within half a place of full; hardly a free hour."""
OVER_PEOPLE, OVER_SHARE = 2.0, 0.05
"""So many people over the limit over four weeks, and such a share of everybody in the house, are no
longer single cases."""


@dataclass
class Courses:
    """Replications of a model so far: the engine's figures, and `rows[name][replication, day]`."""

    model: Model
    results: list[Result] = field(default_factory=list)
    parts: list[dict[str, Floats]] = field(default_factory=list)

    @property
    def plan(self) -> Plan:
        """The plan that is run."""
        return self.model.plan

    @property
    def count(self) -> int:
        """How many replications there are."""
        return sum(result.replications for result in self.results)

    def more(self, replications: int) -> None:
        """Run the next replications; the same ones whatever the steps in which they are asked."""
        found = run(self.model, replications=replications, seed=SEED, first=self.count, series=True)
        self.parts.append(rows_of(self.plan, found))
        self.results.append(replace(found, bins=None))

    def result(self) -> Result:
        """All replications as one result of the engine."""
        first = self.results[0]
        return replace(first, values=np.concatenate([one.values for one in self.results]))

    def rows(self) -> dict[str, Floats]:
        """Every row with all its replications."""
        return {name: np.concatenate([p[name] for p in self.parts]) for name in self.parts[0]}


def staff_of(plan: Plan) -> list[str]:
    """The resources that are people at work, in the order of the plan."""
    return [one.id for one in plan.resources if not one.beds]


def places_of(plan: Plan) -> str:
    """The places that people live in: what is taken and kept."""
    return next(stage.takes for stage in plan.stages if stage.takes)


def rows_of(plan: Plan, found: Result) -> dict[str, Floats]:
    """The rows that pages show, from the daily averages of a result."""
    bins = found.bins
    if bins is None:
        msg = "these pages need the series of a run"
        raise ValueError(msg)
    there = {demand.resource: demand.there for demand in loads.demands(plan)}
    taker = next(stage.id for stage in plan.stages if stage.takes)
    rows = {
        "in use": bins.row("in use", places_of(plan)),
        "waiting": bins.row("waiting", taker),
        "over": bins.row("over", main_limit(plan).id),
    }
    for name in staff_of(plan):
        stages = [stage.id for stage in plan.stages if stage.resource == name]
        if not stages:
            continue
        rows[f"queue {name}"] = sum(bins.row("waiting", each) for each in stages)
        busy = sum(bins.row("busy", each) for each in stages)
        rows[f"busy {name}"] = trailing(np.asarray(busy), WEEK) / max(there[name], 1e-9)
    return {name: np.asarray(row, np.float32) for name, row in rows.items()}


def trailing(row: NDArray[np.float64], days: int) -> NDArray[np.float64]:
    """Averages over the last `days` days (fewer at the beginning)."""
    sums = np.cumsum(row, axis=-1)
    lagged = np.concatenate([np.zeros((*row.shape[:-1], days)), sums[..., :-days]], axis=-1)
    lagged = lagged[..., : row.shape[-1]]
    lengths = np.minimum(np.arange(1, row.shape[-1] + 1), days)
    return np.asarray((sums - lagged) / lengths)


@dataclass(frozen=True, slots=True)
class Break:
    """When something no longer suffices: the share of courses in which it ever happens, and the
    day (0 is the first) by which it has happened in a twentieth, half and nineteen twentieths of
    all courses (None: in fewer).
    """

    kind: str
    share: float
    early: int | None
    median: int | None
    late: int | None

    @property
    def expected(self) -> bool:
        """Whether it happens in at least half of the courses."""
        return self.median is not None


def breaks(plan: Plan, rows: Mapping[str, Floats]) -> list[Break]:
    """Every break: `beds`, `limit`, and the staff by name; expected ones first, by their day."""
    size = plan.resources[plan.resource(places_of(plan))].servers
    full = (rows["in use"] >= size - FULL) | (rows["waiting"] >= FULL)
    found = [
        _break("beds", _first(full)),
        _break("limit", _stays(rows["over"], _too_many(rows["in use"]))),
    ]
    for name, row in rows.items():
        if name.startswith("busy "):
            found.append(_break(name[5:], _stays(row, np.float64(BUSY))))
    return sorted(found, key=lambda one: (one.median is None, one.median, -one.share))


def _stays(row: Floats, most: Any) -> NDArray[np.float64]:
    """The first day on which there is as much, and on average over the four weeks from it on."""
    steady = _steady(row)
    return _first((steady >= most) & (row[:, : steady.shape[1]] >= most))


def _too_many(inside: Floats) -> NDArray[np.float64]:
    """How many people over the limit are too many, by day."""
    return np.maximum(_steady(inside) * OVER_SHARE, OVER_PEOPLE)


def _steady(row: Floats) -> NDArray[np.float64]:
    """For each day the average of the four weeks that begin with it, where they lie within."""
    days = min(FOUR_WEEKS, row.shape[1])
    sums = np.cumsum(np.pad(row, ((0, 0), (1, 0))), axis=1, dtype=np.float64)
    return np.asarray((sums[:, days:] - sums[:, :-days]) / days)


def _first(true: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The first day on which something holds in each course; infinite where it never does."""
    return np.where(true.any(axis=1), true.argmax(axis=1).astype(float), np.inf)


def _break(kind: str, first: NDArray[np.float64]) -> Break:
    ordered = np.sort(first)

    def by(share: float) -> int | None:
        day = ordered[int(np.ceil(share * len(ordered))) - 1]
        return int(day) if np.isfinite(day) else None

    return Break(kind, float(np.isfinite(first).mean()), by(0.05), by(0.5), by(0.95))


@dataclass(frozen=True, slots=True)
class Curve:
    """Quantiles by bin of some days: `values[quantile][bin]`, quantiles 5, 25, 50, 75, 95 %."""

    width: int
    values: NDArray[np.float32]

    @property
    def days(self) -> int:
        """How many days it covers."""
        return self.width * self.values.shape[1]

    @property
    def median(self) -> NDArray[np.float32]:
        """The middle course, bin by bin."""
        return self.values[2]


QUANTILES: Sequence[float] = (0.05, 0.25, 0.5, 0.75, 0.95)
MOST_BINS = 122


def curve(row: Floats) -> Curve:
    """A row as quantiles, at most 122 bins: averages over a day, or over as many as needed."""
    days = row.shape[1]
    width = -(-days // MOST_BINS)
    bins = max(days // width, 1)
    means = row[:, : bins * width].reshape(len(row), bins, width).mean(axis=2)
    return Curve(width, np.quantile(means, QUANTILES, axis=0).astype(np.float32))
