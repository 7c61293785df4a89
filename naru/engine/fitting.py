"""Laws from what was measured: durations (open ones too), counts and shares, set beside the data.

Exponential, lognormal and Weibull laws are fitted by maximum likelihood with right-censored
lengths (`scipy.stats.CensoredData`), the best by Akaike's criterion. Its distance from the
product-limit estimate (Kaplan and Meier 1958, `scipy.stats.ecdf`) is held against the 5 % points
for laws whose parameters come from the same data (Lilliefors 1967 and 1969, Chandra et al. 1981);
with open lengths they are approximate. Where none fits, the observed quantiles are the law.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from naru.engine import quantities as q
from naru.engine.plan import Limit, Plan, Stage, Unsure, UnsureLaw
from naru.engine.uncertain import FEW_SHAPE, few_scale

Floats = NDArray[np.float64]
What = Literal["time", "visit", "gap", "before"]
ENOUGH = 20
"""So many lengths that have ended are needed before a law of them is used."""
SHORTEST = 1 / 86400
POINTS = 21
MOST_SHOWN = 60
OPEN_TAIL = 0.05
STEP = 1e-3
FEWEST, CONTRADICTED, LEAST_STATED = 5, 3.0, 1.0
"""With so few people, when what was seen is so many times as long as stated (a day at least)."""
BEFORE = " before"


@dataclass(frozen=True, slots=True)
class Sample:
    """Lengths (days) of one thing in one stage: those that ended, and those still open.

    `time` is from ready to over (waiting included), `visit` from begin to end of one visit, `gap`
    from a visit's end to the next one's begin, `before` from ready to the first visit.
    """

    stage: str
    what: What
    ended: tuple[float, ...]
    open: tuple[float, ...] = ()

    @property
    def enough(self) -> bool:
        """Whether a law of them may be used."""
        return len(self.ended) >= ENOUGH


@dataclass(frozen=True, slots=True)
class Fitted:
    """A sample with its law: `curve` rows are (days, share observed by then, share by the law).

    `distance` is the largest gap between the two, `allowed` what chance alone explains.
    """

    sample: Sample
    law: q.Distribution
    family: str
    distance: float
    allowed: float
    curve: tuple[tuple[float, float, float], ...]

    @property
    def fits(self) -> bool:
        """Whether chance alone explains the distance."""
        return self.distance <= self.allowed


@dataclass(frozen=True, slots=True)
class Observed:
    """What a centre's ledger says: samples, visits per finished stage, shares, order, arrivals.

    `passed[stage]` is (how many had it, of how many); `later` the pairs (stage, one it would have
    to wait for) that mostly come in the other order; `arrivals` is (people, days).
    """

    samples: tuple[Sample, ...] = ()
    visits: Mapping[str, tuple[int, ...]] | None = None
    passed: Mapping[str, tuple[int, int]] | None = None
    later: frozenset[tuple[str, str]] = frozenset()
    arrivals: tuple[int, float] = (0, 0.0)


@dataclass(frozen=True, slots=True)
class Fit:
    """A plan with what was measured in it, and what each part rests on.

    `fitted` holds the laws that are used, `too_few` the samples that aren't: there the plan's
    stated default stands.
    """

    plan: Plan
    fitted: tuple[Fitted, ...]
    too_few: tuple[Sample, ...]
    visits: Mapping[str, q.Count]
    shares: Mapping[str, tuple[float, float, float]]
    rate: tuple[float, float, float] | None


def fit(plan: Plan, observed: Observed) -> Fit:
    """The plan with every law that enough observations stand behind; the rest stays as it was.

    A stage whose visits are on record keeps its resource. Of any other only the time from ready
    to over is known, with its waiting: it then passes by itself, without asking for a resource.
    """
    fitted = tuple(law_of(s) for s in observed.samples if s.enough or contradicts(plan, s))
    visits = {
        stage: _count(numbers)
        for stage, numbers in (observed.visits or {}).items()
        if len(numbers) >= ENOUGH or counted_otherwise(plan, stage, numbers)
    }
    shares = {
        stage: wilson(*had) for stage, had in (observed.passed or {}).items() if had[1] >= ENOUGH
    }
    people, days = observed.arrivals
    rate = _rate(people, days) if people >= ENOUGH else None
    changed = _counted(_ordered(plan, observed.later), fitted)
    changed = replace(changed, stages=tuple(_stages(changed, fitted, visits, shares)))
    if rate:
        arrivals = replace(plan.arrivals, rate=rate[0], season=(), months=())
        changed = replace(changed, arrivals=arrivals)
    label = f"{plan.label}; {len(fitted)} laws fitted to the centre's own ledger".lstrip("; ")
    changed = replace(changed, label=label, unsure=_unsure(observed, fitted, visits, shares, rate))
    used = {id(one.sample) for one in fitted}
    too_few = tuple(sample for sample in observed.samples if id(sample) not in used)
    return Fit(changed, fitted, too_few, visits, shares, rate)


def contradicts(plan: Plan, sample: Sample) -> bool:
    """Whether most lengths, though few have ended, are three times as long, or short, as stated.

    Then the default is worse than what has been seen, which says little.
    """
    stage = plan.stages[plan.stage(sample.stage)]
    law = {"gap": stage.gap, "before": q.NOTHING}.get(sample.what, stage.duration)
    most, least = CONTRADICTED * max(law.mean, LEAST_STATED), law.mean / CONTRADICTED
    longer = sum(length > most for length in (*sample.ended, *sample.open))
    shorter = sum(length < least for length in sample.ended)
    ended = len(sample.ended)
    return longer >= max(FEWEST, ended / 2) or shorter >= max(FEWEST, ended / 2)


def counted_otherwise(plan: Plan, stage: str, numbers: Sequence[int]) -> bool:
    """The same of visits: whether people come again three times as often, or rarely, as stated."""
    again = plan.stages[plan.stage(stage)].visits.mean - 1
    if len(numbers) < FEWEST or again <= 0:
        return False
    seen = (sum(numbers) - len(numbers) + 1) / len(numbers)
    return not again / CONTRADICTED < seen < again * CONTRADICTED


def _unsure(
    observed: Observed,
    fitted: Sequence[Fitted],
    visits: Mapping[str, q.Count],
    shares: Mapping[str, tuple[float, float, float]],
    rate: tuple[float, float, float] | None,
) -> Unsure:
    """What the fitted figures rest on."""
    counted = {stage: (observed.visits or {})[stage] for stage in visits}
    return Unsure(
        tuple(sorted((_unsure_law(one) for one in fitted), key=lambda law: (law.stage, law.of))),
        tuple((stage, (observed.passed or {})[stage]) for stage in shares),
        tuple((stage, _numbers(numbers)) for stage, numbers in counted.items()),
        observed.arrivals if rate else (0, 0.0),
    )


def _unsure_law(one: Fitted) -> UnsureLaw:
    sample, law = one.sample, one.law
    stage = sample.stage + (BEFORE if sample.what == "before" else "")
    of = "gap" if sample.what == "gap" else "duration"
    ended = np.maximum(np.array(sample.ended, np.float64), SHORTEST)
    still = np.maximum(np.array(sample.open, np.float64), SHORTEST)
    centre, count = (law.a, law.b), len(sample.ended) + (one.family == "few")
    if law.kind == q.EMPIRICAL or one.family == "few":
        return UnsureLaw(stage, of, law.kind, centre, count, lengths=tuple(ended.tolist()),
                         still=tuple(still.tolist()))  # fmt: skip
    spread = _spread(law, ended, still) if law.kind != q.EXPONENTIAL else (0.0, 0.0, 0.0)
    return UnsureLaw(stage, of, law.kind, centre, count, spread)


def _spread(law: q.Distribution, ended: Floats, still: Floats) -> tuple[float, float, float]:
    """The lower root of the inverse of the observed information, row by row."""
    from scipy import stats

    def log_likelihood(shift: float, twist: float) -> float:
        if law.kind == q.LOGNORMAL:
            one = stats.lognorm(law.b * math.exp(twist), scale=math.exp(law.a + shift))
        else:
            one = stats.weibull_min(math.exp(twist) / law.b, scale=law.a * math.exp(shift))
        return float(one.logpdf(ended).sum() + one.logsf(still).sum())

    h, at = STEP, log_likelihood
    middle = at(0, 0)
    first = (at(h, 0) - 2 * middle + at(-h, 0)) / h**2
    second = (at(0, h) - 2 * middle + at(0, -h)) / h**2
    both = (at(h, h) - at(h, -h) - at(-h, h) + at(-h, -h)) / (4 * h**2)
    root = np.linalg.cholesky(np.linalg.inv(-np.array([[first, both], [both, second]])))
    return float(root[0, 0]), float(root[1, 0]), float(root[1, 1])


def _ordered(plan: Plan, later: frozenset[tuple[str, str]]) -> Plan:
    """The plan without the order that the centre doesn't keep."""
    stages = tuple(
        replace(s, after=tuple(name for name in s.after if (s.id, name) not in later))
        for s in plan.stages
    )
    return replace(plan, stages=stages)


