"""How long a slider of the planner takes: `python -m benchmarks.planner` (CPU and wall time).

Each move is another number of interviewers over two years of the whole `kr` profile: the first
answer (20 replications), the whole one (200), and what drawing the answer costs by itself.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable

MOVES = 7


def main() -> None:
    """Print medians with the smallest and the largest of seven moves."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naru.config.test")
    import django

    django.setup()
    from datetime import date

    from django.utils import translation

    from naru.planning import running, showing, telling
    from naru.planning.scenario import Scenario

    translation.activate("ko")
    today, rows = date(2026, 11, 25), []
    for move in range(MOVES + 1):
        scenario = Scenario("kr", "steady", 730, None, (("interviewer", 4.0 + move),))
        started, cpu = time.perf_counter(), time.process_time()
        job = running.ask(scenario, "", today, "benchmark")
        job.wait(lambda job: job.found is not None, 300)
        quick = time.perf_counter() - started, time.process_time() - cpu
        job.wait(lambda job: job.found is not None and job.found.complete, 300)
        whole = time.perf_counter() - started, time.process_time() - cpu
        drawing = _cpu(
            lambda answer=job.found: (
                showing.pictures(answer, today),
                showing.waits(answer),
                telling.findings(answer.first, answer.replications),
            )
        )
        rows.append((*quick, *whole, drawing))
    names = ("first answer, wall", "first answer, CPU", "200 replications, wall",
             "200 replications, CPU", "drawing, CPU")  # fmt: skip
    for name, values in zip(names, zip(*rows[1:], strict=True), strict=True):
        said = [1000 * each for each in (statistics.median(values), min(values), max(values))]
        sys.stdout.write(f"{name:24} {said[0]:6.0f} ms ({said[1]:.0f} to {said[2]:.0f})\n")
    sys.stdout.write(f"load average {os.getloadavg()[0]:.1f}\n")


def _cpu(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    main()
