"""A start from who is where: what has gone on goes on, and every wrong line is named."""

from datetime import date

import numpy as np
import pytest

from naru.domain.lines import Unreadable
from naru.engine import quantities as q
from naru.engine import starting
from naru.engine.model import run
from naru.engine.plan import Arrivals, Limit, Plan, Stage

HEAD = "arrived,entered,done,visits,bed\n"


def waiting(law: str) -> Plan:
    """Everybody passes a gate and then waits for so long, with nobody serving."""
    stages = (
        Stage("gate"),
        Stage("wait", duration=q.distribution(law), after=("gate",)),
    )
    limits = (Limit("whole", "arrival", "wait", 1000.0),)
    arrivals = Arrivals(rate=0.0)
    start = date(2026, 3, 1)
    return Plan("wait", stages, (), arrivals, limits, horizon=400.0, start=start, linear=False)


def left(law: str, rows: int, days: int) -> float:
    """The mean time from arrival until the wait is over, after `days` days of it."""
    day = date.fromordinal(date(2026, 3, 1).toordinal() - days)
    text = HEAD + f"{day},{day},gate@{day},,no\n" * rows
    model, _said = starting.from_text(waiting(law), text)
    return run(model, replications=4).estimate("whole.time_mean").mean


def test_a_fixed_time_goes_on_from_where_it_stands() -> None:
    assert left("10 d", 1, 4) == pytest.approx(10)
    assert left("10 d", 1, 25) == pytest.approx(25)


def test_what_has_lasted_already_makes_the_whole_longer_as_its_law_says() -> None:
    """Exponential: what is left doesn't know what has passed. Uniform: it shrinks."""
    assert left("exp(10 d)", 2000, 0) == pytest.approx(10, rel=0.05)
    assert left("exp(10 d)", 2000, 15) == pytest.approx(25, rel=0.05)
    assert left("uniform(0 d, 20 d)", 2000, 10) == pytest.approx(15, rel=0.03)


def test_without_a_moment_a_stage_begins_anew() -> None:
    text = HEAD + "2026-02-01,2026-02-01,gate,,no\n"
    plan = waiting("10 d")
    guests = starting.read_guests(plan, text)
    assert guests.since.tolist() == [[0.0, 0.0]]
    known = starting.read_guests(plan, text.replace(",gate,", ",gate@2026-02-20,"))
    assert known.since.tolist() == [[0.0, 9.0]]


def test_a_visit_made_means_that_what_comes_before_is_over() -> None:
    plan = waiting("10 d")
    guests = starting.read_guests(plan, HEAD + "2026-02-01,,,wait:1,no\n")
    assert guests.done[0, 0] == 1
    assert np.array_equal(guests.visits, [[0, 1]])


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("soon,,gate,,no", "arrived must be an ISO day"),
        ("2026-02-01,,nowhere,,no", "'nowhere' is no stage"),
        ("2026-02-01,,gate@2027-01-01,,no", "lies after the start"),
        ("2026-02-01,,gate@noon,,no", "must be an ISO day"),
        ("2026-02-01,,gate,wait,no", "written as S09:2"),
        ("2026-02-01,2026-02-02,gate,,no", "entered lies after arrived"),
        ("2026-02-01,,gate,,perhaps", "bed must be yes or no"),
    ],
)
def test_every_wrong_line_is_named(row: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said) as caught:
        starting.read_guests(waiting("1 d"), HEAD + row + "\n")
    assert caught.value.problems[0].line == 2


def test_threads_do_not_change_what_is_left() -> None:
    day = date(2026, 2, 20)
    text = HEAD + f"{day},{day},gate@{day},,no\n" * 50
    model, _said = starting.from_text(waiting("LN(12 d, 0.7)"), text)
    one, two = (run(model, replications=8, threads=n).values for n in (1, 2))
    assert one.tobytes() == two.tobytes()
