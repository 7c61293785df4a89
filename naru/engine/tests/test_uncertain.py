"""Parameters drawn anew in each replication: their spread, their bytes, and what stays."""

from dataclasses import replace

import numpy as np
import pytest

from naru.engine import fitting, staffing
from naru.engine import quantities as q
from naru.engine.events import EventKernel
from naru.engine.fitting import Observed, Sample
from naru.engine.model import compile as compile_plan
from naru.engine.model import run
from naru.engine.plan import Plan, Unsure
from naru.engine.reading import read
from naru.engine.uncertain import drawn

CHANCE = np.random.default_rng(20261126)
KR = replace(read(staffing.text_of("kr")), horizon=120.0)


def lengths(values: np.ndarray, still: int = 0) -> tuple[tuple[float, ...], tuple[float, ...]]:
    return tuple(values.tolist()), tuple(values[:still].tolist())


def fitted(values: np.ndarray, still: int = 0) -> Plan:
    """kr with a measured stage S10, arrivals, visits and a share."""
    ended, open_ = lengths(values, still)
    seen = Observed(
        (Sample("S10", "time", ended, open_),),
        {"S09": (1, 2, 2, 3, 1) * 6},
        {"S13": (12, 40)},
        arrivals=(40, 60.0),
    )
    return fitting.fit(KR, seen).plan


def draws(plan: Plan, count: int = 400) -> list[dict[str, np.ndarray]]:
    net = EventKernel(plan, series=False).net
    return [drawn(plan, net, 1, number) for number in range(count)]


@pytest.mark.parametrize(
    ("values", "of_mean", "tolerance"),
    [
        (CHANCE.exponential(6.0, 40), 1 / 40**0.5, 0.2),
        (CHANCE.lognormal(1.5, 0.6, 60), 0.65 / 60**0.5, 0.3),
        (8.0 * CHANCE.weibull(3.0, 60), 0.363 / 60**0.5, 0.3),
    ],
)
def test_a_mean_is_as_unsure_as_its_observations_make_it(
    values: np.ndarray, of_mean: float, tolerance: float
) -> None:
    """Relative standard errors of the mean: the coefficient of variation over the root of n."""
    plan = fitted(values)
    number = plan.stage("S10")
    means = []
    for one in draws(plan):
        kind, a, b = one["law"][number].tolist()
        if kind == q.EXPONENTIAL:
            means.append(a)
        elif kind == q.LOGNORMAL:
            means.append(np.exp(a + b * b / 2))
        else:
            means.append(a * fitting.math.gamma(1 + b))
    assert np.mean(means) == pytest.approx(plan.stages[number].duration.mean, rel=0.04)
    assert np.std(means) / np.mean(means) == pytest.approx(of_mean, rel=tolerance)


def test_rates_shares_and_counts_come_from_their_posteriors() -> None:
    plan = fitted(CHANCE.exponential(6.0, 40))
    found = draws(plan)
    level = np.array([one["level"][-1] for one in found])
    expected = plan.arrivals.rate / plan.arrivals.party * plan.horizon
    assert level.mean() == pytest.approx(expected, rel=0.06)
    alone = 1 / 40**0.5
    assert alone < level.std() / level.mean() < 1.6 * alone  # parties say less than single people
    share = np.array([one["share"][plan.stage("S13")] for one in found])
    assert share.mean() == pytest.approx(12.5 / 41, abs=0.02)
    assert share.std() == pytest.approx((0.3 * 0.7 / 42) ** 0.5, rel=0.2)
    for one in found:
        assert (np.diff(one["cdf"]) >= 0).sum() >= 2
        assert one["cdf"][-1] == 1.0


def test_observed_quantiles_are_drawn_with_open_lengths() -> None:
    twice = np.concatenate([CHANCE.normal(1.0, 0.05, 60), CHANCE.normal(9.0, 0.05, 60)])
    plan = fitted(twice)
    assert plan.stages[plan.stage("S10")].duration.kind == q.EMPIRICAL
    points = np.array([one["points"][-21:] for one in draws(plan)])
    assert (np.diff(points, axis=1) >= 0).all()
    assert points.mean(axis=1).mean() == pytest.approx(5, rel=0.1)
    assert points.mean(axis=1).std() == pytest.approx(4 / 120**0.5, rel=0.4)


def test_a_stated_default_is_right_within_a_factor_of_two_nine_times_in_ten() -> None:
    plan = replace(KR, unsure=Unsure())
    number = plan.stage("S12")
    stated = plan.stages[number].duration
    assert stated.kind == q.LOGNORMAL
    shifts = np.array([one["law"][number, 1] - stated.a for one in draws(plan, 2000)])
    assert (np.abs(shifts) < np.log(2)).mean() == pytest.approx(0.9, abs=0.02)


def test_what_is_sure_is_not_drawn() -> None:
    assert drawn(KR, EventKernel(KR, series=False).net, 1, 0) == {}


def test_the_same_bytes_on_any_threads_and_in_any_pieces() -> None:
    model = compile_plan(fitted(CHANCE.exponential(6.0, 40)))
    assert model.reasons[0] == "parameters that are drawn anew" or model.method == "events"
    one, two = (run(model, replications=6, threads=n).values for n in (1, 2))
    later = run(model, replications=3, first=3).values
    assert one.tobytes() == two.tobytes()
    assert one[3:].tobytes() == later.tobytes()


def test_drawn_parameters_make_the_bands_wider() -> None:
    plan = fitted(CHANCE.exponential(6.0, 40))
    sure = run(compile_plan(replace(plan, unsure=None)), replications=60).of("beds.mean")
    unsure = run(compile_plan(plan), replications=60).of("beds.mean")
    assert unsure.std() > 1.3 * sure.std()


def test_what_contradicts_a_default_replaces_it_though_few_have_ended() -> None:
    """Nobody's interview has come for three weeks: the stated hours are no guess any more."""
    waiting = Sample("S09", "before", (), tuple(float(n) for n in range(5, 22)))
    found = fitting.fit(KR, Observed((waiting,)))
    (one,) = found.fitted
    assert one.family == "few"
    assert one.law.mean > 30
    laws = [one["law"][found.plan.stage("S09 before")] for one in draws(found.plan)]
    half = np.quantile([a * np.log(2) ** b for _kind, a, b in laws], (0.05, 0.95))
    assert half[0] < 30
    assert half[1] > 100
    quick = Sample("S09", "before", (), (0.4,) * 17)
    assert fitting.fit(KR, Observed((quick,))).fitted == ()
