"""Reads what a planner writes: lengths of time, distributions, counts; all times become days."""

import math
import re
from dataclasses import dataclass, replace
from itertools import pairwise

DAY = {"s": 1 / 86400, "min": 1 / 1440, "h": 1 / 24, "d": 1.0, "w": 7.0, "y": 365.0}
LENGTH = re.compile(r"^\s*(-?[\d.]+(?:e-?\d+)?)\s*(s|min|h|d|w|y)\s*$")
CALL = re.compile(r"^\s*([A-Za-z]+)\s*\((.*)\)\s*$")
COUNT = re.compile(r"^\s*(?:(\d+)\s*\+\s*)?(Poisson|geometric)\s*\(\s*([\d.]+)\s*\)\s*$", re.I)
CONSTANT, EXPONENTIAL, LOGNORMAL, UNIFORM, WEIBULL, EMPIRICAL = range(6)
MOST_VISITS = 64
LONGEST = 36500.0


@dataclass(frozen=True, slots=True)
class Distribution:
    """A law of durations: `kind` (one of the six above), its two parameters, its moments in days.

    `points` are the quantiles of an empirical law at equal steps of probability, ends included.
    """

    kind: int
    a: float
    b: float
    mean: float
    variance: float
    text: str
    points: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A law of whole numbers: `cdf[k]` is P(N <= base + k); its mean and text."""

    base: int
    cdf: tuple[float, ...]
    mean: float
    text: str


NOTHING = Distribution(CONSTANT, 0.0, 0.0, 0.0, 0.0, "0 d")
ONCE = Count(1, (1.0,), 1.0, "1")


def length(text: str) -> float:
    """Days in `"45 min"`, `"3 h"`, `"90 d"`, `"2 y"`; ValueError says what is wrong."""
    match = LENGTH.match(text)
    if match is None:
        msg = f"{text!r} is no length of time: write a number and s, min, h, d, w or y"
        raise ValueError(msg)
    days = float(match[1]) * DAY[match[2]]
    if not math.isfinite(days) or days < 0 or days > LONGEST:
        msg = f"{text!r} must lie between 0 and 100 years"
        raise ValueError(msg)
    return days


def distribution(text: str) -> Distribution:
    """The law in `"LN(45 min, 0.5)"`, `"exp(3 d)"`, `"uniform(1 h, 2 h)"`, `"weibull(2 d, 1.5)"`,
    `"empirical(1 d, 2 d, 5 d)"` or a plain length; ValueError says what is wrong with it."""
    call = CALL.match(text)
    if call is None:
        days = length(text)
        return Distribution(CONSTANT, days, 0.0, days, 0.0, text)
    name, parts = call[1].lower(), [part.strip() for part in call[2].split(",")]
    if name not in LAWS:
        msg = f"{call[1]!r} is no distribution; there are: {', '.join(LAWS)}"
        raise ValueError(msg)
    return LAWS[name](text, parts)


def longer(law: Distribution, times: float) -> Distribution:
    """The same law with every length so many times as long; `times` above 0."""
    scale = law.a * times
    if law.kind == LOGNORMAL:
        scale = law.a + _steady(math.log(times))
    return replace(
        law,
        a=scale,
        b=law.b * times if law.kind == UNIFORM else law.b,
        mean=law.mean * times,
        variance=law.variance * times * times,
        text=f"{times:g} times {law.text}",
        points=tuple(point * times for point in law.points),
    )


def _need(text: str, parts: list[str], count: int) -> None:
    if len(parts) != count:
        msg = f"{text!r} takes {count} value{'s' if count > 1 else ''}, not {len(parts)}"
        raise ValueError(msg)


def _positive(text: str, said: str) -> float:
    try:
        value = float(said)
    except ValueError:
        value = math.nan
    if not 0 < value <= 100:  # noqa: PLR2004
        msg = f"{said!r} in {text!r} must be a number above 0 and at most 100"
        raise ValueError(msg)
    return value


def _mean(text: str, said: str) -> float:
    days = length(said)
    if days <= 0:
        msg = f"the mean in {text!r} must be above 0"
        raise ValueError(msg)
    return days


def _exponential(text: str, parts: list[str]) -> Distribution:
    _need(text, parts, 1)
    mean = _mean(text, parts[0])
    return Distribution(EXPONENTIAL, mean, 0.0, mean, mean * mean, text)


def _lognormal(text: str, parts: list[str]) -> Distribution:
    """Mean m and coefficient of variation c: sigma^2 = ln(1 + c^2), mu = ln m - sigma^2 / 2."""
    _need(text, parts, 2)
    mean, cv = _mean(text, parts[0]), _positive(text, parts[1])
    square = math.log1p(cv * cv)
    mu = math.log(mean) - square / 2
    return Distribution(LOGNORMAL, _steady(mu), _steady(square**0.5), mean, (mean * cv) ** 2, text)


def _uniform(text: str, parts: list[str]) -> Distribution:
    _need(text, parts, 2)
    low, high = length(parts[0]), length(parts[1])
    if high < low:
        msg = f"{text!r} ends before it starts"
        raise ValueError(msg)
    return Distribution(UNIFORM, low, high - low, (low + high) / 2, (high - low) ** 2 / 12, text)


def _weibull(text: str, parts: list[str]) -> Distribution:
    """Mean and shape; the scale is mean / Gamma(1 + 1 / shape)."""
    _need(text, parts, 2)
    mean, shape = _mean(text, parts[0]), _positive(text, parts[1])
    scale = mean / math.gamma(1 + 1 / shape)
    spread = scale * scale * math.gamma(1 + 2 / shape) - mean * mean
    return Distribution(WEIBULL, _steady(scale), _steady(1 / shape), mean, spread, text)


def _empirical(text: str, parts: list[str]) -> Distribution:
    points = tuple(length(part) for part in parts)
    if len(points) < 2 or list(points) != sorted(points):  # noqa: PLR2004
        msg = f"{text!r} needs at least two lengths that rise"
        raise ValueError(msg)
    pairs = list(pairwise(points))
    mean = sum((a + b) / 2 for a, b in pairs) / len(pairs)
    square = sum((a * a + a * b + b * b) / 3 for a, b in pairs) / len(pairs)
    return Distribution(EMPIRICAL, 0.0, float(len(pairs)), mean, square - mean * mean, text, points)


def _steady(value: float) -> float:
    """Cut to 44 bits, so that the last bit of a machine's own `log` can't reach the results."""
    mantissa, exponent = math.frexp(value)
    return math.ldexp(round(math.ldexp(mantissa, 44)), exponent - 44)


def count(said: str | int) -> Count:
    """The law in `3`, `"1+Poisson(4)"` or `"geometric(0.5)"` (trials up to the first success)."""
    if isinstance(said, int) or said.strip().isdigit():
        return _fixed(int(said))
    match = COUNT.match(said)
    if match is None:
        msg = f"{said!r} is no count: write 3, 1+Poisson(4) or geometric(0.5)"
        raise ValueError(msg)
    base, value = int(match[1] or 0), float(match[3])
    if match[2].lower() == "poisson":
        return _poisson(said, base, value)
    if not 0 < value <= 1:
        msg = f"the chance in {said!r} must lie above 0 and at most at 1"
        raise ValueError(msg)
    tail = [1 - (1 - value) ** k for k in range(1, MOST_VISITS)]
    return Count(base + 1, _cut(tail), base + 1 / value, said)


def _fixed(number: int) -> Count:
    if not 1 <= number <= MOST_VISITS:
        msg = f"a count lies between 1 and {MOST_VISITS}, not at {number}"
        raise ValueError(msg)
    return Count(number, (1.0,), float(number), str(number))


def _poisson(said: str, base: int, mean: float) -> Count:
    if not 0 < mean <= MOST_VISITS / 2:
        msg = f"the mean in {said!r} must lie above 0 and at most at {MOST_VISITS // 2}"
        raise ValueError(msg)
    total, term, tail = 0.0, math.exp(-mean), []
    for k in range(MOST_VISITS):
        total += term
        tail.append(total)
        term *= mean / (k + 1)
    return Count(base, _cut(tail), base + mean, said)


def _cut(tail: list[float]) -> tuple[float, ...]:
    """Drop what no 44-bit uniform number can tell from 1."""
    kept = [_steady(value) for value in tail if value < 1 - 2**-44]
    return (*kept, 1.0)


LAWS = {
    "exp": _exponential,
    "ln": _lognormal,
    "uniform": _uniform,
    "weibull": _weibull,
    "empirical": _empirical,
}
