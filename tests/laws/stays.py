"""What the laws are tried on: acts drawn at random, and the shortest ways a search finds."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from naru.domain.cases import Case, Event
from naru.domain.duties import Duty
from naru.domain.pathway import advance, open_steps
from naru.domain.profile import EventRule, FactValue, Guard, Profile
from naru.domain.refusals import Refusal

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Seoul"))
DAYS = st.dates(datetime(2026, 1, 1).date(), datetime(2026, 2, 28).date()).map(str)  # noqa: DTZ001
Staff = dict[str, frozenset[Duty]]
Reached = tuple[int, int, Case, list[Event]]


@dataclass(frozen=True)
class Act:
    """One drawn act: the event, how much later, or the wish to take the last one back."""

    event: Event
    minutes: int = 0
    undo: bool = False


@st.composite
def acts(draw: st.DrawFn, case: Case, staff: Staff, now: datetime) -> Act:
    """Mostly a step that is open, now and then one that isn't, and sometimes an undo."""
    minutes = draw(st.sampled_from([0, 1, 30, 600, 1440]))
    actor = draw(st.sampled_from(sorted(staff)))
    later = now + timedelta(minutes=minutes)
    steps = [s.event for s in open_steps(case, staff[actor], later, actor) if s.open]
    rules = list(case.profile.events.values())
    rule = draw(st.sampled_from(steps if steps and draw(st.integers(0, 7)) else rules))
    undo = draw(st.integers(0, 19)) == 0
    return Act(draw(events(case.profile, rule, actor, staff[actor])), minutes, undo)


@st.composite
def events(
    draw: st.DrawFn, profile: Profile, rule: EventRule, actor: str, duties: frozenset[Duty]
) -> Event:
    """The event with any facts, record and outcome that it may state."""
    facts: dict[str, FactValue] = {}
    for name in rule.facts:
        kind = profile.facts[name]
        values = {
            "bool": st.booleans(),
            "count": st.integers(0, 3),
            "code": st.sampled_from(kind.codes or ("",)),
            "date": DAYS,
        }[kind.type]
        if draw(st.integers(0, 9)):
            facts[name] = draw(values)
    outcome = draw(st.sampled_from(("", *rule.outcomes)))
    record = {"body": draw(st.sampled_from(["council", "judge", ""])), "reasons": "r"}
    return Event(rule.id, actor, duties, facts, {**record, "record": "1"}, outcome)


class Search:
    """Finds acts that lead from the gate to the end of a stay by trying the open steps."""

    def __init__(self, profile: Profile, staff: Staff) -> None:
        self.profile = profile
        self.staff = staff
        guards = [
            *(g for stage in profile.stages.values() for g in stage.guards),
            *(g for event in profile.events.values() for g in event.guards),
        ]
        self.wanted = _facts(guards, "is", "positive", "known", "implies")
        self.trouble = _facts(guards, "is_not", "zero")

    def way(self) -> list[Event]:
        """The acts in order; empty when no way leads to the end."""
        serial, start = count(), Case(self.profile)
        heap: list[Reached] = [(0, next(serial), start, [])]
        seen = set()
        while heap:
            _rank, _serial, case, way = heapq.heappop(heap)
            if case.closed:
                return way
            for event, after in self._moves(case):
                key = repr((sorted(after.facts.items()), sorted(after.done), sorted(after.blocks)))
                if key not in seen:
                    seen.add(key)
                    heapq.heappush(heap, (self._rank(after), next(serial), after, [*way, event]))
        return []

    def _rank(self, case: Case) -> int:
        """Low is near the end: stages done, nothing open that holds a later step back."""
        told = {fact for fact, value in case.facts.items() if value}
        open_matters = len(case.blocks) + len(told & self.trouble)
        return 5 * open_matters - 6 * len(case.done) - len(told & self.wanted)

    def _moves(self, case: Case) -> Iterator[tuple[Event, Case]]:
        for actor, duties in self.staff.items():
            for step in open_steps(case, duties, MONDAY, actor):
                for event in tellings(self.profile, step.event, actor, duties) if step.open else ():
                    moved = advance(case, event, MONDAY)
                    if not isinstance(moved, Refusal):
                        yield event, moved


def _facts(guards: list[Guard], *names: str) -> set[str]:
    return {fact for guard in guards if guard.name in names for fact in guard.args}


def tellings(
    profile: Profile, rule: EventRule, actor: str, duties: frozenset[Duty]
) -> Iterator[Event]:
    """The event with every no, then with every yes, and with each outcome it can give."""
    body = next((c.extension.body for c in profile.clocks.values() if c.extension), "")
    record = {"body": body, "reasons": "r", "record": "1"}
    for yes in (False, True):
        facts: dict[str, FactValue] = {}
        for fact in (profile.facts[name] for name in rule.facts):
            code = fact.codes[0 if yes else -1] if fact.codes else "2026-02-20"
            facts[fact.id] = {"bool": yes, "count": int(yes)}.get(fact.type, code)
        for outcome in rule.outcomes or ("",):
            yield Event(rule.id, actor, duties, facts, record, outcome)
