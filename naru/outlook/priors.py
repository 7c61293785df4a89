"""What was believed before the arrivals were looked at: `priors.toml`, as arrays in an unbounded
space."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from naru.outlook import portable
from naru.outlook.portable import Floats

# 5th and 95th percentile of a standard normal
NINETY = 1.6448536269514722


@dataclass(frozen=True, slots=True)
class Prior:
    """One belief: 90 % of it lies from `low` to `high` (in `unit`); `scale` is "log" or "share"."""

    id: str
    name: Mapping[str, str]
    unit: Mapping[str, str]
    scale: str
    low: float
    high: float
    at_start: bool
    reason: Mapping[str, str]
    source: tuple[str, ...]
    confidence: str

    def bent(self, value: Floats) -> Floats:
        """From the figure to the unbounded space: its logarithm, or its logit."""
        if self.scale == "log":
            return portable.log(value)
        return portable.log(value / (1.0 - value))

    def straight(self, value: Floats) -> Floats:
        """Back from the unbounded space to the figure."""
        grown = portable.exp(value)
        return grown if self.scale == "log" else grown / (1.0 + grown)

    def ends(self) -> tuple[float, float]:
        """Mean and standard deviation in the unbounded space."""
        low, high = self.bent(np.array([self.low, self.high])).tolist()
        return (low + high) / 2, (high - low) / (2 * NINETY)


@dataclass(frozen=True, slots=True)
class Regime:
    """From this month (months since year 0) the two passages are the named figures, or 1 when
    none."""

    since: int
    border: str
    onward: str


@cache
def _file() -> dict[str, list[dict[str, object]]]:
    text = files("naru.outlook").joinpath("priors.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def load() -> tuple[Prior, ...]:
    """The priors that ship, in the order in which they are drawn."""
    return tuple(
        Prior(**{"at_start": False, **row, "source": tuple(row["source"])})  # type: ignore[arg-type]
        for row in _file()["priors"]
    )


@cache
def regimes() -> tuple[Regime, ...]:
    """The passages over time, oldest first."""
    return tuple(
        Regime(month_number(str(row["from"])), str(row["border"]), str(row["onward"]))
        for row in _file()["regimes"]
    )


def regime(month: int) -> int:
    """The number of the regime of a month (months since year 0); 0 before the first."""
    return sum(month >= regime.since for regime in regimes())


def passages(draws: Mapping[str, Floats], month: int) -> tuple[Floats, Floats]:
    """Border and onward passage (n,) of the draws in a month (months since year 0)."""
    number = regime(month)
    if not number:
        one = np.ones_like(draws["caught"])
        return one, one
    holds = regimes()[number - 1]
    return draws[holds.border], draws[holds.onward]


def month_number(text: str) -> int:
    """Months since year 0 of a text YYYY-MM; ValueError for any other text."""
    year, dash, month = text.partition("-")
    if not (dash and len(year) == 4 and len(month) == 2 and (year + month).isdecimal()):  # noqa: PLR2004
        raise ValueError(f"{text!r} is not a month such as 2026-01")
    if not 1 <= int(month) <= 12:  # noqa: PLR2004
        raise ValueError(f"{text!r}: there is no month {month}")
    return int(year) * 12 + int(month) - 1


def month_text(number: int) -> str:
    """A month as YYYY-MM."""
    return f"{number // 12:04}-{number % 12 + 1:02}"
