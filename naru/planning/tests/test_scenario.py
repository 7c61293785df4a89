"""A scenario is its address, and its plan differs by what was changed and by nothing else."""

from datetime import date
from urllib.parse import parse_qs

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naru.planning.form import PlannerForm
from naru.planning.scenario import Scenario, cost, people, plan_of
from naru.planning.settings import PROFILES, main_limit, settings_of, shipped, with_servers

TODAY = date(2026, 11, 25)
STARTS = {"steady": "s", "empty": "e"}


def form(query, profile="kr"):
    return PlannerForm(QueryDict(query), profile, STARTS, TODAY)


def read(query, profile="kr"):
    one = form(query, profile)
    assert one.is_valid(), one.errors
    return one.scenario


@st.composite
def scenarios(draw):
    profile = draw(st.sampled_from(PROFILES))
    known = list(settings_of(profile).values())

    def changes():
        found = {}
        for setting in draw(
            st.lists(st.sampled_from(known), max_size=4, unique_by=lambda s: s.key)
        ):
            if setting.choices:
                value = draw(st.sampled_from(setting.choices))
            elif setting.whole:
                low, high = int(-(-setting.least // 1)), int(setting.most)
                value = float(draw(st.integers(low, high)))
            else:
                value = draw(
                    st.floats(setting.least, setting.most).map(lambda x: float(f"{x:.12g}"))
                )
            if value != setting.default:
                found[setting.key] = value
        return tuple((key, found[key]) for key in settings_of(profile) if key in found)

    first, second = changes(), changes()
    said = dict(first)
    differing = tuple((k, v) for k, v in second if said.get(k) != v)
    begins = draw(st.none() | st.dates(date(2001, 1, 1), date(2099, 1, 1)))
    return Scenario(profile, "empty", 365, begins, first, differing or None)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(scenarios())
def test_an_address_means_its_scenario(scenario):
    one = form(scenario.query(), scenario.profile)
    one.is_valid()
    if one.scenario is not None:  # else it is refused for the number of people
        assert one.scenario.query() == scenario.query()
    else:
        assert set(one.errors) <= {"arrivals"} | {key for key, _value in scenario.changes}


def test_the_address_names_only_what_differs():
    said = parse_qs(read("times=3&beds=120&interviewer=5&b.beds=150").query())
    assert said == {
        "profile": ["kr"], "from": ["steady"], "days": ["365"],
        "times": ["3"], "interviewer": ["5"], "b.beds": ["150"],
    }  # fmt: skip


def test_the_plan_differs_by_what_was_changed():
    query = "times=2&interviewer=5&S09=6&limit=120&beds=80&nurse.shift=always&surge=40&surge_on=9"
    usual, plan = plan_of(read(""), TODAY), plan_of(read(query), TODAY)
    assert plan.arrivals.rate == pytest.approx(2 * usual.arrivals.rate)
    assert plan.arrivals.surges[0].at == 8
    assert plan.resources[plan.resource("interviewer")].servers == 5
    assert plan.stages[plan.stage("S09")].duration.mean == pytest.approx(0.25)
    assert plan.profile.clocks[main_limit(plan).clock].length == 120
    assert plan.stages[plan.stage("S10")] == usual.stages[usual.stage("S10")]
    assert people(plan) > 2 * people(usual) + 30
    assert cost(plan) - cost(usual) == 2 * 240_000 - 40 * 45_000


def test_the_outlook_replaces_the_arrivals():
    plan = plan_of(read("outlook=today"), TODAY)
    assert len(plan.arrivals.months) == 13
    assert all(months > 0 for months in plan.arrivals.months)


def test_a_fourth_nurse_works_though_every_shift_names_its_number():
    one = shipped("kr").resources[shipped("kr").resource("nurse")]
    more = with_servers(one, 4)
    assert [shift.servers for shift in one.shifts] == [1, 1]
    assert [shift.servers for shift in more.shifts] == [1, 3]


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("beds=0", "beds"),
        ("beds=9999999999999999999999", "beds"),
        ("beds=nan", "beds"),
        ("arrivals=NaN", "arrivals"),
        ("arrivals=1e999", "arrivals"),
        ("arrivals=-1", "arrivals"),
        ("arrivals=0", "arrivals"),
        ("arrivals=6&times=20&days=730", "arrivals"),
        ("interviewer.shift=never", "interviewer.shift"),
        ("outlook=doom", "outlook"),
        ("days=100000", "days"),
        ("from=yesterday", "from"),
        ("begins=2026-02-30", "begins"),
        ("begins=0001-01-01", "begins"),
        ("b.beds=zero", "b.beds"),
        ("secret=1", "__all__"),
        ("b.secret=1", "__all__"),
    ],
)
def test_what_cannot_be_is_refused_where_it_stands(query, where):
    one = form(query)
    assert not one.is_valid()
    assert where in one.errors
