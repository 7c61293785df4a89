"""Runs scenarios behind the pages: a quick answer first, then as many replications as planned.

Every scenario is a job in a thread of its own; they take turns, a short piece of work each, so that
a new question waits for one piece and never for another's whole answer. What was found is kept,
as the same scenario always finds the same.
"""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from naru.engine.plan import Plan
from naru.planning.answers import answer
from naru.planning.courses import Courses
from naru.planning.scenario import Scenario, people
from naru.planning.starts import modelled, settled

log = logging.getLogger("naru.planning")
QUICK, FULL, FEWEST = 20, 200, 30
ANSWER, PIECE, EFFORT = 12_000, 24_000, 600_000
"""People in one piece of work (well under a second), and in a whole answer."""
KEPT = 32

Key = tuple[Any, ...]


@dataclass
class Job:
    """One question on its way: how far it is, what is known so far, and who still asks."""

    run: Callable[["Job"], None]
    askers: set[object] = field(default_factory=set)
    done: int = 0
    total: int = 0
    found: Any = None
    failed: str = ""
    finished: bool = False
    news: threading.Condition = field(default_factory=threading.Condition)

    def tell(self, done: int, total: int, found: Any = None) -> None:
        """Note how far it is; whoever waits is woken."""
        with self.news:
            self.done, self.total = done, total
            self.found = found if found is not None else self.found
            self.news.notify_all()

    def end(self, failed: str = "") -> None:
        """Nothing more will come."""
        with self.news:
            self.failed, self.finished = failed, True
            self.news.notify_all()

    def wait(self, enough: Callable[["Job"], bool], seconds: float) -> None:
        """Wait until enough is known, nothing more will come, or the time is over."""
        with self.news:
            self.news.wait_for(lambda: self.finished or enough(self), seconds)


class Desk:
    """Takes questions: each once, the newest of an asker instead of their last one."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[Key, Job] = OrderedDict()
        self._last: dict[object, Key] = {}
        self._lock, self._turn = threading.Lock(), threading.Semaphore(1)

    def ask(self, key: Key, run: Callable[[Job], None], asker: object) -> Job:
        """The job of a question, begun if it is new or failed before."""
        with self._lock:
            job = self._jobs.get(key)
            if job is None or job.failed or (job.finished and job.found is None):
                job = self._jobs[key] = Job(run, {asker})
                threading.Thread(target=self._work, args=(job,), daemon=True).start()
            self._jobs.move_to_end(key)
            self._leave(asker, key)
            job.askers.add(asker)
            while len(self._jobs) > KEPT:
                self._jobs.popitem(last=False)[1].askers.clear()
        return job

    def _leave(self, asker: object, key: Key) -> None:
        """An asker who asks something else no longer waits for what they asked before."""
        before = self._last.get((asker, key[0]))
        if before is not None and before != key and before in self._jobs:
            old = self._jobs[before]
            old.askers.discard(asker)
            if not old.askers and not old.finished:
                del self._jobs[before]
        self._last[asker, key[0]] = key

    def piece(self, job: Job, work: Callable[[], Any]) -> Any:
        """A piece of work in its turn; Given up when nobody asks any more."""
        with self._turn:
            if not job.askers:
                raise GivenUp
            return work()

    def _work(self, job: Job) -> None:
        try:
            job.run(job)
        except GivenUp:
            job.end("given up")
        except Exception:
            log.exception("a scenario couldn't be run")
            job.end("failed")
        else:
            job.end()


class GivenUp(Exception):
    """Nobody asks any more."""


DESK = Desk()


def steps(plan: Plan, guests: int) -> tuple[int, int, int]:
    """Replications of the quick answer, of the whole one, and of a piece, by the people in one."""
    heads = max(people(plan) + guests, 1.0)
    quick = int(min(max(ANSWER / heads, 6), QUICK))
    full = int(min(max(EFFORT / heads, FEWEST), FULL))
    return quick, full, int(min(max(PIECE / heads, 2), 50))


def ask(scenario: Scenario, state: str, today: date, asker: object) -> Job:
    """Ask for a scenario; `state` is the table of a start from now, else empty."""
    key = ("scenario", scenario, state, scenario.begins or today)

    def run(job: Job) -> None:
        first, second = DESK.piece(job, lambda: sides(scenario, state, today))
        guests = state.count("\n")
        quick, full, piece = steps(first.plan, guests)
        while first.count < full:
            count = quick if first.count == 0 else min(piece, full - first.count)
            for courses in filter(None, (first, second)):
                DESK.piece(job, partial(courses.more, count))
            known = first.count in {quick, full} or job.found is None
            job.tell(first.count, full, answer(first, second, full) if known else None)

    return DESK.ask(key, run, asker)


def sides(scenario: Scenario, state: str, today: date) -> tuple[Courses, Courses | None]:
    """The models of a scenario and of the one beside it, from the same start."""
    table = state
    if scenario.start == "steady":
        table = settled(scenario.profile, scenario.begins or today)
    second = scenario.second
    one = Courses(modelled(scenario, table, today))
    return one, Courses(modelled(second, table, today)) if second else None
