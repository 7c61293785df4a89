"""Days as people read them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.domain.daywords import day_said, partial_said
from naru.domain.refusals import Refusal, Text, add, say


def test_a_day_has_its_weekday():
    assert day_said(date(2026, 11, 27), "ko") == "2026년 11월 27일(금)"
    assert day_said(date(2026, 11, 27), "en") == "Fri 27 Nov 2026"
    assert day_said(date(2026, 11, 27), "ko", year=False) == "11월 27일(금)"
    assert day_said(date(2026, 11, 27), "en", year=False) == "Fri 27 Nov"


@pytest.mark.parametrize(
    ("value", "calendar", "ko", "en"),
    [
        ("1963", "gregorian", "1963년", "1963"),
        ("1963-02", "gregorian", "1963년 2월", "February 1963"),
        ("1993-04-19", "gregorian", "1993년 4월 19일", "19 April 1993"),
        ("0092-03-06", "juche", "주체 92년 3월 6일", "6 March Juche 92"),
        ("0078", "juche", "주체 78년", "Juche 78"),
        ("1989-05-03", "lunar", "음력 1989년 5월 3일", "day 3 of lunar month 5, 1989"),
        ("1989-05", "lunar", "음력 1989년 5월", "lunar month 5, 1989"),
        ("1989", "lunar", "음력 1989년", "1989 (lunar)"),
        ("?", "gregorian", "?", "?"),
    ],
)
def test_a_date_is_said_as_far_as_it_is_known(value, calendar, ko, en):
    assert partial_said(value, calendar, "ko") == ko
    assert partial_said(value, calendar, "en") == en


@given(st.text(max_size=12), st.sampled_from(["gregorian", "lunar", "juche", ""]))
def test_whatever_was_kept_is_said_somehow(value, calendar):
    assert isinstance(partial_said(value, calendar, "en"), str)
    assert isinstance(partial_said(value, calendar, "ko"), str)


def test_a_refusal_says_its_days_in_words():
    add({"test.day": Text("{day}까지", "until {day}", "", "")})
    refusal = Refusal("test.day", {"day": date(2026, 11, 27)})
    assert say(refusal, "ko").why == "2026년 11월 27일(금)까지"
    assert say(refusal, "en").why == "until Fri 27 Nov 2026"
