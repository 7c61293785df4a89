"""Dates in boxes: whatever is typed, the answer is a date as far as it is known, or words."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from naru.kit.partial_dates import GREGORIAN, JUCHE, LUNAR, partial_date

TYPED = st.one_of(st.just(""), st.from_regex(r"[0-9]{1,30}", fullmatch=True), st.text(max_size=6))
CALENDARS = st.sampled_from((GREGORIAN, LUNAR, JUCHE))


@given(TYPED, TYPED, TYPED, CALENDARS, st.booleans())
def test_anything_typed_is_a_date_or_is_said_to_be_none(year, month, day, calendar, unknown):
    try:
        said = partial_date(year, month, day, calendar, unknown=unknown)
    except ValidationError as error:
        assert error.messages
        return
    assert said["precision"] in {"year", "month", "day", "unknown"}
    assert said["calendar"] == calendar


@pytest.mark.parametrize(
    ("typed", "calendar", "value"),
    [
        (("1987", "4", "2"), GREGORIAN, "1987-04-02"),
        (("1987", "4", ""), GREGORIAN, "1987-04"),
        (("76", "", ""), JUCHE, "0076"),
        (("1987", "2", "30"), LUNAR, "1987-02-30"),
    ],
)
def test_a_date_is_kept_as_it_was_said(typed, calendar, value):
    assert partial_date(*typed, calendar)["value"] == value


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (("1987", "4", "9" * 400), "invalid"),
        (("9" * 5000, "", ""), "invalid"),
        (("1987", "2", "30"), "day"),
        (("1987", "13", "1"), "month"),
        (("1600", "", ""), "year"),
        (("", "4", "1"), "order"),
        (("1987", "", "1"), "order"),
    ],
)
def test_what_is_wrong_is_said(typed, code):
    with pytest.raises(ValidationError) as raised:
        partial_date(*typed, GREGORIAN)
    assert raised.value.code == code
