"""The engine against what queueing theory knows exactly."""

import math
from dataclasses import replace

import numpy as np
import pytest

from naru.engine.model import compile as compile_plan
from naru.engine.model import run
from naru.engine.plan import Plan
from naru.engine.reading import read
from naru.engine.results import Result
from naru.engine.tests.plans import centre, queue, rate, servers

SURE = 3.5


def erlang_b(load: float, servers: int) -> float:
    blocked = 1.0
    for k in range(1, servers + 1):
        blocked = load * blocked / (k + load * blocked)
    return blocked


def erlang_c(load: float, servers: int) -> float:
    blocked = erlang_b(load, servers)
    return blocked / (1 - load / servers * (1 - blocked))


def close(result: Result, name: str, exact: float) -> None:
    """Within three and a half standard errors."""
    found = result.of(name)
    error = found.std(ddof=1) / math.sqrt(len(found))
    assert abs(found.mean() - exact) < SURE * error, (name, found.mean(), exact, error)


@pytest.mark.parametrize("method", ["fifo", "events"])
def test_erlang_c(method: str) -> None:
    plan = queue("exp(1 d)", 3.4, 4, horizon=6000, warm=600)
    result = run(compile_plan(plan, method=method), replications=24)
    delayed = erlang_c(3.4, 4)
    close(result, "service.waited_share", delayed)
    close(result, "service.wait_mean", delayed / (4 - 3.4))
    close(result, "service.wait_p95", math.log(delayed / 0.05) / (4 - 3.4))
    close(result, "service.busy", 3.4)


@pytest.mark.parametrize(
    ("duration", "square"),
    [
        ("1 d", 1.0),
        ("LN(1 d, 0.6)", 1.36),
        ("uniform(0 d, 2 d)", 4 / 3),
        ("weibull(1 d, 2)", 4 / math.pi),
    ],
)
def test_pollaczek_khinchine(duration: str, square: float) -> None:
    result = run(compile_plan(queue(duration, 0.7, 1)), replications=24)
    close(result, "service.wait_mean", 0.7 * square / 2 / (1 - 0.7))


JACKSON = """
name = "Jackson"
horizon = "12000 d"
warm_up = "1200 d"
[arrivals]
rate = 1
[[resources]]
id = "a"
servers = 2
[[resources]]
id = "b"
servers = 1
[[stages]]
id = "first"
resource = "a"
duration = "exp(1 d)"
[[stages]]
id = "second"
resource = "b"
duration = "exp(0.25 d)"
visits = "geometric(0.5)"
[[stages]]
id = "third"
resource = "a"
duration = "exp(0.5 d)"
share = 0.4
"""


def test_a_jackson_network() -> None:
    """Both stages of `a` share its queue only if their rates agree; so `b` and a lone `a`."""
    text = JACKSON.rpartition("[[stages]]")[0]
    result = run(compile_plan(read(text)), replications=24)
    close(result, "first.wait_mean", erlang_c(1.0, 2) / (2 - 1))
    close(result, "second.wait_mean", 0.5 / (4 - 2))
    close(result, "second.busy", 0.5)


def test_a_shared_server_is_seen_alike_by_both_ways() -> None:
    plan = replace(read(JACKSON), horizon=300.0, warm_up=30.0)
    same(plan)


def same(plan: Plan) -> None:
    """Request-driven and event by event give the same bytes."""
    short = run(compile_plan(plan), replications=2)
    long = run(compile_plan(plan, method="events"), replications=2)
    for column in short.columns:
        assert (short.of(str(column)) == long.of(str(column))).all(), str(column)


def test_the_short_way_and_the_long_way_agree_to_the_last_bit() -> None:
    same(centre(horizon=400.0, warm_up=20.0))
    same(rate(servers(centre(horizon=400.0, warm_up=20.0), beds=110), 9.0))


def test_littles_law_on_every_station_of_every_run() -> None:
    """Mean number waiting is the rate of arrivals times the mean wait (area under the curve)."""
    plan = rate(centre(horizon=400.0, warm_up=0.0), 9.0)
    result = run(compile_plan(plan), replications=3, series=True)
    assert result.bins is not None
    for stage in ("desk", "examination", "infirmary", "interview"):
        waiting = result.bins.row("waiting", stage).mean(axis=1)
        waits = result.of(f"{stage}.wait_mean") * result.of(f"{stage}.served")
        assert np.allclose(waiting * 400.0, waits, rtol=2e-3, atol=1e-6)


def test_nobody_is_lost_or_doubled() -> None:
    result = run(compile_plan(centre(horizon=300.0, warm_up=0.0)), replications=3)
    for earlier, later in (("desk", "examination"), ("examination", "bed")):
        lost = result.of(f"{earlier}.served") - result.of(f"{later}.served")
        assert ((lost >= 0) & (lost < 5)).all()
    assert (result.of("people") - result.of("desk.served") < 5).all()


def test_one_more_server_never_lengthens_the_wait() -> None:
    """Under common random numbers, first come, first served: path by path (Wolff, 1989)."""
    plan = queue("LN(1 d, 1)", 3.4, 4, horizon=500, warm=0)
    four = run(compile_plan(plan), replications=20)
    five = run(compile_plan(servers(plan, server=5)), replications=20)
    assert (five.of("service.wait_mean") <= four.of("service.wait_mean")).all()


@pytest.mark.parametrize("method", ["fifo", "events"])
def test_the_same_bytes_on_any_number_of_threads(method: str) -> None:
    model = compile_plan(centre(horizon=100.0, warm_up=0.0), method=method)
    one = run(model, replications=9, threads=1, series=True)
    many = run(model, replications=9, threads=3, series=True)
    assert one.values.tobytes() == many.values.tobytes()
    assert one.bins is not None
    assert many.bins is not None
    assert one.bins.values.tobytes() == many.bins.values.tobytes()
    later = run(model, replications=4, first=5, threads=1)
    assert later.values.tobytes() == one.values[5:].tobytes()
