"""Birth dates as people give them, and how likely one is the other misremembered or miswritten."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from naru.names import lunar
from naru.names.arrays import Growing

Scores = NDArray[np.float32]

JUCHE = 1911
FIRST_YEAR, LAST_YEAR = 1890, 2060
DAYS = 365.25
CENTURY = 100


@dataclass(frozen=True, slots=True, order=True)
class Birth:
    """A birth date, as far as it is known: month and day may be 0."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def whole(self) -> bool:
        """Whether year, month and day are all known."""
        return self.day > 0


class NoDate(ValueError):
    """A text that isn't a date; says why."""


def birth(value: object) -> Birth | None:
    """A date, a year, or a text ("1990", "1990-05", "1990.5.3", "주체79(1990)년 5월 3일").

    None when nothing is given; `NoDate` when what is given is no date.
    """
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        raise NoDate("neither a date nor a year")
    if isinstance(value, datetime | date):
        return _checked(value.year, value.month, value.day)
    if isinstance(value, int):
        return _checked(value, 0, 0)
    if isinstance(value, str):
        return _from_text(value)
    raise NoDate(f"neither a date nor a text: {type(value).__name__}")


def _from_text(text: str) -> Birth | None:
    text = text[:60].strip().casefold()
    if not text or text in {"unknown", "미상", "?"}:
        return None
    western = re.search(r"\((\d{4})\)", text)
    juche = re.search(r"(?:주체|juche)\s*(\d{1,3})", text)
    numbers = [int(one) for one in re.findall(r"\d+", text.replace("xx", "00"))]
    if re.fullmatch(r"\d{8}", text):
        numbers = [int(text[:4]), int(text[4:6]), int(text[6:])]
    if juche and western:
        numbers = [int(western.group(1)), *numbers[2:]]
    elif re.fullmatch(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}", text):
        numbers.reverse()
    if not numbers:
        raise NoDate(f"no date in {text!r}")
    year, month, day = (*numbers[:3], 0, 0)[:3]
    return _checked(year, month, day)


def _checked(year: int, month: int, day: int) -> Birth:
    if 1 <= year < LAST_YEAR - JUCHE:
        year += JUCHE
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NoDate(f"the year {year} isn't between {FIRST_YEAR} and {LAST_YEAR}")
    if month == 0:
        return Birth(year)
    if not 1 <= month <= lunar.MONTHS:
        raise NoDate(f"there is no month {month}")
    if day == 0:
        return Birth(year, month)
    try:
        date(year, month, day)
    except ValueError:
        # the 30th of February is a lunar date written down as if it were a solar one
        for day_meant in lunar.to_solar(year, month, day):
            return _of(day_meant)
        raise NoDate(f"there is no day {day} in month {month} of {year}") from None
    return Birth(year, month, day)


EXACT, LUNAR, AGE, DIGIT, SWAP, NEW_YEAR = 0.50, 0.14, 0.13, 0.085, 0.065, 0.06
TWO_AT_ONCE, SAME_YEAR, ANY = 0.006, 0.006, 0.012
"""Chance of each account of a full date, when both records are of one person."""
YEAR_RIGHT, YEAR_BY_ONE, YEAR_BY_TWO, YEAR_DIGIT = 0.84, 0.05, 0.008, 0.02
TABLE_WORTH, LIVING_YEARS = 200.0, 80
"""A small register says little of how common a date is: it counts beside so many people, evenly
spread over so many years."""
PLACEHOLDER = 0.35
"""Chance that "1 January" on file only means that the day wasn't known."""


@dataclass(frozen=True, slots=True)
class Account:
    """One way a date on file may have become the date asked for: its rule and its chance."""

    on_file: Birth
    rule: str
    chance: float


@lru_cache(maxsize=512)
def accounts(asked: Birth) -> tuple[Account, ...]:
    """Every full date that could be on file for somebody who is asked for with this full date."""
    return tuple(_accounts(asked))


def _accounts(asked: Birth) -> Iterator[Account]:
    day = date(asked.year, asked.month, asked.day)
    yield Account(asked, "exact", EXACT)
    for other in _lunar_twins(day):
        yield Account(_of(other), "lunar", LUNAR / 2)
    for step, share in ((1, 0.42), (-1, 0.42), (2, 0.08), (-2, 0.08)):
        yield from _real(asked.year + step, asked.month, asked.day, "age", AGE * share)
    if asked.month != asked.day:
        yield from _real(asked.year, asked.day, asked.month, "swap", SWAP)
    for year, month, d in _one_digit(asked):
        yield from _real(year, month, d, "digit", DIGIT / 45)
    for step in (-1, 1):
        for other in _lunar_twins(day):
            moved = _of(other)
            yield from _real(
                moved.year + step, moved.month, moved.day, "lunar_age", TWO_AT_ONCE / 4
            )


def _of(day: date) -> Birth:
    return Birth(day.year, day.month, day.day)


def _real(year: int, month: int, day: int, rule: str, chance: float) -> Iterator[Account]:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return
    try:
        date(year, month, day)
    except ValueError:
        return
    yield Account(Birth(year, month, day), rule, chance)


def _lunar_twins(day: date) -> list[date]:
    """The same birth, one record by the solar and the other by the lunar calendar."""
    found = lunar.to_solar(day.year, day.month, day.day)
    said = lunar.from_solar(day)
    if said is not None:
        with suppress(ValueError):
            found.append(date(*said))
    return found


