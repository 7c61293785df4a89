"""Money: an amount in one currency becomes dollars only by a rate that is dated and named."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import inf

from naru.evidence.claims import Book, Claim
from naru.evidence.spans import Span, span

USD = "USD"
BASIS = re.compile(
    r"\bat ((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?![\d,]|\.\d|\s*[-–])"  # a rate, not a range
)
MOST_DAYS = 366


class NoRate(LookupError):
    """No dated rate of the book is near enough to the day."""


@dataclass(frozen=True)
class Rate:
    """So many units of a currency for one dollar, in a period, and the claim that names it."""

    currency: str
    per_dollar: float
    start: date
    end: date
    claim_id: str
    published: bool

    def away(self, start: date, end: date) -> int:
        """Days between the rate's period and another one; 0 when they touch."""
        return max((self.start - end).days, (start - self.end).days, 0)


@dataclass(frozen=True)
class Converted:
    """An amount in dollars beside the rate that made it."""

    low: float
    high: float
    rate: Rate


def rates(book: Book) -> list[Rate]:
    """Every dated rate: published ones, and those beside a conversion ('approx. at 1,143')."""
    found = []
    for claim in book.claims:
        if claim.measure == "fx_rate" and claim.value and claim.currency:
            found.append(_rate(claim, claim.value, published=True))
        elif claim.usd_basis:
            named = BASIS.search(claim.usd_basis)
            if named and claim.currency not in {"", USD}:
                found.append(_rate(claim, float(named[1].replace(",", "")), published=False))
    return found


def _rate(claim: Claim, per_dollar: float, *, published: bool) -> Rate:
    return Rate(claim.currency, per_dollar, claim.start, claim.end, claim.id, published)


def near(
    known: Sequence[Rate], currency: str, start: date, end: date, days: int = MOST_DAYS
) -> Rate:
    """The rate nearest to a period, published ones first; NoRate when none lies within `days`."""
    fitting = [r for r in known if r.currency == currency and r.away(start, end) <= days]
    if not fitting:
        raise NoRate(f"no rate of {currency} within {days} days of {start} to {end}")
    return min(fitting, key=lambda r: (not r.published, r.away(start, end), r.claim_id))


def convert(claim: Claim, known: Sequence[Rate]) -> Converted:
    """A claim's amount in dollars with the rate named; NoRate without one near its period."""
    low, high = span(claim)
    if claim.currency == USD:
        rate = Rate(USD, 1.0, claim.start, claim.end, claim.id, published=True)
    else:
        rate = near(known, claim.currency, claim.start, claim.end)
    return Converted(low / rate.per_dollar, high / rate.per_dollar, rate)


def dollars(claim: Claim, known: Sequence[Rate]) -> Span | None:
    """The span of a price in dollars: as quoted or converted in its row, else by a near rate."""
    if claim.usd_basis:
        low, high = claim.usd_low, claim.usd_high
        if low is None and high is None:
            return _bounded(claim)
        return -inf if low is None else low, inf if high is None else high
    if claim.currency == USD:
        return span(claim)
    try:
        made = convert(claim, known)
    except NoRate:
        return None
    return made.low, made.high


def _bounded(claim: Claim) -> Span | None:
    """One amount in dollars, a bound where the amount in the other currency is one."""
    amount = claim.usd_value
    if amount is None:
        return None
    at_most = claim.high is not None and claim.low is None
    at_least = claim.low is not None and claim.high is None
    return (-inf if at_most else amount), (inf if at_least else amount)
