"""Runs a scenario forward from the posterior: counts of arrivals by month, sex and age, draw by
draw.

Every random number belongs to a purpose and a place (draw, month), not to a scenario: two scenarios
under one seed differ only by what they assume, and a longer horizon repeats the shorter one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from naru.outlook import fitting, flows, portable, prices, scenarios
from naru.outlook.assuming import SURGE, Inputs
from naru.outlook.flows import State
from naru.outlook.history import Fitted
from naru.outlook.portable import Floats
from naru.outlook.scenario import Scenario

GROUPS = (("female", "adult"), ("female", "child"), ("male", "adult"), ("male", "child"))
QUARTER = 3
LEVELS, COUNTS = 20, 21
DRAWS, SEED = 10_000, 2026
MOST = 1e7
# months × draws that fit into half a gigabyte
LARGEST = 6_000_000

Progress = Callable[[int, int], None]


def _silent(done: int, whole: int) -> None:
    """No report."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run. `counts` (months, 4 groups, draws): arrivals of GROUPS. By month and draw, (months,
    draws): `harm` expected people sold, caught on the way and sent back; `price` of the legs and
    what the compared sum brings (people), as `border`, `onward`, `brings.onward`, `brings.whole`.
    `ledger`: the people of the stock by draw, first, last, in and out, for the law that nobody is
    lost or doubled."""

    scenario: Scenario
    seed: int
    counts: NDArray[np.int32]
    harm: Mapping[str, Floats]
    price: Mapping[str, Floats]
    ledger: Mapping[str, Floats]


def spread_over(fitted: Fitted, n: int) -> Fitted:
    """n draws taken evenly from those there are."""
    rows = np.arange(n) * len(fitted) // n
    draws = {name: value[rows] for name, value in fitted.draws.items()}
    state = State(fitted.state.stock[:, rows], fitted.state.way[:, :, rows])
    return Fitted(fitted.month, draws, state, fitted.level[:, rows])


def run(
    scenario: Scenario,
    fitted: Fitted,
    draws: int = DRAWS,
    seed: int = SEED,
    progress: Progress = _silent,
) -> Run:
    """The scenario run with `draws` draws. ValueError below 1 draw, above 6,000,000 draws × months,
    or when it starts before the posterior ends."""
    if draws < 1:
        raise ValueError(f"a run needs at least 1 draw, not {draws}")
    if draws * scenario.months > LARGEST:
        most = LARGEST // scenario.months
        raise ValueError(f"{scenario.months} months allow at most {most:,} draws, not {draws:,}")
    if scenario.start < fitted.month:
        raise ValueError("the scenario starts before the calibration ends")
    return _Runner(scenario, spread_over(fitted, draws), seed).run(progress)


class _Runner:
    def __init__(self, scenario: Scenario, fitted: Fitted, seed: int) -> None:
        self.scenario, self.fitted, self.seed, self.n = scenario, fitted, seed, len(fitted)
        self.inputs = Inputs(scenario, fitted.draws, seed)
        today = Inputs(scenarios.load("today"), fitted.draws, seed).at(fitted.month)
        self.today = {leg: prices.price(today, leg) for leg in prices.LEGS}
        self.levels, self.chances = (fitting.stream(seed, way) for way in (LEVELS, COUNTS))
        self.harm: dict[str, list[Floats]] = {"sold": [], "caught": [], "returned": []}
        self.price: dict[str, list[Floats]] = {}
        self.ledger = {name: np.zeros(self.n) for name in ("in", "out", "way_in", "way_out")}
        self._values: dict[str, Floats] | None = None
        self._surge = self._draw_surge()

    def run(self, progress: Progress) -> Run:
        fitted, scenario = self.fitted, self.scenario
        state, level = fitted.state, fitted.level
        end = scenario.start + scenario.months
        counts = np.empty((scenario.months, len(GROUPS), self.n), np.int32)
        for number, month in enumerate(range(fitted.month, end)):
            if number % QUARTER == 0:
                level = self._wander(level)
                trying = flows.attempts(level, fitted.draws)
            self._look(month)
            state, moved = flows.step(state, self.rates, trying)
            arrivals = self._count(month, moved.arrived + moved.abroad)
            self._note(moved)
            if month >= scenario.start:
                counts[month - scenario.start] = arrivals
                self._keep(month, moved)
            progress(number + 1, end - fitted.month)
        ledger = self._closed(fitted.state, state)
        harm = {name: np.stack(rows) for name, rows in self.harm.items()}
        price = {name: np.stack(rows) for name, rows in self.price.items()}
        return Run(scenario, self.seed, counts, harm, price, ledger)

    def _wander(self, level: Floats) -> Floats:
        z = portable.normal(self.levels.random((2, self.n)))
        return flows.wander(level, self.fitted.draws, z, QUARTER)

    def _look(self, month: int) -> None:
        """Work out what holds in this month, unless it is what held before."""
        values = self.inputs.at(month)
        if values is self._values:
            return
        self._values = values
        self.costs = {leg: prices.price(values, leg) for leg in prices.LEGS}
        self.rates = flows.rates(self.fitted.draws, self._month(values))

    def _month(self, values: Mapping[str, Floats]) -> flows.Month:
        slope, purse = values["slope"], prices.purse(values)
        legs = {
            leg: prices.response(self.costs[leg], self.today[leg], slope) for leg in prices.LEGS
        }
        now, today = (of["border"] + of["onward"] for of in (self.costs, self.today))
        both = prices.response(now, today, slope)
        return flows.Month(
            border=values["passage.border"],
            onward=values["passage.onward"],
            crossing=values["push"] * legs["border"],
            leaving=purse * legs["onward"],
            direct=values["push"] * purse * both,
            caught=values["onward.caught"],
            marriage=values["marriage"],
            returned=values["returned"],
            lag=values["lag"],
        )

    def _draw_surge(self) -> dict[str, Floats]:
        surge, uniform = self.scenario.surge, fitting.stream(self.seed, SURGE).random((3, self.n))
        if surge is None:
            return {}
        spreads = {"factor": surge.factor, "women": surge.women, "children": surge.children}
        return {
            name: spread.at(u) for (name, spread), u in zip(spreads.items(), uniform, strict=True)
        }

    def _count(self, month: int, expected: Floats) -> portable.Counts:
        """Counts (4, n) of a month in which `expected` people (2, n) arrive."""
        values = self.inputs.at(month)
        child = np.stack([values["children.of_female"], values["children.of_male"]])
        means = np.stack([expected * (1.0 - child), expected * child], axis=1)
        surge = self.scenario.surge
        if surge is not None and (weight := surge.weight(month)) > 0:
            extra = expected.sum(axis=0) * (self._surge["factor"] - 1.0) * weight
            sexes = flows.by_sex(extra, 1.0 - self._surge["women"])
            ages = np.stack([1.0 - self._surge["children"], self._surge["children"]])
            means += sexes[:, None] * ages[None]
        means = np.minimum(means.reshape(len(GROUPS), self.n), MOST)
        return portable.bunched(
            means, self.fitted.draws["bunching"], self.chances.random((len(GROUPS), self.n))
        )

    def _note(self, moved: flows.Flows) -> None:
        out = (moved.left, moved.caught, moved.returned, moved.gone)
        self.ledger["in"] += (moved.crossed - moved.sold).sum(axis=0)
        self.ledger["out"] += sum(part.sum(axis=0) for part in out)
        self.ledger["way_in"] += (moved.left + moved.direct).sum(axis=0)
        self.ledger["way_out"] += moved.arrived.sum(axis=0)

    def _keep(self, month: int, moved: flows.Flows) -> None:
        for name, rows in self.harm.items():
            rows.append(getattr(moved, name).sum(axis=0))
        whole = self.costs["border"] + self.costs["onward"]
        purse = self.inputs.at(month)["budget.sum"]
        figures = {
            **self.costs,
            "brings.onward": purse / np.maximum(self.costs["onward"], 1.0),
            "brings.whole": purse / np.maximum(whole, 1.0),
        }
        for name, value in figures.items():
            self.price.setdefault(name, []).append(value)

    def _closed(self, first: State, last: State) -> dict[str, Floats]:
        return {
            **self.ledger,
            "first": first.stock.sum(axis=0),
            "last": last.stock.sum(axis=0),
            "way_first": first.way.sum(axis=(0, 1)),
            "way_last": last.way.sum(axis=(0, 1)),
        }
