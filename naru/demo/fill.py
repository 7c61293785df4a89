"""Fills an empty centre: everybody's steps in the order in which they would have happened."""

import heapq
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import count
from random import Random
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from naru.demo import accounts, places
from naru.demo.people import everybody
from naru.demo.walk import Walk
from naru.demo.way import way_of

PEOPLE, DAYS, SEED = 120, 90, 20261125
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
    chance = Random(SEED)
    walks = [Walk(one, staff, chance, now) for one in everybody(chance, people, DAYS)]
    known: dict[UUID, str] = {}
    ways = [(walk, way_of(walk, shelves, known)) for walk in walks]
    steps = _run(ways, now, progress)
    with transaction.atomic():
        _resident(walks, now)
    return steps


def _run(ways: list[tuple[Walk, Iterator[datetime]]], now: datetime, progress: Progress) -> int:
    """Take the earliest step of all, again and again, until the present."""
    serial = count()
    due = [(next(way), next(serial), way) for _walk, way in ways]
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


def _step(due: list[tuple[datetime, int, Iterator[datetime]]], serial: Iterator[int]) -> None:
    _moment, _place, way = heapq.heappop(due)
    following = next(way, None)
    if following is not None:
        heapq.heappush(due, (following, next(serial), way))


def _resident(walks: list[Walk], now: datetime) -> None:
    """An account for one adult who has been here for some weeks."""
    here = [w for w in walks if w.number and not w.somebody.is_child and 10 < w.somebody.day < 40]
    if here:
        walk = here[0]
        accounts.make_resident("resident", walk.number, walk.person_id, now)
