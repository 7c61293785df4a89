"""Tells a revision from a contradiction: the same figure, counted anew by those who count.

Figures are vintages of one another when each value is held by a block of sources that follow one
another in time (nobody repeats the old value after the new one has appeared), and when somebody
says so, or the same publisher or a better source brings the new value, and the step is small.
"""

import re
from collections.abc import Sequence
from datetime import date

from naru.evidence.claims import CONFIDENCES, Claim
from naru.evidence.conflicts.common import Index

OLD = re.compile(
    r"supersed|provisional|preliminar|(earl(y|ier)|old(er)?)\b[^;]{0,20}vintage|\d{4} vintage"
    r"|first (announce|report|estimate|figure)"
    r"|(later |since |was |were )?revised (later )?(to|in|by)|later (revised|corrected)"
    r"|corrected (later |to)|(final|revised) (table|figure|series|count|, )|잠정|속보",
    re.IGNORECASE,
)
NEW = re.compile(
    r"correct(ed|ion)|revis(ed|ion)|final (figure|count|table)|확정|정정", re.IGNORECASE
)
OFFICIAL = re.compile(r"ministr|government|statistic|census|assembly|national|부$|청$|처$", re.I)
DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
PROVISIONAL, SAME_HOUSE, SMALL, RECOUNT = 0.5, 0.15, 0.05, 2


def appeared(index: Index, claim: Claim) -> tuple[date, date] | None:
    """The first and last day on which the claim's source can have appeared; None if unknown."""
    return index.once(f"appeared {claim.source_id}", lambda _index: _days(index.source_date(claim)))


def _days(words: str) -> tuple[date, date] | None:
    """'2024-01' is any day of January; None for what holds no year."""
    found = DATE.search(words)
    if not found:
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        if month:
            return date(year, month, 1), date(year, month, 28)
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None


def is_revision(index: Index, one: Sequence[Claim], other: Sequence[Claim]) -> bool:
    """Whether two sets of claims, each of one value, are an older and a newer count."""
    old, new = _ordered(index, one, other)
    if not old or any(claim.value is None for claim in (*old, *new)):
        return False
    before, after = old[0].value or 0.0, new[0].value or 0.0
    step = abs(after - before) / max(abs(before), abs(after), 1.0)
    if _rank(new) > _rank(old) and not _same_house(index, old, new):
        return False
    if any(OLD.search(claim.note) for claim in old):
        return step <= PROVISIONAL or _is_one_off(before, after)
    if any(NEW.search(claim.note) for claim in new):
        return step <= SAME_HOUSE or _is_one_off(before, after)
    if _same_house(index, old, new):
        return step <= SAME_HOUSE
    return step <= SMALL and _is_better(index, old, new)


def _is_one_off(before: float, after: float) -> bool:
    """A person more or less of a small count is a recount, whatever its share."""
    return abs(after - before) <= RECOUNT


def _ordered(
    index: Index, one: Sequence[Claim], other: Sequence[Claim]
) -> tuple[Sequence[Claim], Sequence[Claim]]:
    """The older and the newer block, or two empty ones when they are mixed in time."""
    for old, new in ((one, other), (other, one)):
        last = [appeared(index, claim) for claim in old]
        first = [appeared(index, claim) for claim in new]
        dated = all(last) and all(first)
        if dated and max(d[1] for d in last if d) < min(d[0] for d in first if d):
            return old, new
    return (), ()


def _publisher(index: Index, claim: Claim) -> str:
    source = index.book.sources.get(claim.source_id)
    return re.sub(r"\s*\(.*", "", source.publisher).strip().lower() if source else claim.source_id


def _same_house(index: Index, old: Sequence[Claim], new: Sequence[Claim]) -> bool:
    """Whether a publisher of the old value brings the new one, in another source."""
    houses = {_publisher(index, claim) for claim in old}
    return any(_publisher(index, claim) in houses for claim in new) and not (
        {claim.source_id for claim in old} & {claim.source_id for claim in new}
    )


def _is_better(index: Index, old: Sequence[Claim], new: Sequence[Claim]) -> bool:
    official = any(OFFICIAL.search(_publisher(index, claim)) for claim in new)
    return official or _rank(new) < _rank(old)


def _rank(claims: Sequence[Claim]) -> int:
    """The place of the best confidence among claims: 0 is high."""
    return min(CONFIDENCES.index(claim.confidence) for claim in claims)