def _counted(plan: Plan, fitted: Sequence[Fitted]) -> Plan:
    """The plan without limits that end with an earlier act of a stage of which only the end is
    known."""
    measured = {one.sample.stage for one in fitted if one.sample.what == "time"}

    def early(limit: Limit) -> bool:
        if plan.profile is None or not limit.clock or limit.end not in measured:
            return False
        acts = [plan.profile.events[e] for e in plan.profile.clocks[limit.clock].stop_events]
        return not any(act.completes for act in acts if act.stage == limit.end)

    limits = tuple(limit for limit in plan.limits if not early(limit))
    kept = {limit.id for limit in limits}
    return replace(
        plan, limits=limits, goals=tuple(goal for goal in plan.goals if goal.limit in kept)
    )


def _stages(
    plan: Plan,
    fitted: Sequence[Fitted],
    visits: Mapping[str, q.Count],
    shares: Mapping[str, tuple[float, float, float]],
) -> Iterator[Stage]:
    laws = {(one.sample.stage, one.sample.what): one.law for one in fitted}
    for stage in plan.stages:
        changed = replace(stage, visits=visits.get(stage.id, stage.visits))
        if stage.id in shares:
            changed = replace(changed, share=shares[stage.id][0])
        if time := laws.get((stage.id, "time")):
            changed = replace(changed, duration=time, resource="")
        if visit := laws.get((stage.id, "visit")):
            changed = replace(changed, duration=visit)
        if gap := laws.get((stage.id, "gap")):
            changed = replace(changed, gap=gap)
        if before := laws.get((stage.id, "before")):
            first = Stage(stage.id + BEFORE, stage.name, duration=before, after=stage.after)
            changed = replace(changed, after=(first.id,))
            yield first
        yield changed


