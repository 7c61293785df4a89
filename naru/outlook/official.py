"""Reads the official arrivals from the two tables of the evidence book, and nothing else of it."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

YEARLY, QUARTERLY = "arrivals_yearly.csv", "arrivals_quarterly.csv"
MEASURES = {"arrivals_total": "total", "arrivals_women": "female", "arrivals_men": "male"}
RANK = {"high": 0, "medium": 1, "low": 2}
FIRST_YEAR = 2002


class Unusable(Exception):
    """A table that can't be used: the file, the line and the reason."""


@dataclass(frozen=True, slots=True)
class Observed:
    """Official arrivals of `months` months from `start` (months since year 0), women and men."""

    start: int
    months: int
    female: int
    male: int

    @property
    def end(self) -> int:
        """The first month after it."""
        return self.start + self.months

    @property
    def total(self) -> int:
        """Women and men."""
        return self.female + self.male


Found = dict[tuple[int, int], dict[str, tuple[int, int, str]]]


def load(folder: Path | None = None) -> tuple[Observed, ...]:
    """The arrivals from 2002 on, in order and without gap: quarters by sex where a year has all of
    them, else the year. Reads `folder`, or the tables that ship. Unusable when they don't add
    up."""
    found: Found = defaultdict(dict)
    for name in (YEARLY, QUARTERLY):
        for line, row in _rows(name, folder):
            _keep(found, name, line, row)
    years = sorted(start // 12 for start, months in found if months == 12 and start % 12 == 0)  # noqa: PLR2004
    wanted = [year for year in years if year >= FIRST_YEAR]
    if wanted != list(range(FIRST_YEAR, FIRST_YEAR + len(wanted))) or not wanted:
        raise Unusable(f"{YEARLY}: the years from {FIRST_YEAR} on are not without gap")
    return tuple(part for year in wanted for part in _year(found, year))


def total_of_years(observed: Iterable[Observed]) -> dict[int, int]:
    """Arrivals by calendar year."""
    totals: dict[int, int] = defaultdict(int)
    for part in observed:
        totals[part.start // 12] += part.total
    return dict(totals)


def _rows(name: str, folder: Path | None) -> Iterator[tuple[int, dict[str, str]]]:
    place = folder / name if folder else files("naru").joinpath("evidence", "data", name)
    try:
        text = place.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Unusable(f"{name} can't be read: {error}") from None
    reader = csv.DictReader(text.splitlines())
    for row in reader:
        yield reader.line_num, row


def _keep(found: Found, name: str, line: int, row: dict[str, str]) -> None:
    """The most trusted row of a measure and period stands; of equals the one listed first."""
    sex = MEASURES.get(row.get("measure") or "")
    value, confidence = row.get("value") or "", row.get("confidence") or ""
    if sex is None or not value:
        return
    if not value.isdecimal() or confidence not in RANK:
        raise Unusable(f"{name}:{line}: not a count of people with a confidence: {value!r}")
    period = _period(name, line, row)
    kept = found[period].get(sex)
    if kept is None or RANK[confidence] < kept[0]:
        found[period][sex] = (RANK[confidence], int(value), f"{name}:{line}")


def _period(name: str, line: int, row: dict[str, str]) -> tuple[int, int]:
    """First month and number of months of a row's period (months since year 0)."""
    try:
        start, end = (
            int(text[:4]) * 12 + int(text[5:7]) - 1
            for text in (row["period_start"], row["period_end"])
        )
    except (KeyError, TypeError, ValueError):
        raise Unusable(f"{name}:{line}: the period is not two dates") from None
    if end < start:
        raise Unusable(f"{name}:{line}: the period ends before it starts")
    return start, end - start + 1


def _year(found: Found, year: int) -> list[Observed]:
    whole = _one(found, (year * 12, 12))
    if whole is None:
        raise Unusable(f"{YEARLY}: {year} has no count of women and men")
    parts: list[Observed] = []
    month = year * 12
    while month < year * 12 + 12:
        part = next((p for n in (3, 6, 9) if (p := _one(found, (month, n)))), None)
        if part is None or part.end > year * 12 + 12:
            return [whole]
        parts.append(part)
        month = part.end
    if (sum(p.female for p in parts), sum(p.male for p in parts)) != (whole.female, whole.male):
        raise Unusable(f"{QUARTERLY}: the parts of {year} do not sum to the year of {YEARLY}")
    return parts


def _one(found: Found, period: tuple[int, int]) -> Observed | None:
    """A period with both sexes; Unusable when they don't sum to its total."""
    rows = found.get(period, {})
    if not {"female", "male"} <= rows.keys():
        return None
    part = Observed(*period, rows["female"][1], rows["male"][1])
    if "total" in rows and rows["total"][1] != part.total:
        raise Unusable(f"{rows['total'][2]}: {rows['total'][1]} is not {part.female} + {part.male}")
    return part
