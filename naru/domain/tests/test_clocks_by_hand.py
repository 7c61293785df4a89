"""The clocks against a second reckoning that shares nothing with them: a finger on the calendar.

It walks day by day from the start and asks of each day whether it counts. Months go by the
number of the day (BGB § 188), hours by minutes of UTC.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from naru import profiles
from naru.domain import clocks
from naru.domain.clocks import Clock, ClockRule, Extension
from naru.domain.tests.test_clocks import PERSON, SEOUL, STAFF, STATE

LAW = settings(max_examples=300, deadline=None)
DAY = timedelta(days=1)
PLACES = {"KR": "Asia/Seoul", "DE": "Europe/Berlin"}
BOOKS = {country: holidays.country_holidays(country) for country in PLACES}
MOMENTS = st.datetimes(
    datetime(2023, 12, 1),  # noqa: DTZ001 - the zone is given beside it
    datetime(2029, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([ZoneInfo(tz) for tz in PLACES.values()] + [UTC]),
    allow_imaginary=False,
)
RULES = st.builds(
    lambda base, country, unit, length, counted: replace(
        base,
        calendar=country,
        tz=PLACES[country],
        unit=unit,
        length=length,
        count_first_day={"state": True, "person": False}.get(base.limits, counted),
        warn_at=(),
    ),
    st.sampled_from([STATE, PERSON, STAFF]),
    st.sampled_from(sorted(PLACES)),
    st.sampled_from(["minute", "hour", "day", "working_day", "week", "month"]),
    st.integers(1, 40),
    st.booleans(),
)


def open_office(day: date, country: str) -> bool:
    return day.weekday() < 5 and day not in BOOKS[country]


def days_from(day: date) -> Iterator[date]:
    while True:
        yield day
        day += DAY


def month_later(first: date, months: int, *, counted: bool) -> date:
    """Turn so many leaves of the calendar, then look for the day of that number."""
    leaf = first.replace(day=1)
    for _ in range(months):
        leaf = next(day for day in days_from(leaf + DAY) if day.day == 1)
    whole = [day for day in islice(days_from(leaf), 31) if day.month == leaf.month]
    same = [day for day in whole if day.day == first.day]
    if not same:
        return whole[-1]
    return same[0] - DAY if counted else same[0]


def by_hand(rule: ClockRule, at: datetime) -> datetime:
    assert rule.length is not None
    if rule.unit in {"minute", "hour"}:
        minutes = rule.length * (60 if rule.unit == "hour" else 1)
        return at.astimezone(UTC) + timedelta(minutes=minutes)
    first = at.astimezone(ZoneInfo(rule.tz)).date()
    counting = days_from(first if rule.count_first_day else first + DAY)
    if rule.unit == "month":
        last = month_later(first, rule.length, counted=rule.count_first_day)
    elif rule.unit == "working_day":
        counted = (day for day in counting if open_office(day, rule.calendar))
        last = next(islice(counted, rule.length - 1, None))
    else:
        length = rule.length * (7 if rule.unit == "week" else 1)
        last = next(islice(counting, length - 1, None))
    if rule.roll_over:
        last = next(day for day in days_from(last) if open_office(day, rule.calendar))
    midnight = last + DAY
    return datetime(midnight.year, midnight.month, midnight.day, tzinfo=ZoneInfo(rule.tz))


@LAW
@given(RULES, MOMENTS)
@example(replace(STATE, unit="month", length=2, warn_at=()), datetime(2026, 3, 1, tzinfo=SEOUL))
@example(replace(STATE, unit="month", length=1, warn_at=()), datetime(2026, 1, 31, tzinfo=SEOUL))
@example(replace(STATE, unit="month", length=12, warn_at=()), datetime(2028, 2, 29, tzinfo=SEOUL))
@example(
    replace(STAFF, length=24, tz="Europe/Berlin", warn_at=()),
    datetime(2026, 3, 28, 20, tzinfo=ZoneInfo("Europe/Berlin")),
)
def test_a_clock_ends_where_a_finger_on_the_calendar_ends(rule: ClockRule, at: datetime) -> None:
    due = clocks.start(rule, at).due
    assert due is not None
    assert due.astimezone(UTC) == by_hand(rule, at).astimezone(UTC)


CHAINS = st.lists(
    st.tuples(st.sampled_from(["hour", "day", "working_day", "week", "month"]), st.integers(1, 9)),
    min_size=1,
    max_size=4,
)


@LAW
@given(RULES.filter(lambda rule: rule.unit not in {"minute", "hour"}), MOMENTS, CHAINS)
@example(
    replace(PERSON, length=1, calendar="KR"),
    datetime(2026, 2, 12, 9, tzinfo=SEOUL),
    [("day", 1), ("week", 2), ("working_day", 3)],
)
def test_each_extension_begins_where_the_last_one_ended(
    rule: ClockRule, at: datetime, chain: list[tuple[str, int]]
) -> None:
    clock = clocks.start(rule, at)
    expected = by_hand(rule, at)
    for turn, (unit, length) in enumerate(chain):
        longer = Extension(turn + 1, length, unit, "council", reasons_required=True)
        said = {"body": "council", "reasons": "부득이한 사유", "record": str(turn)}
        moved = clocks.extend(replace(rule, extension=longer), clock, at, **said)
        assert isinstance(moved, Clock)
        clock = moved
        added = replace(rule, unit=unit, length=length, count_first_day=True)
        expected = by_hand(added, expected)
    assert clock.due is not None
    assert clock.due.astimezone(UTC) == expected.astimezone(UTC)


@LAW
@given(MOMENTS, st.integers(0, 4000))
def test_what_is_left_is_real_time_through_a_change_of_the_clocks(
    at: datetime, minutes: int
) -> None:
    rule = replace(STAFF, unit="day", length=4, tz="Europe/Berlin", warn_at=())
    now = (at.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(ZoneInfo("Europe/Berlin"))
    clock = clocks.start(rule, at)
    left = clocks.state(rule, clock, now).left
    assert clock.due is not None
    assert left == clock.due.astimezone(UTC) - now.astimezone(UTC)


# ---------------------------------------------------------------- what is awaited again

REVIEW = profiles.load("kr").clocks["C23"]


def reviewed(*days: int) -> list[int]:
    """On which day of the stay the next review is awaited, after each of these reviews."""
    start = datetime(2026, 3, 3, 10, tzinfo=SEOUL)
    clock, found = clocks.start(REVIEW, start), []
    for day in days:
        clock = clocks.renew(REVIEW, clock, start + (day - 1) * DAY)
        last = clocks.state(REVIEW, clock, start).last_lawful_day
        assert last is not None
        found.append((last - start.date()).days + 1)
    return found


@pytest.mark.parametrize(
    ("held", "awaited"),
    [
        ((7, 30, 60, 67, 74), [30, 60, 67, 74, 81]),
        ((5, 28, 58, 65), [30, 60, 67, 74]),
        ((4, 5, 6), [7, 30, 30]),
        ((9, 31, 62), [30, 60, 67]),
        ((40,), [60]),
        ((100,), [109]),
    ],
    ids=["on the day", "once warned", "too early is extra", "late", "one missed", "long missed"],
)
def test_a_stay_is_reviewed_on_day_7_30_60_and_then_each_week(
    held: tuple[int, ...], awaited: list[int]
) -> None:
    assert reviewed(*held) == awaited


def test_a_review_that_is_awaited_again_warns_again() -> None:
    start = datetime(2026, 3, 3, 10, tzinfo=SEOUL)
    clock = clocks.renew(REVIEW, clocks.start(REVIEW, start), start + 6 * DAY)
    (warning,) = clocks.warnings(REVIEW, clock)
    assert warning == datetime(2026, 3, 30, tzinfo=SEOUL), "day 28 for day 30"
    assert clocks.from_dict(clocks.to_dict(clock)) == clock
    ended = clocks.stop(clock, start + 8 * DAY)
    assert clocks.renew(REVIEW, ended, start + 40 * DAY) == ended
