"""W1 beside the same model in SimPy and Ciw: the intervals overlap (30 runs in the benchmark)."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.peers import ciw_model, simpy_model
from naru.engine.model import compile as compile_plan
from naru.engine.model import run
from naru.engine.results import Estimate, estimate
from naru.engine.tests.plans import centre, rate

NAMES = {
    "beds.mean": "beds.mean",
    "time.mean": "decision in 90 days.time_mean",
    "talk.wait_mean": "interview.wait_mean",
}


def overlap(ours: Estimate, theirs: Estimate) -> bool:
    return ours.low <= theirs.high and theirs.low <= ours.high


def test_simpy_sees_the_same_centre() -> None:
    people = 9.0
    peers = [
        simpy_model.Centre(people, 150, 8, seed, horizon=500.0).run().figures() for seed in range(6)
    ]
    plan = rate(centre(horizon=500.0, warm_up=365.0), people)
    result = run(compile_plan(plan), replications=30)
    for theirs, ours in NAMES.items():
        values = np.array([figures[theirs] for figures in peers])
        assert overlap(result.estimate(ours), estimate(values)), theirs


def test_ciw_sees_the_same_centre() -> None:
    peers = [ciw_model.without_beds(3.0, 8, seed, horizon=560.0) for seed in range(5)]
    result = run(compile_plan(centre(horizon=560.0)), replications=30)
    for theirs, ours in NAMES.items():
        values = np.array([figures[theirs] for figures in peers])
        assert overlap(result.estimate(ours), estimate(values)), theirs


def test_ciw_with_its_beds_kept_sees_the_same_full_house() -> None:
    """Too few beds for six people a day: everybody waits, and in the same order."""
    peers = [ciw_model.with_beds(6.0, 75, 8, seed, horizon=480.0) for seed in range(4)]
    plan = rate(centre(horizon=480.0, warm_up=365.0), 6.0)
    beds = tuple(replace(r, servers=75) if r.id == "beds" else r for r in plan.resources)
    result = run(compile_plan(replace(plan, resources=beds)), replications=30)
    assert result.estimate("bed.wait_mean").mean > 0.1
    for theirs, ours in NAMES.items():
        values = np.array([figures[theirs] for figures in peers])
        assert overlap(result.estimate(ours), estimate(values)), theirs


@pytest.mark.slow
def test_ciw_sees_the_same_queue() -> None:
    values = np.array([ciw_model.queue(seed, horizon=2000.0) for seed in range(5)])
    assert overlap(Estimate(1.14886, 0.1, 1), estimate(values))
