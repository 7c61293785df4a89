"""Refuses what the figures must never hold: ways, places of crossing, helpers, private persons.

Claims are scanned in every text of theirs; sources in publisher and title for names and contacts
(their headlines may speak of ways, and are public), and in their addresses for contacts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from naru.evidence.claims import Book
from naru.evidence.reading import CHANGES, SOURCES, Problem
from naru.evidence.tables import rows_of

IN_HEADLINES = frozenset({"headline", "person", "contact"})
IN_CLAIMS = frozenset({"place", "route", "helper", "person", "contact"})
PUBLIC_OFFICE = re.compile(r"rapporteur|minister|president|envoy|commander|scholar", re.IGNORECASE)


@dataclass(frozen=True)
class Guard:
    """A pattern that no text may hold, and what it would give away."""

    kind: str
    pattern: re.Pattern[str]
    why: str


@cache
def guards() -> tuple[Guard, ...]:
    """Every guard, compiled once."""
    return tuple(Guard(r["kind"], re.compile(r["pattern"]), r["why"]) for r in rows_of("guards"))


def concerns(text: str, kinds: frozenset[str] = IN_CLAIMS) -> list[str]:
    """What a text would give away: 'a helper by name (…)'; nothing for a harmless one."""
    found = []
    for guard in guards():
        hit = guard.pattern.search(text) if guard.kind in kinds else None
        if hit and not PUBLIC_OFFICE.search(hit[0]):
            found.append(f"{guard.why} ({hit[0].strip()[:60]!r})")
    return found


def scan(book: Book) -> list[Problem]:
    """Every text of the book that must not stand in it, with file, line and reason."""
    return [*_in_claims(book), *_in_sources(book), *_in_changes(book)]


def _in_claims(book: Book) -> Iterator[Problem]:
    for claim in book.claims:
        for name in ("measure", "unit", "scope", "note", "usd_basis"):
            for why in concerns(getattr(claim, name).replace("_", " ")):
                yield Problem(f"{claim.file}.csv", claim.line, name, f"must not hold {why}")


def _in_sources(book: Book) -> Iterator[Problem]:
    for source in book.sources.values():
        for name in ("publisher", "title"):
            for why in concerns(getattr(source, name), IN_HEADLINES):
                yield Problem(SOURCES, source.line, name, f"must not hold {why}")
        for why in concerns(re.sub(r"\d{9,}", "", source.url), frozenset({"contact"})):
            yield Problem(SOURCES, source.line, "url", f"must not hold {why}")


def _in_changes(book: Book) -> Iterator[Problem]:
    for change in book.changes:
        for text in (change.ko, change.en):
            for why in concerns(text):
                yield Problem(CHANGES, 0, change.key, f"must not hold {why}")
