"""Compiles both ways ahead of time: at set-up, so that nobody waits for the first answer."""

import time
from dataclasses import replace

from naru.engine import staffing
from naru.engine.model import compile as compile_plan
from naru.engine.model import run
from naru.engine.reading import read


def warm() -> float:
    """Fill the cache; the seconds it took."""
    started = time.perf_counter()
    for name in ("w1", "kr"):
        plan = replace(read(staffing.text_of(name)), horizon=2.0, warm_up=0.0)
        run(compile_plan(plan), replications=1, threads=1)
    return time.perf_counter() - started
