"""A small house for the tests of this room."""

from decimal import Decimal
from typing import Any

from django.utils import timezone

from naru.domain.duties import Duty
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.testing import make_account, make_case, state_facts
from naru.ground.staff.models import Account
from naru.rooms.lodging.models import Bed, Building, LodgingRoom


def officer() -> Account:
    """A lodging officer."""
    return make_account(Duty.LODGING_OFFICER)


def add_room(name: str, beds: int = 2, **given: Any) -> list[Bed]:
    """A room of women by default, with 4 m² a bed, and its beds."""
    building, _made = Building.objects.get_or_create(name="A")
    values = {
        "kind": "women",
        "area_m2": Decimal(4 * beds),
        "height_m": Decimal("2.4"),
        **given,
    }
    room = LodgingRoom.objects.create(building=building, name=name, **values)
    return [Bed.objects.create(room=room, label=f"{name}-{letter}") for letter in "ABCDEFGH"[:beds]]


def guest(facts: dict[str, Any] | None = None, **person: Any) -> CaseRow:
    """Somebody who may be given a bed now."""
    row = make_case(facts={"minor": False}, **person)
    known = {"isolation": False, "needs_looked_at": True, **(facts or {})}
    return state_facts(row, done={"S01": timezone.now()}, **known)
