"""Laws found again in data drawn from them, open lengths included, and defaults where too few."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naru.engine import fitting, staffing
from naru.engine.fitting import ENOUGH, Observed, Sample
from naru.engine.plan import Plan
from naru.engine.reading import read, recheck

CHANCE = np.random.default_rng(7)


@pytest.fixture(scope="module")
def kr() -> Plan:
    return read(staffing.text_of("kr"))


def sample(lengths: np.ndarray, cut: float = np.inf, stage: str = "S12") -> Sample:
    """Lengths, those longer than `cut` still open then."""
    ended = tuple(lengths[lengths <= cut].tolist())
    return Sample(stage, "time", ended, (cut,) * int((lengths > cut).sum()))


@pytest.mark.parametrize(
    ("family", "lengths"),
    [
        ("exponential", CHANCE.exponential(5.0, 400)),
        ("lognormal", CHANCE.lognormal(1.5, 0.6, 400)),
        ("Weibull", 8.0 * CHANCE.weibull(4.0, 400)),
    ],
)
def test_a_law_is_found_again_also_when_a_third_is_still_open(
    family: str, lengths: np.ndarray
) -> None:
    found = fitting.law_of(sample(lengths, float(np.quantile(lengths, 2 / 3))))
    assert found.family == family
    assert found.fits
    assert found.law.mean == pytest.approx(lengths.mean(), rel=0.12)


def test_leaving_open_lengths_out_would_have_been_wrong() -> None:
    lengths = CHANCE.exponential(10.0, 300)
    cut = sample(lengths, 6.0)
    assert np.mean(cut.ended) < 4
    assert fitting.law_of(cut).law.mean == pytest.approx(10, rel=0.2)


def test_where_no_family_fits_the_observed_quantiles_are_the_law() -> None:
    twice = np.concatenate([CHANCE.normal(1.0, 0.05, 100), CHANCE.normal(9.0, 0.05, 100)])
    found = fitting.law_of(sample(twice))
    assert found.family == "as observed"
    assert found.fits
    assert found.law.mean == pytest.approx(5, rel=0.1)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.floats(0.0, 500.0), min_size=1, max_size=40), st.integers(0, 30))
def test_whatever_was_measured_a_law_comes_of_it(ended: list[float], still: int) -> None:
    found = fitting.law_of(Sample("S12", "time", tuple(ended), (3.0,) * still))
    assert 0 < found.law.mean < 36500
    assert 0 <= found.distance <= 1
    shares = [row[1] for row in found.curve]
    assert shares == sorted(shares)


def test_where_nothing_has_ended_the_open_lengths_say_how_long_at_least() -> None:
    found = fitting.law_of(Sample("S12", "time", (), (1.0, 2.0)))
    assert 1.5 < found.law.mean < 3.0
    assert found.family == "few"


def test_too_few_leave_the_default_and_say_so(kr: Plan) -> None:
    few = Sample("S12", "time", (5.0,) * (ENOUGH - 1), (6.0,) * 50)
    found = fitting.fit(kr, Observed((few,), {"S09": (1, 2)}, {"S13": (1, 3)}, arrivals=(3, 9.0)))
    assert found.fitted == ()
    assert found.too_few == (few,)
    assert found.rate is None
    assert replace(found.plan, label="", unsure=None) == replace(kr, label="")
    assert "0 laws fitted" in found.plan.label


def test_a_measured_stage_passes_by_itself_and_visits_keep_their_resource(kr: Plan) -> None:
    lengths = tuple(CHANCE.exponential(3.0, 40).tolist())
    samples = [Sample("S12", "time", lengths), Sample("S05", "time", lengths)]
    samples += [Sample("S09", what, lengths) for what in ("before", "visit", "gap")]
    seen = Observed(
        tuple(samples), {"S09": (1,) * 30 + (3,) * 10}, {"S13": (10, 40)}, arrivals=(90, 45.0)
    )
    plan = fitting.fit(kr, seen).plan
    recheck(plan)
    stage = {one.id: one for one in plan.stages}
    assert stage["S05"].resource == ""
    assert stage["S09"].resource == "interviewer"
    assert stage["S09"].after == ("S09 before",)
    assert stage["S09 before"].after == ("S05", "S08")
    assert stage["S09"].visits.mean == 1.5
    assert stage["S09"].visits.cdf == (0.75, 0.75, 1.0)
    assert stage["S13"].share == 0.25
    assert plan.arrivals.rate == 2
    assert plan.arrivals.season == ()


def test_an_order_that_the_centre_does_not_keep_is_dropped(kr: Plan) -> None:
    seen = Observed((), later=frozenset({("bed", "S06")}))
    plan = fitting.fit(kr, seen).plan
    assert plan.stages[plan.stage("bed")].after == ("S04",)


def test_a_limit_that_ends_with_an_earlier_act_is_left_out(kr: Plan) -> None:
    """C7 ends with a first look at the needs, days before the stage is over."""
    lengths = tuple(CHANCE.exponential(9.0, 40).tolist())
    plan = fitting.fit(kr, Observed((Sample("S06", "time", lengths),))).plan
    assert "C7" in {limit.id for limit in kr.limits}
    assert "C7" not in {limit.id for limit in plan.limits}
    assert "C12" in {limit.id for limit in plan.limits}


@given(st.integers(0, 200), st.integers(1, 200))
def test_an_interval_holds_its_share(had: int, more: int) -> None:
    share, low, high = fitting.wilson(had, had + more)
    assert 0 <= low <= share <= high <= 1
