"""The hours of the driving simulators: pure counting, no database."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from naru.kit.words import day as in_words

OPENS, CLOSES = 9, 18
LENGTH = timedelta(hours=1)
DAYS_AHEAD = 14
FORM = "%Y-%m-%dT%H:%M"

Taken = Collection[tuple[int, datetime]]


@dataclass(frozen=True)
class Slot:
    """One hour of one simulator; `starts_at` is aware, in the centre's time zone."""

    simulator_id: int
    starts_at: datetime

    @property
    def code(self) -> str:
        """The slot as a button sends it."""
        return f"{self.simulator_id}@{self.starts_at.strftime(FORM)}"

    @property
    def shown(self) -> str:
        """The slot as people read it."""
        return f"{in_words(self.starts_at.date())} {self.starts_at:%H:%M}"


def read(code: str, zone: ZoneInfo) -> Slot | None:
    """The slot of a button's code; None when it is none."""
    simulator, _at, moment = code.partition("@")
    try:
        return Slot(int(simulator), datetime.strptime(moment, FORM).replace(tzinfo=zone))
    except ValueError:
        return None


def bookable(slot: Slot, now: datetime) -> bool:
    """Whether the slot starts on a full hour of an open time that is still ahead."""
    local = slot.starts_at
    return OPENS <= local.hour < CLOSES and not local.minute and local > now


def day_slots(simulator_id: int, day: date, zone: ZoneInfo) -> list[Slot]:
    """Every hour of a simulator on a day."""
    return [
        Slot(simulator_id, datetime.combine(day, time(hour), tzinfo=zone))
        for hour in range(OPENS, CLOSES)
    ]


def next_free(
    simulator_ids: Collection[int], taken: Taken, now: datetime, zone: ZoneInfo, count: int = 3
) -> list[Slot]:
    """The first free slots from now on, within the days that can be booked ahead."""
    first = now.astimezone(zone).date()
    every = (
        slot
        for ahead in range(DAYS_AHEAD)
        for hour in zip(
            *(day_slots(id_, first + timedelta(days=ahead), zone) for id_ in simulator_ids),
            strict=True,
        )
        for slot in hour
    )
    free = (s for s in every if bookable(s, now) and (s.simulator_id, s.starts_at) not in taken)
    return [slot for slot, _count in zip(free, range(count), strict=False)]


def week_of(day: date) -> list[date]:
    """The seven days of the week that holds a day, from Monday."""
    monday = day - timedelta(days=day.weekday())
    return [monday + timedelta(days=n) for n in range(7)]
