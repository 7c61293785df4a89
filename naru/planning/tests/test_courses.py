"""Breaks, averages and bands, on rows whose answer is known."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naru.planning.courses import Courses, breaks, curve, trailing
from naru.planning.scenario import Scenario, plan_of
from naru.planning.starts import modelled, settled
from naru.planning.tests.test_scenario import TODAY

DAYS = 100


def rows(**given_):
    calm = {"in use": 50.0, "waiting": 0.0, "over": 0.0, "busy interviewer": 0.5}
    made = {name: np.full((20, DAYS), value, np.float32) for name, value in calm.items()}
    return made | given_


def of(kind, found):
    return next(one for one in found if one.kind == kind)


def plan():
    return plan_of(Scenario("kr", "empty", DAYS), TODAY)


def test_nothing_breaks_in_a_calm_house():
    found = breaks(plan(), rows())
    assert [one.share for one in found] == [0.0, 0.0, 0.0]
    assert not any(one.expected for one in found)


def test_the_first_day_on_which_beds_run_out():
    use = np.full((20, DAYS), 50.0, np.float32)
    for course in range(15):
        use[course, 10 + course :] = 119.8
    one = of("beds", breaks(plan(), rows(**{"in use": use})))
    assert (one.share, one.early, one.median, one.late) == (0.75, 10, 19, None)
    assert one.expected


def test_a_single_person_over_the_limit_is_no_break():
    over = np.ones((20, DAYS), np.float32)
    assert of("limit", breaks(plan(), rows(over=over))).share == 0
    over[:, 30:] = 4
    assert of("limit", breaks(plan(), rows(over=over))).share == 1


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, 100), min_size=1, max_size=40), st.integers(1, 50))
def test_trailing_averages(values, days):
    row = np.array([values], np.float64)
    wanted = [np.mean(values[max(0, n - days + 1) : n + 1]) for n in range(len(values))]
    assert trailing(row, days)[0] == pytest.approx(wanted, abs=1e-9)


@pytest.mark.parametrize("days", [1, 56, 122, 123, 365, 730])
def test_bands_rise_and_cover_the_days(days):
    row = np.random.default_rng(1).random((30, days))
    one = curve(row)
    assert one.values.shape[1] <= 122
    assert days - one.width < one.days <= days
    assert (np.diff(one.values, axis=0) >= 0).all()


def test_the_same_courses_in_whatever_steps_they_are_run():
    scenario = Scenario("ngo", "empty", 56)
    at_once, by_steps = (Courses(modelled(scenario, "", TODAY)) for _ in range(2))
    at_once.more(7)
    for count in (1, 4, 2):
        by_steps.more(count)
    assert (at_once.result().values == by_steps.result().values).all()
    for name, row in at_once.rows().items():
        assert (by_steps.rows()[name] == row).all()


def test_a_settled_house_starts_with_its_people():
    table = settled("ngo", TODAY)
    one = Courses(modelled(Scenario("ngo", "steady", 28), table, TODAY))
    one.more(3)
    here = table.count("\n") - 1
    assert here > 5
    assert abs(one.rows()["in use"][:, 0].mean() - here) < 0.4 * here
