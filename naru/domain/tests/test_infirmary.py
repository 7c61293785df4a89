"""Vital signs, drug warnings and the times of doses, without a database."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.domain.infirmary import (
    VITALS,
    Drug,
    Plan,
    against_vital,
    allergy_warnings,
    doses_between,
    due_times,
    duplicate_warnings,
    in_first_unit,
    is_late,
    is_usual,
    read_times,
    round_of,
)
from naru.domain.refusals import Refusal

SEOUL = ZoneInfo("Asia/Seoul")
BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2026, 3, 1, tzinfo=SEOUL)
TIMES = st.lists(
    st.builds(lambda h, m: f"{h:02}:{m:02}", st.integers(0, 23), st.integers(0, 59)), max_size=6
)


def test_glucose_in_both_units_is_one_value():
    glucose = VITALS["glucose"]
    assert round(in_first_unit(glucose, Decimal("5.5"), "mmol/L")) == 99
    assert is_usual(glucose, Decimal("5.5"), "mmol/L")
    assert not is_usual(glucose, Decimal("250"), "mg/dL")
    assert against_vital(glucose, Decimal("5.5"), "mmol/L") is None


def test_a_unit_of_something_else_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="not measured in"):
        in_first_unit(VITALS["weight"], Decimal(1), "Cel")


@pytest.mark.parametrize(("name", "value"), [("temperature", "372"), ("saturation", "101")])
def test_an_impossible_value_is_refused(name, value):
    vital = VITALS[name]
    refused = against_vital(vital, Decimal(value), vital.units[0][0])
    assert isinstance(refused, Refusal)
    assert refused.code == "infirmary.vital"


def test_every_vital_is_possible_where_it_is_usual():
    for vital in VITALS.values():
        unit = vital.units[0][0]
        for bound in vital.usual or vital.possible:
            assert against_vital(vital, Decimal(str(bound)), unit) is None
            assert is_usual(vital, Decimal(str(bound)), unit)


@pytest.mark.parametrize(
    ("drug", "allergy", "warned"),
    [
        (Drug("Amoxicillin 500 mg"), Drug("페니실린"), True),
        (Drug("아목시실린 500mg"), Drug("penicillin"), True),
        (Drug("Augmentin", "J01CR02"), Drug("penicillin"), True),
        (Drug("aspirin 100 mg"), Drug("Aspirin"), True),
        (Drug("나프록센"), Drug("ibuprofen"), True),
        (Drug("Metformin 500 mg"), Drug("penicillin"), False),
        (Drug("Something new"), Drug("peanut"), False),
        (Drug("500 mg"), Drug("?"), False),
    ],
)
def test_allergies_speak_against_the_group(drug, allergy, warned):
    assert allergy_warnings(drug, [allergy]) == ([allergy.text] if warned else [])


def test_the_same_substance_is_found_under_another_name():
    taken = [Drug("타이레놀", "N02BE01"), Drug("insulin glargine")]
    assert duplicate_warnings(Drug("acetaminophen 500 mg"), taken) == ["타이레놀"]
    assert duplicate_warnings(Drug("아스피린"), taken) == []
    assert duplicate_warnings(Drug("Insulin lispro"), taken) == ["insulin glargine"]


@pytest.mark.parametrize(
    ("typed", "times"),
    [
        ("08:00, 20:00", ("08:00", "20:00")),
        ("2000 8:00 8:00", ("08:00", "20:00")),
        ("", ()),
        ("25:00", None),
        ("morning", None),
    ],
)
def test_times_are_read_as_people_type_them(typed, times):
    assert read_times(typed) == times


@given(TIMES)
def test_reading_times_twice_changes_nothing(times):
    read = read_times(" ".join(times))
    assert read == tuple(sorted(set(times)))
    assert read_times(", ".join(read)) == read


@given(TIMES, st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.sampled_from([SEOUL, BERLIN]))
def test_due_times_are_in_order_within_the_plan(times, day, zone):
    plan = Plan(tuple(times), START, START + timedelta(days=300))
    due = due_times(plan, day, zone)
    assert due == sorted(set(due))
    assert all(plan.start <= at < plan.until for at in due)
    assert all(at == at.astimezone(UTC) for at in due)


def test_a_time_that_spring_skips_is_given_an_hour_later():
    plan = Plan(("02:30",), datetime(2026, 1, 1, tzinfo=BERLIN))
    (dose,) = due_times(plan, date(2026, 3, 29), BERLIN)
    assert f"{dose:%H:%M}" == "03:30"


def test_a_round_looks_a_day_back_and_an_hour_ahead():
    now = datetime(2026, 3, 5, 19, 50, tzinfo=SEOUL)
    plan = Plan(("08:00", "20:00"), START)
    doses = doses_between(plan, *round_of(now), SEOUL)
    assert [f"{at:%d %H:%M}" for at in doses] == ["04 20:00", "05 08:00", "05 20:00"]
    assert [is_late(at, now) for at in doses] == [True, True, False]


def test_no_dose_before_the_first_or_after_the_last():
    plan = Plan(("08:00", "20:00"), START + timedelta(hours=12), START + timedelta(hours=32))
    assert doses_between(plan, START, START + timedelta(days=3), SEOUL) == [
        START + timedelta(hours=20)
    ]
    assert doses_between(Plan((), START), START, START + timedelta(days=3), SEOUL) == []
