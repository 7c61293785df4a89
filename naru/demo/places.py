"""The fictional centre's house: rooms and beds, shelves, stock, things."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from naru.domain.refusals import Refusal
from naru.ground.staff.models import Account
from naru.rooms.belongings.actions.holding import add_place
from naru.rooms.infirmary.actions.stock import Delivery, receive_stock
from naru.rooms.lodging import upkeep
from naru.rooms.lodging.models import LodgingRoom

SHELVES = (
    ("L", "보관함", "Lockers"),
    ("S", "금고", "Safe"),
    ("R", "약품 냉장고", "Medicine fridge"),
)
STOCK = (
    ("인슐린 글라르진", "100 [iU]/mL", "주사펜", 40, 10),
    ("아세트아미노펜", "500 mg", "정", 600, 100),
    ("아목시실린", "500 mg", "캡슐", 240, 60),
    ("메트포르민", "500 mg", "정", 400, 80),
    ("경구수액염", "1 포", "포", 12, 20),
)


@dataclass(frozen=True)
class Floor:
    """Rooms of one kind on one floor of a building."""

    building: str
    floor: int
    kind: str
    rooms: int
    beds: int
    area: Decimal


HOUSE = (
    Floor("가온동", 1, "family", 8, 4, Decimal(26)),
    Floor("가온동", 2, "women", 10, 4, Decimal(22)),
    Floor("가온동", 3, "women", 10, 4, Decimal(22)),
    Floor("나래동", 1, "men", 8, 4, Decimal(22)),
    Floor("나래동", 2, "family", 6, 3, Decimal(24)),
    Floor("나래동", 3, "child", 3, 3, Decimal(20)),
    Floor("의무동", 1, "isolation", 3, 1, Decimal(14)),
)


def build(staff: dict[str, Account], now: datetime) -> dict[str, UUID]:
    """Everything that stands before the first person comes; the shelves by code."""
    buildings: dict[str, UUID] = {}
    for floor in HOUSE:
        if floor.building not in buildings:
            done = _do(upkeep.add_building, staff["lodging"], now, name=floor.building)
            buildings[floor.building] = UUID(done)
        _rooms(floor, buildings[floor.building], staff["lodging"], now)
    _things(staff["lodging"], now)
    for drug, strength, form, quantity, low in STOCK:
        expires = date.today() + timedelta(days=400)  # noqa: DTZ011
        delivery = Delivery(drug, strength, form, form, f"N{quantity}", expires, quantity, low)
        _do(receive_stock, staff["pharmacist"], now, delivery=delivery)
    return {
        code: UUID(_do(add_place, staff["custodian"], now, code=code, name_ko=ko, name_en=en))
        for code, ko, en in SHELVES
    }


def _rooms(floor: Floor, building: UUID, by: Account, now: datetime) -> None:
    letter = {"가온동": "A", "나래동": "B", "의무동": "C"}[floor.building]
    for place in range(1, floor.rooms + 1):
        draft = upkeep.RoomDraft(
            name=f"{letter}{floor.floor}{place:02d}",
            kind=floor.kind,
            area_m2=floor.area,
            height_m=Decimal("2.4"),
            floor=floor.floor,
            has_bath=True,
            accessible=floor.floor == 1,
            near_staff=place == 1,
        )
        _do(upkeep.add_room, by, now, building_id=building, draft=draft, beds=floor.beds)


def _things(by: Account, now: datetime) -> None:
    """A refrigerator and a television in every family room (the centre's published equipment)."""
    for place, room in enumerate(LodgingRoom.objects.filter(kind="family").order_by("name")):
        for kind, letter in (("refrigerator", "R"), ("tv", "T")):
            serial = f"{letter}-{100 + place}"
            _do(upkeep.add_equipment, by, now, room_id=room.pk, kind=kind, serial=serial)


def _do(action: Any, by: Account, now: datetime, **given: Any) -> str:
    result = action(by=by, now=now, **given)
    if isinstance(result, Refusal):
        raise RuntimeError(result)
    return result.subject