def law_of(sample: Sample) -> Fitted:
    """The law of a sample; where hardly any have ended, what the open lengths leave possible."""
    if len(sample.ended) < FEWEST:
        return _from_few(sample)
    ended = np.maximum(np.array(sample.ended, np.float64), SHORTEST)
    still = np.maximum(np.array(sample.open, np.float64), SHORTEST)
    days, seen = product_limit(ended, still)
    tried = [_measured(sample, days, seen, *one) for one in _families(ended, still)]
    best = tried[0]
    if not best.fits and 1 - seen[-1] <= OPEN_TAIL and days[-1] > days[0]:
        best = _as_observed(sample, days, seen, best)
    return best


def _from_few(sample: Sample) -> Fitted:
    from scipy import stats

    lengths = np.maximum(np.sort([*sample.ended, *sample.open]), SHORTEST)
    scale = few_scale(lengths, FEW_SHAPE, len(sample.ended) + 1.0)
    ended = np.maximum(np.array(sample.ended, np.float64), SHORTEST)
    still = np.maximum(np.array(sample.open, np.float64), SHORTEST)
    by = stats.ecdf(stats.CensoredData(uncensored=ended, right=still)).cdf.evaluate(lengths)
    said = -np.expm1(-((lengths / scale) ** FEW_SHAPE))
    distance, allowed = float(np.abs(said - by).max()), 0.874 / math.sqrt(max(len(ended), 1))
    mean = scale * math.gamma(1 + 1 / FEW_SHAPE)
    law = q.distribution(f"weibull({mean:.6g} d, {FEW_SHAPE:g})")
    return Fitted(sample, law, "few", distance, allowed, _thinned(lengths, by, said))


def product_limit(ended: Floats, still: Floats) -> tuple[Floats, Floats]:
    """Kaplan and Meier's estimate: the moments at which something ended, the share by then."""
    from scipy import stats

    found = stats.ecdf(stats.CensoredData(uncensored=ended, right=still)).cdf
    jumps = np.diff(found.probabilities, prepend=0.0) > 0
    return found.quantiles[jumps], found.probabilities[jumps]


