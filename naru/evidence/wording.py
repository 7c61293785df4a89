"""Numbers, periods and amounts as people read them, in Korean and in English."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import inf, isinf
from typing import Any

from naru.evidence.claims import Claim

LANGS = ("ko", "en")
OLD, DECEMBER, QUARTER = 1950, 12, 3
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
Period = tuple[date, date]


def number(value: float) -> str:
    """A number with commas, decimals only where it has any: 34,537 or 1.7."""
    rounded = round(value, 6)
    return f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.6f}".rstrip("0")


def figure(claim: Claim, lang: str = "en") -> str:
    """A claim's number or range as printed, with its currency: '5,000–13,000 USD'."""
    return amounts(claim.value, claim.low, claim.high, claim.currency, lang)


def amounts(
    value: float | None, low: float | None, high: float | None, currency: str, lang: str
) -> str:
    """A value with its bounds in words."""
    if value is None and low is None and high is None:
        return "–"
    if low is not None and high is not None:
        said = f"{number(low)}–{number(high)}"
        if value is not None and value not in {low, high}:
            said = f"{number(value)} ({said})"
    elif low is not None and value in {None, low}:
        said = f"{number(low)} 이상" if lang == "ko" else f"at least {number(low)}"
    elif high is not None and value in {None, high}:
        said = f"{number(high)} 이하" if lang == "ko" else f"at most {number(high)}"
    else:
        said = number(value if value is not None else low or high or 0)
    return f"{said} {currency}".strip()


def between(low: float, high: float, lang: str) -> str:
    """A span in words, either end may be missing."""
    return amounts(
        low if low == high else None,
        None if isinf(low) or low == high else low,
        None if isinf(high) or low == high else high,
        "",
        lang,
    )


def period(start: date, end: date, lang: str = "en") -> str:
    """A period as briefly as it can be said: a year, a quarter, months, days, 'up to'."""
    ko = lang == "ko"
    if start.year < OLD:
        return f"{moment(end, lang)}까지 누계" if ko else f"all until {moment(end, lang)}"
    if start == end:
        return moment(start, lang)
    if (start.month, start.day, end.month, end.day) == (1, 1, DECEMBER, 31):
        years = f"{start.year}" if start.year == end.year else f"{start.year}–{end.year}"
        return f"{years}년" if ko else years
    if start.year == end.year and start.day == 1 and _is_last(end):
        return _months(start, end, lang)
    return f"{moment(start, lang)} – {moment(end, lang)}"


def moment(day: date, lang: str = "en") -> str:
    """A date: '2024년 3월 31일' or '31 Mar 2024'."""
    if lang == "ko":
        return f"{day.year}년 {day.month}월 {day.day}일"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _is_last(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _months(start: date, end: date, lang: str) -> str:
    length = end.month - start.month + 1
    ko = lang == "ko"
    if length == QUARTER and start.month % QUARTER == 1:
        quarter = start.month // QUARTER + 1
        return f"{start.year}년 {quarter}분기" if ko else f"Q{quarter} {start.year}"
    if length == 2 * QUARTER and start.month in {1, 7}:
        half = 1 if start.month == 1 else 2
        if ko:
            return f"{start.year}년 {'상' if half == 1 else '하'}반기"
        return f"H{half} {start.year}"
    if length == 1:
        return (
            f"{start.year}년 {start.month}월" if ko else f"{MONTHS[start.month - 1]} {start.year}"
        )
    if ko:
        return f"{start.year}년 {start.month}–{end.month}월"
    return f"{MONTHS[start.month - 1]}–{MONTHS[end.month - 1]} {start.year}"


def plain(value: Any, lang: str) -> str:
    """A fact as it is read: numbers, periods, spans, lists and bilingual words."""
    if isinstance(value, Mapping):
        return str(value["ko" if lang == "ko" else "en"])
    if isinstance(value, float):
        return "∞" if value == inf else number(value)
    if isinstance(value, tuple) and value and isinstance(value[0], date):
        return period(value[0], value[1], lang)
    if isinstance(value, date):
        return moment(value, lang)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(plain(each, lang) for each in value)
    return str(value)
