"""What a centre has and a textbook queue hasn't: shifts, urgency, families, isolation, surges."""

from dataclasses import replace

import numpy as np

from naru.engine import flux, loads, quantities, staffing
from naru.engine.eventnet import BEGINS
from naru.engine.model import compile as compile_plan
from naru.engine.model import run
from naru.engine.plan import Plan, Surge
from naru.engine.reading import read
from naru.engine.results import Result
from naru.engine.shifts import capacity, hours_a_week
from naru.engine.tests.plans import centre, queue, rate, servers
from naru.engine.traces import of_everybody

KR = read(staffing.text_of("kr"))


def simulated(plan: Plan, replications: int = 8, *, series: bool = False) -> Result:
    return run(compile_plan(plan), replications=replications, series=series)


def test_nobody_begins_an_interview_when_the_shift_is_over() -> None:
    plan = replace(KR, horizon=90.0)
    interview = plan.stage("S09")
    begun = [
        line.at
        for lines in of_everybody(plan).values()
        for line in lines
        if line.what == BEGINS and line.stage == interview
    ]
    assert len(begun) > 20
    for at in begun:
        day = (plan.start.weekday() + int(at)) % 7
        assert day < 5
        assert 9 / 24 - 1e-9 <= at % 1 < 17 / 24


def test_the_week_of_a_resource() -> None:
    nurse = KR.resources[KR.resource("nurse")]
    assert hours_a_week(nurse) == 168 + 45
    steps = capacity(nurse, KR.start, 7, "KR")
    assert [servers for _at, servers in steps[:4]] == [1, 2, 1, 2]
    interviewer = KR.resources[KR.resource("interviewer")]
    new_year = capacity(interviewer, KR.start.replace(day=1), 0, "KR")
    assert new_year == [(0.0, 0)]


def test_urgent_people_wait_less() -> None:
    plan = queue("exp(1 d)", 0.9, 1, horizon=3000, warm=300)
    urgent = replace(plan, arrivals=replace(plan.arrivals, urgent=1.0))
    mixed = replace(plan, arrivals=replace(plan.arrivals, urgent=0.2))
    alike, all_urgent, some = (simulated(one) for one in (plan, urgent, mixed))
    assert (alike.of("service.wait_mean") == all_urgent.of("service.wait_mean")).all()
    assert np.allclose(some.of("service.wait_mean"), alike.of("service.wait_mean"), rtol=0.05)
    assert (some.of("service.wait_p95") >= alike.of("service.wait_p95")).mean() > 0.7


def test_families_get_their_beds_together() -> None:
    plan = servers(centre(horizon=60.0, warm_up=0.0), beds=6)
    plan = rate(replace(plan, arrivals=replace(plan.arrivals, families=(0.0, 0.0, 1.0))), 1.0)
    bed = plan.stage("bed")
    moments: dict[float, int] = {}
    for lines in of_everybody(plan).values():
        for line in lines:
            if line.what == BEGINS and line.stage == bed:
                moments[line.at] = moments.get(line.at, 0) + 1
    assert moments
    assert all(together % 3 == 0 for together in moments.values())


def test_isolation_takes_rooms_away_when_its_own_are_full() -> None:
    blocks = tuple(
        replace(b, share=1.0, length=quantities.distribution("60 d")) if b.isolates else b
        for b in KR.blocks
    )
    plan = rate(servers(replace(KR, horizon=60.0, blocks=blocks), beds=30, isolation=1), 1.0)
    less = simulated(replace(plan, blocks=tuple(b for b in blocks if not b.isolates)))
    more = simulated(plan)
    assert (more.of("bed.served") < less.of("bed.served") - 10).all()


def test_breakdowns_absence_and_closing_lengthen_the_wait() -> None:
    plan = queue("exp(1 d)", 1.5, 2, horizon=1500, warm=150)
    (server,) = plan.resources
    breaks = {
        "every": quantities.distribution("exp(20 d)"),
        "repair": quantities.distribution("3 d"),
    }
    worse = (replace(server, **breaks), replace(server, absence=0.1))
    plain = simulated(plan).of("service.wait_mean")
    for resource in worse:
        found = simulated(replace(plan, resources=(resource,)))
        assert (found.of("service.wait_mean") > plain).all()
        assert loads.demands(replace(plan, resources=(resource,)))[0].there < 2


def test_a_surge_and_the_seasons_bring_as_many_as_they_say() -> None:
    plan = centre(horizon=365.0, warm_up=0.0)
    season = (0, 0, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0)
    arrivals = replace(plan.arrivals, season=season, surges=(Surge(300.0, 200, 2.0),))
    plan = replace(plan, arrivals=arrivals, start=plan.start.replace(day=1))
    expected = flux.intensity(plan)[1][-1] + 200
    assert expected == 3 * 12 * 30 + 200
    result = simulated(plan, series=True)
    assert abs(result.estimate("people").mean - expected) < 4 * expected**0.5
    assert result.bins is not None
    beds = result.bins.row("in use", "beds").mean(axis=0)
    assert beds[:151].max() == 0
    assert beds[305] > 100


def test_nobody_all_year_but_a_surge() -> None:
    plan = centre(horizon=60.0, warm_up=0.0)
    arrivals = replace(plan.arrivals, rate=0.0, season=(1.0,) * 12, surges=(Surge(3.0, 20, 1.0),))
    assert simulated(replace(plan, arrivals=arrivals)).estimate("people").mean == 20


def test_whoever_still_waits_at_the_end_is_in_the_queue_until_then() -> None:
    """Too few places and too few officers: both queues grow to the last day, in both methods."""
    plan = servers(centre(horizon=60.0, warm_up=0.0), beds=20, interviewer=1)
    short, whole = (
        run(compile_plan(plan, method=method), replications=4, series=True)
        for method in ("fifo", "events")
    )
    for one in (short, whole):
        assert one.bins is not None
        growing = one.bins.row("waiting", "bed").mean(axis=0)
        assert growing[-1] > growing[-8] > growing[30]
        assert abs(growing[-1] - one.of("bed.waiting_end").mean()) < 3
    assert np.allclose(short.of("bed.waiting_end"), whole.of("bed.waiting_end"))
    assert np.allclose(short.of("interview.waiting_end"), whole.of("interview.waiting_end"))
    for row in ("bed", "interview"):
        assert np.allclose(short.bins.row("waiting", row), whole.bins.row("waiting", row))


def test_months_of_a_table_are_followed_and_then_the_mean() -> None:
    plan = centre(horizon=90.0, warm_up=0.0)
    arrivals = replace(plan.arrivals, rate=0.0, months=(31.0, 280.0))
    plan = replace(plan, arrivals=arrivals, start=plan.start.replace(day=1))
    knots, level = flux.intensity(plan)
    assert list(knots[:3]) == [0.0, 31.0, 59.0]
    assert list(level[:3]) == [0.0, 31.0, 311.0]
    assert level[-1] > 311


def test_who_waits_too_long_leaves() -> None:
    once = {"visits": quantities.ONCE, "gap": quantities.NOTHING}
    patience = quantities.distribution("3 d")
    plan = rate(servers(replace(KR, horizon=120.0), interviewer=1), 3.0)
    waits = []
    for limit in (None, patience):
        stages = tuple(
            replace(s, **once, patience=limit) if s.id == "S09" else s for s in plan.stages
        )
        waits.append(simulated(replace(plan, stages=stages), 3).estimate("S09.wait_p95").mean)
    assert waits[0] > 5
    assert waits[1] <= 3
