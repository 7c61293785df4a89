"""The finder of contradictions over a generated book, and the public page.

`python -m benchmarks.evidence`
"""

import csv
import os
import random
import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from naru.evidence import conflicts, reading

CLAIMS, TIMES, GOAL = 100_000, 3, 2.0
PAGE_MS, PAGE_KB, VISITS = 30, 120, 40
LEGS = (
    "border only (North Korea to the Chinese side)",
    "China to third country / South Korea",
    "whole way (out of North Korea to a third country / South Korea)",
    "leg not stated",
)
COLUMNS = (*reading.CLAIM_COLUMNS, *reading.USD_COLUMNS)


def generate(folder: Path, claims: int, seed: int = 1) -> None:
    """Write a book of so many claims: counts by sex and period, running totals, prices, shares."""
    chance = random.Random(seed)
    with (folder / reading.SOURCES).open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(reading.SOURCE_COLUMNS)
        for number in range(2_000):
            day = date(2000, 1, 1) + timedelta(days=chance.randrange(9_000))
            out.writerow(
                (
                    f"s{number}",
                    f"Paper {number % 300}",
                    "A headline",
                    day,
                    "https://example.org/",
                    "en",
                )
            )
    with (folder / "figures.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, COLUMNS)
        out.writeheader()
        for number in range(claims):
            out.writerow(_row(chance, number))


def _row(chance: random.Random, number: int) -> dict[str, object]:
    kind = chance.random()
    row: dict[str, object] = {
        "claim_id": f"G-{number:06}",
        "source_id": f"s{chance.randrange(2_000)}",
        "confidence": chance.choice(("high", "medium", "low")),
        "unit": "persons",
        "leg_scope": f"country {chance.randrange(40)}",
        "note": chance.choice(("", "provisional", "about", "ministry briefing")),
    }
    if kind < 0.25:
        return row | _price(chance)
    year = 1990 + chance.randrange(35)
    part = chance.choice(("total", "men", "women"))
    if kind < 0.4:
        day = date(year, 12, 31)
        count = {"measure": f"cumulative_{part}", "period_start": "1948-01-01", "period_end": day}
        return row | count | {"value": (year - 1980) * 1_000 + chance.randrange(3)}
    if kind < 0.5:
        share = {"measure": "share_women", "unit": "percent", "value": chance.randrange(60, 80)}
        return row | share | {"period_start": date(year, 1, 1), "period_end": date(year, 12, 31)}
    quarter = chance.randrange(5)
    start = date(year, 3 * quarter - 2, 1) if quarter else date(year, 1, 1)
    end = _end_of_quarter(year, quarter) if quarter else date(year, 12, 31)
    value = {"total": 1_000, "men": 300, "women": 700}[part] // (4 if quarter else 1)
    odd = chance.random() < 0.01
    period = {"period_start": start, "period_end": end}
    return row | period | {"measure": f"arrivals_{part}", "value": value * 2 if odd else value}


def _end_of_quarter(year: int, quarter: int) -> date:
    return date(year + quarter // 4, 3 * quarter % 12 + 1, 1) - timedelta(days=1)


def _price(chance: random.Random) -> dict[str, object]:
    start = date(1995, 1, 1) + timedelta(days=chance.randrange(10_000))
    odd = 5 if chance.random() < 0.01 else 1
    low = round(1_000 * 1.1 ** (start.year - 1995) * chance.uniform(0.8, 1.25)) * odd
    return {
        "measure": "broker_fee_per_person",
        "unit": "per person",
        "currency": "USD",
        "leg_scope": chance.choice(LEGS),
        "period_start": start,
        "period_end": start + timedelta(days=chance.randrange(400)),
        "value_low": low,
        "value_high": low * 2,
    }


def main() -> int:
    """Print the medians; exit code 1 when the goal is missed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder, CLAIMS)
        spent = [_once(folder) for _ in range(TIMES)]
    read = statistics.median(pair[0] for pair in spent)
    found = statistics.median(pair[1] for pair in spent)
    sys.stdout.write(f"read {CLAIMS:,} claims: {read:.2f} s; conflicts: {found:.2f} s ({GOAL} s)\n")
    spent_ms, kilobytes = _page()
    sys.stdout.write(
        f"page: {spent_ms:.1f} ms CPU ({PAGE_MS} ms), {kilobytes:.0f} KB ({PAGE_KB} KB)\n"
    )
    met = found <= GOAL and spent_ms <= PAGE_MS and kilobytes <= PAGE_KB
    return 0 if met else 1


def _page() -> tuple[float, float]:
    """Median CPU milliseconds of a visit of a stranger in Korean, and the size of the page."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "naru.config.test"
    import django

    django.setup()
    from django.test import Client

    client = Client()
    client.cookies["django_language"] = "ko"
    size = len(client.get("/figures/").content)
    spent = []
    for _visit in range(VISITS):
        start = time.process_time()
        client.get("/figures/")
        spent.append(time.process_time() - start)
    return statistics.median(spent) * 1000, size / 1024


def _once(folder: Path) -> tuple[float, float]:
    start = time.process_time()
    book = reading.read(folder)
    middle = time.process_time()
    found = conflicts.find(book)
    end = time.process_time()
    sys.stdout.write(f"  {len(found)} conflicts\n")
    return middle - start, end - middle


if __name__ == "__main__":
    sys.exit(main())
