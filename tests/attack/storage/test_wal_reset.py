"""The WAL-reset bug of SQLite before 3.51.3: Django's own engine loses rows, ours doesn't.

A checkpointer is stopped again and again at a random instruction just after it took its lock, while
a writer goes on; every row is compared with what was last acknowledged. `integrity_check` notices
nothing of what is lost.
"""

import json
import random
import sqlite3
import time

import pytest

from naru.ground.storage.health import resets_the_log
from tests.attack.storage import pausing
from tests.attack.storage.centre import OURS, STOCK
from tests.attack.storage.conftest import long

WHY_NOT = pausing.why_not()
pytestmark = pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT or "it can")
SEED, CHECKPOINTERS = 4471, 2


def attack(home, seconds):
    """What the writer says at its end, and how often its checkpointer was stopped."""
    working = [home.start("checkpoint") for _one in range(CHECKPOINTERS)]
    for process in working:
        assert process.stdout.readline() == "in\n"
    dice, stops = random.Random(SEED), 0
    writer = home.start("race", seconds, SEED)
    while writer.poll() is None:
        stops += pausing.pause_there(working[0].pid, dice)
        time.sleep(0.004)
    said = json.loads(writer.stdout.read())
    return {"stops": stops, "commits": said["commits"], "rows_lost": said["lost"]}, said


@pytest.mark.parametrize("seconds", [4, long(50)])
def test_ours_loses_nothing(house, report, seconds):
    figures, said = attack(house(OURS), seconds)
    report("WAL-reset race, our engine", **figures, integrity_check=said["integrity"])
    assert figures["stops"] > 3
    assert figures["commits"] > 10
    assert said["lost"] == 0


@pytest.mark.attack
@pytest.mark.skipif(not resets_the_log(sqlite3.sqlite_version_info), reason="this SQLite is cured")
def test_the_same_attack_makes_djangos_own_engine_lose_rows(house, report):
    figures, said = attack(house(STOCK), 58)
    report("WAL-reset race, Django's engine", **figures, integrity_check=said["integrity"])
    assert said["integrity"] == "ok"
    assert said["lost"] > 0
