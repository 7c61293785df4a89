"""Claims about penalties and limits against the law of their time."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import inf

from naru.evidence import tables
from naru.evidence.claims import Claim
from naru.evidence.conflicts.common import Conflict, Index, conflict
from naru.evidence.spans import Span

IN_FORCE = re.compile(
    r"in force|in effect|into effect|takes? effect|took effect|enters? into force|시행", re.I
)
PLAN = re.compile(r"draft|plan|propos|expect|bill|예정|입법예고", re.IGNORECASE)
ADOPTED = re.compile(r"adopted|in force|decree|statute|cabinet|took effect|in effect", re.I)
BEFORE, AFTER = re.compile(r"\bbefore\b|\bformerly\b|전$"), re.compile(r"\bafter\b|\bnow\b|후$")
LIMIT = re.compile(r"(\d+)[ -](day|month|week|year)s?\b")
WORD = re.compile(r"[a-z가-힣]{6,}")
COMMON = frozenset(
    {"revised", "adopted", "effect", "article", "articles", "sentence", "sentences", "statute"}
    | {"chinese", "korean", "powers", "criminal", "minister", "national", "before"}
)
MONTH, LONG = 31, 5 * 366
HEAVIEST = ("life", "death")


def against_statute(index: Index) -> Iterator[Conflict]:
    """A claimed range of penalties that isn't the range of the statute in force at the time."""
    statutes = [c for c in index.about("law") if _in_years(c)]
    for claim in index.about("penalty"):
        if _is_case(claim) or not _in_years(claim):
            continue
        subject = _subject(claim.measure)
        wrong = [
            law
            for law in statutes
            if law.start <= claim.start and subject in law.scope and _outside(claim, law)
        ]
        if wrong:
            cases = [
                c
                for c in index.by_measure[claim.measure]
                if _is_case(c) and c.start <= claim.start and _years(c)[0] > _years(claim)[1]
            ]
            yield conflict(
                "against_law",
                (claim, *wrong, *cases),
                claim=claim,
                law=wrong[0],
                cases=float(len(cases)),
            )


def _is_case(claim: Claim) -> bool:
    """A sentence that was handed down, not a rule."""
    return "sentence" in claim.scope.lower() or "sentenced" in claim.note.lower()


def _in_years(claim: Claim) -> bool:
    has = claim.value is not None or claim.low is not None or claim.high is not None
    return tables.unit_of(claim.unit) == "years" and has


def _subject(measure: str) -> str:
    """'penalty_helpers' is about helpers."""
    return measure.partition("_")[2].replace("_", " ")


def _years(claim: Claim) -> Span:
    """The years that a rule or a sentence names; one number is both ends."""
    if claim.low is None and claim.high is None and claim.value is not None:
        return claim.value, claim.value
    return (-inf if claim.low is None else claim.low), (inf if claim.high is None else claim.high)


def _outside(claim: Claim, law: Claim) -> bool:
    """Below the statute's least or above its most; 'life at most' has no most in years."""
    least, most = _years(law)
    low, high = _years(claim)
    open_top = any(word in law.unit for word in HEAVIEST)
    return (low < least and low > -inf) or (
        high > most and not open_top and high < inf and "basic" not in law.unit
    )


def newer_than_law(index: Index) -> Iterator[Conflict]:
    """A penalty said to be new from a day on, which an older statute already carried."""
    told = [c for c in index.about("penalty") if not _is_case(c)]
    befores = [c for c in told if BEFORE.search(c.scope)]
    for after in (c for c in told if AFTER.search(c.scope)):
        if not any(b.source_id == after.source_id and b.start <= after.start for b in befores):
            continue
        heavy = _heavy(after)
        old = [
            c
            for c in index.about("law")
            if c.source_id != after.source_id
            and (after.start - c.start).days > MONTH
            and heavy
            and heavy <= _heavy(c)
        ]
        if old:
            first = min(old, key=lambda c: c.start)
            yield conflict("newer_than_law", (after, *old), claim=after, law=first)


def older_than_law(index: Index) -> Iterator[Conflict]:
    """A limit or a penalty said to hold from a day on, which the law brought only later."""
    yield from _penalties_before(index)
    adopted: dict[tuple[str, float, str], list[Claim]] = defaultdict(list)
    events = [claim for claim in index.book.claims if claim.file == tables.EVENTS]
    for claim in events:
        if claim.value and ADOPTED.search(claim.note) and not _is_plan(claim):
            unit = tables.unit_of(claim.unit).rstrip("s")
            adopted[claim.measure, claim.value, unit].append(claim)
    for claim in events:
        if claim.value is not None or _is_plan(claim):
            continue
        for number, unit in LIMIT.findall(claim.note):
            laws = adopted.get((claim.measure, float(number), unit), [])
            if laws and all((law.start - claim.end).days > MONTH for law in laws):
                yield conflict("older_than_law", (claim, *laws), claim=claim, law=laws[0])


def _is_plan(claim: Claim) -> bool:
    """Drafts and plans; 'adopted, to take effect in March' is none."""
    return bool(PLAN.search(claim.note.replace("to take effect", "")))


def _penalties_before(index: Index) -> Iterator[Conflict]:
    """'Life' or 'death' said to be the penalty before any statute of the book carried it."""
    laws = [c for c in index.about("law") if _heavy(c)]
    for claim in index.about("penalty"):
        if not _is_case(claim) and _heavy(claim):
            carrying = [law for law in laws if _heavy(claim) <= _heavy(law)]
            if carrying and all((law.start - claim.start).days > MONTH for law in carrying):
                yield conflict("older_than_law", (claim, *carrying), claim=claim, law=carrying[0])


def _heavy(claim: Claim) -> set[str]:
    return {word for word in HEAVIEST if word in claim.unit}


def dates(index: Index) -> Iterator[Conflict]:
    """Two sources that date the same law's coming into force differently."""
    laws = [c for c in index.about("law") if IN_FORCE.search(c.note) and not PLAN.search(c.note)]
    words = {c.id: set(WORD.findall(c.note.lower())) - COMMON for c in laws}
    for place, one in enumerate(laws):
        for other in laws[place + 1 :]:
            days = abs((one.start - other.start).days)
            shared = words[one.id] & words[other.id]
            if MONTH < days < LONG and one.measure == other.measure and shared:
                odd, law = _ranked(one, other)
                yield conflict("law_dates", (odd, law), claim=odd, law=law)


def _ranked(one: Claim, other: Claim) -> Sequence[Claim]:
    """The weaker of two claims first."""
    order = ("low", "medium", "high")
    return sorted((one, other), key=lambda c: (order.index(c.confidence), c.id))
