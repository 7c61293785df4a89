"""Booking a simulator: refused by the database when it is taken, with three free hours."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal, say
from naru.ground.pathway.testing import make_account, make_case
from naru.kit import numbers
from naru.rooms.settlement import actions, queries, slots
from naru.rooms.settlement.models import Booking, Simulator
from naru.rooms.settlement.slots import Slot

SEOUL = ZoneInfo("Asia/Seoul")
THREADS = 8


def ahead(simulator: Any, hour: int = 10) -> Slot:
    day = timezone.localdate() + timedelta(days=3)
    return Slot(simulator.pk, datetime(day.year, day.month, day.day, hour, tzinfo=SEOUL))


def book(by: Any, row: Any, slot: Slot) -> Any:
    return actions.book(by=by, number=row.person.number, slot=slot)


@pytest.mark.django_db
def test_a_taken_hour_names_three_free_ones(
    row: Any, resident: Any, instructor: Any, simulator: Any
) -> None:
    assert isinstance(book(resident, row, ahead(simulator)), Done)
    refused = book(instructor, make_case(facts={"minor": False}), ahead(simulator))
    assert isinstance(refused, Refusal)
    assert refused.code == "settlement.taken"
    assert len(refused.facts["slots"]) == 3
    assert ahead(simulator).shown not in refused.facts["slots"]
    for lang in ("ko", "en"):
        assert refused.facts["slots"][0] in say(refused, lang).next_step
    assert Booking.objects.count() == 1


@pytest.mark.django_db
def test_the_database_itself_refuses_an_overlap(row: Any, instructor: Any, simulator: Any) -> None:
    book(instructor, row, ahead(simulator))
    half = ahead(simulator).starts_at + timedelta(minutes=30)
    late = Booking(
        person_id=row.pk, simulator=simulator, starts_at=half, ends_at=half + slots.LENGTH
    )
    late.put({})
    with pytest.raises(IntegrityError), transaction.atomic():
        late.save(force_insert=True)
    book(instructor, make_case(facts={"minor": False}), ahead(simulator, 11))
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.filter(starts_at=ahead(simulator, 11).starts_at).update(starts_at=half)


@pytest.mark.django_db
def test_only_open_hours_ahead_of_a_known_simulator(
    row: Any, instructor: Any, simulator: Any
) -> None:
    other = Simulator.objects.create(name="2호기")
    wrong = [
        ahead(simulator, 3),
        Slot(simulator.pk, datetime(2020, 1, 2, 10, tzinfo=SEOUL)),
        Slot(0, ahead(simulator).starts_at),
    ]
    for slot in wrong:
        refused = book(instructor, row, slot)
        assert isinstance(refused, Refusal)
        assert refused.code == "settlement.no_slot"
    book(instructor, row, ahead(simulator))
    assert book(instructor, row, ahead(other)).code == "settlement.booked_elsewhere"


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_and_one_gets_the_hour() -> None:
    simulator = Simulator.objects.create(name="1호기")
    instructor = make_account(Duty.INSTRUCTOR)
    rows = [make_case(facts={"minor": False}) for _person in range(THREADS)]
    slot = ahead(simulator)

    def press(row: Any) -> Any:
        try:
            return book(instructor, row, slot)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        results = list(pool.map(press, rows))
    assert [type(result) for result in results].count(Done) == 1
    assert {result.code for result in results if isinstance(result, Refusal)} == {
        "settlement.taken"
    }
    assert Booking.objects.count() == 1


@pytest.mark.django_db
def test_the_pages_of_driving(row: Any, instructor: Any, simulator: Any, client: Any) -> None:
    client.force_login(instructor)
    slot = ahead(simulator)
    url = reverse("settlement:book", args=[row.person.number])
    shown = client.get(url, {"day": slot.starts_at.date().isoformat()})
    assert slot.code in shown.content.decode()
    assert client.post(url, {"slot": "x"}).status_code == 422
    assert client.post(url, {"slot": slot.code}).status_code == 303
    other = make_case(facts={"minor": False})
    taken = client.post(reverse("settlement:book", args=[other.person.number]), {"slot": slot.code})
    assert taken.status_code == 409
    driving = reverse("settlement:driving")
    page = client.get(driving, {"day": slot.starts_at.date().isoformat()}).content.decode()
    assert numbers.shown(row.person.number) in page
    add = reverse("settlement:add_simulator")
    assert client.get(add).status_code == 200
    assert client.post(add, {}).status_code == 422
    assert client.post(add, {"name": "1호기"}).status_code == 409
    assert client.post(add, {"name": "3호기"}).status_code == 303
    hours = reverse("settlement:record_hours", args=[row.person.number])
    assert client.get(hours).status_code == 200
    assert client.post(hours, {}).status_code == 422
    assert client.post(hours, {"day": "2026-03-01", "minutes": "50"}).status_code == 303
    assert queries.record(instructor, row.person.number).minutes == 50
    client.force_login(make_account(Duty.CASEWORKER))
    for closed in (url, driving, add, hours):
        assert client.get(closed).status_code == 403


@pytest.mark.django_db
def test_a_week_without_simulators_is_drawn(instructor: Any, client: Any) -> None:
    client.force_login(instructor)
    assert client.get(reverse("settlement:driving"), {"day": "x"}).status_code == 200


MOMENTS = st.integers(0, 400 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=SEOUL) + timedelta(minutes=minutes)
)


@given(now=MOMENTS, simulators=st.lists(st.integers(1, 9), unique=True, max_size=3))
def test_free_hours_are_free_and_ahead(now: datetime, simulators: list[int]) -> None:
    first = slots.next_free(simulators, (), now, SEOUL)
    taken = {(slot.simulator_id, slot.starts_at) for slot in first}
    second = slots.next_free(simulators, taken, now, SEOUL)
    assert len(first) == (3 if simulators else 0)
    assert all(slots.bookable(slot, now) for slot in [*first, *second])
    assert not taken & {(slot.simulator_id, slot.starts_at) for slot in second}


@given(now=MOMENTS)
def test_a_code_reads_back(now: datetime) -> None:
    slot = Slot(4, now)
    assert slots.read(slot.code, SEOUL) == slot
    assert slots.read("x@y", SEOUL) is None
    assert slots.week_of(now.date())[0].weekday() == 0
