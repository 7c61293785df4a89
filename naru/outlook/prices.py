"""What a leg of the way costs, and what a purse brings: sums of stated assumptions, never fitted.

price = costs and bribes + probability that the helper is caught × what the helper loses then
loss  = fine + years × value of a year + probability of life or death × value of a life
Departures follow (price / today's price) to the power of the slope, an input between 0 and -1.2:
enforcement moves price and quantity together and nothing separates demand from supply, so no slope
is estimated.
"""

from collections.abc import Mapping

from naru.outlook import portable
from naru.outlook.portable import Floats

LEGS = ("border", "onward")


def price(values: Mapping[str, Floats], leg: str) -> Floats:
    """Price of a leg in US dollars a person, (n,), from the inputs by name."""
    loss = values[f"{leg}.fine"] + values[f"{leg}.years"] * values["helper.year"]
    loss = loss + values[f"{leg}.life"] * values["helper.life"]
    return values[f"{leg}.costs"] + values[f"{leg}.caught"] * loss


def purse(values: Mapping[str, Floats]) -> Floats:
    """What relatives and rescue groups can pay together, against today, (n,)."""
    groups = values["budget.groups_share"]
    return (1.0 - groups) * values["budget.relatives"] + groups * values["budget.groups"]


def response(price_now: Floats, price_today: Floats, slope: Floats) -> Floats:
    """Departures against today at another price, (n,): the ratio of prices to the power of the
    slope."""
    ratio = (price_now + 1.0) / (price_today + 1.0)
    return portable.exp(slope * portable.log(ratio))
