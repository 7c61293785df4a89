"""What the ledger says of durations: open ones counted, order and visits found."""

from datetime import UTC, datetime, timedelta

import pytest

from naru.engine import reading, staffing
from naru.planning import backtest, observed
from naru.planning.history import Done, Stay
from naru.planning.observed import Seen

START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def plan():
    return reading.read(staffing.text_of("kr"))


def stay(person, *acts):
    return Stay(person, tuple(Done(act, START + day * DAY) for act, day in acts))


def interviewed(person):
    """Oriented on day 1, two interviews on days 4 and 9, finished; not yet read back."""
    return stay(
        person,
        ("arrive", 0.0),
        ("triage", 0.1),
        ("welcome", 0.2),
        ("register", 0.3),
        ("examine", 0.4),
        ("assign_bed", 0.5),
        ("orient", 1.0),
        ("screen_needs", 3.0),
        ("start_interview", 4.0),
        ("end_interview", 4.1),
        ("start_interview", 9.1),
        ("end_interview", 9.2),
        ("finish_interviews", 9.2),
    )


@pytest.fixture
def lived(monkeypatch):
    """A ledger with the stays given."""

    def put(*stays):
        monkeypatch.setattr(observed, "stays", lambda _profile, _at: list(stays))

    return put


def sample(found, stage, what="time"):
    return next(one for one in found.samples if (one.stage, one.what) == (stage, what))


def test_lengths_run_from_ready_to_over_and_open_ones_count(plan, lived):
    lived(*(interviewed(n) for n in range(30)), stay(99, ("arrive", 0.0), ("triage", 0.1)))
    found = observed.observed(plan, START + 20 * DAY)
    s01 = sample(found, "S01")
    assert s01.ended == pytest.approx((0.1,) * 31)
    s02 = sample(found, "S02")
    assert s02.ended == pytest.approx((0.1,) * 30)
    assert s02.open == pytest.approx((19.9,))
    s10 = sample(found, "S10")
    assert s10.ended == ()
    assert s10.open == pytest.approx((20 - 9.2,) * 30)


def test_visits_gaps_and_the_time_before_the_first(plan, lived):
    lived(*(interviewed(n) for n in range(30)))
    found = observed.observed(plan, START + 20 * DAY)
    assert sample(found, "S09", "before").ended == pytest.approx((3.0,) * 30)
    assert sample(found, "S09", "visit").ended == pytest.approx((0.1,) * 60)
    assert sample(found, "S09", "gap").ended == pytest.approx((5.0,) * 30)
    assert found.visits["S09"] == (2,) * 30


def test_the_order_kept_is_the_order_seen_but_never_against_the_profile(plan, lived):
    lived(*(interviewed(n) for n in range(30)))
    found = observed.observed(plan, START + 20 * DAY)
    assert found.later == {("bed", "S06")}
    assert sample(found, "S07").ended == pytest.approx((0.1,) * 30)


def test_arrivals_are_counted_over_ninety_days_at_most(plan, lived):
    lived(*(interviewed(n) for n in range(30)))
    assert observed.observed(plan, START + 20 * DAY).arrivals == (30, 20.0)
    assert observed.observed(plan, START + 200 * DAY).arrivals == (0, 90.0)


def test_who_has_left_keeps_no_stage_open(plan, lived):
    lived(stay(1, ("arrive", 0.0), ("triage", 0.1), ("depart", 2.0)))
    found = observed.observed(plan, START + 20 * DAY)
    assert sample(found, "S02").open == ()
    assert found.passed == {"S13": (0, 1)}


@pytest.mark.django_db
def test_an_empty_centre_fits_nothing_and_has_no_past(plan):
    found = observed.fit(plan)
    assert found.fitted == ()
    assert found.plan.arrivals == plan.arrivals
    with pytest.raises(backtest.TooShort, match="nobody was here 60 days ago"):
        backtest.backtest(plan)
    with pytest.raises(backtest.TooShort, match="covers 7 to 365"):
        backtest.backtest(plan, 3)


def test_a_past_that_went_as_planned_lies_within_its_own_bands(plan, monkeypatch):
    """The simulator's own replication as the past: the bands hold about as often as they say."""
    from naru.engine.events import EventKernel, nobody

    days, first = 40, 10
    monkeypatch.setattr(observed, "fit", lambda plan, _at: observed.fitting.fit(plan, _nothing()))
    monkeypatch.setattr(backtest.present, "table_of", lambda _plan, _at: HEAD + "2026-01-05,S00\n")
    log = EventKernel(plan, series=False).log(99, 0)
    whole = nobody(plan)
    arrived, over = backtest._simulated(plan, whole.times, whole.done[:, 0], log)
    monkeypatch.setattr(backtest, "_past", lambda *_given: (arrived, over))
    start = datetime(2026, 1, 5, tzinfo=UTC)
    found = backtest.backtest(plan, days, replications=60, now=start + (days + 0.5) * DAY)
    assert {row.what for row in found.blind} == {"beds", "arrived", "stage"}
    assert found.coverage(90) > 0.6
    assert found.coverage(90) >= found.coverage(50)
    came = next(row for row in found.told if row.what == "arrived")
    assert came.coverage(90) > 0.99
    assert len(came.was) == days
    assert came.was[first] <= came.was[-1]


HEAD = "arrived,done\n"


def _nothing():
    return observed.Observed()


def test_a_stay_knows_what_its_acts_set():
    profile = reading.read(staffing.text_of("kr")).profile
    one = stay(1, ("arrive", 0.0), ("assign_bed", 0.5), ("free_bed", 1.0))
    assert one.last(profile, "housed") is False
    assert one.last(profile, "departed") is None
    assert not one.closed(profile)
    assert stay(1, ("arrive", 0.0), ("close_file", 2.0)).closed(profile)
    assert Seen(one, {}, left=False).stay.times("arrive") == [START]
