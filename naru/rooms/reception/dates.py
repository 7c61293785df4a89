"""Dates as lists write them: 1990.3.2, 19900302, 음력 1990.3.2, 주체79.3.2, 1990."""

import re
from datetime import date

from naru.domain.dates import meant
from naru.kit.text import ascii_digits

Birth = dict[str, str]
PRECISIONS = ("year", "month", "day")
CALENDARS = (
    ("lunar", re.compile(r"음력?|陰曆?|农历|農曆|lunar", re.IGNORECASE)),
    ("juche", re.compile(r"주체|主体|主體|juche", re.IGNORECASE)),
    ("gregorian", re.compile(r"양력?|서기|陽曆?|公历|西曆|solar|gregorian", re.IGNORECASE)),
)
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
PARTED = re.compile(
    r"(\d{1,4})(?:[.\-/년\s]+(\d{1,2})(?:[.\-/월\s]+(\d{1,2})[.일]?)?[.월]?)?[.년]?"
)
MIDNIGHT = re.compile(r"[ T]00:00(:00(\.0+)?)?$")
FIRST_YEAR = 1850


def read_birth(said: str) -> Birth | None:
    """The date as `{"value", "precision", "calendar"}`; None when no such date can be meant."""
    plain = MIDNIGHT.sub("", ascii_digits(said).strip())
    calendar, rest = _calendar(plain)
    found = COMPACT.fullmatch(rest) or PARTED.fullmatch(rest)
    if found is None:
        return None
    parts = [int(part) for part in found.groups() if part]
    value = "-".join([f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:])])
    days = meant(value, calendar)
    if days is None or days.first.year < FIRST_YEAR:
        return None
    return {"value": value, "precision": PRECISIONS[len(parts) - 1], "calendar": calendar}


def read_day(said: str) -> date | None:
    """A whole day of the Gregorian calendar; None when it is none."""
    birth = read_birth(said)
    if birth is None or (birth["precision"], birth["calendar"]) != ("day", "gregorian"):
        return None
    return date.fromisoformat(birth["value"])


def _calendar(said: str) -> tuple[str, str]:
    """The calendar named anywhere beside the date, and the date without its name."""
    for calendar, word in CALENDARS:
        rest = word.sub("", said)
        if rest != said:
            return calendar, rest.strip(" ()[]:")
    return "gregorian", said
