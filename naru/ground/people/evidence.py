"""What family and country of origin say of two records, beside names and dates (pure)."""

from dataclasses import dataclass
from uuid import UUID

from naru.names import Reason
from naru.names.why import reason

TOGETHER, RELATIVES, ELSEWHERE = -4.0, 2.0, -1.5
"""Nats: two members of one family are two people; relatives that are alike too speak for one; so
does a country against."""
UNKNOWN = frozenset({"", "unknown", "other"})


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of a record beside names and dates; of places never more than a country."""

    household_id: UUID | None = None
    origin: str = ""


def weigh(
    one: Traits, other: Traits, *, relatives_alike: bool = False
) -> tuple[float, tuple[Reason, ...]]:
    """By how much (nats) two records are likelier to be one person, and by which rules."""
    nats, codes = 0.0, []
    if one.household_id is not None and one.household_id == other.household_id:
        nats, codes = nats + TOGETHER, [*codes, "family.together"]
    elif relatives_alike:
        nats, codes = nats + RELATIVES, [*codes, "family.alike"]
    countries = {one.origin.strip().casefold(), other.origin.strip().casefold()}
    if len(countries - UNKNOWN) > 1:
        nats, codes = nats + ELSEWHERE, [*codes, "origin.other"]
    return nats, tuple(map(reason, codes))
