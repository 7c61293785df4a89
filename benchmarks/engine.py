"""The engine beside its peers, in one run: `python -m benchmarks.engine [--rounds N] [--json]`.

Every tool once a round, in random order, CPU time of one thread. Ratios are how many times as long
a peer takes, as the median over the rounds with the smallest and the largest.
"""

import argparse
import ctypes
import json
import os
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
    parser.add_argument("--agree", type=int, default=0, metavar="N", help="only: N runs, compared")
    args = parser.parse_args()
    if args.agree:
        return _agree(args.agree)
    found = {
        "ratios": {name: _race(tools, args.rounds) for name, tools in _races().items()},
        "features": _features(),
        "paired": _paired(),
        "threads": _threads(),
        "start": _start(),
        "load": os.getloadavg()[0],
    }
    if args.json:
        sys.stdout.write(json.dumps(found, indent=1) + "\n")
    else:
        _print(found)
    return 0 if found["ratios"]["W1"]["SimPy"]["median"] >= 70 else 1


AGREED = {
    "beds.mean": "beds.mean",
    "time.mean": "decision in 90 days.time_mean",
    "talk.wait_mean": "interview.wait_mean",
}


def _agree(count: int) -> int:
    """N replications of each tool on W1 (SimPy on W1S too): z, the difference in standard errors.

    Exit code 1 where |z| passes 3.5; with nine comparisons chance alone does that once in 240 runs.
    """
    from benchmarks.peers import ciw_model, simpy_model

    peers: list[tuple[str, str, Callable[[int], dict[str, float]]]] = [
        ("w1", "SimPy", lambda seed: simpy_model.Centre(3.0, 150, 8, seed).run().figures()),
        ("w1s", "SimPy", lambda seed: simpy_model.Centre(9.0, 150, 8, seed).run().figures()),
        ("w1", "Ciw, beds held", lambda seed: ciw_model.with_beds(3.0, 150, 8, seed)),
    ]
    worst = 0.0
    for workload, tool, play in peers:
        model = compile_plan(read((HERE / f"{workload}.toml").read_text()))
        ours = run(model, replications=count)
        theirs = [play(seed) for seed in range(1, count + 1)]
        for name, column in AGREED.items():
            a, b = ours.of(column), np.array([figures[name] for figures in theirs])
            z = (a.mean() - b.mean()) / np.sqrt((a.var(ddof=1) + b.var(ddof=1)) / count)
            worst = max(worst, abs(z))
            print(
                f"{workload:4} {name:15} naru {a.mean():.5f}  {tool} {b.mean():.5f}  z {z:+.2f}",
                flush=True,
            )
    return 0 if worst <= 3.5 else 1


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
    found["W1"]["Ciw (beds held)"] = lambda seed: _cpu(
        lambda: ciw_model.with_beds(3.0, 150, 8, seed)
    )
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


def _threads() -> dict[str, dict[str, float]]:
    """Two threads beside one: wall time, and CPU time, which says what sharing costs on a machine
    that others use too (twice the CPU time of one over that of two is the most that can be gained).
    """
    plans = {
        "100 x W1": (100, read((HERE / "w1.toml").read_text())),
        "100 x W1S": (100, read((HERE / "w1s.toml").read_text())),
        "200 x kr, two years, by day": (200, read(staffing.text_of("kr"))),
    }
    return {name: _two(compile_plan(plan), count) for name, (count, plan) in plans.items()}


def _two(model: Model, count: int) -> dict[str, float]:
    series = model.method == "events"
    spent: dict[tuple[int, str], list[float]] = {}
    for seed in range(5):
        for threads in random.sample((1, 2), 2):
            wall, cpu = time.perf_counter(), time.process_time()
            run(model, replications=count, seed=seed, threads=threads, series=series)
            spent.setdefault((threads, "wall"), []).append(time.perf_counter() - wall)
            spent.setdefault((threads, "cpu"), []).append(time.process_time() - cpu)
    least = {key: min(values) for key, values in spent.items()}
    return {
        "wall_one": least[1, "wall"],
        "wall_two": least[2, "wall"],
        "cpu_one": least[1, "cpu"],
        "cpu_two": least[2, "cpu"],
        "gain_by_wall": least[1, "wall"] / least[2, "wall"],
        "gain_by_cpu": 2 * least[1, "cpu"] / least[2, "cpu"],
    }


FIRST = """
from naru.engine import compile, run, staffing
run(compile(staffing.text_of({name!r})), replications=1)
{said}
"""
SAID = "import time; print(time.time(), flush=True)"
MEMORY = """
from naru.engine import compile, run, staffing
run(compile(staffing.text_of("kr")), replications=2000, series=True)
with open("/proc/self/status") as status:  # what getrusage says includes the parent
    print(next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM")))
"""
STARTS = 7


def _start() -> dict[str, float]:
    """New processes with the compiled code on disk, from before Python starts until there is a
    first answer (wall clock, the median of seven); and the memory of a long run.
    """
    terminal = "from naru.cli import main; main(['plan', 'w1.toml', '--replications', '1'])"
    first = {
        "w1": FIRST.format(name="w1", said=SAID),
        "kr": FIRST.format(name="kr", said=SAID),
        "naru plan w1": f"{terminal}\n{SAID}",
    }
    spent = {name: [_answered(code) for _ in range(STARTS)] for name, code in first.items()}
    memory = float(_process(MEMORY))
    return {**{k: statistics.median(times) for k, times in spent.items()}, "megabytes": memory}


def _answered(code: str) -> float:
    """Seconds from before Python starts until the moment that the code prints last."""
    started = time.time()
    return float(_process(code).split()[-1]) - started


def _process(code: str) -> str:
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=HERE)  # noqa: S603
    return done.stdout


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
    for name, row in found["threads"].items():
        walls = f"one {row['wall_one']:.2f} s, two {row['wall_two']:.2f} s"
        cpu = f"{row['cpu_one']:.2f} and {row['cpu_two']:.2f} s"
        print(f"{name:28} {walls}; CPU {cpu}, a gain of {row['gain_by_cpu']:.2f} times")
    start = found["start"]
    starts = ", ".join(f"{name} {start[name]:.2f} s" for name in ("w1", "kr", "naru plan w1"))
    print(f"a new process's first answer: {starts}")
    megabytes = f"{start['megabytes']:.0f} MB"
    print(f"2,000 replications of kr by day in {megabytes}; load {found['load']:.1f}")


if __name__ == "__main__":
    sys.exit(main())
