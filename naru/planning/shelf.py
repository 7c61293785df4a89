"""The book as the pages need it, reckoned once: conflicts by claim, the headline, small tables."""

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from naru.evidence import book, conflicts, headline
from naru.evidence.claims import Book, Claim
from naru.evidence.conflicts import Conflict
from naru.evidence.conflicts.common import Index

FOLDER = Path(__file__).resolve().parent / "tables"
ARTICLE = headline.ARTICLE

__all__ = ["ARTICLE", "against", "article", "book", "found", "index", "position", "rows_of"]


@cache
def found() -> list[Conflict]:
    """Every contradiction of the packaged book."""
    return conflicts.find(book())


@cache
def against() -> Mapping[str, list[Conflict]]:
    """The contradictions that each claim stands in."""
    return conflicts.of_claims(found())


def position(one: Conflict) -> int:
    """The number of a contradiction on its page, from 1."""
    return next(place for place, each in enumerate(found(), 1) if each is one)


@cache
def article() -> list[headline.Row]:
    """The figures of the article that the book started from, with their verdicts."""
    return headline.table(book(), ARTICLE, found())


@cache
def index() -> Index:
    """The book indexed for comparing."""
    return Index(book())


@cache
def rows_of(name: str) -> Sequence[Mapping[str, str]]:
    """A small table of these pages by its name without `.csv`."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def touching(claims: Sequence[Claim]) -> list[Conflict]:
    """The contradictions in which any of these claims stands, each once."""
    found_: dict[int, Conflict] = {}
    for claim in claims:
        for one in against().get(claim.id, ()):
            found_[id(one)] = one
    return list(found_.values())


def same_question(book_: Book, claim: Claim) -> list[Claim]:
    """Other claims on the same measure, period and scope."""
    key = index().key(claim)
    return [
        other
        for other in book_.claims
        if other.id != claim.id
        and other.measure == claim.measure
        and (other.start, other.end) == (claim.start, claim.end)
        and index().key(other) == key
    ]
