"""What the centre's ledger says about durations, visits, shares, order and arrivals.

Only moments of acts are read (`history`); how long things took follows from them, and who is still
in a stage counts as an open length.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from naru.domain.profile import Profile
from naru.engine import fitting
from naru.engine.fitting import ENOUGH, Fit, Observed, Sample, What
from naru.engine.plan import Plan, Stage
from naru.planning.history import Stay, stays
from naru.planning.present import its_profile

DAY = timedelta(days=1)
WINDOW = 90.0
"""Arrivals are counted over so many days at most."""

Moments = Mapping[str, datetime]


@dataclass(frozen=True, slots=True)
class Seen:
    """One stay: when each stage was over, and whether the person has left."""

    stay: Stay
    over: Moments
    left: bool


def fit(plan: Plan, at: datetime | None = None) -> Fit:
    """The plan fitted to what this centre knew at a moment (aware; None: now).

    OtherCentre when the plan isn't for this centre.
    """
    return fitting.fit(plan, observed(plan, at))


def observed(plan: Plan, at: datetime | None = None) -> Observed:
    """The measurements behind a fit."""
    now, profile = at or timezone.now(), its_profile(plan)
    everybody = people(plan, now)
    later = frozenset(_later(plan, profile, everybody))
    return Observed(
        tuple(_samples(plan, profile, everybody, later, now)),
        dict(_visits(plan, everybody)),
        dict(_passed(plan, everybody)),
        later,
        _arrivals(everybody, now),
    )


def people(plan: Plan, at: datetime | None = None) -> list[Seen]:
    """Every stay as it stood at a moment, the earliest arrival first."""
    profile = its_profile(plan)
    return [_seen(plan, profile, stay) for stay in stays(profile, at)]


def _seen(plan: Plan, profile: Profile, stay: Stay) -> Seen:
    """A stage that only the plan knows (waiting for a bed) is over with the first that follows."""
    over = stay.stages(profile)
    for stage in plan.stages:
        follow = [over[s.id] for s in plan.stages if stage.id in s.after and s.id in over]
        if stage.id not in profile.stages and follow:
            over[stage.id] = min(follow)
    return Seen(stay, over, stay.last(profile, "departed") is True)


def _later(plan: Plan, profile: Profile, people: Sequence[Seen]) -> Iterator[tuple[str, str]]:
    """Pairs (stage, one before it) that mostly come the other way round, and may."""
    for stage in plan.stages:
        bound = profile.stages[stage.id].after if stage.id in profile.stages else ()
        for name in set(stage.after) - set(bound):
            both = [p.over for p in people if stage.id in p.over and name in p.over]
            against = sum(over[name] > over[stage.id] for over in both)
            alone = sum(stage.id in p.over and name not in p.over for p in people)
            if len(both) + alone >= ENOUGH and against + alone > (len(both) + alone) / 2:
                yield stage.id, name


def _samples(
    plan: Plan,
    profile: Profile,
    people: Sequence[Seen],
    later: frozenset[tuple[str, str]],
    now: datetime,
) -> Iterator[Sample]:
    order = {s.id: [name for name in s.after if (s.id, name) not in later] for s in plan.stages}
    optional = {s.id for s in plan.stages if s.share < 1}
    for stage in plan.stages:
        if stage.id not in profile.stages or not stage.after:
            continue
        ready = [_ready(profile, order, optional, stage.id, one.over) for one in people]
        both = list(zip(people, ready, strict=True))
        if stage.begins and stage.ends:
            yield from _by_visits(stage, both, now)
        elif by_stage(stage):
            yield _lengths(stage.id, "time", _times(stage, both), now)


def by_stage(stage: Stage) -> bool:
    """Whether the ledger says when somebody is through with a stage, in the plan's own sense."""
    return stage.share == 1 and not stage.takes and (stage.visits.mean == 1 or bool(stage.ends))


def _ready(
    profile: Profile,
    order: Mapping[str, Sequence[str]],
    optional: set[str],
    stage: str,
    over: Moments,
) -> datetime | None:
    """When the stage could begin: all before it over; None when that hasn't come."""
    moments: list[datetime] = []
    for name in order[stage]:
        if name in profile.stages:
            moment = over.get(name)
        else:
            moment = _ready(profile, order, optional, name, over)
        if moment is not None:
            moments.append(moment)
        elif name not in optional:
            return None
    return max(moments, default=None)


Spans = Iterable[tuple[datetime, datetime | None, bool]]


def _times(stage: Stage, people: Iterable[tuple[Seen, datetime | None]]) -> Spans:
    for one, ready in people:
        if ready is not None:
            yield ready, one.over.get(stage.id), one.left


def _by_visits(
    stage: Stage, people: Sequence[tuple[Seen, datetime | None]], now: datetime
) -> Iterator[Sample]:
    """Visits, the gaps between them and the time before the first, of a stage that records them."""
    before, visits, gaps = [], [], []
    for one, ready in people:
        begun = sorted(at for act in stage.begins for at in one.stay.times(act))
        ended = sorted(at for act in stage.ends for at in one.stay.times(act))
        over = one.left or stage.id in one.over
        if ready is not None and (begun or not over):
            before.append((ready, begun[0] if begun else None, one.left))
        for k, start in enumerate(begun):
            visits.append((start, ended[k] if k < len(ended) else None, over))
        for k, end in enumerate(ended):
            if k + 1 < len(begun):
                gaps.append((end, begun[k + 1], False))
    yield _lengths(stage.id, "before", before, now)
    yield _lengths(stage.id, "visit", visits, now)
    yield _lengths(stage.id, "gap", gaps, now)


def _lengths(stage: str, what: What, spans: Spans, now: datetime) -> Sample:
    """Ended and open lengths in days; who has left without an end says nothing."""
    ended, still = [], []
    for start, end, left in spans:
        if end is not None and end >= start:
            ended.append((end - start) / DAY)
        elif end is None and not left:
            still.append((now - start) / DAY)
    return Sample(stage, what, tuple(ended), tuple(still))


def _visits(plan: Plan, people: Sequence[Seen]) -> Iterator[tuple[str, tuple[int, ...]]]:
    for stage in plan.stages:
        if stage.ends:
            done = [one.stay for one in people if stage.id in one.over]
            counts = (sum(len(stay.times(act)) for act in stage.ends) for stay in done)
            yield stage.id, tuple(count for count in counts if count)


def _passed(plan: Plan, people: Sequence[Seen]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Of those who have left: how many had a stage that isn't for everybody."""
    left = [one.over for one in people if one.left]
    for stage in plan.stages:
        if stage.share < 1:
            yield stage.id, (sum(stage.id in over for over in left), len(left))


def _arrivals(people: Sequence[Seen], now: datetime) -> tuple[int, float]:
    came = [(now - one.stay.arrived) / DAY for one in people]
    recent = [days for days in came if days <= WINDOW]
    return len(recent), min(max(came, default=0.0), WINDOW)
