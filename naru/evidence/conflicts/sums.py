"""Sums that don't add up: men and women, parts of a period, and parts above their whole."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import product

from naru.evidence import tables
from naru.evidence.claims import Claim
from naru.evidence.conflicts.common import Conflict, Index, Key, Period, conflict
from naru.evidence.spans import Span

ONE_DAY = timedelta(days=1)
MOST_COMBINATIONS = 512
MOST_PARTS = 24
Periods = Mapping[Period, list[Claim]]


def sexes(index: Index) -> Iterator[Conflict]:
    """Men and women that aren't the total: of one source, else in every mix of sources."""
    wholes = tables.relations("sex")
    for key, periods in list(index.groups.items()):
        parts = [part for part, whole in wholes.items() if whole == key[0]]
        if not parts:
            continue
        groups = [index.groups.get((part, key[1], key[2]), {}) for part in parts]
        for period, totals in periods.items():
            columns = [group.get(period, []) for group in groups]
            if all(columns):
                yield from _mismatch(index, "sum_of_parts", period, totals, columns)


def periods(index: Index) -> Iterator[Conflict]:
    """Parts of a period that tile it and don't sum to the whole, or a part above its whole."""
    for _key, group in index.of_kind("flow"):
        yield from _part_above_whole(index, group)
        starts: dict[date, list[Period]] = {}
        for period in group:
            starts.setdefault(period[0], []).append(period)
        for whole, totals in group.items():
            for tiling in tilings(whole, starts):
                columns = [group[part] for part in tiling]
                found = list(_mismatch(index, "sum_of_periods", whole, totals, columns))
                yield from found
                if found:
                    break


def tilings(
    whole: Period, starts: Mapping[date, Sequence[Period]], most: int = 4
) -> list[tuple[Period, ...]]:
    """Ways to lay shorter periods end to end over a whole one, the fewest parts first."""
    found: list[tuple[Period, ...]] = []
    open_: list[tuple[Period, ...]] = [()]
    while open_ and len(found) < most:
        laid = open_.pop(0)
        begin = laid[-1][1] + ONE_DAY if laid else whole[0]
        for part in sorted(starts.get(begin, ()), key=lambda p: p[1], reverse=True)[:6]:
            if part == whole or part[1] > whole[1] or len(laid) >= MOST_PARTS:
                continue
            if part[1] == whole[1]:
                found.append((*laid, part))
            elif len(open_) < MOST_COMBINATIONS:
                open_.append((*laid, part))
    return found


def _mismatch(
    index: Index,
    kind: str,
    period: Period,
    totals: Sequence[Claim],
    columns: Sequence[Sequence[Claim]],
) -> Iterator[Conflict]:
    """The sources that contradict their own sum; else the sum that no mix of sources makes."""
    mine = [_by_source(column) for column in (totals, *columns)]
    whole = [source for source in mine[0] if all(source in column for column in mine)]
    for source in whole:
        said = [column[source] for column in mine]
        if not _fits(index, said[0], said[1:]):
            yield _sum(kind, period, said[0], said[1:])
    if not whole and not _fits(index, totals, columns):
        yield _sum(kind, period, _one_each(totals), [_one_each(column) for column in columns])


def _by_source(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.source_id, []).append(claim)
    return found


def _one_each(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of the first-named value only: the others repeat or revise it."""
    return [claim for claim in claims if claim.value == claims[0].value]


def _fits(index: Index, totals: Sequence[Claim], columns: Sequence[Sequence[Claim]]) -> bool:
    """Whether some mix of the claims' values adds up, rounding included."""
    known = index.spans
    spans = [list({known[claim.id] for claim in column}) for column in columns]
    size = 1
    for column in spans:
        size *= len(column)
    if size > MOST_COMBINATIONS:
        spans = [
            [(min(low for low, _ in column), max(high for _, high in column))] for column in spans
        ]
    whole = {known[claim.id] for claim in totals}
    return any(touch(_add(mix), total) for mix in product(*spans) for total in whole)


def _add(spans: Sequence[Span]) -> Span:
    return sum(low for low, _ in spans), sum(high for _, high in spans)


def touch(one: Span, other: Span) -> bool:
    """Whether two spans have a number in common."""
    return one[0] <= other[1] and other[0] <= one[1]


def _sum(
    kind: str, period: Period, totals: Sequence[Claim], columns: Sequence[Sequence[Claim]]
) -> Conflict:
    claims = [*totals, *(claim for column in columns for claim in column)]
    return conflict(
        kind,
        claims,
        period=period,
        parts=[column[0] for column in columns],
        total=totals[0],
        sum=sum(column[0].value or column[0].low or 0.0 for column in columns),
    )


def _part_above_whole(index: Index, group: Periods) -> Iterator[Conflict]:
    """A count of part of a year that is above the count of the year."""
    for period, claims in group.items():
        start, end = period
        year = (date(start.year, 1, 1), date(start.year, 12, 31))
        if start.year != end.year or period == year or year not in group:
            continue
        for claim in _above(index, claims, group[year]):
            yield conflict(
                "part_exceeds_whole",
                (claim, *group[year]),
                part=claim,
                whole=group[year][0],
                period=period,
                of=year,
                later=None,
            )


def _above(index: Index, claims: Sequence[Claim], wholes: Sequence[Claim]) -> list[Claim]:
    """The claims that are above even the highest of the wholes."""
    spans = index.spans
    most = max(spans[whole.id][1] for whole in wholes)
    return [claim for claim in claims if spans[claim.id][0] > most]


def parts(index: Index) -> Iterator[Conflict]:
    """A part of a measure, or of a wider scope, above the whole."""
    for key, group in list(index.groups.items()):
        whole_key = _whole_of(key)
        if whole_key is None or whole_key not in index.groups:
            continue
        wholes = index.groups[whole_key]
        at = _by_end(wholes) if key[0].startswith("cumulative") else wholes
        for period, claims in group.items():
            beside = at.get((period[1], period[1]) if at is not wholes else period, [])
            for claim in _above(index, claims, beside) if beside else ():
                yield _beyond(index, claim, beside, wholes, period)


def _whole_of(key: Key) -> Key | None:
    measure, unit, scope = key
    whole = tables.relations("part").get(measure) or tables.relations("sex").get(measure)
    if whole:
        return whole, unit, scope
    wider = tables.within().get(scope)
    return (measure, unit, wider) if wider else None


def _by_end(group: Periods) -> Periods:
    """Running totals by their last day alone."""
    found: dict[Period, list[Claim]] = {}
    for (_start, end), claims in group.items():
        found.setdefault((end, end), []).extend(claims)
    return found


def _beyond(
    index: Index, claim: Claim, wholes: Sequence[Claim], group: Periods, period: Period
) -> Conflict:
    """The claim beside the whole of its day, and the first later count that it would fit."""
    shown = group if len(group) <= MOST_COMBINATIONS else {}
    later = sorted(
        (c for (_s, end), claims in shown.items() if end > period[1] for c in claims),
        key=lambda c: (c.end, c.confidence != "high", c.id),
    )
    fits = [c for c in later if touch(index.span(claim), index.span(c)) and c.confidence == "high"]
    return conflict(
        "part_exceeds_whole",
        (claim, *wholes, *fits[:1]),
        part=claim,
        whole=wholes[0],
        period=period,
        of=period,
        later=fits[0] if fits else None,
    )
