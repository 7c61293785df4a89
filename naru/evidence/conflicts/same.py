"""Claims on the same measure, period and scope that can't both hold; the figure of a wrong period;
one source against itself."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from naru.evidence.claims import Claim
from naru.evidence.conflicts.common import Conflict, Index, Key, Period, conflict
from naru.evidence.conflicts.revisions import OLD, is_revision
from naru.evidence.spans import apart

KINDS = ("flow", "running", "share", "level", "rate", "distribution", "other", "event", "inverse")
WEIGHT = {"high": 4, "medium": 2, "low": 1}
LEAST_SHIFTED = 20
SAME_PERIOD = 0.5  # of the days that either of two periods covers
NEXT = 8  # periods that begin next, with which each is compared
Cluster = list[Claim]


def disagreements(index: Index) -> Iterator[Conflict]:
    """Every value of a question that can't hold beside its best-supported value."""
    for key, periods in index.of_kind(*KINDS):
        for period, claims in _questions(index, key, periods):
            if len(claims) > 1:
                yield from _of_one(index, key, period, claims)


def _questions(
    index: Index, key: Key, periods: dict[Period, list[Claim]]
) -> Iterable[tuple[Period, list[Claim]]]:
    """Claims of one period; what is said to be counted 'ever' shares its last day only."""
    if not key[0].startswith("cumulative"):
        return periods.items()
    ends: dict[date, list[Claim]] = defaultdict(list)
    for (_start, end), claims in periods.items():
        ends[end] += claims
    return [((claims[0].start, end), claims) for end, claims in ends.items()]


def _of_one(index: Index, key: Key, period: Period, claims: Sequence[Claim]) -> Iterator[Conflict]:
    kind = index.kind(claims[0])
    if kind == "event" and (not _is_day(period) or key[1] != "persons"):
        return
    clusters = _clusters(index, claims)
    if len(clusters) == 1:
        return
    yield from _against_itself(index, clusters)
    standing = standing_of(index, clusters)
    for cluster in clusters:
        if cluster is standing or not apart(index.span(cluster[0]), index.span(standing[0])):
            continue
        shifted = _shifted(index, key, period, cluster[0]) if kind == "flow" else ()
        if is_revision(index, cluster, standing):
            continue
        yield _said(period, cluster, standing, shifted)


def levels(index: Index) -> Iterator[Conflict]:
    """States that hold over periods which are about the same, and can't both hold."""
    for _key, periods in index.of_kind("level"):
        listed = sorted(periods)
        for place, period in enumerate(listed):
            for other in listed[place + 1 : place + 1 + NEXT]:
                if other[0] > period[1]:
                    break
                one = standing_of(index, _clusters(index, periods[period]))
                two = standing_of(index, _clusters(index, periods[other]))
                differ = apart(index.span(one[0]), index.span(two[0]))
                if differ and about_the_same(period, other) and not is_revision(index, one, two):
                    yield _said(period, two, one, ())


def about_the_same(one: Period, other: Period) -> bool:
    """Whether two periods share at least half of the days that either covers."""
    shared = (min(one[1], other[1]) - max(one[0], other[0])).days + 1
    covered = (max(one[1], other[1]) - min(one[0], other[0])).days + 1
    return shared >= SAME_PERIOD * covered


def _is_day(period: Period) -> bool:
    return period[0] == period[1]


def _clusters(index: Index, claims: Sequence[Claim]) -> list[Cluster]:
    """The claims of one question by what they allow."""
    found: dict[tuple[float, float], Cluster] = {}
    spans = index.spans
    for claim in claims:
        found.setdefault(spans[claim.id], []).append(claim)
    return list(found.values())


def standing_of(index: Index, clusters: Sequence[Cluster]) -> Cluster:
    """The value that most and best sources give; of equal ones the later, then the first listed."""

    def weight(cluster: Cluster) -> tuple[int, str]:
        voices = {claim.source_id: WEIGHT[claim.confidence] for claim in cluster}
        latest = max(index.source_date(claim)[:10] for claim in cluster)
        return sum(voices.values()), latest

    return max(clusters, key=weight)


def _against_itself(index: Index, clusters: Sequence[Cluster]) -> Iterator[Conflict]:
    """Two values that one source gives for the same question."""
    by_source: dict[str, list[Claim]] = defaultdict(list)
    for cluster in clusters:
        for claim in cluster:
            by_source[claim.source_id].append(claim)
    for said in by_source.values():
        for place, one in enumerate(said):
            for other in said[place + 1 :]:
                recount = OLD.search(one.note) or OLD.search(other.note)
                if apart(index.span(one), index.span(other)) and not recount:
                    yield conflict(
                        "one_source", (one, other), period=(one.start, one.end), said=(one, other)
                    )


def _shifted(index: Index, key: Key, period: Period, claim: Claim) -> Sequence[Claim]:
    """The claims of the period before or after that give just this value."""
    if claim.value is None or claim.value < LEAST_SHIFTED:
        return ()
    for other in _neighbours(period):
        same = [c for c in index.groups[key].get(other, ()) if c.value == claim.value]
        if same and standing_of(index, _clusters(index, index.groups[key][other]))[0] in same:
            return same
    return ()


def _neighbours(period: Period) -> Iterator[Period]:
    """The period of the same kind before this one, and the one after it."""
    start, end = period
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        years = end.year - start.year + 1
        yield start.replace(year=start.year - years), end.replace(year=end.year - years)
        yield start.replace(year=start.year + years), end.replace(year=end.year + years)
        return
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if start.day == 1 and (end + timedelta(days=1)).day == 1:
        yield _month(start, -months), start - timedelta(days=1)
        yield end + timedelta(days=1), _month(start, 2 * months) - timedelta(days=1)


def _month(start: date, months: int) -> date:
    number = start.year * 12 + start.month - 1 + months
    return date(max(number // 12, 1), number % 12 + 1, 1)


def _said(
    period: Period, cluster: Cluster, standing: Cluster, shifted: Sequence[Claim]
) -> Conflict:
    if shifted:
        return conflict(
            "wrong_period",
            (*cluster, *standing, *shifted),
            period=period,
            other=(shifted[0].start, shifted[0].end),
            odd=cluster[0],
            standing=standing[0],
            voices=float(len({claim.source_id for claim in standing})),
        )
    return conflict(
        "disagree",
        (*cluster, *standing),
        period=period,
        odd=cluster[0],
        standing=standing[0],
        misprint=_is_misprint(cluster[0], standing[0]),
    )


def _is_misprint(one: Claim, other: Claim) -> bool:
    """Whether two whole numbers differ in one digit, a missing digit or two swapped ones."""
    if one.value is None or other.value is None or one.places or other.places:
        return False
    a, b = str(int(one.value)), str(int(other.value))
    if len(a) == len(b):
        differing = [place for place in range(len(a)) if a[place] != b[place]]
        swapped = len(differing) == len("ab") and sorted(a) == sorted(b)
        return (len(a) > 1 and len(differing) == 1) or swapped
    short, long = sorted((a, b), key=len)
    return len(long) - len(short) == 1 and any(
        long[:place] + long[place + 1 :] == short for place in range(len(long))
    )
