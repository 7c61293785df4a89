"""How many people are expected by when: the intensity of arrivals, integrated."""

from calendar import monthrange
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from naru.engine.plan import Plan

DAYS_A_YEAR = 365.2425
MONTHS = 12


def intensity(plan: Plan) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Times (days from the start) and the parties expected by then, a straight line between."""
    arrivals = plan.arrivals
    if not arrivals.season and not arrivals.months:
        parties = arrivals.rate / arrivals.party * plan.horizon
        return np.array([0.0, plan.horizon]), np.array([0.0, parties])
    knots, level = [0.0], [0.0]
    while knots[-1] < plan.horizon:
        day = plan.start + timedelta(days=int(knots[-1]))
        until = min(knots[-1] + _left(day), plan.horizon)
        level.append(level[-1] + _rate(plan, day) / arrivals.party * (until - knots[-1]))
        knots.append(until)
    return np.array(knots), np.array(level)


def _left(day: date) -> int:
    """Days from `day` to the end of its month."""
    return monthrange(day.year, day.month)[1] - day.day + 1


def _rate(plan: Plan, day: date) -> float:
    """People a day in a month: the table of months as far as it goes, else the rate by season."""
    arrivals = plan.arrivals
    number = (day.year - plan.start.year) * MONTHS + day.month - plan.start.month
    if number < len(arrivals.months):
        return arrivals.months[number] / monthrange(day.year, day.month)[1]
    base = arrivals.rate
    if not base and arrivals.months:
        base = sum(arrivals.months) / len(arrivals.months) * MONTHS / DAYS_A_YEAR
    if not arrivals.season:
        return base
    return base * arrivals.season[day.month - 1] * MONTHS / sum(arrivals.season)


def surge_rows(plan: Plan) -> NDArray[np.float64]:
    """Surges as rows of day, number, spread."""
    rows = [[s.at, float(s.people), s.over] for s in plan.arrivals.surges]
    return np.array(rows, np.float64).reshape(-1, 3)
