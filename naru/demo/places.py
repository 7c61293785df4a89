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
from naru.rooms.settlement.actions import courses, driving, library

SHELVES = (
    ("L", "보관함", "Lockers"),
    ("S", "금고", "Safe"),
    ("R", "약품 냉장고", "Medicine fridge"),
)
STOCK = (
    ("인슐린 글라르진", "100 IU/mL", "주사펜", 40, 10),
    ("아세트아미노펜", "500 mg", "정", 600, 100),
    ("아목시실린", "500 mg", "캡슐", 240, 60),
    ("메트포르민", "500 mg", "정", 400, 80),
    ("경구수액염", "20.5 g", "포", 12, 20),
)

BOOKS = (
    ("한국 생활 길잡이", "나루 편집부", "A2"),
    ("처음 만나는 은행과 돈", "나루 편집부", "A2"),
    ("쉬운 한국 현대사", "하늘연", "B1"),
    ("서울 지하철로 다니는 법", "길라온", "A1"),
    ("운전면허 학과시험 문제집", "나루 편집부", "B1"),
    ("요리로 배우는 말", "맛다해", "A1"),
    ("컴퓨터 첫걸음", "나루 편집부", "A2"),
    ("우리 아이 학교 보내기", "배움솔", "B1"),
    ("알기 쉬운 근로계약", "일다온", "B1"),
    ("영어 알파벳부터", "나루 편집부", "A1"),
    ("별을 세는 밤", "시하늘", "B2"),
    ("바다로 가는 길", "윤슬빛", "B1"),
)
COURSES = ("한국 사회 이해", "생활 영어", "컴퓨터 기초")


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
    Floor("가온동", 1, "family", 14, 4, Decimal(26)),
    Floor("가온동", 2, "women", 10, 4, Decimal(22)),
    Floor("가온동", 3, "women", 10, 4, Decimal(22)),
    Floor("나래동", 1, "men", 8, 4, Decimal(22)),
    Floor("나래동", 2, "family", 12, 3, Decimal(24)),
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
    _learning(staff["instructor"], now)
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


def _learning(by: Account, now: datetime) -> None:
    """The library, two driving simulators, three courses."""
    for place, (title, author, level) in enumerate(BOOKS, 1):
        more = {"author": author, "language": "ko", "level": level, "shelf": f"{place % 6 + 1}"}
        _do(library.add_book, by, now, code=f"B{place:03d}", title=title, **more)
    for place in (1, 2):
        _do(driving.add_simulator, by, now, name=f"운전 시뮬레이터 {place}", place="교육동 2층")
    for name in COURSES:
        _do(courses.add_course, by, now, name=name, language="ko", place="교육동 1층")


def _do(action: Any, by: Account, now: datetime, **given: Any) -> str:
    result = action(by=by, now=now, **given)
    if isinstance(result, Refusal):
        raise RuntimeError(result)
    return result.subject
