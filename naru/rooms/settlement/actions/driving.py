"""Driving: simulators, who has them when, and the hours practised."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from naru.domain.refusals import Done, Refusal
from naru.ground.ledger import note
from naru.ground.pathway import conductor
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.rooms.settlement import slots
from naru.rooms.settlement.models import Booking, DrivingHours, Simulator
from naru.rooms.settlement.slots import Slot


@verb
def add_simulator(*, by: Account, now: datetime, name: str, place: str) -> Done | Refusal:
    """Add a simulator."""
    if Simulator.objects.filter(name=name).exists():
        return Refusal("settlement.simulator_exists", {"name": name})
    return note("add_simulator", by, now, Simulator.objects.create(name=name, place=place).pk)


@verb
def book(*, by: Account, now: datetime, number: str, slot: Slot) -> Done | Refusal:
    """Keep an hour of a simulator for a person; the database refuses an hour that is taken."""
    row = conductor.load(number)
    known = Simulator.objects.filter(pk=slot.simulator_id).exists()
    if not known or not slots.bookable(slot, now):
        return Refusal("settlement.no_slot", {"slot": slot.shown})
    if Booking.objects.filter(person_id=row.person_id, starts_at=slot.starts_at).exists():
        return Refusal("settlement.booked_elsewhere")
    booking = Booking(
        person_id=row.person_id,
        simulator_id=slot.simulator_id,
        starts_at=slot.starts_at,
        ends_at=slot.starts_at + slots.LENGTH,
    )
    booking.put({"by": str(by.pk)})
    try:
        with transaction.atomic():
            booking.save(force_insert=True)
    except IntegrityError:
        return Refusal("settlement.taken", {"slots": [free.shown for free in _free(now)]})
    return conductor.advance(
        row, "book", by=by, now=now, subject=str(booking.pk), body={"slot": slot.code}
    )


@verb
def record_hours(
    *, by: Account, now: datetime, number: str, day: date, minutes: int, remark: str = ""
) -> Done | Refusal:
    """Record driving practice."""
    row = conductor.load(number)
    said = {"minutes": minutes, "remark": remark}
    hours = DrivingHours(person_id=row.person_id, day=day)
    hours.put(said)
    hours.save(force_insert=True)
    return conductor.advance(row, "record_hours", by=by, now=now, subject=str(hours.pk), body=said)


def _free(now: datetime) -> list[Slot]:
    zone = timezone.get_default_timezone()
    taken = Booking.objects.filter(starts_at__gte=now).values_list("simulator_id", "starts_at")
    ids = list(Simulator.objects.values_list("pk", flat=True))
    return slots.next_free(ids, set(taken), now, zone)
