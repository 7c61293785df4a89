"""A cluster of two nodes: the same bytes as here, also when one of them is killed on the way."""

import pickle
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from naru.engine import cache, jobs, sensitivity, spread, staffing
from naru.engine.model import Model, run
from naru.engine.model import compile as compile_plan
from naru.engine.reading import read

MEGABYTE = 1 << 20
SMALL = {"num_cpus": 1, "object_store_memory": 80 * MEGABYTE, "include_dashboard": False}


def short(name: str, days: float) -> Model:
    plan = read(staffing.text_of(name))
    return compile_plan(replace(plan, horizon=days, warm_up=0.0))


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        ray = pytest.importorskip("ray")
        from ray.cluster_utils import Cluster

        made = Cluster()
        for _node in range(2):
            made.add_node(**SMALL)
        try:
            yield made
        finally:
            ray.shutdown()
            made.shutdown()


@pytest.mark.slow
def test_a_cluster_gives_the_same_bytes_and_losing_a_node_loses_nothing(cluster: Any) -> None:
    for name, days in (("w1", 60.0), ("kr", 200.0)):
        model = short(name, days)
        here = run(model, replications=40, seed=3, series=True)
        told: list[int] = []

        def tell(done: int, _whole: int, told: list[int] = told, last: str = name) -> None:
            told.append(done)
            nodes = list(cluster.worker_nodes)
            if last == "kr" and nodes:
                cluster.remove_node(nodes[0], allow_graceful=False)

        there = run(model, replications=40, seed=3, series=True, progress=tell, on=cluster.address)
        assert there.values.tobytes() == here.values.tobytes()
        assert here.bins is not None
        assert there.bins is not None
        assert there.bins.values.tobytes() == here.bins.values.tobytes()
        assert told == sorted(told)
        assert told[-1] == 40
    assert not cluster.worker_nodes
    inputs = {"arrivals": (sensitivity.arrivals, 0.5, 2.0)}
    plan = short("kr", 30.0).plan
    given = {"trajectories": 3, "replications": 2}
    one = sensitivity.morris(plan, "beds.mean", inputs, **given)
    two = sensitivity.morris(plan, "beds.mean", inputs, **given, on=cluster.address)
    assert one.strength.tolist() == two.strength.tolist()


@pytest.mark.parametrize(("name", "days"), [("w1", 40.0), ("kr", 40.0)])
def test_a_kernel_travels_without_its_profile(name: str, days: float) -> None:
    model = short(name, days)
    job = jobs.Job(pickle.loads(pickle.dumps(model.kernel)), 1, 5, 3, 2)  # noqa: S301
    part = jobs.work(job)
    here = run(model, replications=3, first=5, series=True)
    assert part.values.tobytes() == here.values.tobytes()
    assert here.bins is not None
    assert np.array_equal(part.series / job.kernel.width, here.bins.values[:2])
    assert part.cpu_seconds > 0


def test_another_engine_there_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    part = jobs.work(jobs.Job(short("w1", 5.0).plain, 1, 0, 1))
    assert spread._checked((cache.folder().name, part)) is part
    with pytest.raises(spread.Elsewhere, match="another engine runs there"):
        spread._checked(("engine-of-last-year", part))


def test_without_ray_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "ray", None)
    with pytest.raises(spread.Elsewhere, match=r"pip install naru\[cluster\]"):
        run(short("w1", 5.0), replications=2, on="")
