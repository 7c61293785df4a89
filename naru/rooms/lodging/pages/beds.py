"""The question which bed, shared by assigning and moving."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from naru.kit.fields import ChoiceField
from naru.rooms.lodging.queries import Offer, Offers

BEST = 10
"""How many beds are offered before somebody asks for all."""


class BedField(ChoiceField):
    """One of the beds offered; one that was taken meanwhile is left to the action to refuse."""

    def valid_value(self, value: Any) -> bool:
        try:
            return bool(UUID(str(value)))
        except ValueError:
            return False


def choices(request: HttpRequest, offers: Offers) -> list[tuple[str, str]]:
    """The best beds, or all that fit when the address asks so, each with what speaks for it."""
    shown = offers.fitting if "all" in request.GET else offers.fitting[:BEST]
    return [(offer.bed_id, _line(offer)) for offer in shown]


def _line(offer: Offer) -> str:
    sleepers = _("%(n)s there now") % {"n": offer.sleepers}
    place = f"{offer.building} {offer.bed}"
    facts = (place, offer.kind, f"{offer.area} m²", sleepers, *offer.why)
    return " · ".join(str(fact) for fact in facts)
