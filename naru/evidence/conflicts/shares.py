"""Shares that their own counts don't make, and classes that sum to more than the whole."""

import re
from collections.abc import Iterator, Mapping, Sequence

from naru.evidence import tables
from naru.evidence.claims import Claim
from naru.evidence.conflicts.common import Conflict, Index, Period, conflict

OF = re.compile(r"^(?:over |about )?([\d,]*\d) of ([\d,]*\d)\b")
COUNT = re.compile(r"^(?:over |about )?([\d,]*\d) (?:people|persons|cases|carriers|patients|명)\b")
BASE = re.compile(r"\(n=([\d,]*\d)\)")
Periods = dict[Period, list[Claim]]
POINT = 1.0  # percentage points that vintages of the counts may move a share by


def shares(index: Index) -> Iterator[Conflict]:
    """A printed share that isn't what its own count and base, or the counts elsewhere, give."""
    for claim in index.book.claims:
        if claim.unit != "percent" or not claim.note or not claim.is_point:
            continue
        given = _own_share(claim)
        low, high = index.span(claim)
        room = 0.5 * 10.0**-claim.places + 1e-9
        if given is not None and not low - room <= given <= high + room:
            yield conflict("share_of_base", (claim,), claim=claim, given=round(given, 2))
    for measure, pair in tables.relations("share").items():
        yield from _share_of_counts(index, measure, *pair.split(":"))


def _own_share(claim: Claim) -> float | None:
    """The share in percent that the note's 'a of b', or its count and the scope's n, make."""
    of = OF.search(claim.note)
    if of:
        part, base = of[1], of[2]
    else:
        count, n = COUNT.search(claim.note), BASE.search(claim.scope)
        if not count or not n:
            return None
        part, base = count[1], n[1]
    whole = float(base.replace(",", ""))
    return 100 * float(part.replace(",", "")) / whole if whole else None


def _share_of_counts(index: Index, measure: str, part: str, whole: str) -> Iterator[Conflict]:
    parts, wholes = _scopes(index, part), _scopes(index, whole)
    for scope, periods in _scopes(index, measure).items():
        tops, bottoms = _counts(parts, scope), _counts(wholes, scope)
        for period, claims in periods.items():
            above, below = tops.get(period, []), bottoms.get(period, [])
            counted = _distinct(above), _distinct(below)
            values = [100 * a / b for a in counted[0] for b in counted[1] if b]
            for claim in claims if values else ():
                low, high = index.span(claim)
                if high < min(values) - POINT or low > max(values) + POINT:
                    yield conflict(
                        "share_of_counts",
                        (claim, *above, *below),
                        claim=claim,
                        period=period,
                        given=round(values[0], 1),
                    )


def _distinct(claims: Sequence[Claim]) -> set[float]:
    return {claim.value for claim in claims if claim.value}


def _counts(scopes: Mapping[str, Periods], scope: str) -> Periods:
    """The counts of a share's own scope; those of the only scope when there is but one."""
    if scope in scopes:
        return scopes[scope]
    return next(iter(scopes.values())) if len(scopes) == 1 else {}


def _scopes(index: Index, measure: str) -> dict[str, Periods]:
    """The claims of a measure by scope and period; running ones by their last day."""
    found: dict[str, Periods] = {}
    running = "cumulative" in measure
    for key, group in index.groups.items():
        if key[0] == measure:
            periods: Periods = found.setdefault(key[2], {})
            for (start, end), claims in group.items():
                periods.setdefault((end, end) if running else (start, end), []).extend(claims)
    return found


def distributions(index: Index) -> Iterator[Conflict]:
    """Classes of one whole that sum to more than a hundred percent."""
    groups: dict[tuple[str, str, Period], list[Claim]] = {}
    for key, group in index.of_kind("distribution"):
        for period, claims in group.items():
            for claim in claims:
                if claim.value is not None and claim.unit.startswith("percent"):
                    groups.setdefault((claim.source_id, key[0], period), []).append(claim)
    for (_source, _measure, period), claims in groups.items():
        total = sum(claim.value or 0.0 for claim in claims)
        room = sum(0.5 * 10.0**-claim.places for claim in claims)
        if total > 100 + room + 1e-9:
            yield conflict("over_hundred", claims, period=period, sum=round(total, 2))
