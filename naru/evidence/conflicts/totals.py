"""Running totals: they can't fall, and they grow by what came in between."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from naru.evidence import tables
from naru.evidence.claims import Claim
from naru.evidence.conflicts.common import Conflict, Index, Key, Period, conflict
from naru.evidence.conflicts.sums import ONE_DAY, Periods, tilings, touch
from naru.evidence.spans import Span

AROUND = 40  # totals before and after that say which of two is the odd one
DRIFT = 0.001  # what revisions move a running total by, as a share of it


def running(index: Index) -> Iterator[Conflict]:
    """Running totals that fall, or grow by something else than what came in between."""
    for key, group in index.of_kind("running"):
        by_start: dict[date, list[Claim]] = {}
        for (start, _end), claims in group.items():
            begin = date.min if key[0].startswith("cumulative") else start
            by_start.setdefault(begin, []).extend(claims)
        for claims in by_start.values():
            yield from _falling(index, claims)
        if key[0].startswith("cumulative"):
            yield from _grown(index, key, group)


def _falling(index: Index, claims: Sequence[Claim]) -> Iterator[Conflict]:
    """A later total below the highest that good sources gave before."""
    highest: Claim | None = None
    ordered = sorted(claims, key=lambda c: (c.end, index.span(c)))
    for place, claim in enumerate(ordered):
        low, high = index.span(claim)
        floor = index.span(highest)[0] if highest else low
        if highest is not None and claim.end > highest.end and high < floor * (1 - DRIFT):
            around = ordered[max(place - AROUND, 0) : place + AROUND]
            odd = _odd_one(index, highest, claim, around)
            yield conflict("falls", (highest, claim), before=highest, after=claim, odd=odd)
            if odd is highest:
                highest = claim
            continue
        if highest is None or low > index.span(highest)[0]:
            highest = claim


def _odd_one(index: Index, before: Claim, after: Claim, claims: Sequence[Claim]) -> Claim:
    """Which of the two the other totals contradict."""
    span_before = index.span(before)
    against = sum(c.end > before.end and index.span(c)[1] < span_before[0] for c in claims)
    backing = sum(c.end <= before.end and index.span(c)[0] > index.span(after)[1] for c in claims)
    return before if against > backing else after


def _grown(index: Index, key: Key, group: Periods) -> Iterator[Conflict]:
    """The totals against the arrivals from the beginning, and of the time between two of them."""
    flows = _flows(index, key)
    if not flows or key[2] in tables.within():
        return
    ends: dict[date, list[Claim]] = {}
    for (_start, end), claims in group.items():
        ends.setdefault(end, []).extend(claims)
    starts: dict[date, list[Period]] = {}
    for period in flows:
        starts.setdefault(period[0], []).append(period)
    first, days = min(starts), sorted(ends)
    for before, after in pairwise(days):
        columns = _between((before + ONE_DAY, after), flows, starts)
        if columns:
            yield from _step(index, ends[before], ends[after], columns)
    if min(claim.start for claims in ends.values() for claim in claims) >= first:
        for day in days:
            columns = _between((first, day), flows, starts)
            if columns:
                yield from _whole(index, ends[day], columns, _sums(index, columns))
                continue
            last = date(day.year - 1, 12, 31)
            until = _between((first, last), flows, starts)
            beyond = _between((first, date(day.year, 12, 31)), flows, starts)
            if until and beyond:
                came = _sums(index, until)[0], _sums(index, beyond)[1]
                yield from _whole(index, ends[day], beyond, came)


def _flows(index: Index, key: Key) -> Periods:
    """The arrivals that a running total counts.

    Those of its own scope; else, for the scope that most totals have, those of the only scope that
    arrivals have.
    """
    measure = key[0].replace("cumulative", "arrivals", 1)
    scopes = {k[2]: group for k, group in index.groups.items() if k[:2] == (measure, key[1])}
    if key[2] in scopes:
        return scopes[key[2]]
    totals = {k[2]: len(group) for k, group in index.groups.items() if k[:2] == key[:2]}
    is_main = max(totals, key=totals.__getitem__) == key[2]
    return next(iter(scopes.values())) if is_main and len(scopes) == 1 else {}


def _between(
    gap: Period, flows: Periods, starts: Mapping[date, Sequence[Period]]
) -> list[list[Claim]]:
    """The counts that tile a gap; none when they leave holes."""
    laid = [(gap,)] if gap in flows else tilings(gap, starts, 1)
    return [flows[part] for part in laid[0]] if laid else []


def _sums(index: Index, columns: Sequence[Sequence[Claim]]) -> Span:
    """The least and the most that the columns' claims sum to, whichever vintage is taken."""
    low = sum(min(index.span(c)[0] for c in column) for column in columns)
    high = sum(max(index.span(c)[1] for c in column) for column in columns)
    return low, high


def _step(
    index: Index,
    before: Sequence[Claim],
    after: Sequence[Claim],
    columns: Sequence[Sequence[Claim]],
) -> Iterator[Conflict]:
    """A step between two totals that no count of what came in between explains."""
    came = _sums(index, columns)
    pairs = [(a, b) for a in before for b in after]
    for a, b in pairs:
        room = DRIFT * index.span(b)[1]
        step = (index.span(b)[0] - index.span(a)[1], index.span(b)[1] - index.span(a)[0])
        if touch((step[0] - room, step[1] + room), came):
            return
    a, b = pairs[0]
    yield conflict(
        "sum_to_date",
        (*before, *after, *(claim for column in columns for claim in column)),
        before=a,
        after=b,
        period=(columns[0][0].start, columns[-1][0].end),
        came=_one_or_two(came),
    )


def _whole(
    index: Index, totals: Sequence[Claim], columns: Sequence[Sequence[Claim]], came: Span
) -> Iterator[Conflict]:
    """A total that the counts from the beginning, or to the year-ends around it, don't make."""
    for claim in totals:
        low, high = index.span(claim)
        room = DRIFT * high
        if not touch((low - room, high + room), came):
            yield conflict(
                "sum_of_all",
                (claim, *(each for column in columns for each in column)),
                total=claim,
                came=_one_or_two(came),
            )


def _one_or_two(came: Span) -> list[float] | float:
    return [*came] if came[0] != came[1] else came[0]
