"""When a resource is open: weekly shifts, public holidays, and the week as steps of capacity."""

import re
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from naru.domain.calendars import Calendar
from naru.engine.plan import Resource, Shift

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FORM = re.compile(
    r"^\s*(?P<from>[a-z]{3})(?:-(?P<to>[a-z]{3}))?\s+(?P<open>\d\d:\d\d)-(?P<close>\d\d:\d\d)"
    r"(?:\s+(?P<servers>\d+))?\s*$"
)
HOURS, MINUTES = 24, 60


def shift(text: str) -> Shift:
    """`"mon-fri 09:00-18:00"`, or with how many work: `"sat 09:00-13:00 2"`; else ValueError."""
    match = FORM.match(text.lower()) if isinstance(text, str) else None
    if match is None or match["from"] not in WEEK or (match["to"] or "mon") not in WEEK:
        msg = f'{text!r} is no shift: write "mon-fri 09:00-18:00" or "sat 09:00-13:00 2"'
        raise ValueError(msg)
    first = WEEK.index(match["from"])
    last = WEEK.index(match["to"]) if match["to"] else first
    days = tuple((first + n) % 7 for n in range((last - first) % 7 + 1))
    opens, closes = _clock(match["open"]), _clock(match["close"])
    if closes <= opens:
        msg = f"{text!r} never opens: it must close after it opens, on the same day"
        raise ValueError(msg)
    return Shift(days, opens, closes, int(match["servers"]) if match["servers"] else None)


def _clock(text: str) -> float:
    hours, minutes = (int(part) for part in text.split(":"))
    if hours > HOURS or minutes >= MINUTES or (hours == HOURS and minutes):
        msg = f"{text!r} is no time of day"
        raise ValueError(msg)
    return (hours * MINUTES + minutes) / (HOURS * MINUTES)


def capacity(resource: Resource, begins: date, days: int, country: str) -> list[tuple[float, int]]:
    """Steps (day, servers) over so many days from `begins`; one step when it never closes."""
    return list(_capacity(resource, begins, days, country))


@lru_cache(maxsize=256)
def _capacity(
    resource: Resource, begins: date, days: int, country: str
) -> tuple[tuple[float, int], ...]:
    """The same, kept: a slider changes one resource and leaves the others as they are."""
    if not resource.shifts:
        return ((0.0, resource.servers),)
    calendar = Calendar(country) if resource.holidays and country else None
    steps: list[tuple[float, int]] = [(0.0, 0)]
    for number in range(days + 1):
        day = begins + timedelta(days=number)
        if calendar is None or day not in calendar.holidays(day.year):
            steps += _day(resource, day.weekday(), number)
    return tuple(_merged(steps))


def _day(resource: Resource, weekday: int, number: int) -> list[tuple[float, int]]:
    """The steps of one day, where shifts may overlap."""
    today = [s for s in resource.shifts if weekday in s.days]
    moments = sorted({m for s in today for m in (s.opens, s.closes)})
    return [(number + m, _working(resource, today, m)) for m in moments]


def _working(resource: Resource, today: list[Shift], moment: float) -> int:
    working = [
        resource.servers if s.servers is None else s.servers
        for s in today
        if s.opens <= moment < s.closes
    ]
    return min(sum(working), resource.servers)


def _merged(steps: list[tuple[float, int]]) -> list[tuple[float, int]]:
    """A later step at the same moment wins; a step that changes nothing goes."""
    kept: list[tuple[float, int]] = []
    for at, servers in steps:
        if kept and kept[-1][0] == at:
            kept.pop()
        if not kept or kept[-1][1] != servers:
            kept.append((at, servers))
    return kept


def hours_a_week(resource: Resource) -> float:
    """Server-hours a week, holidays left out of account."""
    if not resource.shifts:
        return resource.servers * 168.0
    total = 0.0
    for weekday in range(7):
        steps = [*_day(resource, weekday, 0), (1.0, 0)]
        total += sum((b[0] - a[0]) * a[1] for a, b in pairwise(steps))
    return total * HOURS