def _one_digit(asked: Birth) -> Iterator[tuple[int, int, int]]:
    """Dates that differ in one written digit, or in two neighbours turned round."""
    written = f"{asked.year:04}{asked.month:02}{asked.day:02}"
    for at, old in enumerate(written):
        for new in "0123456789":
            if new != old:
                changed = written[:at] + new + written[at + 1 :]
                yield int(changed[:4]), int(changed[4:6]), int(changed[6:])
    for at in range(7):
        if written[at] != written[at + 1]:
            turned = written[:at] + written[at + 1] + written[at] + written[at + 2 :]
            yield int(turned[:4]), int(turned[4:6]), int(turned[6:])


class Births:
    """Distinct dates on file, how many people have each, and the likelihood of a date asked for."""

    def __init__(self) -> None:
        self.place: dict[Birth | None, int] = {}
        self.known: list[Birth | None] = []
        self._year, self._month, self._day = Growing(np.int16), Growing(np.int8), Growing(np.int8)
        self.counts = Growing(np.float64)
        self._by_year = np.zeros(LAST_YEAR + 4)

    def of(self, value: Birth | None) -> int:
        """The place of a date, made if it is new, and counted."""
        at = self.place.get(value)
        if at is None:
            at = self.place[value] = len(self.known)
            self.known.append(value)
            self._year.append(value.year if value else 0)
            self._month.append(value.month if value else 0)
            self._day.append(value.day if value else 0)
            self.counts.append(0.0)
        self._count(at, 1)
        return at

    def forget(self, at: int) -> None:
        """One person less has this date."""
        self._count(at, -1)

    def _count(self, at: int, people: int) -> None:
        self.counts.view[at] += people
        self._by_year[self._year.view[at]] += people

    def scores(self, asked: Birth | None) -> Scores:
        """log [P(asked | on file, same person) / P(asked | anybody)] for every date on file."""
        if asked is None:
            return np.zeros(len(self.known), np.float32)
        chance = self._chances(asked)
        people = float(self._by_year.sum()) + TABLE_WORTH
        near = self._by_year[asked.year - 2 : asked.year + 3] + TABLE_WORTH / LIVING_YEARS
        near_years = float((near * (1, 2, 3, 2, 1)).sum()) / 9
        spread = DAYS if asked.whole else DAYS / 30.4 if asked.month else 1.0
        smooth = near_years / people / spread
        seen = float(self.counts.view[self._same(asked)].sum()) / people
        anybody = 0.7 * smooth + 0.3 * seen + 0.002 / spread / 100
        chance = np.maximum(chance, ANY * anybody)
        chance[self._year.view == 0] = anybody
        return np.log(chance / anybody).astype(np.float32)

    def _same(self, asked: Birth) -> NDArray[np.bool_]:
        same = self._year.view == asked.year
        if asked.month:
            same &= self._month.view == asked.month
        if asked.whole:
            same &= self._day.view == asked.day
        return np.asarray(same, np.bool_)

    def _chances(self, asked: Birth) -> NDArray[np.float64]:
        """P(asked | date on file) for the same person, given how precise the asked date is."""
        gap = np.abs(np.arange(LAST_YEAR + 1) - asked.year)
        table = np.select([gap == n for n in range(3)], [YEAR_RIGHT, YEAR_BY_ONE, YEAR_BY_TWO], 0.0)
        table += 0.5 * YEAR_DIGIT / 18 * ((gap % 10 == 0) & (gap > 0) & (gap < CENTURY))
        years = table[self._year.view]
        if not asked.month:
            return np.asarray(years)
        if not asked.whole:
            month = self._month.view
            right = np.where(month == asked.month, 0.85, np.where(month == 0, 1 / 12, 0.012))
            return np.asarray(years * right)
        return self._full(asked, years)

    def _full(self, asked: Birth, years: NDArray[np.float64]) -> NDArray[np.float64]:
        chance = SAME_YEAR / DAYS * years
        if asked.month == asked.day == 1:
            chance = chance + NEW_YEAR * years * (self._month.view > 0)
        vague = self._day.view == 0
        new_year = (self._month.view == 1) & (self._day.view == 1)
        chance = np.where(vague, years / DAYS, chance + PLACEHOLDER * new_year * years / DAYS)
        for account in accounts(asked):
            at = self.place.get(account.on_file)
            if at is not None:
                chance[at] += account.chance
        return chance


def rule_between(asked: Birth, on_file: Birth) -> str:
    """The name of the likeliest account of two dates of one person."""
    if asked == on_file:
        return "exact"
    if asked.year == on_file.year and not (asked.whole and on_file.whole):
        return (
            "partial"
            if not asked.month or not on_file.month or asked.month == on_file.month
            else "other"
        )
    if asked.whole and on_file.whole:
        named: dict[str, float] = {}
        for account in accounts(asked):
            if account.on_file == on_file:
                named[account.rule] = max(named.get(account.rule, 0.0), account.chance)
        if asked.year == on_file.year and (1, 1) in {(d.month, d.day) for d in (asked, on_file)}:
            named.setdefault("new_year", 0.001)
        if named:
            return max(named, key=lambda rule: named[rule])
    gap = abs(asked.year - on_file.year)
    if gap <= 2 and not (asked.whole and on_file.whole):  # noqa: PLR2004
        return "age"
    return "other"
