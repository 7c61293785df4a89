"""When a statutory limit is over, counted by the live centre's own code (`naru.domain.clocks`)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from naru.domain import clocks
from naru.domain.clocks import SHORT, ClockRule
from naru.engine.plan import Limit, Plan

EARLIER = 400
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Limits:
    """Limits as the event loop reads them; `due[row, day]` counts days from `first_day`."""

    limits: tuple[Limit, ...]
    laws: NDArray[np.float64]
    due: NDArray[np.float64]
    first_day: float


def rule_of(plan: Plan, limit: Limit) -> ClockRule | None:
    """The clock of the profile that a limit names, if it does."""
    return plan.profile.clocks[limit.clock] if plan.profile and limit.clock else None


def table_row(plan: Plan, limit: Limit) -> int:
    """The row of `due` for a limit that is counted in days of a calendar; -1 for the others."""
    tabled = [one.id for one in plan.limits if _by_day(plan, one)]
    return tabled.index(limit.id) if limit.id in tabled else -1


def _by_day(plan: Plan, limit: Limit) -> bool:
    rule = rule_of(plan, limit)
    return rule is not None and rule.unit not in SHORT


def limits(plan: Plan) -> Limits:
    """Every limit of a plan: an offset in days, or a table by the day on which it begins."""
    days = int(np.ceil(plan.horizon)) + EARLIER + 1
    start = plan.start.toordinal()
    tabled = [rule_of(plan, limit) for limit in plan.limits if _by_day(plan, limit)]
    rows = [_table(rule, start, days) for rule in tabled if rule is not None]
    due = np.array(rows, np.float64).reshape(len(rows), days)
    return Limits(
        plan.limits,
        np.array([_law(plan, one) for one in plan.limits]).reshape(-1, 3),
        due,
        -EARLIER,
    )


def _law(plan: Plan, limit: Limit) -> tuple[float, float, float]:
    """Offset, what an extension adds, and the share that is extended."""
    rule = rule_of(plan, limit)
    extension = rule.extension if rule else None
    more = extension.length * (30 if extension.unit == "month" else 1) if extension else 0.0
    within = limit.within
    if rule is not None and rule.unit in SHORT and rule.length is not None:
        within = rule.length * SHORT[rule.unit] / DAY
    return within, float(more), limit.extended if extension else 0.0


def _table(rule: ClockRule, start: int, days: int) -> tuple[float, ...]:
    """For each day on which the clock may begin: when it is over, in days from the plan's start."""
    key = (rule.id, rule.unit, rule.length, rule.calendar, rule.tz, rule.count_first_day,
           rule.roll_over, rule.limits, start, days)  # fmt: skip
    if key not in _KNOWN:
        zone, noon = ZoneInfo(rule.tz), datetime.combine(date.fromordinal(start), time(12))
        numbers = range(-EARLIER, days - EARLIER)
        _KNOWN[key] = tuple(_due(rule, noon, number, zone) for number in numbers)
    return _KNOWN[key]


def _due(rule: ClockRule, noon: datetime, number: int, zone: ZoneInfo) -> float:
    due = clocks.start(rule, (noon + number * DAY).replace(tzinfo=zone)).due
    if due is None:
        return float("inf")
    return (due.astimezone(zone).replace(tzinfo=None) - noon) / DAY + 0.5


_KNOWN: dict[tuple[object, ...], tuple[float, ...]] = {}
