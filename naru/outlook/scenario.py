"""A scenario as values: what is assumed, what changes when, and the inputs a scenario may name."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from naru.outlook.portable import Floats

CONFIDENCES = ("high", "medium", "low", "hypothesis")
SHAPES = ("triangle", "flat")
LONGEST = 600


@dataclass(frozen=True, slots=True)
class Input:
    """A quantity that a scenario sets: its unit, its bounds, and the fitted parameter it may stand
    for."""

    unit: str
    least: float
    most: float
    fitted: str = ""


INPUTS: Mapping[str, Input] = {
    "passage.border": Input("share", 0.0, 1.0, "passage"),
    "passage.onward": Input("share", 0.0, 1.0, "passage"),
    "push": Input("multiplier", 0.0, 100.0),
    "border.costs": Input("usd", 0.0, 1e6),
    "border.caught": Input("probability", 0.0, 0.98),
    "border.fine": Input("usd", 0.0, 1e7),
    "border.years": Input("years", 0.0, 50.0),
    "border.life": Input("probability", 0.0, 1.0),
    "onward.costs": Input("usd", 0.0, 1e6),
    "onward.caught": Input("probability", 0.0, 0.98, "caught"),
    "onward.fine": Input("usd", 0.0, 1e7),
    "onward.years": Input("years", 0.0, 50.0),
    "onward.life": Input("probability", 0.0, 1.0),
    "helper.year": Input("usd", 0.0, 1e6),
    "helper.life": Input("usd", 0.0, 1e8),
    "slope": Input("elasticity", -1.2, 0.0),
    "budget.relatives": Input("multiplier", 0.0, 100.0),
    "budget.groups": Input("multiplier", 0.0, 100.0),
    "budget.groups_share": Input("share", 0.0, 1.0),
    "budget.sum": Input("usd", 1.0, 1e9),
    "marriage": Input("share", 0.0, 1.0, "marriage"),
    "returned": Input("share a month", 0.0, 1.0, "returned"),
    "lag": Input("months", 2.0, 60.0, "lag"),
    "children.of_female": Input("share", 0.0, 1.0),
    "children.of_male": Input("share", 0.0, 1.0),
}


@dataclass(frozen=True, slots=True)
class Spread:
    """A figure that isn't known: a triangle (or flat) from `low` to `high` with its top at
    `value`."""

    low: float
    value: float
    high: float
    shape: str = "triangle"

    def at(self, u: Floats) -> Floats:
        """The quantiles (n,) of uniforms u (n,)."""
        width = self.high - self.low
        if width <= 0:
            return np.full_like(u, self.value)
        if self.shape == "flat":
            return self.low + width * u
        top = (self.value - self.low) / width
        rising = self.low + np.sqrt(u * width * (self.value - self.low))
        falling = self.high - np.sqrt((1.0 - u) * width * (self.high - self.value))
        return np.minimum(np.maximum(np.where(u < top, rising, falling), self.low), self.high)


@dataclass(frozen=True, slots=True)
class Assumption:
    """What an input stands at; `spread` is None when the fit to the arrivals gives it."""

    id: str
    name: Mapping[str, str]
    spread: Spread | None
    reason: Mapping[str, str]
    source: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class Change:
    """An input that moves from a month (months since year 0), reaching its new figure after `over`
    months; `times`: the spread multiplies what the input stood at before."""

    id: str
    name: Mapping[str, str]
    since: int
    over: int
    spread: Spread
    times: bool
    reason: Mapping[str, str]
    source: tuple[str, ...]
    confidence: str


@dataclass(frozen=True, slots=True)
class Surge:
    """Many at once: from a month arrivals are `factor` times what they would be, for `months`, then
    the excess halves every `fade` months (0: ends at once). Their make-up is their own."""

    name: Mapping[str, str]
    since: int
    months: int
    fade: int
    factor: Spread
    women: Spread
    children: Spread
    reason: Mapping[str, str]
    source: tuple[str, ...]
    confidence: str

    def weight(self, month: int) -> float:
        """How much of the surge there is in a month: 1 in full, 0 none."""
        if month < self.since:
            return 0.0
        late = month - (self.since + self.months - 1)
        if late <= 0:
            return 1.0
        return float(1.0 / (1 << min(late // self.fade, 62))) if self.fade else 0.0


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario: `months` from `start` (months since year 0), every input assumed, changes in time
    order."""

    id: str
    name: Mapping[str, str]
    summary: Mapping[str, str]
    start: int
    months: int
    assumptions: Mapping[str, Assumption]
    changes: tuple[Change, ...]
    surge: Surge | None
