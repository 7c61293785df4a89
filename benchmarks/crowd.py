"""Two thousand fictional residents who are settled in, kept as actions keep them."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random

from django.db import transaction
from django.utils import timezone

from naru.demo import accounts, stay
from naru.demo.people import Somebody, everybody
from naru.demo.walk import Walk
from naru.domain import cases
from naru.domain.cases import Case
from naru.domain.tasks import tasks
from naru.ground import people
from naru.ground.pathway import conductor
from naru.ground.pathway.models import CaseRow, TaskRow
from naru.ground.people.models import Person
from naru.ground.staff.models import Account
from naru.ground.vault import Compartment, prepare_keys
from naru.kit import numbers
from naru.rooms.belongings.models import Item, Place
from naru.rooms.lodging.models import Assignment, Bed, Building, LodgingRoom

ROOMS_A_BUILDING, BEDS_A_ROOM = 55, 4
OPS = Compartment.OPS


def make(count: int) -> dict[str, Account]:
    """An empty database becomes a house with `count` residents; returns the staff."""
    now = timezone.localtime().replace(microsecond=0)
    with transaction.atomic():
        staff = accounts.make_accounts(now)
        places = _house(count)
        walk = _first(staff, now, places)
        case = conductor.state(conductor.load(walk.number))
        _others(count - 1, staff["reception"], case, now)
    return staff


def _house(count: int) -> dict[str, object]:
    beds = []
    for place in range(count * 11 // 10 // (ROOMS_A_BUILDING * BEDS_A_ROOM) + 1):
        building = Building.objects.create(name=f"{place + 1}동")
        rooms = [_room(building, number) for number in range(ROOMS_A_BUILDING)]
        LodgingRoom.objects.bulk_create(rooms)
        beds += [Bed(room=room, label=f"{room.name}-{x}") for room in rooms for x in "ABCD"]
    Bed.objects.bulk_create(beds, batch_size=500)
    made = [Place(code=code, name_ko="보관함", name_en="Locker") for code in "LSR"]
    Place.objects.bulk_create(made)
    return dict(Place.objects.values_list("code", "pk"))


def _room(building: Building, number: int) -> LodgingRoom:
    return LodgingRoom(
        building=building,
        name=f"{number // 11 + 1}{number % 11 + 1:02d}",
        floor=number // 11 + 1,
        kind="women",
        area_m2=Decimal(24),
        height_m=Decimal("2.4"),
    )


def _first(staff: dict[str, Account], now: object, places: dict[str, object]) -> Walk:
    """One person who really walks: the others stand where this one does."""
    chance = Random(1)
    one = next(p for p in everybody(chance, 40, 3) if p.age > 20 and p.sex == "female")
    walk = Walk(replace(one, family=None, traits=frozenset()), staff, chance, now)
    for part in (
        stay.arrive(walk, {}),
        stay.welcome(walk),
        stay.custody(walk, places),
        stay.health(walk),
        stay.settle_in(walk),
    ):
        for _moment in part:
            pass
    return walk


def _others(count: int, by: Account, case: Case, now: object) -> None:
    drafts = [_draft(one) for one in everybody(Random(2), count, 3)][:count]
    persons = people.register_many(by, drafts, now)
    prepare_keys([person.pk for person in persons], OPS)
    rows = [_case(person, case, now) for person in persons]
    CaseRow.objects.bulk_create(rows, batch_size=400)
    open_tasks = tasks(case)
    TaskRow.objects.bulk_create(
        [TaskRow(case=row, **vars_of(task)) for row in rows for task in open_tasks], batch_size=800
    )
    taken = Assignment.objects.values("bed_id")
    beds = Bed.objects.exclude(pk__in=taken).order_by("room", "label")[:count]
    Assignment.objects.bulk_create(
        [_stay(person, bed, now) for person, bed in zip(persons, beds, strict=True)], batch_size=400
    )
    Item.objects.bulk_create(
        [_item(person, place, now) for person in persons for place in Place.objects.all()],
        batch_size=400,
    )


def vars_of(task: object) -> dict[str, object]:
    """A task's fields as the row has them."""
    return {name: getattr(task, name) for name in task.__dataclass_fields__}


def _draft(one: Somebody) -> people.Draft:
    return people.Draft(
        names=one.names, birth=one.birth, sex="female", languages=one.languages, origin=one.origin
    )


def _case(person: Person, case: Case, now: object) -> CaseRow:
    profile = case.profile
    row = CaseRow(
        person_id=person.pk, profile_id=profile.id, profile_version=profile.version, opened_at=now
    )
    row.version = case.version
    row.put(cases.to_data(replace(case, last=None)))
    return row


def _stay(person: Person, bed: Bed, now: object) -> Assignment:
    row = Assignment(person_id=person.pk, bed=bed, starts_at=now - timedelta(hours=1))
    row.put({"reason": ""})
    return row


def _item(person: Person, place: Place, now: object) -> Item:
    row = Item(
        person_id=person.pk, number=numbers.new_number(), kind="ordinary", place=place, held_at=now
    )
    row.put({"description": "외투", "quantity": "1", "value": "", "currency": "", "photo": ""})
    return row
