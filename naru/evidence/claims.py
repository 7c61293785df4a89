"""Claims, their sources and the book that holds them: plain values, nothing computed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

CONFIDENCES = ("high", "medium", "low")


class Claim(NamedTuple):
    """One published figure: who says what of which period, and where it stands in the files.

    `value`, `low` and `high` are in `unit` (and `currency`); a value that equals its low is "at
    least", one that equals its high "at most". `places` counts the decimals as printed.
    """

    id: str
    source_id: str
    measure: str
    start: date
    end: date
    value: float | None
    low: float | None
    high: float | None
    unit: str
    currency: str
    scope: str
    note: str
    confidence: str
    places: int = 0
    usd_value: float | None = None
    usd_low: float | None = None
    usd_high: float | None = None
    usd_basis: str = ""
    file: str = ""
    line: int = 0

    @property
    def is_point(self) -> bool:
        """Whether the claim is one number, neither a range nor a bound."""
        return self.value is not None and self.low is None and self.high is None

    @property
    def days(self) -> int:
        """The length of its period in days, both ends counted."""
        return (self.end - self.start).days + 1


@dataclass(frozen=True)
class Source:
    """Where a claim was read; `date` as far as it is known, in words or as ISO 8601."""

    id: str
    publisher: str
    title: str
    date: str
    url: str
    language: str
    line: int = 0

    @property
    def link(self) -> str:
        """The address when it can be followed; '' when part of it is withheld."""
        return "" if " " in self.url else self.url


@dataclass(frozen=True)
class Change:
    """A dated change of the book, told in both languages, with the claims that it touches."""

    day: date
    key: str
    ko: str
    en: str
    claim_ids: tuple[str, ...]


@dataclass(frozen=True)
class Book:
    """Every claim in file order, every source by its id, and what changed when."""

    claims: Sequence[Claim]
    sources: Mapping[str, Source]
    changes: Sequence[Change] = ()
    by_id: Mapping[str, Claim] = field(default_factory=dict)


def book_of(
    claims: Sequence[Claim], sources: Mapping[str, Source], changes: Sequence[Change] = ()
) -> Book:
    """The book of these claims, with its index by id."""
    return Book(claims, sources, changes, {claim.id: claim for claim in claims})
