"""Which claims of a book answer a question: by measure, period, leg, source, confidence."""

from collections.abc import Sequence
from datetime import date

from naru.evidence import tables
from naru.evidence.claims import CONFIDENCES, Book, Claim


def select(
    book: Book,
    *,
    measure: str = "",
    since: date | None = None,
    until: date | None = None,
    leg: str = "",
    source: str = "",
    confidence: str = "",
) -> list[Claim]:
    """The claims that meet every condition given, in file order.

    `measure` may end in '*'; `since` and `until` keep what touches the period; `leg` is a leg of
    the way ('border', 'onward', 'whole', 'unstated') or part of a scope; `confidence` is the least.
    """
    least = CONFIDENCES.index(confidence) if confidence else len(CONFIDENCES)
    return [
        claim
        for claim in book.claims
        if _is_named(claim.measure, measure)
        and (since is None or claim.end >= since)
        and (until is None or claim.start <= until)
        and (not leg or _is_leg(claim, leg))
        and (not source or claim.source_id == source)
        and CONFIDENCES.index(claim.confidence) <= least
    ]


def _is_named(measure: str, wanted: str) -> bool:
    if wanted.endswith("*"):
        return measure.startswith(wanted[:-1])
    return wanted in {"", measure}


def _is_leg(claim: Claim, asked: str) -> bool:
    wanted = asked.lower()
    leg = tables.leg_of(claim) if claim.currency else ""
    return leg == wanted or wanted in claim.scope.lower()


def best(claims: Sequence[Claim]) -> Claim | None:
    """The claim to show for a question: what most and best sources give; None if empty."""
    weight = {"high": 4, "medium": 2, "low": 1}
    support: dict[float | None, int] = {}
    for claim in claims:
        support[claim.value] = support.get(claim.value, 0) + weight[claim.confidence]
    return max(claims, key=lambda c: (support[c.value], weight[c.confidence]), default=None)


def by_year(book: Book, measure: str, scope_end: bool = True) -> dict[int, Claim]:  # noqa: FBT001, FBT002
    """For each calendar year the claim to show for a measure; running totals by their last day."""
    found: dict[int, list[Claim]] = {}
    for claim in book.claims:
        whole_year = (claim.start.month, claim.start.day) == (1, 1) and (
            claim.end.month,
            claim.end.day,
        ) == (12, 31)
        of_one = claim.start.year == claim.end.year or (scope_end and "cumulative" in measure)
        if claim.measure == measure and whole_year and of_one:
            found.setdefault(claim.end.year, []).append(claim)
    return {year: kept for year in sorted(found) if (kept := best(found[year]))}
