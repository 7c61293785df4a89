"""Prices: quotes of one leg and time that lie apart, and series that splice different legs.

Quotes are intervals of at least a factor of 1.5, and brokers differ; only what lies apart even as
such intervals, in periods that are about the same, is a contradiction.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import inf

from naru.evidence import tables
from naru.evidence.claims import Claim
from naru.evidence.conflicts.common import Conflict, Index, conflict
from naru.evidence.conflicts.same import about_the_same
from naru.evidence.money import dollars
from naru.evidence.spans import Span, apart, widened

NEXT = 8  # quotes that begin next, with which each is compared
MARGIN = 1.5  # by which two quotes' intervals must lie apart
CASE = re.compile(
    r"budget|premium|interior|near the border|with(out)? (a )?brokers?|province|high-profile"
    r"|special|official|child|adult|region|not a price|\bcase\b|add-on",
    re.IGNORECASE,
)
LEGS, UNSTATED = ("border", "onward", "whole"), "unstated"
STEP = 2.0  # from the lowest to the highest quote: below it nobody reads a course into them
Quote = tuple[Claim, Span]


def quotes(index: Index) -> dict[tuple[str, str], list[Quote]]:
    """Every price in dollars as an interval, by measure and scope, in order of time."""
    return index.once("quotes", _quotes)


def _quotes(index: Index) -> dict[tuple[str, str], list[Quote]]:
    found: dict[tuple[str, str], list[Quote]] = defaultdict(list)
    for key, group in index.of_kind("price"):
        for claims in group.values():
            for claim in claims:
                span = dollars(claim, index.rates)
                if span is not None:
                    found[key[0], key[2]].append((claim, span))
    for listed in found.values():
        listed.sort(key=lambda quote: (quote[0].start, quote[0].end, quote[0].id))
    return found


def apart_at_once(index: Index) -> Iterator[Conflict]:
    """Two quotes of one leg and about one period whose intervals lie well apart."""
    for (_measure, scope), listed in quotes(index).items():
        if tables.legs().get(scope, scope) in {UNSTATED, "overhead", ""}:
            continue
        wide = [widened(span) for _claim, span in listed]
        for place, (claim, _span) in enumerate(listed):
            low, high = wide[place][0] / MARGIN, wide[place][1] * MARGIN
            for other in range(place + 1, min(place + 1 + NEXT, len(listed))):
                second = listed[other][0]
                if second.start > claim.end:
                    break
                beyond = wide[other][0] > high or wide[other][1] < low
                if beyond and _comparable(claim, second):
                    kind = "one_source" if claim.source_id == second.source_id else "prices_apart"
                    yield conflict(
                        kind,
                        (claim, second),
                        period=(claim.start, claim.end),
                        said=(claim, second),
                    )


def _comparable(one: Claim, other: Claim) -> bool:
    """Whether two quotes speak of about the same time and of no special case."""
    if not about_the_same((one.start, one.end), (other.start, other.end)):
        return False
    return not (CASE.search(one.note) or CASE.search(other.note))


def mixed_legs(index: Index) -> Iterator[Conflict]:
    """A source's series of one price that fits no single leg of the way.

    A quote whose leg isn't stated may be for any leg that other sources quote about as high at the
    time. A series is mixed when no leg is left that all its quotes can be for.
    """
    seen = _by_month(index)
    for source_id, claims in index.by_source.items():
        for measure in dict.fromkeys(claim.measure for claim in claims if claim.currency):
            series = _series(index, source_id, measure)
            if len(series) > 1 and _is_spliced(index, series):
                known = _known(index, series, seen)
                if known and not set.intersection(*(legs for _claim, legs in known)):
                    yield _mixed(known)


def _is_spliced(index: Index, series: Sequence[Claim]) -> bool:
    """Whether the quotes read as one course: one a period, no leg twice, and a clear step."""
    stated = [tables.leg_of(claim) for claim in series]
    named = [leg for leg in stated if leg != UNSTATED]
    if named == stated:
        ordered = sorted(series, key=lambda c: c.start)
        overlaps = any(b.start <= a.end for a, b in pairwise(ordered))
        if overlaps or len(set(named)) < len(named):
            return False
    middles = [middle for claim in series if (middle := _middle(index, claim))]
    return len(middles) > 1 and max(middles) / min(middles) >= STEP


def _known(
    index: Index, series: Sequence[Claim], seen: Mapping[tuple[str, str], Mapping[int, list[Span]]]
) -> list[tuple[Claim, set[str]]]:
    """The quotes of a series with the legs that each can be for, where that can be told."""
    legs = [(claim, _legs_of(index, claim, seen)) for claim in series]
    if any(tables.leg_of(claim) != UNSTATED for claim in series):
        return [(claim, found or {UNSTATED}) for claim, found in legs]
    return [(claim, found) for claim, found in legs if found]


def _by_month(index: Index) -> dict[tuple[str, str], dict[int, list[Span]]]:
    """For each price and leg of the way, month by month: what it was quoted at, merged."""
    found: dict[tuple[str, str], dict[int, list[Span]]] = {}
    for (measure, scope), listed in quotes(index).items():
        leg = tables.legs().get(scope, "")
        if leg in LEGS:
            months = found.setdefault((measure, leg), defaultdict(list))
            for claim, span in listed:
                quoted = _closed(widened(span))
                for month in _months(claim):
                    months[month].append(quoted)
    return {key: {m: _merged(spans) for m, spans in at.items()} for key, at in found.items()}


def _months(claim: Claim) -> range:
    first, last = claim.start, claim.end
    return range(first.year * 12 + first.month, last.year * 12 + last.month + 1)


def _merged(spans: list[Span]) -> list[Span]:
    """Overlapping spans as one, in order."""
    merged: list[Span] = []
    for low, high in sorted(spans):
        if merged and low <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], high)
        else:
            merged.append((low, high))
    return merged


def _series(index: Index, source_id: str, measure: str) -> list[Claim]:
    """The source's quotes of a price, when they are of different times."""
    legs = (*LEGS, UNSTATED)
    mine = [
        c for c in index.by_source[source_id] if c.measure == measure and tables.leg_of(c) in legs
    ]
    several = len({(c.start, c.end) for c in mine}) > 1
    return sorted(mine, key=lambda c: c.start) if several else []


