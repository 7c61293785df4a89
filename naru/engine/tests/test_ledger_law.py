"""Every simulated trace replays as a legal ledger of its profile."""

from dataclasses import replace

import pytest

from naru.domain import clocks
from naru.engine import duedays, staffing
from naru.engine.eventnet import LOCKED, STRUCK, WISHED
from naru.engine.ledger import Ledger
from naru.engine.plan import Plan
from naru.engine.reading import read, scaled
from naru.engine.search import staffed
from naru.engine.traces import in_words, of_everybody


def shipped(name: str, horizon: float) -> Plan:
    return replace(read(staffing.text_of(name)), horizon=horizon)


def replay(plan: Plan) -> tuple[int, set[int]]:
    """How many cases were closed, and everything that happened to anybody."""
    closed, seen = 0, set()
    for lines in of_everybody(plan).values():
        ledger = Ledger(plan, lines).play()
        closed += ledger.case.closed
        seen |= {line.what for line in lines}
    return closed, seen


@pytest.mark.parametrize(
    ("name", "days"), [("kr", 250.0), ("de", 25.0), ("eu-border", 15.0), ("ngo", 250.0)]
)
def test_every_trace_is_a_legal_ledger(name: str, days: float) -> None:
    closed, seen = replay(shipped(name, days))
    assert STRUCK in seen
    assert closed or name == "de"


def test_also_when_the_limit_of_the_law_runs_out() -> None:
    """Six times as many people, one interviewer: clocks expire, interviews lock."""
    plan = shipped("kr", 220.0)
    plan = replace(plan, arrivals=scaled(plan.arrivals, 6.0))
    _closed, seen = replay(staffed(plan, {"interviewer": 1}))
    assert {LOCKED, WISHED, STRUCK} <= seen


def test_limits_are_counted_as_the_live_centre_counts_them() -> None:
    plan = shipped("kr", 60.0)
    assert plan.profile is not None
    limits = duedays.limits(plan)
    c12 = next(limit for limit in plan.limits if limit.id == "C12")
    row = limits.due[duedays.table_row(plan, c12)]
    for day in (0, 17, 59):
        at = Ledger.moment(plan, day + 0.4)
        due = clocks.start(plan.profile.clocks["C12"], at).due
        assert due == Ledger.moment(plan, row[int(day - limits.first_day)])
    assert c12.locks == ("S09",)


def test_a_person_s_way_in_words() -> None:
    words = list(in_words(shipped("kr", 100.0), 3))
    assert words[0].endswith("arrives")
    assert any("S09 Interview: begins" in line for line in words)
    with pytest.raises(ValueError, match="no person 100000"):
        list(in_words(shipped("kr", 5.0), 100_000))