def _families(ended: Floats, still: Floats) -> list[tuple[str, str, Any, float]]:
    """(family, text of the law, frozen law of SciPy, 5 % point for one over root n), best first."""
    from scipy import stats

    data = stats.CensoredData(uncensored=ended, right=still)
    mean = float((ended.sum() + still.sum()) / ended.size)
    found = [("exponential", f"exp({mean:.6g} d)", stats.expon(scale=mean), 1.06, 1)]
    if ended.max() > ended.min():
        sigma, _loc, middle = stats.lognorm.fit(data, floc=0)
        long, cv = middle * math.exp(sigma * sigma / 2), math.sqrt(math.expm1(sigma * sigma))
        law = stats.lognorm(sigma, scale=middle)
        found.append(("lognormal", f"LN({long:.6g} d, {cv:.6g})", law, 0.886, 2))
        shape, _loc, scale = stats.weibull_min.fit(data, floc=0)
        long = scale * math.gamma(1 + 1 / shape)
        law = stats.weibull_min(shape, scale=scale)
        found.append(("Weibull", f"weibull({long:.6g} d, {shape:.6g})", law, 0.874, 2))
    said = [
        (_akaike(law, ended, still, free), name, text, law, point)
        for name, text, law, point, free in found
        if _can_be_said(text)
    ]
    return [one[1:] for one in sorted(said, key=lambda one: one[0])]


def _akaike(law: Any, ended: Floats, still: Floats, free: int) -> float:
    return float(2 * free - 2 * (law.logpdf(ended).sum() + law.logsf(still).sum()))


def _can_be_said(text: str) -> bool:
    try:
        q.distribution(text)
    except ValueError:
        return False
    return True


def _measured(
    sample: Sample, days: Floats, seen: Floats, family: str, text: str, law: Any, point: float
) -> Fitted:
    said = law.cdf(days)
    before = np.concatenate([[0.0], seen[:-1]])
    distance = float(max(np.abs(said - seen).max(), np.abs(said - before).max()))
    allowed = point / math.sqrt(len(sample.ended))
    return Fitted(
        sample, q.distribution(text), family, distance, allowed, _thinned(days, seen, said)
    )


def _as_observed(sample: Sample, days: Floats, seen: Floats, missed: Fitted) -> Fitted:
    """The law of the observed quantiles, where no family fits."""
    steps = np.linspace(0.0, 1.0, POINTS)
    points = np.interp(steps, np.concatenate([[0.0], seen / seen[-1]]), [days[0], *days])
    text = f"empirical({', '.join(f'{point:.6g} d' for point in points)})"
    said = np.interp(days, points, steps)
    distance = float(np.abs(said - seen).max())
    curve = _thinned(days, seen, said)
    return Fitted(sample, q.distribution(text), "as observed", distance, missed.allowed, curve)


def _thinned(*columns: Floats) -> tuple[tuple[float, float, float], ...]:
    rows = np.column_stack(columns)
    if len(rows) > MOST_SHOWN:
        rows = rows[np.linspace(0, len(rows) - 1, MOST_SHOWN).round().astype(int)]
    return tuple((float(a), float(b), float(c)) for a, b, c in rows)


def _count(numbers: Sequence[int]) -> q.Count:
    """The law of whole numbers as they were counted."""
    counted, least, total = _numbers(numbers), max(min(numbers), 1), len(numbers)
    shares = [number / total for number in counted]
    text = ", ".join(f"{least + k}: {share:.0%}" for k, share in enumerate(shares) if share)
    cdf = tuple(float(p) for p in np.cumsum(shares)[:-1])
    mean = sum((least + k) * share for k, share in enumerate(shares))
    return q.Count(least, (*cdf, 1.0), mean, text)


def _numbers(numbers: Sequence[int]) -> tuple[int, ...]:
    """How often each number was counted, from the least to the most."""
    counted = Counter(min(max(number, 1), q.MOST_VISITS) for number in numbers)
    return tuple(counted[k] for k in range(min(counted), max(counted) + 1))


def wilson(had: int, of: int) -> tuple[float, float, float]:
    """A share with its 95 % interval (Wilson 1927)."""
    from scipy.stats import binomtest

    low, high = binomtest(had, of).proportion_ci(method="wilson")
    return had / of, float(low), float(high)


def _rate(people: int, days: float) -> tuple[float, float, float]:
    """People a day with the 95 % interval of a Poisson count (Garwood 1936)."""
    from scipy.special import gammaincinv

    low, high = gammaincinv(people, 0.025), gammaincinv(people + 1, 0.975)
    return people / days, float(low) / days, float(high) / days
