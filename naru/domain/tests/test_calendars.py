"""Working days and public holidays, where a wrong day would cost a person a right."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naru.domain.calendars import Calendar

KR, DE, GR, US = Calendar("KR"), Calendar("DE"), Calendar("GR"), Calendar("US")
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("calendar", "day", "why"),
    [
        (KR, date(2026, 2, 16), "the day before Seollal"),
        (KR, date(2026, 2, 17), "Seollal"),
        (KR, date(2026, 2, 18), "the day after Seollal"),
        (KR, date(2026, 3, 2), "substitute for the Independence Movement on a Sunday"),
        (KR, date(2025, 10, 6), "Chuseok"),
        (KR, date(2025, 10, 8), "substitute for a Chuseok day on a Sunday"),
        (KR, date(2026, 9, 25), "Chuseok"),
        (DE, date(2026, 4, 3), "Good Friday"),
        (DE, date(2026, 5, 1), "Labour Day"),
        (DE, date(2026, 5, 14), "Ascension"),
        (DE, date(2026, 12, 25), "Christmas"),
        (GR, date(2026, 4, 10), "Orthodox Good Friday"),
        (GR, date(2026, 4, 13), "Orthodox Easter Monday"),
        (US, date(2026, 11, 26), "Thanksgiving"),
    ],
)
def test_offices_are_closed(calendar: Calendar, day: date, why: str) -> None:
    assert day.weekday() < 5, "the case must not rest on a weekend"
    assert not calendar.is_working_day(day), why


@pytest.mark.parametrize(
    ("calendar", "day"),
    [
        (KR, date(2026, 2, 19)),
        (KR, date(2025, 10, 10)),
        (DE, date(2026, 4, 10)),
        (GR, date(2026, 4, 3)),
        (DE, date(2026, 6, 4)),
    ],
)
def test_offices_are_open(calendar: Calendar, day: date) -> None:
    assert calendar.is_working_day(day)


def test_a_holiday_of_one_state_is_a_working_day_of_another() -> None:
    corpus_christi = date(2026, 6, 4)
    assert DE.is_working_day(corpus_christi)
    assert not Calendar("DE", "BY").is_working_day(corpus_christi)


def test_holidays_have_names_in_the_language_asked_for() -> None:
    seollal = date(2026, 2, 17)
    assert KR.holidays(2026, "ko")[seollal] != KR.holidays(2026, "en_US")[seollal]


def test_the_next_working_day_leaps_over_a_whole_festival() -> None:
    assert KR.next_working_day(date(2026, 2, 14)) == date(2026, 2, 19)
    assert KR.next_working_day(date(2026, 2, 19)) == date(2026, 2, 19)
    assert DE.next_working_day(date(2026, 4, 3)) == date(2026, 4, 7)


def test_working_days_are_counted_without_the_first_day() -> None:
    assert KR.add_working_days(date(2026, 2, 13), 1) == date(2026, 2, 19)
    assert DE.add_working_days(date(2026, 12, 23), 2) == date(2026, 12, 28)
    assert DE.add_working_days(date(2026, 12, 23), 0) == date(2026, 12, 23)


@settings(max_examples=60, deadline=None)
@given(DAYS, st.integers(1, 15), st.sampled_from([KR, DE, GR, US]))
def test_exactly_so_many_working_days_lie_between(day: date, count: int, here: Calendar) -> None:
    end = here.add_working_days(day, count)
    passed = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert here.is_working_day(end)
    assert sum(here.is_working_day(each) for each in passed) == count
