"""Days in words, Korean and English: with the weekday that staff plan by, or as far as known."""

from collections.abc import Callable
from datetime import date

WEEKDAYS = {"ko": "월화수목금토일", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SHORT = 3


def day_said(day: date, lang: str, *, year: bool = True) -> str:
    """A day: '2026년 11월 27일(금)', 'Fri 27 Nov 2026'; without its year where that is plain."""
    if lang.startswith("ko"):
        said = f"{day.month}월 {day.day}일({WEEKDAYS['ko'][day.weekday()]})"
        return f"{day.year}년 {said}" if year else said
    said = f"{WEEKDAYS['en'][day.weekday()]} {day.day} {MONTHS[day.month - 1][:SHORT]}"
    return f"{said} {day.year}" if year else said


def partial_said(value: str, calendar: str, lang: str) -> str:
    """A date `YYYY[-MM[-DD]]` in its calendar: '주체 92년 3월 6일', '6 March Juche 92'.

    What isn't of this form comes back as it was given.
    """
    parts = value.split("-")
    if not all(part.isdecimal() for part in parts):
        return value
    numbers = [int(part) for part in parts]
    return _korean(numbers, calendar) if lang.startswith("ko") else _english(numbers, calendar)


def _korean(numbers: list[int], calendar: str) -> str:
    era = {"juche": "주체 ", "lunar": "음력 "}.get(calendar, "")
    return era + " ".join(f"{n}{unit}" for n, unit in zip(numbers, "년월일", strict=False))


def _english(numbers: list[int], calendar: str) -> str:
    year, *rest = numbers
    say: Callable[..., str] = {"lunar": _lunar}.get(calendar, _common)
    return say(f"Juche {year}" if calendar == "juche" else str(year), *rest)


def _common(year: str, month: int = 0, day: int = 0) -> str:
    name = MONTHS[month - 1] if 1 <= month <= len(MONTHS) else str(month or "")
    return " ".join(filter(None, (str(day or ""), name, year)))


def _lunar(year: str, month: int = 0, day: int = 0) -> str:
    if not month:
        return f"{year} (lunar)"
    return f"{f'day {day} of ' if day else ''}lunar month {month}, {year}"
