"""Fills an empty centre: everybody's steps in the order in which they would have happened."""

import heapq
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import count
from random import Random
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from naru.demo import accounts, places, stories
from naru.demo.people import everybody, newcomers
from naru.demo.walk import Walk, Way
from naru.demo.way import ways_of
from naru.ground.staff.models import Account

PEOPLE, DAYS, SEED = 120, 90, 20261125
NEWCOMERS = (8.0, 5.0, 3.5, 2.2, 1.8, 1.5, 1.2, 0.6, 0.1)
"""How many hours ago the last ones came to the gate."""
TOGETHER = 60
"""How many steps share a transaction: the history needs no fsync a step."""
Progress = Callable[[int, int], None]


def fill(people: int = PEOPLE, progress: Progress = lambda done, total: None) -> int:
    """Make the fictional centre; returns how many steps were taken.

    `progress(done, total)` is told how many of the days have passed.
    """
    now = timezone.localtime().replace(microsecond=0)
    start = now - timedelta(days=DAYS + 2)
    with transaction.atomic():
        staff = accounts.make_accounts(start)
        accounts.let_in(staff, start)
        shelves = places.build(staff, start)
    walks = _walks(people, staff, now)
    known: dict[UUID, str] = {}
    ways = [way for walk in walks for way in ways_of(walk, shelves, known)]
    steps = _run(ways, now, progress)
    with transaction.atomic():
        stories.today(walks, staff, now)
    return steps


def _walks(people: int, staff: dict[str, Account], now: datetime) -> list[Walk]:
    """Who came over the last months, and the last few, each of whom waits at another door."""
    chance = Random(SEED)
    last = NEWCOMERS[: people // 2]
    earlier = everybody(chance, people - len(last), DAYS)
    walks = [Walk(one, staff, chance, now) for one in earlier]
    new = zip(newcomers(chance, len(last)), last, strict=True)
    return walks + [Walk(one, staff, chance, now, timedelta(hours=ago)) for one, ago in new]


def _run(ways: list[Way], now: datetime, progress: Progress) -> int:
    """Take the earliest step of all, again and again, until the present."""
    serial = count()
    due = [(at, next(serial), way) for way in ways if (at := next(way, None)) is not None]
    heapq.heapify(due)
    steps = 0
    while due and due[0][0] <= now:
        with transaction.atomic():
            for _ in range(TOGETHER):
                if not due or due[0][0] > now:
                    break
                _step(due, serial)
                steps += 1
        progress(DAYS - max(0, (now - due[0][0]).days) if due else DAYS, DAYS)
    return steps


def _step(due: list[tuple[datetime, int, Way]], serial: Iterator[int]) -> None:
    _moment, _place, way = heapq.heappop(due)
    following = next(way, None)
    if following is not None:
        heapq.heappush(due, (following, next(serial), way))
