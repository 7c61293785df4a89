"""What a fit doesn't know: its parameters, drawn anew for each replication.

A band that holds the fitted figures fixed is too narrow: few observations say little about a mean.
Each replication therefore draws the rate of arrivals and the shares from their posteriors (gamma
and beta, Jeffreys' prior), the counts of visits from Dirichlet's law, the parameters of a fitted
law from the normal law around their maximum of likelihood (of an exponential law exactly), observed
quantiles by the Bayesian bootstrap (Rubin 1981), open lengths included. Where hardly any length
has ended, the shape of its law isn't known either. A stated default is taken
to be right within a factor of two either way, nine times in ten. The numbers depend on seed,
replication and what is drawn, so that two scenarios draw alike.
"""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from naru.engine import quantities as q
from naru.engine.plan import Plan, Unsure, UnsureLaw

if TYPE_CHECKING:
    from naru.engine.eventnet import Events

Floats = NDArray[np.float64]
FACTOR, STATED = 2.0, math.log(2.0) / 1.6449
"""A stated default is right within this factor nine times in ten: the deviation of its log."""
MOST = 2.0
"""At most so many times as many people come as the fit expects: memory is kept for them."""
WIDEST = 3.0
JEFFREYS = 0.5
FEW_SHAPE, FEW_SPREAD = 2.0, 0.7
"""Where hardly any length has ended: Weibull's shape, between 0.6 and 6 nine times in ten."""


def drawn(plan: Plan, net: "Events", seed: int, replication: int) -> dict[str, Any]:
    """The arrays of a net that change in one replication; nothing when the plan is sure."""
    if plan.unsure is None:
        return {}
    draw = _Draw(plan.unsure, seed, replication)
    points = net.points.copy()
    return {
        "level": net.level * draw.people(_clumped(plan)),
        "share": _shares(plan, net, draw),
        "cdf": _counts(plan, net, draw),
        "law": _laws(plan, net.law, points, "duration", draw),
        "gap": _laws(plan, net.gap, points, "gap", draw),
        "block_law": _stated([f"block {one.id}" for one in plan.blocks], net.block_law, draw),
        "points": points,
    }


class _Draw:
    """Numbers for one replication, for each purpose its own stream."""

    def __init__(self, unsure: Unsure, seed: int, replication: int) -> None:
        self.unsure, self.seed, self.replication = unsure, seed, replication

    def numbers(self, purpose: str) -> np.random.Generator:
        words = (self.seed, self.replication, *purpose.encode())
        return np.random.Generator(np.random.Philox(np.random.SeedSequence(words)))

    def people(self, clumped: float) -> float:
        """How many times as many people come as the fit expects.

        They come in parties: so many people say as much as that many fewer who come by themselves.
        """
        people, _days = self.unsure.arrivals
        if not people:
            return 1.0
        parties = people / clumped
        return _steady(min(self.numbers("arrivals").gamma(parties + JEFFREYS) / parties, MOST))

    def law(self, one: UnsureLaw) -> tuple[float, float, float]:
        """Kind and parameters of a fitted law."""
        numbers, (a, b) = self.numbers(f"{one.stage} {one.of}"), one.centre
        if one.kind == q.EXPONENTIAL:
            return one.kind, _steady(a * one.ended / numbers.gamma(one.ended)), b
        if one.lengths or one.still:
            shape = FEW_SHAPE * math.exp(FEW_SPREAD * float(numbers.standard_normal()))
            lengths = np.array((*one.lengths, *one.still))
            scale = few_scale(lengths, shape, float(numbers.gamma(one.ended)))
            return one.kind, _steady(scale), _steady(1 / shape)
        first, second = (max(-WIDEST, min(WIDEST, z)) for z in numbers.standard_normal(2).tolist())
        root = one.spread
        shift, twist = root[0] * first, root[1] * first + root[2] * second
        if one.kind == q.LOGNORMAL:
            return one.kind, _steady(a + shift), _steady(b * math.exp(twist))
        return one.kind, _steady(a * math.exp(shift)), _steady(b * math.exp(-twist))

    def quantiles(self, one: UnsureLaw, steps: int) -> Floats:
        """Quantiles of the observed lengths under weights that chance gives them."""
        lengths = np.array((*one.lengths, *one.still))
        weights = self.numbers(f"{one.stage} {one.of}").exponential(size=lengths.size)
        order = np.lexsort((np.arange(lengths.size) >= len(one.lengths), lengths))
        ended = (order < len(one.lengths)).astype(float)
        at_risk = np.cumsum(weights[order][::-1])[::-1]
        left = np.cumprod(1.0 - np.minimum(ended * weights[order] / at_risk, 1.0))
        by = (1.0 - left) / max(1.0 - left[-1], 1e-12)
        days = lengths[order]
        grid = np.linspace(0.0, 1.0, steps + 1)
        found = np.interp(grid, np.concatenate([[0.0], by]), np.concatenate([[days[0]], days]))
        return np.array([_steady(day) for day in found.tolist()])

    def stated(self, name: str) -> float:
        """How many times as long as stated something lasts."""
        z = float(self.numbers(f"stated {name}").standard_normal())
        return _steady(math.exp(STATED * max(-WIDEST, min(WIDEST, z))))


