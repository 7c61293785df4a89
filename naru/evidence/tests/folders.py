"""Writes small books to a folder: claims as keyword arguments, sources as they are named."""

import csv
from itertools import count

from naru.evidence import conflicts
from naru.evidence.reading import CLAIM_COLUMNS, SOURCE_COLUMNS, USD_COLUMNS, read

BORDER = "border only (North Korea to the Chinese side)"
ONWARD = "China to third country / South Korea"
WHOLE = "whole way (out of North Korea to a third country / South Korea)"
UNSTATED = "leg not stated"


class Folder:
    """A folder of claims in the making; `claim` returns the id that it gave."""

    def __init__(self, path):
        self.path = path
        self.sources = {}
        self.files = {}
        self._serial = count(1)

    def source(self, name, date="2024-01-01", publisher=""):
        """Name a source's date and publisher before its claims."""
        self.sources[name] = (publisher or f"Paper {name}", date)
        return name

    def claim(self, source, measure, period, value="", file="figures", **given):
        """One row; `period` is a year, or 'start/end'."""
        if source not in self.sources:
            self.source(source)
        start, _, end = str(period).partition("/")
        whole_year = len(start) == 4
        row = {
            "claim_id": given.pop("id", f"T-{next(self._serial):03}"),
            "source_id": source,
            "measure": measure,
            "period_start": f"{start}-01-01" if whole_year else start,
            "period_end": end or (f"{start}-12-31" if whole_year else start),
            "value": value,
            "unit": "persons",
            "leg_scope": "entries",
            "confidence": "high",
        } | given
        self.files.setdefault(file, []).append(row)
        return row["claim_id"]

    def price(self, source, period, value="", leg=WHOLE, currency="USD", **given):
        """A price for one person."""
        given = {"unit": "per person", "currency": currency, "leg_scope": leg} | given
        return self.claim(source, "broker_fee_per_person", period, value, **given)

    def write(self):
        """The folder, written."""
        with (self.path / "sources.csv").open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(SOURCE_COLUMNS)
            for name, (publisher, day) in self.sources.items():
                out.writerow((name, publisher, "A page", day, "https://example.org/", "en"))
        for name, rows in self.files.items():
            with (self.path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                out = csv.DictWriter(file, [*CLAIM_COLUMNS, *USD_COLUMNS], restval="")
                out.writeheader()
                out.writerows(rows)
        return self.path

    def conflicts(self):
        """What the finder says of it."""
        return conflicts.find(read(self.write()))

    def holds(self, kind, *ids):
        """Assert a conflict of this kind in which all these claims stand."""
        found = self.conflicts()
        named = [(one.kind, set(one.claim_ids)) for one in found]
        assert any(k == kind and set(ids) <= claims for k, claims in named), named
        for one in found:
            assert conflicts.reason(one, "en")
            assert conflicts.reason(one, "ko")

    def is_quiet(self):
        """Assert that nothing contradicts."""
        said = [(one.kind, one.claim_ids, conflicts.reason(one)) for one in self.conflicts()]
        assert said == []
