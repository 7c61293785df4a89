"""The simulators' week."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from naru.ground import people
from naru.ground.staff.models import Account
from naru.rooms.settlement import slots
from naru.rooms.settlement.models import Booking, Simulator

A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class SlotView:
    """One hour: free to book, taken by somebody (named for staff only), or over."""

    code: str
    starts_at: datetime
    free: bool
    taken: bool
    number: str = ""


@dataclass(frozen=True)
class DayView:
    """One day of one simulator."""

    day: date
    slots: tuple[SlotView, ...]


@dataclass(frozen=True)
class SimulatorWeek:
    """One simulator's week."""

    name: str
    place: str
    days: tuple[DayView, ...]


@dataclass(frozen=True)
class Week:
    """A week of all simulators, with the ways to the next and the one before."""

    simulators: tuple[SimulatorWeek, ...]
    before: date
    after: date


def week(viewer: Account, day: date, now: datetime, *, named: bool = False) -> Week:
    """The week that holds a day; `named` puts the people's numbers into the hours taken."""
    days = slots.week_of(day)
    zone = timezone.get_default_timezone()
    taken = _taken(viewer, days, named=named)
    shown = []
    for simulator in Simulator.objects.all():
        parts = []
        for one in days:
            hours = slots.day_slots(simulator.pk, one, zone)
            parts.append(DayView(one, tuple(_view(slot, taken, now) for slot in hours)))
        shown.append(SimulatorWeek(simulator.name, simulator.place, tuple(parts)))
    return Week(tuple(shown), days[0] - A_WEEK, days[0] + A_WEEK)


def _taken(viewer: Account, days: list[date], *, named: bool) -> dict[tuple[int, datetime], str]:
    rows = list(Booking.objects.filter(starts_at__date__range=(days[0], days[-1])))
    labels = people.labels(viewer, [row.person_id for row in rows]) if named else {}
    numbers = {person_id: label.number for person_id, label in labels.items()}
    return {(row.simulator_id, row.starts_at): numbers.get(row.person_id, "") for row in rows}


def _view(slot: slots.Slot, taken: dict[tuple[int, datetime], str], now: datetime) -> SlotView:
    who = taken.get((slot.simulator_id, slot.starts_at))
    free = who is None and slots.bookable(slot, now)
    return SlotView(slot.code, slot.starts_at, free, who is not None, who or "")
