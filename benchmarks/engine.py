"""The engine beside its peers, in one run: `python -m benchmarks.engine [--rounds N] [--json]`.

Every tool once a round, in random order, CPU time of one thread. Ratios are how many times as long
a peer takes, as the median over the rounds with the smallest and the largest.
"""

import argparse
import ctypes
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from naru.engine import staffing
from naru.engine.model import Model, run
from naru.engine.model import compile as compile_plan
from naru.engine.plan import Plan
from naru.engine.reading import read
from naru.engine.statistics import compare

HERE = Path(__file__).parent
REPLICATIONS = 10
Timed = Callable[[int], float]


def main() -> int:
    """Measure and print; exit code 1 when a floor is missed."""
    parser = argparse.ArgumentParser(prog="benchmarks.engine", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    found = {
        "ratios": {name: _race(tools, args.rounds) for name, tools in _races().items()},
        "features": _features(),
        "paired": _paired(),
        "threads": _threads(),
    }
    if args.json:
        sys.stdout.write(json.dumps(found, indent=1) + "\n")
    else:
        _print(found)
    return 0 if found["ratios"]["W1"]["SimPy"]["median"] >= 70 else 1


def _cpu(work: Callable[[], object], count: int = 1) -> float:
    started = time.process_time()
    work()
    return (time.process_time() - started) / count


def _naru(plan: Plan) -> Timed:
    model = compile_plan(plan)
    run(model, replications=1, threads=1)

    def timed(seed: int) -> float:
        return (
            run(model, replications=REPLICATIONS, seed=seed, threads=1).cpu_seconds / REPLICATIONS
        )

    return timed


def _races() -> dict[str, dict[str, Timed]]:
    """The tools of each workload; the first is the one that the others are compared with."""
    from benchmarks.peers import ciw_model, simpy_model

    cimba = _cimba()  # before our own loops: its types must be known when Numba is first used
    heap = _heap()
    found: dict[str, dict[str, Timed]] = {}
    for name, people, beds in (("W1", 3.0, 150), ("W1S", 9.0, 150)):
        found[name] = {
            "naru": _naru(read((HERE / f"{name.lower()}.toml").read_text())),
            "SimPy": lambda seed, p=people, b=beds: _cpu(simpy_model.Centre(p, b, 8, seed).run),
            "C heap": lambda seed, p=people, b=beds: _cpu(
                lambda: [heap(p, b, seed + 100 * k) for k in range(REPLICATIONS)], REPLICATIONS
            ),
        }
    found["W1"]["Ciw (no beds)"] = lambda seed: _cpu(lambda: ciw_model.without_beds(3.0, 8, seed))
    found["W0"] = {
        "naru": _naru(read((HERE / "w0.toml").read_text())),
        "SimPy": lambda seed: _cpu(simpy_model.Queue(seed).run),
        "Ciw": lambda seed: _cpu(lambda: ciw_model.queue(seed)),
    }
    if cimba is not None:
        found["W0"]["cimba"] = cimba
    return found


def _heap() -> Callable[[float, int, int], None]:
    """The C program beside this file, compiled for this machine."""
    folder = Path(tempfile.mkdtemp())
    target = folder / "heap.so"
    command = ["cc", "-O3", "-march=native", "-shared", "-fPIC", "-o", str(target)]
    subprocess.run([*command, str(HERE / "heap.c"), "-lm"], check=True)  # noqa: S603
    library = ctypes.CDLL(str(target))
    out = np.zeros(14)

    def one(people: float, beds: int, seed: int) -> None:
        library.w1(
            ctypes.c_double(people),
            beds,
            8,
            ctypes.c_double(3650),
            ctypes.c_double(365),
            ctypes.c_uint64(seed),
            out.ctypes.data_as(ctypes.c_void_p),
        )

    return one


def _cimba() -> Timed | None:
    """Cimba on W0, where its package can be had and speaks as we know it."""
    try:
        from benchmarks.peers.cimba_model import mean_waits

        mean_waits(1, 1)
    except Exception as error:
        sys.stderr.write(f"cimba is left out: {error}\n")
        return None
    return lambda seed: _cpu(lambda: mean_waits(REPLICATIONS, seed), REPLICATIONS)


def _race(tools: dict[str, Timed], rounds: int) -> dict[str, dict[str, float]]:
    spent: dict[str, list[float]] = {name: [] for name in tools}
    for turn in range(rounds):
        for name in random.sample(list(tools), len(tools)):
            spent[name].append(tools[name](turn + 1))
    ours = spent["naru"]
    found = {}
    for name, times in spent.items():
        ratios = [theirs / own for theirs, own in zip(times, ours, strict=True)]
        found[name] = {
            "ms": statistics.median(times) * 1e3,
            "median": statistics.median(ratios),
            "least": min(ratios),
            "most": max(ratios),
        }
    return found


def _features() -> dict[str, float]:
    """What a replication of W1 costs as more is asked of it, in milliseconds."""
    plan = read(staffing.text_of("w1"))
    shifts = read(
        staffing.text_of("w1").replace(
            "servers = 8", 'servers = 8\nshifts = ["mon-sun 00:00-24:00"]'
        )
    )
    families = replace(plan, arrivals=replace(plan.arrivals, families=(0.7, 0.2, 0.1), urgent=0.05))
    kr = read(staffing.text_of("kr"))
    models: dict[str, Model] = {
        "the short way": compile_plan(plan),
        "event by event": compile_plan(plan, method="events"),
        "with shifts": compile_plan(shifts),
        "with families and urgent cases": compile_plan(families),
        "the kr profile, two years": compile_plan(kr),
    }
    return {name: _ms(model) for name, model in models.items()}


def _ms(model: Model) -> float:
    run(model, replications=1, threads=1)
    times = [run(model, replications=5, seed=k, threads=1).cpu_seconds / 5 for k in range(5)]
    return statistics.median(times) * 1e3


def _paired() -> dict[str, float]:
    """W1S with 8 and 7 interviewers: how much smaller the variance of the difference is."""
    plan = read((HERE / "w1s.toml").read_text())
    fewer = tuple(replace(r, servers=7) if r.id == "interviewer" else r for r in plan.resources)
    eight = run(compile_plan(plan), replications=100)
    seven = run(compile_plan(replace(plan, resources=fewer)), replications=100)
    rows = {row.name: row for row in compare(eight, seven)}
    row = rows["decision in 90 days.time_mean"]
    return {
        "difference_days": row.difference.mean,
        "half_width": row.difference.half_width,
        "variance_gain": row.gain,
    }


def _threads() -> dict[str, float]:
    """Wall time of 100 replications of W1 on one thread and on every core."""
    model = compile_plan(read((HERE / "w1.toml").read_text()))
    found = {}
    for name, threads in (("one", 1), ("all", None)):
        walls = []
        for seed in range(3):
            started = time.perf_counter()
            run(model, replications=100, seed=seed, threads=threads)
            walls.append(time.perf_counter() - started)
        found[name] = statistics.median(walls)
    return found


def _print(found: dict) -> None:
    for workload, tools in found["ratios"].items():
        for name, row in tools.items():
            ratio = f"{row['median']:9.2f} times ({row['least']:.2f} to {row['most']:.2f})"
            print(f"{workload:4} {name:14} {row['ms']:10.2f} ms  {ratio}")
    for name, ms in found["features"].items():
        print(f"{name:32} {ms:8.2f} ms")
    paired = found["paired"]
    print(
        f"8 to 7 interviewers: {paired['difference_days']:+.4f} days ± {paired['half_width']:.4f}, "
        f"variance {paired['variance_gain']:.0f} times smaller than with independent seeds"
    )
    simpy = found["ratios"]["W1S"]["SimPy"]["median"]
    times = simpy * paired["variance_gain"]
    print(f"so an equally precise difference takes SimPy {times:.0f} times as long")
    one, every = found["threads"]["one"], found["threads"]["all"]
    print(f"100 replications of W1: {one:.2f} s, on all cores {every:.2f} s")


if __name__ == "__main__":
    sys.exit(main())
