"""Working days and public holidays of a country, offline and the same on every machine."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@cache
def _book(country: str, subdivision: str | None, year: int, language: str) -> Mapping[date, str]:
    """The public holidays of one year, by day, with their names in one language."""
    import holidays as holiday_books  # a hundred countries: only where a calendar is asked for

    book = holiday_books.country_holidays(
        country, subdiv=subdivision, years=year, language=language or None
    )
    return dict(book.items())


@dataclass(frozen=True, slots=True)
class Calendar:
    """The calendar of a country (ISO 3166 alpha-2), with substitute holidays where law has them."""

    country: str
    subdivision: str | None = None

    def holidays(self, year: int, lang: str = "") -> Mapping[date, str]:
        """Public holidays of a year by day; names in `lang` where the country offers it."""
        return _book(self.country, self.subdivision, year, lang)

    def is_working_day(self, day: date) -> bool:
        """Whether an office is open: no weekend, no public holiday."""
        return day.weekday() < SATURDAY and day not in self.holidays(day.year)

    def next_working_day(self, day: date) -> date:
        """The day itself if it is a working day, otherwise the first one after it."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; the day itself isn't counted."""
        for _ in range(count):
            day = self.next_working_day(day + ONE_DAY)
        return day
