"""Scenario 11: a thousand attempts at one bed at the same time, and one person sleeps in it."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from naru.domain.refusals import Done
from naru.ground import ledger
from naru.ground.ledger.models import Entry
from naru.rooms.lodging import actions
from naru.rooms.lodging.models import Assignment
from naru.rooms.lodging.tests.houses import add_room, guest, officer

THREADS, ATTEMPTS, PEOPLE = 8, 125, 5

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.both,
    pytest.mark.slow,
]


def test_a_thousand_attempts_at_one_bed():
    (bed, *_others) = add_room("101", 4, area_m2=16)
    hands = [
        (officer(), [guest().person.number for _person in range(PEOPLE)])
        for _thread in range(THREADS)
    ]
    start = threading.Barrier(THREADS)

    def attempt(hand):
        by, numbers = hand
        start.wait()
        try:
            return [
                actions.assign_bed(by=by, number=numbers[turn % PEOPLE], bed_id=bed.pk)
                for turn in range(ATTEMPTS)
            ]
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        results = [result for own in pool.map(attempt, hands) for result in own]

    said = Counter("done" if isinstance(result, Done) else result.code for result in results)
    assert said["done"] == 1
    assert said["lodging.taken"] + said["lodging.has_bed"] == THREADS * ATTEMPTS - 1
    assert Assignment.objects.count() == 1
    assert Entry.objects.filter(action="assign_bed").count() == 1
    assert list(ledger.verify()) == []
