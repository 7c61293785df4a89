"""Exchange rates: a sum in two currencies whose rate isn't the one of its time."""

import re
from collections.abc import Iterator, Sequence

from naru.evidence import tables
from naru.evidence.claims import Claim
from naru.evidence.conflicts.common import Conflict, Index, conflict
from naru.evidence.money import USD, NoRate, Rate, near

TOLERANCE = 0.10  # what a rate may move within half a year
ANOTHER_SUM = 1.6  # beyond this factor the two are different quotes, not one converted
HALF_YEAR = 183
Pair = tuple[Claim, Claim]


def rates(index: Index) -> Iterator[Conflict]:
    """Sums given in dollars and in another currency by one article or its translation."""
    seen: set[tuple[str, str]] = set()
    for local, in_dollars in (*_translated(index), *_two_in_one(index)):
        if (local.id, in_dollars.id) in seen or not in_dollars.value or not local.value:
            continue
        seen.add((local.id, in_dollars.id))
        yield from _off(index, (local, in_dollars), local.value / in_dollars.value)
    for claim in index.book.claims:
        if claim.usd_value and claim.value and _quoted_both(claim):
            yield from _off(index, (claim,), claim.value / claim.usd_value)


def _quoted_both(claim: Claim) -> bool:
    """Whether the row itself carries the source's own conversion of one single sum."""
    own = re.search(r"quoted|own conversion|seed conversion", claim.usd_basis)
    bare = claim.usd_low is None and claim.usd_high is None
    return bool(own) and bare and claim.is_point and claim.currency not in {"", USD}


def _translated(index: Index) -> Iterator[Pair]:
    """The same sum in a source and in its translation (`article` and `article_ko`)."""
    for source_id, claims in index.by_source.items():
        base = re.sub(r"_[a-z]{2}$", "", source_id)
        if base != source_id and base in index.by_source:
            yield from _matched(index, claims, index.by_source[base])


def _two_in_one(index: Index) -> Iterator[Pair]:
    """The same sum twice in one source: once in dollars, once in another currency."""
    for claims in index.by_source.values():
        if len({claim.currency for claim in claims if claim.currency}) > 1:
            yield from _matched(index, claims, claims)


def _matched(index: Index, some: Sequence[Claim], others: Sequence[Claim]) -> Iterator[Pair]:
    """Sums that are alone in their currency for one measure, period and scope."""
    slots: dict[tuple[object, ...], list[Claim]] = {}
    for claim in {c.id: c for c in (*some, *others)}.values():
        if claim.currency and claim.value is not None:
            where = (claim.measure, claim.start, claim.end, tables.scope_of(claim.scope))
            slots.setdefault(where, []).append(claim)
    for listed in slots.values():
        dollars = [c for c in listed if c.currency == USD]
        for currency in {c.currency for c in listed} - {USD}:
            local = [c for c in listed if c.currency == currency]
            if len(local) == 1 and len(dollars) == 1:
                yield local[0], dollars[0]


def _off(index: Index, claims: Sequence[Claim], implied: float) -> Iterator[Conflict]:
    first = claims[0]
    own = {claim.id for claim in claims}
    known = [rate for rate in index.rates if rate.claim_id not in own]
    try:
        rate = near(known, first.currency, first.start, first.end, HALF_YEAR)
    except NoRate:
        return
    ratio = max(implied / rate.per_dollar, rate.per_dollar / implied)
    if 1 + TOLERANCE < ratio < ANOTHER_SUM:
        yield _said(index, claims, implied, rate)


def _said(index: Index, claims: Sequence[Claim], implied: float, rate: Rate) -> Conflict:
    return conflict(
        "exchange_rate",
        (*claims, index.book.by_id[rate.claim_id]),
        implied=float(round(implied)),
        rate=rate.per_dollar,
        currency={"ko": _unit(claims[0].currency), "en": claims[0].currency},
        of=(rate.start, rate.end),
        period=(claims[0].start, claims[0].end),
    )


def _unit(currency: str) -> str:
    words = (row for row in tables.rows_of("words") if row["kind"] == "currency")
    return next((row["ko"] for row in words if row["code"] == currency), f" {currency}")
