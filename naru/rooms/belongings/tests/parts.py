"""People, places and things for the tests of the property room."""

import base64
import io
from typing import Any
from uuid import UUID

from django.utils import timezone
from PIL import Image, ImageDraw

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.testing import make_account, make_case, state_facts
from naru.ground.staff.models import Account
from naru.rooms.belongings import actions
from naru.rooms.belongings.models import Item, Place


def custodian() -> Account:
    return make_account(Duty.PROPERTY_CUSTODIAN)


def welcomed(**given: Any) -> CaseRow:
    """A case that has reached the search."""
    moment = timezone.now()
    row = make_case(facts={"minor": False, "unaccompanied": False}, **given)
    return state_facts(row, done={"S01": moment, "S02": moment})


def place(code: str = "A-1") -> Place:
    return Place.objects.get_or_create(code=code, name_ko="선반", name_en="Shelf")[0]


def draft(kind: str = "ordinary", **more: Any) -> actions.ItemDraft:
    given = {"description": "검은 배낭", "place_id": place().pk, **more}
    return actions.ItemDraft(kind=kind, **given)


def take(by: Account, row: CaseRow, kind: str = "ordinary", **more: Any) -> Item:
    result = actions.hold(by=by, number=row.person.number, draft=draft(kind, **more))
    return Item.objects.get(pk=UUID(done(result).subject))


def done(result: Done | Refusal) -> Done:
    assert isinstance(result, Done), result
    return result


def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(out, "JPEG")
    return out.getvalue()


def pen() -> str:
    """A signature as the pad sends it."""
    pad, out = Image.new("RGBA", (800, 240), (0, 0, 0, 0)), io.BytesIO()
    ImageDraw.Draw(pad).line([(100, 100), (300, 60), (420, 150)], fill="#14262a", width=3)
    pad.save(out, "PNG")
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode()


def listed(by: Account, *kinds: str) -> tuple[CaseRow, list[Item]]:
    """A case with one thing of each kind in custody."""
    row = welcomed()
    return row, [take(by, row, kind) for kind in kinds]
