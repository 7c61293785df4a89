"""From values to places on paper: linear, date and band scales with readable ticks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor, log10

X = float | date | str
STEPS = (1, 2, 5, 10)
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240)
DAYS_A_MONTH = 30.4
WEEK = 7
MANY_POWERS = 4


def nice_ticks(low: float, high: float, count: int = 5) -> list[float]:
    """About `count` round numbers (1, 2 or 5 times a power of ten) that enclose low to high."""
    if high <= low:
        high = low + 1
    raw = (high - low) / max(count, 1)
    power = 10 ** floor(log10(raw))
    step = next(power * part for part in STEPS if power * part >= raw * (1 - 1e-9))
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    digits = max(0, -floor(log10(step)))
    return [round(number * step, digits) for number in range(first, last + 1)]


def date_ticks(low: date, high: date, count: int = 6) -> list[date]:
    """About `count` dates between low and high: days, Mondays, or firsts of a month."""
    days = max((high - low).days, 1)
    if days <= count * 2:
        step = ceil(days / count)
        return [low + timedelta(days=day) for day in range(0, days + 1, step)]
    if days <= count * WEEK * 2:
        monday = low + timedelta(days=-low.weekday() % WEEK)
        step = WEEK * ceil(days / WEEK / count)
        return [monday + timedelta(days=day) for day in range(0, (high - monday).days + 1, step)]
    months = next((m for m in MONTH_STEPS if days / DAYS_A_MONTH / m <= count), MONTH_STEPS[-1])
    first = ceil((low.year * 12 + low.month - 1 + (low.day > 1)) / months) * months
    last = high.year * 12 + high.month - 1
    return [date(number // 12, number % 12 + 1, 1) for number in range(first, last + 1, months)]


@dataclass(frozen=True)
class Linear:
    """Numbers from `low` to `high` on a stretch of paper from `start` to `end` (pixels)."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where a number lies, in pixels."""
        share = (value - self.low) / ((self.high - self.low) or 1)
        return round(self.start + share * (self.end - self.start), 1)


@dataclass(frozen=True)
class Log:
    """Numbers above zero on a stretch of paper (pixels): each factor takes the same room."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where a number lies, in pixels; what lies outside stands at the edge."""
        kept = min(max(value, self.low), self.high)
        share = log10(kept / self.low) / (log10(self.high / self.low) or 1)
        return round(self.start + share * (self.end - self.start), 1)

    def ticks(self) -> list[float]:
        """The powers of ten from low to high, with their 2 and 5 where there are few."""
        powers = range(floor(log10(self.low)), ceil(log10(self.high)) + 1)
        parts = (1,) if len(powers) > MANY_POWERS else (1, 2, 5)
        found = [part * 10.0**power for power in powers for part in parts]
        return [tick for tick in found if self.low <= tick <= self.high]


@dataclass(frozen=True)
class Across:
    """Any kind of x (numbers, dates or names in order) on a stretch of paper (pixels)."""

    values: Sequence[X]
    start: float
    end: float
    banded: bool = False

    def at(self, value: X) -> float:
        """The middle of a value's place, in pixels."""
        if self.banded or isinstance(value, str):
            width = (self.end - self.start) / max(len(self.values), 1)
            return round(self.start + (list(self.values).index(value) + 0.5) * width, 1)
        numbers = [_number(each) for each in self.values]
        return Linear(min(numbers), max(numbers), self.start, self.end).at(_number(value))

    def ticks(self, room: int) -> list[X]:
        """The values to write below the axis, at most about `room` of them."""
        first = self.values[0]
        if self.banded or isinstance(first, str):
            return list(self.values)[:: ceil(len(self.values) / room)]
        if isinstance(first, date):
            return list(date_ticks(min(self.values), max(self.values), room))
        low, high = min(self.values), max(self.values)
        return [tick for tick in nice_ticks(low, high, room) if low <= tick <= high]

    def step(self) -> float:
        """The width of one place, in pixels."""
        return (self.end - self.start) / max(len(self.values), 1)


def _number(value: X) -> float:
    return float(value.toordinal()) if isinstance(value, date) else float(value)
