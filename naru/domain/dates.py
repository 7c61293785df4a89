"""Dates as people give them: partial, in the Gregorian, lunar or Juche calendar."""

from dataclasses import dataclass
from datetime import date

from korean_lunar_calendar import KoreanLunarCalendar

JUCHE_OFFSET = 1911
"""Juche 1 is 1912."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a partial date can mean in the Gregorian calendar: every day from `first` to `last`."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def overlaps(self, other: "Meant") -> bool:
        """Whether one day could be both."""
        return self.first <= other.last and other.first <= self.last


def meant(value: str | None, calendar: str) -> Meant | None:
    """The Gregorian days that `value` ("1990", "1990-03" or "1990-03-02") can mean.

    `calendar` is "gregorian", "lunar" or "juche"; None when nothing is known or no such day exists.
    A lunar month without a day is taken as its 29 certain days.
    """
    if not value:
        return None
    try:
        parts = [int(part) for part in value.split("-", maxsplit=2)]
        if calendar == "juche":
            parts[0] += JUCHE_OFFSET
        return _lunar(parts) if calendar == "lunar" else _gregorian(parts)
    except (ValueError, OverflowError):
        return None


def _gregorian(parts: list[int]) -> Meant:
    if len(parts) == 1:
        return Meant(date(parts[0], 1, 1), date(parts[0], 12, 31))
    if len(parts) == 2:  # noqa: PLR2004
        after = date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
        return Meant(date(parts[0], parts[1], 1), date.fromordinal(after.toordinal() - 1))
    return Meant(date(*parts), date(*parts))


def _lunar(parts: list[int]) -> Meant:
    first = [*parts, 1, 1][:3]
    last = [*parts, 12, 29][:3] if len(parts) == 1 else [*parts, 29][:3]
    return Meant(_solar(*first), _solar(*last))


def _solar(year: int, month: int, day: int) -> date:
    calendar = KoreanLunarCalendar()
    if not calendar.setLunarDate(year, month, day, False):  # noqa: FBT003
        msg = f"no lunar date {year}-{month}-{day}"
        raise ValueError(msg)
    return date.fromisoformat(calendar.SolarIsoFormat())


def age_on(birth: Meant, day: date) -> tuple[int, int]:
    """The lowest and the highest age in whole years that somebody can have on a day."""
    return _years(birth.last, day), _years(birth.first, day)


def _years(born: date, day: date) -> int:
    return max(0, day.year - born.year - ((day.month, day.day) < (born.month, born.day)))
