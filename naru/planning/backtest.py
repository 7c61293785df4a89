"""The forecast tried on the centre's own past: simulated from a past day, set beside what came.

What was, and what each replication says would be, are counted by the same function from the same
kind of table (who had which stage over by when), at each midnight. The forecast knows nothing that
came later; the second forecast is told who arrived, and so shows what the arrivals alone cost it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray

from naru.engine.eventnet import ENDS, ENTERS, SKIPPED
from naru.engine.events import EventKernel
from naru.engine.fitting import BEFORE
from naru.engine.plan import Arrivals, Plan, Surge
from naru.engine.starting import read_guests
from naru.planning import observed, present

Floats = NDArray[np.float64]
Progress = Callable[[int, int], None]
DAY = timedelta(days=1)
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
FEWEST_PEOPLE = 5
LEAST_DAYS, MOST_DAYS = 7, 365
LINES = 500_000
NEVER = np.inf


class TooShort(ValueError):
    """The centre has no such past."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One count by day: what was, and the forecast's quantiles `[q, day]` (QUANTILES).

    `what` is beds, arrived or stage (people for whom `of` is the next thing).
    """

    what: str
    of: str
    was: Floats
    said: Floats

    def coverage(self, percent: int) -> float:
        """The share of days on which what was lies within the band (50 or 90 %), ends included."""
        low, high = {50: (1, 3), 90: (0, 4)}[percent]
        return float(((self.was >= self.said[low]) & (self.was <= self.said[high])).mean())


@dataclass(frozen=True, slots=True)
class Backtest:
    """Forecasts of one stretch of the past: blind, and told who arrived."""

    start: datetime
    days: int
    replications: int
    people_then: int
    laws: int
    blind: tuple[Compared, ...]
    told: tuple[Compared, ...]

    def coverage(self, percent: int, *, told: bool = False) -> float:
        """The mean coverage over all counts."""
        rows = self.told if told else self.blind
        return float(np.mean([row.coverage(percent) for row in rows]))


def backtest(
    plan: Plan,
    days: int = 60,
    *,
    replications: int = 200,
    seed: int = 1,
    now: datetime | None = None,
    progress: Progress = lambda _done, _whole: None,
) -> Backtest:
    """Forecast the last `days` days from what was known before them, and compare.

    TooShort when nobody was here so long ago; OtherCentre when the plan isn't for this centre.
    """
    if not LEAST_DAYS <= days <= MOST_DAYS:
        msg = f"a backtest covers {LEAST_DAYS} to {MOST_DAYS} days, not {days}"
        raise TooShort(msg)
    start = _midnight(plan, (now or timezone.now()) - days * DAY)
    table = present.table_of(plan, start)
    people = len(table.splitlines()) - 1
    if not people:
        msg = f"nobody was here {days} days ago: choose fewer days"
        raise TooShort(msg)
    known = observed.fit(plan, start)
    base = replace(known.plan, start=start.date(), horizon=float(days), warm_up=0.0)
    was = _past(base, start, now)
    counts = _counts(base, *was, days)
    shown = _worth_showing(base, counts)
    told = replace(base, arrivals=_as_they_came(base, was[0], days))
    found = []
    for turn, one in enumerate((base, told)):
        said = _forecast(one, table, days, replications, seed, _half(progress, turn, replications))
        found.append(tuple(Compared(*key, counts[key], said[key]) for key in shown))
    return Backtest(start, days, replications, people, len(known.fitted), *found)


def _half(progress: Progress, turn: int, count: int) -> Progress:
    return lambda done, _whole: progress(turn * count + done, 2 * count)


def _midnight(plan: Plan, at: datetime) -> datetime:
    local = at.astimezone(ZoneInfo(plan.tz))
    return local.replace(hour=0, minute=0, second=0, microsecond=0)


def _past(plan: Plan, start: datetime, now: datetime | None) -> tuple[Floats, Floats]:
    """Who arrived when, and had which stage over when, in days since the start."""
    people = observed.people(plan, now)
    arrived = np.array([(one.stay.arrived - start) / DAY for one in people])
    over = np.full((len(people), len(plan.stages)), NEVER)
    for row, one in zip(over, people, strict=True):
        for number, stage in enumerate(plan.stages):
            if stage.id in one.over:
                row[number] = (one.over[stage.id] - start) / DAY
    return arrived, over


def _as_they_came(plan: Plan, arrived: Floats, days: int) -> Arrivals:
    """Those who came, day by day, one by one."""
    each = np.histogram(arrived, bins=np.arange(days + 1))[0]
    surges = tuple(Surge(float(day), int(n), 1.0) for day, n in enumerate(each) if n)
    return replace(plan.arrivals, rate=0.0, months=(), surges=surges, families=(1.0,))


def _forecast(
    plan: Plan, table: str, days: int, replications: int, seed: int, progress: Progress
) -> Mapping[tuple[str, str], Floats]:
    """Quantiles of every count by day over the replications."""
    guests = read_guests(plan, table)
    kernel = EventKernel(plan, series=False, guests=guests)
    everything: dict[tuple[str, str], list[Floats]] = {}
    for replication in range(replications):
        log = kernel.log(seed, replication, LINES)
        arrived, over = _simulated(plan, guests.times, guests.done[:, 0], log)
        for key, count in _counts(plan, arrived, over, days).items():
            everything.setdefault(key, []).append(count)
        progress(replication + 1, replications)
    return {key: np.quantile(counts, QUANTILES, axis=0) for key, counts in everything.items()}


def _simulated(
    plan: Plan, times: Floats, done: NDArray[np.int64], log: Floats
) -> tuple[Floats, Floats]:
    """The same table as `_past`, from a replication's log."""
    stages, guests = len(plan.stages), len(times)
    people = max(int(log[:, 2].max(initial=-1)) + 1, guests)
    arrived, over = np.full(people, NEVER), np.full((people, stages), NEVER)
    came = log[log[:, 1] == ENTERS]
    arrived[came[:, 2].astype(int)] = came[:, 0]
    arrived[:guests] = times[:, 0]
    ended = log[np.isin(log[:, 1], (ENDS, SKIPPED))]
    over[ended[:, 2].astype(int), ended[:, 3].astype(int)] = ended[:, 0]
    mask = (done[:, None] >> np.arange(stages)) & 1
    over[:guests][mask == 1] = -1.0
    return arrived, over