def few_scale(lengths: Floats, shape: float, ended: float) -> float:
    """Weibull's scale, its shape given: the power of a length is exponential, ends are gamma."""
    longest = float(lengths.max())
    powers = float(((lengths / longest) ** shape).sum())
    return float(longest * (powers / ended) ** (1 / shape))


def _steady(value: float) -> float:
    """Cut to 44 bits: the last bits of a machine's own mathematics must not reach the results."""
    mantissa, exponent = math.frexp(value)
    return math.ldexp(round(math.ldexp(mantissa, 44)), exponent - 44)


def _clumped(plan: Plan) -> float:
    """The variance of how many come, by their mean: of parties instead of single people."""
    square = sum((k + 1) ** 2 * share for k, share in enumerate(plan.arrivals.families))
    return square / plan.arrivals.party


def _shares(plan: Plan, net: "Events", draw: _Draw) -> Floats:
    share = net.share.copy()
    for stage, (had, of) in draw.unsure.shares:
        beta = draw.numbers(f"share {stage}").beta(had + JEFFREYS, of - had + JEFFREYS)
        share[plan.stage(stage)] = _steady(float(beta))
    return share


def _counts(plan: Plan, net: "Events", draw: _Draw) -> Floats:
    """The chances of one visit, two visits, and so on, of the stages in which they were counted."""
    cdf = net.cdf.copy()
    starts = np.cumsum([0, *(len(stage.visits.cdf) for stage in plan.stages)])
    for stage, counted in draw.unsure.visits:
        place = int(starts[plan.stage(stage)])
        there = np.array([n + JEFFREYS if n else 0.0 for n in counted])
        chances = draw.numbers(f"visits {stage}").gamma(np.maximum(there, 1e-9)) * (there > 0)
        by = np.cumsum(chances / chances.sum()).tolist()
        cdf[place : place + len(counted)] = [*(_steady(p) for p in by[:-1]), 1.0]
    known = {stage for stage, _counted in draw.unsure.visits}
    for one, begin in zip(plan.stages, starts.tolist(), strict=False):
        end = begin + len(one.visits.cdf)
        if one.id not in known and end > begin + 1:
            cdf[begin:end] = _tilted(cdf[begin:end], draw.stated(f"visits {one.id}"))
    return cdf


def _tilted(cdf: Floats, times: float) -> Floats:
    """A stated law of counts, tilted: of a Poisson law the one with so many times the mean."""
    chances = np.diff(cdf, prepend=0.0) * np.cumprod(np.full(cdf.size, times)) / times
    by = np.cumsum(chances / chances.sum()).tolist()
    return np.array([*(_steady(p) for p in by[:-1]), 1.0])


def _laws(plan: Plan, rows: Floats, points: Floats, of: str, draw: _Draw) -> Floats:
    known: Mapping[str, UnsureLaw] = {o.stage: o for o in draw.unsure.laws if o.of == of}
    found = _stated([f"{of} {s.id}" if s.id not in known else "" for s in plan.stages], rows, draw)
    for number, stage in enumerate(plan.stages):
        if stage.id not in known:
            continue
        one = known[stage.id]
        if one.kind == q.EMPIRICAL:
            begin, steps = int(rows[number, 1]), int(rows[number, 2])
            points[begin : begin + steps + 1] = draw.quantiles(one, steps)
        else:
            found[number] = draw.law(one)
    return found


def _stated(names: list[str], rows: Floats, draw: _Draw) -> Floats:
    """Stated lengths, each so many times as long; those without a name stay as they are."""
    found = rows.copy()
    for name, row in zip(names, found, strict=True):
        if not name or row[0] == q.EMPIRICAL or (row[0] == q.CONSTANT and not row[1]):
            continue
        times = draw.stated(name)
        row[1] = row[1] + _steady(math.log(times)) if row[0] == q.LOGNORMAL else row[1] * times
        if row[0] == q.UNIFORM:
            row[2] *= times
    return found
