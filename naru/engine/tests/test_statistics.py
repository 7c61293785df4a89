"""Warm-up, stopping, control variates, comparison, search, sensitivity, start from a state."""

from dataclasses import replace

import numpy as np
import pytest

from naru.domain.lines import Unreadable
from naru.engine import sensitivity, staffing, starting, statistics
from naru.engine.model import compile as compile_plan
from naru.engine.model import run
from naru.engine.plan import Goal, Limit
from naru.engine.reading import read
from naru.engine.results import estimate, student
from naru.engine.search import cheapest
from naru.engine.tests.plans import centre, queue, rate, servers


def test_mser5_cuts_the_rise_and_keeps_the_rest() -> None:
    rng = np.random.default_rng(1)
    rise = np.minimum(np.arange(400) / 60, 1.0) * 40 + rng.normal(0, 1, 400)
    cut = statistics.mser5(rise)
    assert cut is not None
    assert 40 <= cut <= 90
    assert statistics.mser5(np.arange(400.0)) is None
    assert statistics.mser5(np.ones(10)) is None


def test_the_warm_up_of_w1_is_a_few_weeks() -> None:
    cut = statistics.warm_up(compile_plan(centre(horizon=600.0, warm_up=0.0)))
    assert cut is not None
    assert 5 <= cut <= 150


def test_replications_until_precise_and_saying_when_never() -> None:
    model = compile_plan(centre(horizon=200.0, warm_up=20.0))
    found = statistics.until_precise(model, 0.05)
    assert not found.missed
    beds = found.result.estimate("beds.mean")
    assert beds.half_width <= 0.05 * beds.mean
    never = statistics.until_precise(model, 0.001, most=12)
    assert "beds.mean" in never.missed


def test_the_control_variate_narrows_the_interval_around_the_same_value() -> None:
    model = compile_plan(centre(horizon=300.0, warm_up=30.0))
    result = run(model, replications=60)
    plain = result.estimate("beds.mean")
    better = statistics.controlled(model, result, "beds.mean")
    assert better.half_width < 0.8 * plain.half_width
    assert abs(better.mean - plain.mean) < 2 * plain.half_width


def test_common_random_numbers_make_a_difference_visible() -> None:
    plan = rate(centre(horizon=300.0, warm_up=30.0), 9.0)
    eight = run(compile_plan(plan), replications=12)
    seven = run(compile_plan(servers(plan, interviewer=7)), replications=12)
    rows = {row.name: row for row in statistics.compare(eight, seven)}
    row = rows["interview.wait_mean"]
    assert row.gain > 2
    assert row.difference.low > 0
    with pytest.raises(ValueError, match="same seed"):
        statistics.compare(eight, run(compile_plan(plan), replications=2, seed=9))


def test_an_estimate_of_one_value_is_infinitely_wide() -> None:
    assert estimate(np.array([1.0])).half_width == np.inf


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 29, 30, 199, 4999])
def test_students_quantile_is_scipys(freedom: int) -> None:
    from scipy.stats import t

    assert student(freedom) == pytest.approx(t.ppf(0.975, freedom), rel=1e-12)


def test_the_cheapest_staffing_keeps_the_promise_and_no_server_can_go() -> None:
    plan = queue("exp(1 d)", 3.4, 4, horizon=400, warm=40)
    plan = replace(plan, limits=(Limit("soon", "arrival", "service", 3.0),))
    found = cheapest(plan, resources=["server"], goals=[Goal("soon", 0.1)], replications=10)
    assert found.kept
    assert found.found.late["soon"].high <= 0.1
    assert found.without_one["server"].late["soon"].high > 0.1
    never = cheapest(
        plan, resources=["server"], goals=[Goal("soon", 0.0)], most={"server": 4}, replications=4
    )
    assert not never.kept
    with pytest.raises(ValueError, match="needs a goal"):
        cheapest(plan, resources=["server"])


def test_sobol_finds_that_arrivals_matter_more_than_the_desk() -> None:
    plan = rate(centre(horizon=80.0, warm_up=20.0), 6.0)
    found = sensitivity.sobol(
        plan,
        "beds.mean",
        {
            "arrivals": (sensitivity.arrivals, 0.5, 1.5),
            "desk": (sensitivity.length("desk"), 0.5, 1.5),
        },
        samples=16,
        replications=1,
    )
    assert found.runs == 64
    assert found.total[0] > 0.7
    assert found.total[1] < 0.2


def test_morris_screens_the_same_in_fewer_runs() -> None:
    plan = rate(centre(horizon=80.0, warm_up=20.0), 6.0)
    inputs = {
        "arrivals": (sensitivity.arrivals, 0.5, 1.5),
        "desk": (sensitivity.length("desk"), 0.5, 1.5),
    }
    told: list[int] = []
    found = sensitivity.morris(
        plan,
        "beds.mean",
        inputs,
        trajectories=6,
        replications=1,
        progress=lambda done, _whole: told.append(done),
    )
    assert found.runs == 18
    assert told == list(range(1, 19))
    assert found.strength[0] > 5 * found.strength[1]
    assert found.mean[0] > 0
    again = sensitivity.morris(plan, "beds.mean", inputs, trajectories=6, replications=1)
    assert again.strength.tolist() == found.strength.tolist()


STATE = """arrived,entered,done,visits,bed
2025-12-20,2025-12-18,S08,S09:1,yes
2026-01-02,2026-01-01,S04 S06,,no
"""


def test_a_run_starts_from_who_is_here() -> None:
    plan = replace(read(staffing.text_of("kr")), horizon=30.0)
    model, notes = starting.from_text(plan, STATE)
    assert "2 people" in notes[0]
    result = run(model, replications=3, series=True)
    assert result.bins is not None
    assert (result.bins.row("in use", "beds")[:, 0] > 0.9).all()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2027-01-01,,S08,,", "after the start"),
        ("yesterday,,S08,,", "ISO day"),
        ("2026-01-01,,S77,,", "no stage"),
        ("2026-01-01,,S08,S09,", "S09:2"),
        ("2026-01-01,2026-01-02,S08,,", "after"),
        ("2026-01-01,,S08,,maybe", "yes or no"),
    ],
)
def test_a_wrong_state_is_refused_with_its_line(row: str, said: str) -> None:
    plan = read(staffing.text_of("kr"))
    with pytest.raises(Unreadable, match=said) as found:
        starting.from_text(plan, STATE + row)
    assert found.value.problems[0].line == 4


def test_many_more_places_and_staff_at_once_are_found_and_a_bound_is_named() -> None:
    """Ten times as many people: places are the goal and may change; then only what can't help."""
    ten = rate(centre(horizon=200.0, warm_up=0.0), 30.0)
    goal = (Goal("beds", 0.95),)
    found = cheapest(ten, resources=("beds", "interviewer"), goals=goal, replications=4)
    assert found.kept
    assert found.found.servers["beds"] > 300
    assert len(found.tried) < 60
    for step in found.without_one.values():
        assert not step.keeps(goal)
    never = cheapest(ten, resources=("desk",), goals=goal, most={"desk": 6}, replications=4)
    assert not never.kept
    assert never.at_most == ("desk",)
