"""Every legal live trace, up to the gate, is one the simulator could have produced.

Shown by producing it: for each drawn stay there is a plan over its profile, with the order of
stages that the simulator takes from that profile, under which the event loop ends every stage at
the moment at which the live pathway did. What happens after the departure concerns no bed and no
queue; there only the closing of the file is told.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from random import Random

import numpy as np
import pytest

from naru import profiles
from naru.domain.cases import Case, Event
from naru.domain.duties import Duty
from naru.domain.pathway import advance, open_steps
from naru.domain.profile import Profile
from naru.domain.refusals import Refusal
from naru.engine import lowering, staffing
from naru.engine.eventnet import ENDS
from naru.engine.events import EventKernel
from naru.engine.ledger import Ledger
from naru.engine.plan import Arrivals, Leaving, Plan, Stage
from naru.engine.quantities import CONSTANT, Distribution
from naru.engine.reading import read
from naru.engine.starting import read_guests
from naru.engine.traces import of_everybody
from tests.laws.stays import MONDAY, Search, tellings

EVERYONE = {name: frozenset(Duty) for name in ("a", "b", "c")}
FEW, STAYS, WEEK, DAY = 3, 20, 24 * 8, timedelta(days=1)
PAUSES = (0, 1, 7, 45, 300, 1440, 2000)
LONG = 30_000.0
GATE, CLOSING = "S15", "S16"


@cache
def ways(name: str) -> tuple[list[Event], ...]:
    """Acts from the gate to the end of a stay: a few whole ways, and the shortest one."""
    profile, plan = profiles.load(name), read(staffing.text_of(name))
    whole = []
    for lines in of_everybody(replace(plan, horizon=300.0)).values():
        told = Ledger(plan, lines).play()
        if told.case.closed and {"S09", "S10"} & told.case.done.keys():
            whole.append([act.event for act in told.acts])
        if len(whole) == FEW:
            break
    return *whole, Search(profile, EVERYONE).way()


class Live:
    """A stay drawn at random along a way, with pauses and with acts beside it; all legal."""

    def __init__(self, profile: Profile, chance: Random) -> None:
        self.profile, self.chance = profile, chance
        self.case, self.now = Case(profile), MONDAY
        self.over: dict[str, datetime] = {}

    def live(self, way: list[Event]) -> "Live":
        """Act until the file is closed, or somewhere on the way."""
        asides, end = self.chance.choice((0.0, 0.3, 0.6)), self.chance.choice((len(way), 12, 25))
        for number, event in enumerate(way[:end]):
            self.now += timedelta(minutes=self.chance.choice(PAUSES))
            while self.chance.random() < asides:
                self._aside(way[number:end])
            if not self._act(event):
                break
        return self

    def _act(self, event: Event) -> bool:
        """The next act of the way, at the first hour at which it may be done; False: never."""
        rule = self.profile.events[event.id]
        if rule.stage in self.case.done and rule.completes and not rule.repeats:
            return True
        for _hour in range(WEEK):
            moved = advance(self.case, event, self.now)
            if not isinstance(moved, Refusal):
                self._keep(event, moved)
                return True
            self.now += timedelta(hours=1)
        return False

    def _keep(self, event: Event, case: Case) -> None:
        rule = self.profile.events[event.id]
        if rule.completes:
            self.over.setdefault(rule.stage, self.now)
        self.case = case

    def _aside(self, rest: list[Event]) -> None:
        """Any other open act, unless the rest of the way could no longer follow it."""
        actor = self.chance.choice(sorted(EVERYONE))
        steps = open_steps(self.case, EVERYONE[actor], self.now, actor)
        step = self.chance.choice([step for step in steps if step.open])
        event = self.chance.choice(list(tellings(self.profile, step.event, actor, EVERYONE[actor])))
        moved = advance(self.case, event, self.now)
        if isinstance(moved, Refusal) or moved.closed or not self._leads_on(moved, rest):
            return
        self._keep(event, moved)
        self.now += timedelta(minutes=self.chance.choice(PAUSES))

    def _leads_on(self, case: Case, rest: list[Event]) -> bool:
        for event in rest:
            rule = self.profile.events[event.id]
            if rule.stage in case.done and rule.completes and not rule.repeats:
                continue
            moved = advance(case, event, self._office())
            if isinstance(moved, Refusal):
                return False
            case = moved
        return True

    def _office(self) -> datetime:
        """A working hour of the next week."""
        day = self.now + timedelta(days=7 - self.now.weekday())
        return day.replace(hour=10, minute=0)

    def days(self) -> dict[str, float]:
        """When each stage was over, in days since the gate; after the departure only the file."""
        start = self.over["S00"]
        days = {stage: (at - start) / DAY for stage, at in self.over.items()}
        left = days.get(GATE, LONG)
        return {s: day for s, day in days.items() if day <= left or s == CLOSING}


def lasting(days: float) -> Distribution:
    return Distribution(CONSTANT, days, 0.0, days, 0.0, f"{days} d")


def plan_for(profile: Profile, over: dict[str, float]) -> Plan:
    """A plan over the profile under which one person's stages are over at these moments."""
    stages, leaving = [], None
    for rule in profile.stages.values():
        after = lowering.after(profile, rule)
        needed = [name for name in after if name in over or not profile.stages[name].on_request]
        ready = [over.get(name, np.inf) for name in needed]
        begins = max(ready, default=0.0)
        if rule.id == GATE and rule.id in over and begins > over[GATE]:
            inside = [day for stage, day in over.items() if stage not in {GATE, CLOSING}]
            begins = max(inside)
            leaving = Leaving(1.0, lasting(begins), GATE)
        share = 0.0 if rule.on_request and rule.id not in over else 1.0
        time = over[rule.id] - begins if rule.id in over else LONG
        assert time >= 0, f"{rule.id} was over before {', '.join(after)}"
        stages.append(Stage(rule.id, duration=lasting(time), share=share, after=after))
    arrivals = Arrivals(rate=0.0)
    plan = Plan("one stay", tuple(stages), (), arrivals, leaving=leaving, horizon=LONG / 2)
    return replace(plan, linear=False, profile=profile)


def simulated(plan: Plan) -> dict[str, float]:
    """When each stage is over for one person who comes at once."""
    one = read_guests(plan, f"arrived,done\n{plan.start},\n")
    log = EventKernel(plan, series=False, guests=one).log(1, 0, 1000)
    return {plan.stages[int(row[3])].id: row[0] for row in log if row[1] == ENDS}


@pytest.mark.parametrize("name", profiles.NAMES)
def test_the_simulator_could_have_produced_it(name: str) -> None:
    profile, chance, closed = profiles.load(name), Random(20261125), 0
    for _ in range(STAYS):
        stay = Live(profile, chance).live(chance.choice(ways(name)))
        over = stay.days()
        assert simulated(plan_for(profile, over)) == pytest.approx(over)
        closed += stay.case.closed
    assert closed


def test_a_trace_against_the_order_could_not() -> None:
    early = {"S00": 0.0, "S01": 1.0, "S02": 1.5, "S05": 2.0, "S07": 2.0, "S08": 3.0, "S09": 2.5}
    with pytest.raises(AssertionError, match="S09 was over before"):
        plan_for(profiles.load("kr"), early)
