"""A start from who is where: what has gone on goes on, and every wrong line is named."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from naru.domain.lines import Unreadable
from naru.engine import quantities as q
from naru.engine import starting
from naru.engine.chance import threefry, unit
from naru.engine.draws import left as left_of
from naru.engine.eventnet import ENDS, STRUCK
from naru.engine.events import EventKernel
from naru.engine.jit import entry
from naru.engine.model import run
from naru.engine.plan import Arrivals, Block, Limit, Plan, Resource, Stage

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


def test_only_a_stage_whose_turn_it_is_has_gone_on() -> None:
    plan = waiting("10 d")
    later = Stage("later", duration=q.distribution("10 d"), after=("wait",))
    plan = replace(plan, stages=(*plan.stages, later))
    guests = starting.read_guests(plan, HEAD + "2026-02-01,,gate@2026-02-20,,no\n")
    assert guests.since.tolist() == [[0.0, 9.0, 0.0]]
    assert ends(plan, HEAD + "2026-02-01,,gate@2026-02-20,,no\n", "later") == [11.0]


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
        ("2026-02-01,,gate,wait:1@soon,no", "the last visit of wait must be an ISO day"),
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


LAWS = ("exp(10 d)", "LN(12 d, 0.7)", "weibull(10 d, 2)", "weibull(10 d, 0.7)",
        "uniform(2 d, 30 d)", "empirical(1 d, 4 d, 9 d, 40 d)")  # fmt: skip


@pytest.mark.parametrize("law", LAWS)
@pytest.mark.parametrize("passed", [3.0, 15.0])
def test_what_is_left_has_the_law_given_what_has_passed(law: str, passed: float) -> None:
    """Against draws of the whole law that turned out longer, by Kolmogorov and Smirnov."""
    from scipy.stats import ks_2samp

    whole = draws(law, 0.0)
    longer = whole[whole > passed] - passed
    assert ks_2samp(draws(law, passed), longer).pvalue > 1e-3


def draws(law: str, passed: float) -> np.ndarray:
    """4,000 times what is left of a law after so many days."""
    out = np.full(4000, passed)
    one = q.distribution(law)
    points = np.array(one.points or (0.0,))
    many_left(int(one.kind), 0.0 if one.points else one.a, one.b, points, out)
    return out


@entry
def many_left(law, a, b, points, out):  # type: ignore[no-untyped-def]
    key, one = np.array([7, 11], np.uint64), np.empty(1)
    for i in range(out.size):
        first, _second = threefry(key[0], key[1], np.uint64(i), np.uint64(out[i] * 100))
        one[0], passed = unit(first), out[i]
        left_of(law, a, b, points, one, passed)
        out[i] = one[0]


TALK = (
    Stage("gate"),
    Stage("talk", resource="officer", duration=q.distribution("10 d"), after=("gate",)),
    Stage("end", after=("talk",)),
)


def served(stages: tuple[Stage, ...] = TALK, blocks: tuple[Block, ...] = ()) -> Plan:
    """A gate, one officer, an end; nobody comes but who is here."""
    return Plan(
        "talk", stages, (Resource("officer", 1),), Arrivals(rate=0.0),
        limits=(Limit("whole", "arrival", "end", 1000.0),), blocks=blocks,
        horizon=400.0, start=date(2026, 3, 1), linear=False,
    )  # fmt: skip


def ends(plan: Plan, text: str, stage: str = "talk") -> list[float]:
    """When each guest was through with a stage in the first replication."""
    guests = starting.read_guests(plan, text)
    log = EventKernel(plan, series=False, guests=guests).log(1, 0)
    rows = log[(log[:, 1] == ENDS) & (log[:, 3] == plan.stage(stage))]
    return [float(at) for at in rows[np.argsort(rows[:, 2]), 0]]


def test_a_visit_that_has_begun_is_finished_and_its_server_is_busy_till_then() -> None:
    head = "arrived,done,served\n"
    first = "2026-02-01,gate,talk@2026-02-25\n"
    assert ends(served(), head + first + "2026-02-02,gate,\n") == [6.0, 16.0]


def test_a_gap_goes_on_and_visits_made_are_not_made_again() -> None:
    often = Stage("talk", resource="officer", duration=q.distribution("1 d"), after=("gate",),
                  visits=q.count("3"), gap=q.distribution("10 d"))  # fmt: skip
    plan = served((TALK[0], often, TALK[2]))
    head = "arrived,done,visits\n"
    assert ends(plan, head + "2026-02-01,gate,talk:2@2026-02-23\n") == [5.0]
    assert ends(plan, head + "2026-02-01,gate,talk:2\n") == [1.0]
    assert ends(plan, head + "2026-02-01,gate,talk:1@2026-02-23\n") == [16.0]
    assert ends(plan, head + "2026-02-01,gate,\n") == [23.0]


def test_the_number_of_visits_is_drawn_given_those_already_made() -> None:
    """Of 1 + Poisson(2) at least four: by the law, the mean is 4 and what lies beyond."""
    often = Stage("talk", duration=q.distribution("1 d"), after=("gate",),
                  visits=q.count("1+Poisson(2)"))  # fmt: skip
    plan = served((TALK[0], often, TALK[2]))
    rows = "2026-02-01,gate,talk:3@2026-03-01\n" * 4000
    chance = np.diff(often.visits.cdf, prepend=0.0)
    numbers = often.visits.base + np.arange(chance.size)
    there = numbers >= 4
    mean = float((numbers * chance)[there].sum() / chance[there].sum())
    found = ends(plan, "arrived,done,visits\n" + rows)
    assert len(found) == 4000
    assert np.mean(found) + 3 == pytest.approx(mean, abs=0.05)


HALT = Block("halt", 0.5, "gate", q.distribution("10 d"), ("talk",))
BLOCKED = "arrived,done,blocks\n"


def test_an_open_block_goes_on_and_one_that_is_not_named_is_closed() -> None:
    plan = served(blocks=(HALT,))
    assert ends(plan, BLOCKED + "2026-02-01,gate,halt@2026-02-25\n") == [16.0]
    assert ends(plan, BLOCKED + "2026-02-01,gate,\n") == [10.0]


def test_a_block_that_may_be_open_is_open_as_often_as_its_law_says() -> None:
    plan = served(blocks=(HALT,))
    guests = starting.read_guests(plan, BLOCKED + "2026-02-01,gate,halt?2026-02-25\n" * 2000)
    log = EventKernel(plan, series=False, guests=guests).log(1, 0)
    assert (log[:, 1] == STRUCK).sum() == pytest.approx(1000, abs=100)
    none = starting.read_guests(plan, BLOCKED + "2026-02-01,gate,halt?2026-02-01\n" * 200)
    log = EventKernel(plan, series=False, guests=none).log(1, 0)
    assert not (log[:, 1] == STRUCK).any()


def test_an_open_block_does_not_strike_a_second_time() -> None:
    plan = served(blocks=(HALT,))
    text = BLOCKED + "2026-03-01,,halt@2026-02-25\n" * 50
    guests = starting.read_guests(plan, text.replace("02-25", "03-01"))
    log = EventKernel(plan, series=False, guests=guests).log(1, 0)
    assert (log[:, 1] == STRUCK).sum() == 50


@pytest.mark.parametrize("block", ["halt", "nothing@2026-02-01", "halt@soon"])
def test_a_wrong_block_is_named(block: str) -> None:
    with pytest.raises(Unreadable, match=r"no block of this plan|must be an ISO day"):
        starting.read_guests(served(blocks=(HALT,)), BLOCKED + f"2026-02-01,gate,{block}\n")


def test_nobody_is_lost_whatever_has_begun() -> None:
    from naru.engine import reading, staffing
    from naru.planning import starts

    plan = reading.read(staffing.text_of("kr"))
    text = starts.settled("kr", plan.start)
    quiet = replace(plan, arrivals=Arrivals(rate=0.0), horizon=700.0)
    here = len(text.splitlines()) - 1
    assert here > 10
    assert "served" in text.splitlines()[0]
    assert len(ends(quiet, text, starts.closing(plan))) == here
