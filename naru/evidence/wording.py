"""Numbers, periods and amounts as people read them, in Korean and in English."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import inf, isinf
from typing import Any

from naru.evidence.claims import Claim
from naru.evidence.tables import rows_of

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
    """A value with its bounds in words, its currency behind the number: '5,000달러 이상'."""
    if value is None and low is None and high is None:
        return "–"
    ko, money = lang == "ko", _money(currency, lang)
    if low is not None and high is not None:
        said = f"{number(low)}–{number(high)}{money}"
        inside = value is not None and value not in {low, high}
        return f"{number(value or 0)}{money} ({said})" if inside else said
    if low is not None and value in {None, low}:
        return f"{number(low)}{money} 이상" if ko else f"at least {number(low)}{money}"
    if high is not None and value in {None, high}:
        return f"{number(high)}{money} 이하" if ko else f"at most {number(high)}{money}"
    return f"{number(value if value is not None else low or high or 0)}{money}"


def _money(currency: str, lang: str) -> str:
    if not currency:
        return ""
    if lang != "ko":
        return f" {currency}"
    return next((r["ko"] for r in rows_of("words") if r["code"] == currency), f" {currency}")


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
    if start.day == 1 and _is_last(end):
        if start.year == end.year:
            return _months(start, end, lang)
        return f"{_month(start, lang)} – {_month(end, lang)}"
    return _days(start, end, lang)


def _days(start: date, end: date, lang: str) -> str:
    """A span of days, what both have in common said once."""
    ko, first, last = lang == "ko", moment(start, lang), moment(end, lang)
    if (start.year, start.month) == (end.year, end.month):
        return f"{first[:-1]}–{end.day}일" if ko else f"{start.day}–{last}"
    if start.year == end.year:
        last = f"{end.month}월 {end.day}일" if ko else last
        first = first if ko else first.removesuffix(f" {start.year}")
    return f"{first} – {last}"


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
        first = start.month == 1
        return (
            f"{start.year}년 {'상' if first else '하'}반기" if ko else f"H{2 - first} {start.year}"
        )
    if length == 1:
        return _month(start, lang)
    if ko:
        return f"{start.year}년 {start.month}–{end.month}월"
    return f"{MONTHS[start.month - 1]}–{MONTHS[end.month - 1]} {start.year}"


def _month(day: date, lang: str) -> str:
    return f"{day.year}년 {day.month}월" if lang == "ko" else f"{MONTHS[day.month - 1]} {day.year}"


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
