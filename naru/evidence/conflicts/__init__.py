"""Finds what in a book can't all be true: rules over its rows, and no list of answers.

Rounding, revision, overlapping ranges, other scopes and other periods are no contradictions; what
each of these means is in `spans`, `revisions` and `common`.
"""

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from naru.evidence.claims import Book
from naru.evidence.conflicts import exchange, laws, prices, same, shares, sums, totals
from naru.evidence.conflicts.common import Conflict, Index, Rule
from naru.evidence.conflicts.saying import kind_name, reason

__all__ = ["RULES", "Conflict", "find", "kind_name", "of_claims", "reason"]

RULES: tuple[Rule, ...] = (
    same.disagreements,
    same.levels,
    sums.sexes,
    sums.periods,
    sums.parts,
    totals.running,
    shares.shares,
    shares.distributions,
    prices.apart_at_once,
    prices.mixed_legs,
    prices.same_money,
    exchange.rates,
    laws.against_statute,
    laws.newer_than_law,
    laws.older_than_law,
    laws.dates,
)


def find(book: Book) -> list[Conflict]:
    """Every conflict that the rules find, each once, in the order of the rules and the rows."""
    found: dict[tuple[str, frozenset[str]], Conflict] = {}
    with _collector_waiting():
        index = Index(book)
        for rule in RULES:
            for one in rule(index):
                found.setdefault((one.kind, frozenset(one.claim_ids)), one)
    return list(found.values())


@contextmanager
def _collector_waiting() -> Iterator[None]:
    """Over a big book a third of the time would go to walking values that all stay."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def of_claims(found: list[Conflict]) -> Mapping[str, list[Conflict]]:
    """The conflicts that each claim takes part in."""
    by_id: dict[str, list[Conflict]] = {}
    for one in found:
        for claim_id in one.claim_ids:
            by_id.setdefault(claim_id, []).append(one)
    return by_id