def _legs_of(
    index: Index, claim: Claim, seen: Mapping[tuple[str, str], Mapping[int, list[Span]]]
) -> set[str]:
    """The legs that a quote can be for: the stated one, or those quoted about as high then."""
    stated = tables.leg_of(claim)
    if stated != UNSTATED:
        return {stated} & set(LEGS)
    span = dollars(claim, index.rates)
    if span is None:
        return set()
    wide = widened(span)
    return {
        leg
        for leg in LEGS
        for months in (seen.get((claim.measure, leg), {}),)
        if any(not apart(wide, each) for month in _months(claim) for each in months.get(month, ()))
    }


def _closed(span: Span) -> Span:
    """An open end of a quote, closed at a factor of four: 'at least 6,000' isn't any sum."""
    low, high = span
    if high == inf:
        return low, low * 4
    return (high / 4 if low == -inf else low), high


def _mixed(known: Sequence[tuple[Claim, set[str]]]) -> Conflict:
    names = {row["leg"]: row for row in reversed(tables.rows_of("legs"))}
    fitting = [
        {
            lang: f"{claim.id}: " + (" / ".join(names[leg][lang] for leg in sorted(legs)))
            for lang in ("ko", "en")
        }
        for claim, legs in known
    ]
    return conflict("mixed_legs", [claim for claim, _ in known], fitting=fitting)


def same_money(index: Index) -> Iterator[Conflict]:
    """A source's 'one sum brought so many then, so many now' that its own prices don't give."""
    for measure, price in tables.relations("inverse").items():
        for source_id in dict.fromkeys(c.source_id for c in index.by_measure.get(measure, ())):
            mine = index.by_source[source_id]
            counts = sorted(
                (c for c in mine if c.measure == measure and c.value), key=lambda c: (c.start, c.id)
            )
            prices = [c for c in mine if c.measure == price]
            yield from _unlike(index, _pairs(counts), prices)


def _pairs(counts: Sequence[Claim]) -> Iterator[tuple[list[Claim], list[Claim]]]:
    """Then and now: the first and the last count, each with its repetitions in other files."""
    said: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in counts:
        said[claim.start, claim.end, claim.value].append(claim)
    told = list(said.values())
    if len(told) > 1 and told[0][0].end < told[-1][0].start:
        yield told[0], told[-1]


def _unlike(
    index: Index,
    pairs: Iterator[tuple[list[Claim], list[Claim]]],
    prices: Sequence[Claim],
) -> Iterator[Conflict]:
    for thens, nows in pairs:
        then, now = thens[0], nows[0]
        fell = (then.value or 0.0) / (now.value or 1.0)
        before = [c for c in prices if c.start <= then.end and then.start <= c.end]
        after = [c for c in prices if c.start <= now.end and now.start <= c.end]
        rises = {
            round(top / bottom, 1): (a, b)
            for a in before
            for b in after
            if (bottom := _middle(index, a)) and (top := _middle(index, b))
        }
        if rises and not any(rise / MARGIN < fell < rise * MARGIN for rise in rises):
            used = [claim for pair in rises.values() for claim in pair]
            claims, steps = (*thens, *nows, *used), sorted(rises)
            yield conflict("same_money", claims, then=then, now=now, fell=fell, rises=steps)


def _middle(index: Index, claim: Claim) -> float:
    span = dollars(claim, index.rates)
    if span is None or span[0] <= 0 or span[1] == inf:
        return 0.0
    return (span[0] + span[1]) / 2