def _counts(plan: Plan, arrived: Floats, over: Floats, days: int) -> dict[tuple[str, str], Floats]:
    """By midnight: places taken, people who have come, and for whom each stage is the next."""
    at = np.arange(1.0, days + 1.0)
    found = {("arrived", ""): _by(arrived[arrived > 0], at)}
    gone = over[:, plan.stage(plan.leaving.stage)] if plan.leaving else np.full(len(over), NEVER)
    for number, stage in enumerate(plan.stages):
        if stage.takes and stage.until:
            back = np.minimum(over[:, plan.stage(stage.until)], gone)
            taken = np.minimum(over[:, number], back)
            found["beds", stage.takes] = _by(taken, at) - _by(back, at)
    for number, stage in enumerate(plan.stages):
        if observed.by_stage(stage):
            ready = _ready(plan, number, arrived, over)
            end = np.minimum(over[:, number], gone) if plan.leaving else over[:, number]
            home, waits = _owner(plan, stage.id), _by(np.minimum(ready, end), at) - _by(end, at)
            found["stage", home] = found.get(("stage", home), 0.0) + waits
    return found


def _owner(plan: Plan, stage: str) -> str:
    """The stage of the profile that a stage belongs to: the time before it counts as it."""
    return stage.removesuffix(BEFORE)


def _by(moments: Floats, at: Floats) -> Floats:
    """How many of the moments have come by each day."""
    return np.searchsorted(np.sort(moments), at, side="right").astype(np.float64)


def _ready(plan: Plan, number: int, arrived: Floats, over: Floats) -> Floats:
    """When a stage became the next thing: when all that everybody passes before it was over."""
    before = [plan.stage(name) for name in plan.stages[number].after]
    needed = [n for n in before if plan.stages[n].share == 1]
    return over[:, needed].max(axis=1) if needed else arrived


def _worth_showing(
    plan: Plan, counts: Mapping[tuple[str, str], Floats]
) -> Sequence[tuple[str, str]]:
    """Beds and arrivals, and the stages before which people gather."""
    order = [stage.id for stage in plan.stages]
    stages = [
        key for key, was in counts.items() if key[0] == "stage" and was.max() >= FEWEST_PEOPLE
    ]
    stages.sort(key=lambda key: order.index(key[1]))
    return [key for key in counts if key[0] != "stage"] + stages
