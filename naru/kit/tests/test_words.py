"""Moments in words: with the weekday, the year where it is another one, a day's end as 24:00."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from naru.kit import words

NOW = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)  # Thursday, 10:00 in Seoul


@pytest.mark.parametrize(
    ("due", "ko", "en"),
    [
        ((2026, 11, 26, 4, 57), "11월 26일(목) 13:57까지", "by Thu 26 Nov 13:57"),
        ((2026, 11, 26, 15, 0), "11월 26일(목) 24:00까지", "by Thu 26 Nov 24:00"),
        ((2026, 12, 31, 15, 0), "12월 31일(목) 24:00까지", "by Thu 31 Dec 24:00"),
        ((2027, 1, 4, 1, 0), "2027년 1월 4일(월) 10:00까지", "by Mon 4 Jan 2027 10:00"),
    ],
)
def test_until_when(due, ko, en):
    moment = datetime(*due, tzinfo=UTC)
    with translation.override("ko"):
        assert words.until(moment, NOW) == ko
    with translation.override("en"):
        assert words.until(moment, NOW) == en


def test_a_moment_and_its_day_are_the_centre_s():
    late = datetime(2026, 11, 26, 16, 30, tzinfo=UTC)
    with translation.override("ko"):
        assert words.clock_time(late) == "2026년 11월 27일(금) 01:30"
        assert words.day(late) == "2026년 11월 27일(금)"
        assert words.day(late.date()) == "2026년 11월 26일(목)"
