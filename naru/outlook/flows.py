"""The stock-and-flow model, one month at a time over all draws at once.

North Korea → (border) → China, a stock by sex → (onward way, two stages) → arrival. Beside it a
small direct flow at the border price, a few who have long lived in a third country, and three flows
that never arrive and are named as harm: sold or forced into marriage or trade, caught on the way,
sent back. A month's exits from a compartment with total hazard H are H / (1 + H), shared in
proportion to the hazards; so no one is lost or doubled, and every hazard that rises can only bring
exits forward.
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
AS_ONE = 1.5545631755148024
LN2 = 0.6931471805599453
# departures may stand at most e^4 (55 times) above or below their norm
BOUND = 4.0

Draws = Mapping[str, Floats]
"""Parameters by name (`priors.toml`), one value a draw (n,)."""


@dataclass(frozen=True, slots=True)
class State:
    """People, by sex on the last axis but one: `stock` (2, n) in China, `way` (2 stages, 2, n) on
    the onward way."""

    stock: Floats
    way: Floats


@dataclass(frozen=True, slots=True)
class Month:
    """What drives one month, each a number or an array (n,): passages are shares of the way that
    are open (1: as before 2020), the others multiply what was calibrated; `caught` is a
    probability."""

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
    """People of one month by sex, (2, n) each: `crossed` = `sold` + what enters the stock; `left`
    the stock for the onward way; `direct` joined them; `caught`, `returned` and `gone` left the
    stock too; `arrived` came through the way, `abroad` from a third country where they had long
    lived."""

    crossed: Floats
    sold: Floats
    left: Floats
    caught: Floats
    returned: Floats
    gone: Floats
    direct: Floats
    arrived: Floats
    abroad: Floats


@dataclass(frozen=True, slots=True)
class Rates:
    """What `step` needs of a month, worked out once for all months that are alike: people (2, n)
    who cross, are sold, come straight, come from abroad; the share (n,) of a stage that moves on in
    a month; by what the hazard of setting out is multiplied for those who get through and those who
    are caught; hazards (n,)."""

    crossed: Floats
    sold: Floats
    straight: Floats
    abroad: Floats
    moved: Floats
    through: Floats
    halted: Floats
    returned: Floats
    gone: Floats


def as_fitted(draws: Draws, border: Floats, onward: Floats) -> Month:
    """The month in which nothing but the two passages differs from the calibration."""
    one = np.ones_like(draws["caught"])
    return Month(
        border=border,
        onward=onward,
        crossing=one,
        leaving=one,
        direct=one,
        caught=draws["caught"],
        marriage=draws["marriage"],
        returned=draws["returned"],
        lag=draws["lag"],
    )


def rates(draws: Draws, month: Month) -> Rates:
    """The rates of a month for these draws."""
    crossed = by_sex(
        draws["crossing"] * month.border * month.crossing,
        draws["crossing_men"],
    )
    success = (1.0 - month.caught) / (1.0 - draws["caught"])
    straight = draws["direct"] * month.border * month.onward * month.direct * success
    setting_out = month.onward * month.leaving
    return Rates(
        crossed=crossed,
        sold=np.stack([crossed[FEMALE] * month.marriage, np.zeros_like(crossed[MALE])]),
        straight=by_sex(straight, draws["direct_men"]),
        abroad=by_sex(draws["abroad"], draws["abroad_men"]),
        moved=np.minimum(STAGES / month.lag, 1.0) * month.onward,
        through=setting_out * (1.0 - month.caught),
        halted=setting_out * month.caught,
        returned=month.returned,
        gone=draws["gone"],
    )


def by_sex(total: Floats, men: Floats) -> Floats:
    """A total (n,) split by the share of men (n,), as (2, n)."""
    return np.stack([total * (1.0 - men), total * men])


def pull(draws: Draws, months: int) -> tuple[Floats, Floats]:
    """What remains of a level after some months (n,), and the size (2, n) of the shocks beside
    it."""
    keep = portable.exp(-LN2 * months / (MONTHS * draws["half_life"]))
    size = np.stack([draws["wander"], draws["wander_men"]]) * float(np.sqrt(months / MONTHS))
    return keep, size


def wander(level: Floats, draws: Draws, z: Floats, months: int) -> Floats:
    """The level (2, n) some months later: drawn back to its norm and moved by normal shocks z (2,
    n)."""
    keep, size = pull(draws, months)
    return np.minimum(np.maximum(keep * level + size * stretched(z), -BOUND), BOUND)


def stretched(z: Floats) -> Floats:
    """Normal shocks with their far ones stretched."""
    return z * (1.0 + z * z / 6.0) / AS_ONE


def unstretched(shock: Floats) -> Floats:
    """The normal shocks that `stretched` turns into these (Cardano's root of z³ + 6z = 6c)."""
    c = AS_ONE * np.abs(shock)
    u = portable.exp(portable.log(3.0 * c + np.sqrt(9.0 * c * c + 8.0)) / 3.0)
    return np.where(shock < 0, 2.0 / u - u, u - 2.0 / u)


def attempts(level: Floats, draws: Draws) -> Floats:
    """The hazard (2, n) of setting out in a month at this level, with both passages open."""
    norm = np.stack([draws["leaving"], draws["leaving"] * draws["leaving_men"]])
    rise = np.stack([level[FEMALE], level[FEMALE] + level[MALE]])
    return norm / (1.0 - draws["caught"]) * portable.exp(rise)


def step(state: State, rates: Rates, trying: Floats) -> tuple[State, Flows]:
    """One month with the hazard `trying` of `attempts`: the state after it and the people who moved
    (expected numbers, not yet counts)."""
    through, halted = trying * rates.through, trying * rates.halted
    stays = state.stock / (1.0 + (through + halted + (rates.returned + rates.gone)))
    left = stays * through
    first, arrived = state.way[0] * rates.moved, state.way[1] * rates.moved
    way = np.empty_like(state.way)
    way[0] = state.way[0] - first + left + rates.straight
    way[1] = state.way[1] - arrived + first
    after = State(stays + (rates.crossed - rates.sold), way)
    moved = Flows(
        crossed=rates.crossed,
        sold=rates.sold,
        left=left,
        caught=stays * halted,
        returned=stays * rates.returned,
        gone=stays * rates.gone,
        direct=rates.straight,
        arrived=arrived,
        abroad=rates.abroad,
    )
    return after, moved
