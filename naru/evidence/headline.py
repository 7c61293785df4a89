"""The figures of one article beside what the other sources say, each with its verdict.

The verdict is reckoned: from the conflicts in which the figure stands, else from whether another
source gives the same figure for the same question.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from naru.evidence import tables
from naru.evidence.claims import Book, Claim
from naru.evidence.conflicts import Conflict, find, of_claims
from naru.evidence.conflicts.common import Index
from naru.evidence.conflicts.prices import LEGS
from naru.evidence.money import dollars
from naru.evidence.spans import apart

ARTICLE = "seed"
# the weightier verdict first: a figure may stand in several conflicts
BY_CONFLICT = (
    ("wrong_period", "wrong_period"),
    ("mixed_legs", "mixes_legs"),
    ("against_law", "understates"),
    ("newer_than_law", "not_new"),
    ("part_exceeds_whole", "overstates"),
    ("same_money", "own_prices"),
)
VERDICTS = {
    "confirmed": ("다른 출처에서 확인됨", "confirmed"),
    "wrong_period": ("연도가 틀림", "wrong year"),
    "mixes_legs": ("서로 다른 구간을 섞음", "mixes legs"),
    "understates": ("실제보다 낮게 제시", "understates"),
    "overstates": ("실제보다 높게 제시", "overstates"),
    "not_new": ("새로운 것이 아님", "not new"),
    "own_prices": ("자체 가격과 맞지 않음", "doesn't follow from its own prices"),
    "disputed": ("다른 출처와 어긋남", "disputed"),
    "no_second_source": ("다른 출처 없음", "no second source"),
}


@dataclass(frozen=True)
class Range:
    """What other sources quote for a leg at the time: dollars a person; how many quotes."""

    leg: str
    low: float
    high: float
    quotes: int


@dataclass(frozen=True)
class Row:
    """One figure of the article: its verdict, what to read beside it, quotes by leg."""

    claim: Claim
    verdict: str
    beside: Sequence[Claim]
    ranges: Sequence[Range]
    conflicts: Sequence[Conflict]


def table(book: Book, article: str = ARTICLE, found: Sequence[Conflict] | None = None) -> list[Row]:
    """Every figure of an article with its verdict; KeyError when the book has no such source."""
    if article not in book.sources:
        raise KeyError(article)
    index = Index(book)
    by_id = of_claims(list(find(book) if found is None else found))
    rows, seen = [], set()
    for claim in book.claims:
        key = (claim.measure, claim.start, claim.end, claim.value, claim.low, claim.high)
        if claim.source_id == article and key not in seen:
            seen.add(key)
            rows.append(_row(index, claim, by_id.get(claim.id, [])))
    return rows


def verdict_name(verdict: str, lang: str) -> str:
    """A verdict in words."""
    return VERDICTS[verdict][0 if lang == "ko" else 1]


def _row(index: Index, claim: Claim, conflicts: Sequence[Conflict]) -> Row:
    ranges = _ranges(index, claim) if index.kind(claim) == "price" else ()
    agreeing = _agreeing(index, claim)
    against = [
        index.book.by_id[claim_id]
        for one in conflicts
        for claim_id in one.claim_ids
        if index.book.by_id[claim_id].source_id != claim.source_id
    ]
    beside = against or agreeing or _related(index, claim)
    verdict = _verdict(conflicts, agreeing)
    return Row(claim, verdict, tuple({c.id: c for c in beside}.values()), ranges, conflicts)


def _verdict(conflicts: Sequence[Conflict], agreeing: Sequence[Claim]) -> str:
    kinds = {one.kind for one in conflicts}
    for kind, verdict in BY_CONFLICT:
        if kind in kinds:
            return verdict
    if kinds:
        return "disputed"
    return "confirmed" if agreeing else "no_second_source"


def _agreeing(index: Index, claim: Claim) -> list[Claim]:
    """Other sources' claims on the same question that allow the same figure."""
    found = []
    for other in index.book.claims:
        if other.source_id == claim.source_id or other.measure != claim.measure:
            continue
        if claim.value is None and claim.low is None and claim.high is None:
            if other.start == claim.start and other.end == claim.end:
                found.append(other)
        elif _same_question(index, claim, other):
            found.append(other)
    return found


def _same_question(index: Index, claim: Claim, other: Claim) -> bool:
    if other.value is None and other.low is None and other.high is None:
        return False
    mine, theirs = index.key(claim), index.key(other)
    wider = tables.within().get(mine[2])
    if mine[:2] != theirs[:2] or theirs[2] not in {mine[2], wider}:
        return False
    if index.kind(claim) == "price" or apart(index.span(claim), index.span(other)):
        return False
    if index.kind(claim) == "running":
        same_year = other.end.year == claim.end.year
        return other.end <= claim.end and (same_year or _is_equal(claim, other))
    return (other.start, other.end) == (claim.start, claim.end)


def _is_equal(claim: Claim, other: Claim) -> bool:
    return claim.value is not None and claim.value == other.value


def _related(index: Index, claim: Claim) -> list[Claim]:
    """The same measure and scope at other times, and what stands for it."""
    proxies = {part for part, whole in tables.relations("proxy").items() if whole == claim.measure}
    return [
        other
        for other in index.book.claims
        if other.source_id != claim.source_id
        and (
            other.measure in proxies
            or (
                other.measure == claim.measure
                and index.kind(claim) != "price"
                and tables.scope_of(other.scope) == tables.scope_of(claim.scope)
            )
        )
    ]


def _ranges(index: Index, claim: Claim) -> list[Range]:
    """What other sources quoted for each leg while the figure is said to have held."""
    found: dict[str, list[tuple[float, float]]] = {}
    for other in index.book.claims:
        leg = tables.leg_of(other)
        together = other.start <= claim.end and claim.start <= other.end
        if other.measure != claim.measure or leg not in LEGS or not together:
            continue
        span = dollars(other, index.rates)
        if span is not None and not other.source_id.startswith(claim.source_id):
            low, high = span
            low, high = (high if low in {-inf, 0.0} else low), (low if high == inf else high)
            found.setdefault(leg, []).append((low, high))
    return [
        Range(leg, min(low for low, _ in spans), max(high for _, high in spans), len(spans))
        for leg in LEGS
        if (spans := found.get(leg))
    ]
