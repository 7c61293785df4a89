"""What a claim allows: the numbers between which the truth may lie if the claim is right.

A printed figure is rounded: half of its last printed digit to each side, where the zeros at the
end of a whole number count as rounding only beyond two leading digits, or beyond one when the
claim says 'about'. A price is an interval of at least a factor of 1.5 (issue 5, judgement).
"""

import re
from math import inf, sqrt

from naru.evidence.claims import Claim

ABOUT = re.compile(
    r"\b(about|around|roughly|some|nearly|almost|approx\w*|circa|c\.|est\.|estimated)\b|약 |여 명",
    re.IGNORECASE,
)
PRICE_FACTOR = 1.5
EDGE = 1 + 1e-9  # what is exactly half a digit away may have been rounded either way
Span = tuple[float, float]


def half_digit(value: float, places: int, leading: int = 2) -> float:
    """Half of the last digit that a printed figure claims to know.

    >>> half_digit(35000, 0), half_digit(34537, 0), half_digit(1.7, 1), half_digit(200, 0)
    (500.0, 0.0, 0.05, 5.0)
    """
    if places:
        return 0.5 * float(10.0**-places)
    digits = str(abs(int(value)))
    zeros = len(digits) - len(digits.rstrip("0"))
    rounded = min(zeros, max(len(digits) - leading, 0))
    return 0.5 * 10**rounded if rounded else 0.0


def slack(claim: Claim, value: float) -> float:
    """The rounding of one of the claim's numbers."""
    if claim.places == 0 and claim.unit.startswith("percent"):
        return 0.5 * EDGE
    if claim.places == 0 and value % 10:
        return 0.0
    about = ABOUT.search(claim.note) or ABOUT.search(claim.unit)
    return half_digit(value, claim.places, 1 if about else 2) * EDGE


def span(claim: Claim) -> Span:
    """The lowest and highest number that the claim allows, rounding included; ±inf for no bound."""
    value, low, high = claim.value, claim.low, claim.high
    if low is None and high is None:
        if value is None:
            return -inf, inf
        if value % 10 and not claim.places and not claim.unit.startswith("percent"):
            return value, value
        room = slack(claim, value)
        return value - room, value + room
    bottom = -inf if low is None else low - slack(claim, low)
    top = inf if high is None else high + slack(claim, high)
    return bottom, top


def apart(one: Span, other: Span) -> bool:
    """Whether two spans have no number in common.

    >>> apart((195.0, 205.0), (196.0, 196.0)), apart((150.0, 150.0), (195.0, 205.0))
    (False, True)
    """
    return one[0] > other[1] or other[0] > one[1]


def widened(quote: Span, factor: float = PRICE_FACTOR) -> Span:
    """A price as an interval of at least the factor from low to high, around its own middle."""
    low, high = quote
    if low <= 0 or high in {inf, -inf} or low == -inf:
        return (low / sqrt(factor) if low > 0 else low), (
            high * sqrt(factor) if 0 < high < inf else high
        )
    if high / low >= factor:
        return low, high
    middle = sqrt(low * high)
    return middle / sqrt(factor), middle * sqrt(factor)
