"""One row of a claims file as a typed claim, with every reason why it is none."""

import math
import re
from collections.abc import Mapping
from datetime import date

from naru.evidence.claims import CONFIDENCES, Claim

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")
MEASURE = re.compile(r"[a-z][a-z0-9_]{0,79}")
CURRENCY = re.compile(r"[A-Z]{3}|")
NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,6})?")
CONTROL = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
EPOCH = date(1900, 1, 1)
Wrong = list[tuple[str, str]]


def claim(cells: Mapping[str, str], stem: str, line: int, wrong: Wrong) -> Claim:
    """The claim of a row; what is wrong with it is appended to `wrong` as (column, reason)."""
    start, end = _dates(cells, wrong)
    value, low, high = (
        _number(cells, name, wrong) for name in ("value", "value_low", "value_high")
    )
    usd = [_number(cells, name, wrong) for name in ("usd_value", "usd_low", "usd_high")]
    made = Claim(
        cells["claim_id"],
        cells["source_id"],
        cells["measure"],
        start,
        end,
        value,
        low,
        high,
        cells["unit"].strip(),
        cells["currency"],
        cells["leg_scope"].strip(),
        cells["note"].strip(),
        cells["confidence"],
        _places(cells),
        usd[0],
        usd[1],
        usd[2],
        cells.get("usd_basis", "").strip(),
        stem,
        line,
    )
    _check(made, wrong)
    return made


def day(text: str) -> date | None:
    """A date written YYYY-MM-DD; None for anything else."""
    try:
        return date.fromisoformat(text) if len(text) == len("2000-01-01") else None
    except ValueError:
        return None


def _dates(cells: Mapping[str, str], wrong: Wrong) -> tuple[date, date]:
    found = []
    for name in ("period_start", "period_end"):
        read = day(cells[name])
        if read is None:
            wrong.append((name, f"{cells[name]!r} is no date (YYYY-MM-DD)"))
        found.append(read or EPOCH)
    if found[0] > found[1] and not wrong:
        wrong.append(("period_end", "the period ends before it starts"))
    return found[0], found[1]


def _number(cells: Mapping[str, str], name: str, wrong: Wrong) -> float | None:
    text = cells.get(name, "")
    if not text:
        return None
    if not NUMBER.fullmatch(text) or not math.isfinite(float(text)):
        wrong.append((name, f"{text[:40]!r} is no number (digits and one decimal point)"))
        return None
    return float(text)


def _places(cells: Mapping[str, str]) -> int:
    """How many decimals the figure is printed with."""
    texts = (cells["value"], cells["value_low"], cells["value_high"])
    if not any("." in text for text in texts):
        return 0
    return max(len(text.partition(".")[2]) for text in texts)


def _check(made: Claim, wrong: Wrong) -> None:
    """What a row must hold besides numbers and dates that can be read."""
    if not ID.fullmatch(made.id):
        wrong.append(("claim_id", "must be letters, digits, '_' or '-'"))
    if not MEASURE.fullmatch(made.measure):
        wrong.append(("measure", f"{made.measure!r} must be small letters, digits and '_'"))
    if made.confidence not in CONFIDENCES:
        wrong.append(("confidence", f"{made.confidence!r} is none of {', '.join(CONFIDENCES)}"))
    if made.currency and not CURRENCY.fullmatch(made.currency):
        wrong.append(("currency", f"{made.currency!r} is no currency code (three capitals)"))
    numbers = (made.value, made.low, made.high)
    if not made.unit and numbers != (None, None, None):
        wrong.append(("unit", "a figure needs a unit"))
    _order(numbers, "value", wrong)
    _order((made.usd_value, made.usd_low, made.usd_high), "usd_value", wrong)
    if not made.usd_basis and (made.usd_value, made.usd_low, made.usd_high) != (None, None, None):
        wrong.append(("usd_basis", "an amount in dollars needs the rate it was made with"))
    for name in ("unit", "scope", "note", "usd_basis"):
        if CONTROL.search(getattr(made, name)):
            wrong.append((name, "holds a control character"))


def _order(
    numbers: tuple[float | None, float | None, float | None], name: str, wrong: Wrong
) -> None:
    value, low, high = numbers
    if low is not None and high is not None and low > high:
        wrong.append((f"{name}_low" if name == "value" else "usd_low", "is above the high end"))
    elif value is not None and low is not None and value < low:
        wrong.append((name, "is below its own low end"))
    elif value is not None and high is not None and value > high:
        wrong.append((name, "is above its own high end"))
