"""The Korean lunisolar calendar, 1900 to 2048 (KARI tables by korean-lunar-calendar)."""

from bisect import bisect_right
from datetime import date, timedelta
from functools import cache

from naru.names import tables

MONTHS = 12
SHORT_MONTH = 29


@cache
def _months() -> tuple[list[int], list[tuple[int, int, bool]], dict[tuple[int, int, bool], int]]:
    """First days (ordinals), what month begins there, and the way back."""
    starts, named = [], []
    for year, first, leap, lengths in tables.lunar():
        day = date.fromisoformat(first).toordinal()
        order = [(month, again) for month in range(1, MONTHS + 1)
                 for again in ((False, True) if month == leap else (False,))]  # fmt: skip
        for (month, again), long in zip(order, lengths, strict=True):
            starts.append(day)
            named.append((year, month, again))
            day += SHORT_MONTH + int(long)
    starts.append(day)
    return starts, named, {name: at for at, name in enumerate(named)}


def from_solar(day: date) -> tuple[int, int, int] | None:
    """Lunar year, month and day (a leap month bears the number it repeats)."""
    starts, named, _ = _months()
    at = bisect_right(starts, day.toordinal()) - 1
    if not 0 <= at < len(named):
        return None
    year, month, _leap = named[at]
    return year, month, day.toordinal() - starts[at] + 1


def to_solar(year: int, month: int, day: int) -> list[date]:
    """The days a lunar date may be: one, two where the month has a leap twin, or none."""
    starts, _, places = _months()
    found = []
    for again in (False, True):
        at = places.get((year, month, again))
        if at is not None and 1 <= day <= starts[at + 1] - starts[at]:
            found.append(date.fromordinal(starts[at]) + timedelta(days=day - 1))
    return found
