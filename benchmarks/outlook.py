"""Times one scenario of 10,000 draws over 120 months: `python -m benchmarks.outlook [--json]`.

One core, after one warm-up run; the median of five, beside the time for a fixed amount of
NumPy work, so that runs on different machines can be compared.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable

import numpy as np

from naru.outlook import posterior, projecting, scenarios, tables

DRAWS, GOAL, TIMES = 10_000, 2.0, 5


def main() -> int:
    """Print the times; exit code 1 when the goal is missed."""
    parser = argparse.ArgumentParser(prog="benchmarks.outlook")
    parser.add_argument("--json", action="store_true", help="for a program")
    args = parser.parse_args()
    fitted = posterior.load().fitted
    rows = {"reference": _cpu(_reference)}
    for name in scenarios.NAMES:
        scenario = scenarios.load(name)
        rows[name] = _cpu(lambda made=scenario: projecting.run(made, fitted, DRAWS))
    run = projecting.run(scenarios.load("today"), fitted, DRAWS)
    rows["table of a run"] = _cpu(lambda: tables.to_csv(run))
    worst = max(rows[name] for name in scenarios.NAMES)
    if args.json:
        print(json.dumps({"goal": GOAL, "seconds": rows}, indent=1))
    else:
        for name, seconds in rows.items():
            print(f"{name:16} {seconds:6.2f} s CPU  {seconds / rows['reference']:5.1f} x reference")
        print(f"slowest scenario {worst:.2f} s, goal {GOAL} s")
    return 0 if worst <= GOAL else 1


def _reference() -> None:
    rng = np.random.default_rng(1)
    for _ in range(40):
        np.sort(rng.standard_normal(100_000))


def _cpu(work: Callable[[], object]) -> float:
    work()
    spent = []
    for _ in range(TIMES):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return round(statistics.median(spent), 3)


if __name__ == "__main__":
    sys.exit(main())
