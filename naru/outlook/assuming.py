"""Draws a scenario's inputs: the same uniform for an input in every scenario, so that two can be
compared."""

from collections.abc import Mapping

import numpy as np

from naru.outlook import fitting, priors
from naru.outlook.portable import Floats
from naru.outlook.scenario import INPUTS, Assumption, Change, Scenario

DRAWN, SURGE = 10, 11


class Inputs:
    """The inputs of a scenario for n draws, month by month."""

    def __init__(self, scenario: Scenario, draws: Mapping[str, Floats], seed: int) -> None:
        self.draws, self.seed, self.n = draws, seed, len(draws["caught"])
        self.changes = scenario.changes
        self.start = {name: self._first(row) for name, row in scenario.assumptions.items()}
        self._known: dict[int, dict[str, Floats]] = {}

    def uniform(self, name: str) -> Floats:
        """The uniforms (n,) of an input, whatever the scenario says of it."""
        return fitting.stream(self.seed, DRAWN, list(INPUTS).index(name)).random(self.n)

    def _first(self, row: Assumption) -> Floats | None:
        if row.spread is not None:
            return row.spread.at(self.uniform(row.id))
        fitted = INPUTS[row.id].fitted
        return None if fitted == "passage" else self.draws[fitted]

    def at(self, month: int) -> dict[str, Floats]:
        """Every input (n,) in a month (months since year 0)."""
        stage = priors.regime(month) * 10_000_000 + self._stage(month)
        if stage not in self._known:
            self._known.clear()
            self._known[stage] = self._work_out(month)
        return self._known[stage]

    def _stage(self, month: int) -> int:
        """Months in which nothing moves share a number."""
        moving = any(c.since <= month < c.since + c.over for c in self.changes)
        return month if moving else -sum(c.since + c.over <= month for c in self.changes)

    def _work_out(self, month: int) -> dict[str, Floats]:
        passages = dict(zip(("border", "onward"), priors.passages(self.draws, month), strict=True))
        values = {
            name: passages[name.partition(".")[2]] if first is None else first
            for name, first in self.start.items()
        }
        for change in self.changes:
            if month >= change.since:
                values[change.id] = self._moved(change, month, values[change.id])
        return values

    def _moved(self, change: Change, month: int, before: Floats) -> Floats:
        bounds, figure = INPUTS[change.id], change.spread.at(self.uniform(change.id))
        after = before * figure if change.times else figure
        after = np.minimum(np.maximum(after, bounds.least), bounds.most)
        gone = min(1.0, (month - change.since + 1) / (change.over + 1))
        return before + gone * (after - before)
