"""Dates in three calendars (domain.md, scenario 3)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.domain.dates import Meant, age_on, meant
from naru.domain.guarding import concerns


def test_scenario_3_the_three_claims_mean_one_day():
    assert meant("0078-05-03", "juche") == Meant(date(1989, 5, 3), date(1989, 5, 3))
    assert meant("1989-05-03", "lunar") == Meant(date(1989, 6, 6), date(1989, 6, 6))
    assert meant("1990-06-06", "gregorian") == Meant(date(1990, 6, 6), date(1990, 6, 6))


def test_a_partial_date_means_every_day_of_it():
    assert meant("1990", "gregorian") == Meant(date(1990, 1, 1), date(1990, 12, 31))
    assert meant("1990-12", "gregorian") == Meant(date(1990, 12, 1), date(1990, 12, 31))
    assert meant("1990-02", "gregorian").last == date(1990, 2, 28)


@pytest.mark.parametrize(
    "value",
    ["", None, "x", "1990-13", "1990-02-30", "9999-12", "0000", "1-2-3-4", "9" * 30, "9" * 5000],
)
def test_nonsense_means_nothing(value):
    assert meant(value, "gregorian") is None


@given(st.dates(date(1900, 1, 1), date(2049, 12, 31)))
def test_a_whole_date_lies_in_its_month_and_year(day):
    assert day in meant(day.isoformat()[:7], "gregorian")
    assert day in meant(day.isoformat()[:4], "gregorian")


def test_an_age_has_bounds():
    assert age_on(meant("2008", "gregorian"), date(2026, 6, 1)) == (17, 18)


def test_free_text_warns_of_routes_scores_and_numbers():
    assert concerns("브로커에게 돈을 주고 두만강을 건넜다") == ("route",)
    assert concerns("credibility score 40, call +86 138 1234 5678") == ("credibility", "phone")
    assert concerns("인슐린은 냉장 보관합니다. 하루 2번.") == ()
