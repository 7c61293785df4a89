"""The stock-and-flow model, one month at a time over all draws at once.

North Korea → (border) → China, a stock by sex → (onward way, two stages) → arrival. Beside it a small
direct flow at the border price, a few who have long lived in a third country, and three flows that
never arrive and are named as harm: sold or forced into marriage or trade, caught on the way, sent back.
A month's exits from a compartment with total hazard H are H / (1 + H), shared in proportion to the hazards;
so no one is lost or doubled, and every hazard that rises can only bring exits forward.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from naru.outlook import portable
from naru.outlook.portable import Floats

FEMALE, MALE = 0, 1
MONTHS = 12
STAGES = 2
# a shock of 1, 2 or 3 deviations counts as 0.75, 2.1 or 4.8: regimes change without notice
HEAVY, AS_ONE = 1 / 6, 1.5545631755148024
# departures may stand at most e^4 (55 times) above or below their norm
BOUND = 4.0

Draws = Mapping[str, Floats]
"""Parameters by name (`priors.toml`), one value a draw (n,)."""


@dataclass(frozen=True, slots=True)
class State:
    """People, by sex on the last axis but one: `stock` (2, n) in China, `way` (2 stages, 2, n) on the
    onward way."""

    stock: Floats
    way: Floats


@dataclass(frozen=True, slots=True)
class Month:
    """What drives one month, each a number or an array (n,): passages are shares of the way that are open
    (1: as before 2020), the others multiply what was calibrated; `caught` is a probability."""

    border: Floats
    onward: Floats
    crossing: Floats
    leaving: Floats
    direct: Floats
    caught: Floats
    marriage: Floats
    returned: Floats
    lag: Floats


@dataclass(frozen=True, slots=True)
class Flows:
    """People of one month by sex, (2, n) each: `crossed` = `sold` + what enters the stock; `left` the stock
    for the onward way; `direct` joined them; `caught`, `returned` and `gone` left the stock too; `arrived` came
    through the way, `abroad` from a third country where they had long lived."""

    crossed: Floats
    sold: Floats
    left: Floats
    caught: Floats
    returned: Floats
    gone: Floats
    direct: Floats
    arrived: Floats
    abroad: Floats


def as_fitted(draws: Draws, border: Floats, onward: Floats) -> Month:
    """The month in which nothing but the two passages differs from the calibration."""
    one = np.ones_like(draws["caught"])
    return Month(
        border=border * one,
        onward=onward * one,
        crossing=one,
        leaving=one,
        direct=one,
        caught=draws["caught"],
        marriage=draws["marriage"],
        returned=draws["returned"],
        lag=draws["lag"],
    )


def by_sex(total: Floats, men: Floats) -> Floats:
    """A total (n,) split by the share of men (n,), as (2, n)."""
    return np.stack([total * (1.0 - men), total * men])


def wander(level: Floats, draws: Draws, z: Floats, months: int) -> Floats:
    """The level (2, n) some months later: drawn back to its norm and moved by shocks z (2, n), whose far
    ones are stretched."""
    keep = portable.exp(-0.6931471805599453 * months / (MONTHS * draws["half_life"]))
    size = np.stack([draws["wander"], draws["wander_men"]]) * float(np.sqrt(months / MONTHS))
    far = z * (1.0 + HEAVY * z * z) / AS_ONE
    return np.minimum(np.maximum(keep * level + size * far, -BOUND), BOUND)


def attempts(level: Floats, draws: Draws) -> Floats:
    """The hazard (2, n) of setting out in a month at this level, with both passages open."""
    norm = np.stack([draws["leaving"], draws["leaving"] * draws["leaving_men"]])
    rise = np.stack([level[FEMALE], level[FEMALE] + level[MALE]])
    return norm / (1.0 - draws["caught"]) * portable.exp(rise)


def step(state: State, draws: Draws, month: Month, trying: Floats) -> tuple[State, Flows]:
    """One month with the hazard `trying` of `attempts`: the state after it and the people who moved
    (expected numbers, not yet counts)."""
    trying = trying * (month.onward * month.leaving)
    left, caught, returned, gone = _exits(
        state.stock,
        trying * (1.0 - month.caught),
        trying * month.caught,
        month.returned,
        draws["gone"],
    )
    crossed = by_sex(draws["crossing"], draws["crossing_men"]) * month.border * month.crossing
    sold = np.stack([crossed[FEMALE] * month.marriage, np.zeros_like(crossed[MALE])])
    stock = state.stock - (left + caught + returned + gone) + (crossed - sold)
    success = (1.0 - month.caught) / (1.0 - draws["caught"])
    straight = by_sex(draws["direct"], draws["direct_men"]) * (
        month.border * month.onward * month.direct * success
    )
    pace = STAGES / month.lag * month.onward
    moved = pace / (1.0 + pace)
    first, arrived = state.way[0] * moved, state.way[1] * moved
    way = np.stack([state.way[0] - first + left + straight, state.way[1] - arrived + first])
    abroad = by_sex(draws["abroad"], draws["abroad_men"])
    return State(stock, way), Flows(crossed, sold, left, caught, returned, gone, straight, arrived, abroad)


def _exits(stock: Floats, *hazards: Floats) -> list[Floats]:
    total = sum(hazards[1:], start=hazards[0])
    share = stock / (1.0 + total)
    return [share * hazard for hazard in hazards]
