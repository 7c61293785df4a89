"""Processes that die or stand still at any moment: what was acknowledged is there."""

import random
import signal
import threading
import time

import pytest

from tests.attack.storage.centre import rows_of
from tests.attack.storage.conftest import long

SEED = 4471
LINE = 30.0


class Ears:
    """Hears what writers tell, each in a thread of its own."""

    def __init__(self):
        self.kept, self.refused, self.waits = set(), 0, {}
        self._mutex = threading.Lock()
        self._threads = []

    def hear(self, process):
        """Listen until the process ends."""
        thread = threading.Thread(target=self._listen, args=(process,), daemon=True)
        thread.start()
        self._threads.append(thread)

    def _listen(self, process):
        for line in process.stdout:
            said = line.split()
            with self._mutex:
                if said[0] == "kept" and line.endswith("\n"):
                    self.kept.add(int(said[1]))
                    self.waits.setdefault(process.pid, []).append(float(said[2]))
                else:
                    self.refused += 1

    def until(self, count):
        """Wait until so many more rows are acknowledged."""
        wanted, end = len(self.kept) + count, time.monotonic() + LINE
        while len(self.kept) < wanted:
            assert time.monotonic() < end, "writers don't go on"
            time.sleep(0.002)

    def done(self):
        """Everything that was told is heard."""
        for thread in self._threads:
            thread.join(LINE)


@pytest.mark.parametrize("loops", [2, long(60)])
def test_killed_at_any_moment(house, report, loops):
    """Two writers of three threads and a checkpointer, each killed by -9, start after start."""
    dice, home, heard, killed = random.Random(SEED), house(), Ears(), 0
    for _loop in range(loops):
        working = [home.start("write", 3, 20), home.start("write", 3, 20), home.start("keep")]
        for process in working[:2]:
            heard.hear(process)
        heard.until(dice.randrange(1, 60))
        dice.shuffle(working)
        for process in working:
            process.kill()
            killed += 1
            if dice.random() < 0.5:
                time.sleep(dice.random() * 0.01)
        for process in working:
            process.wait()
    heard.done()
    rows, said = rows_of(home.path)
    lost = heard.kept - rows
    report(
        "kill -9 of writers and checkpointer under load",
        loops=loops,
        processes_killed=killed,
        acknowledged=len(heard.kept),
        lost=len(lost),
    )
    assert said == "ok"
    assert not lost


@pytest.mark.parametrize("stops", [8, long(300)])
def test_standing_still_at_any_moment(house, report, stops):
    """SIGSTOP of whoever is in the way: others go on, or are refused in words; nothing is lost."""
    dice, home, heard = random.Random(SEED), house(), Ears()
    working = [home.start("write", 2, 0.4) for _writer in range(3)] + [home.start("keep")]
    for process in working[:3]:
        heard.hear(process)
    heard.until(20)
    for _stop in range(stops):
        process = dice.choice(working)
        process.send_signal(signal.SIGSTOP)
        time.sleep(dice.random() * dice.choice((0.02, 0.8)))
        process.send_signal(signal.SIGCONT)
    heard.until(20)
    for process in working:
        process.kill()
        process.wait()
    heard.done()
    rows, said = rows_of(home.path)
    lost = heard.kept - rows
    report(
        "SIGSTOP of writers and checkpointer under load",
        stops=stops,
        acknowledged=len(heard.kept),
        refused_in_words=heard.refused,
        lost=len(lost),
    )
    assert said == "ok"
    assert not lost
    assert len(heard.waits) == 3


@pytest.mark.parametrize("seconds", [1, long(20)])
def test_eight_writers_in_two_processes_and_nobody_starves(house, report, seconds):
    """Each gets its turns; how long a turn takes is measured by benchmarks/storage.py."""
    home, heard = house(), Ears()
    working = [home.start("write", 4, 20), home.start("write", 4, 20)]
    for process in working:
        heard.hear(process)
    heard.until(8)
    heard.waits.clear()
    time.sleep(seconds)
    for process in working:
        process.kill()
    heard.done()
    turns = sorted(map(len, heard.waits.values()))
    report("8 writers, 2 processes", seconds=seconds, turns_of_each_process=turns)
    assert len(turns) == 2
    assert turns[0] * 2 > turns[1]
    assert not heard.refused
