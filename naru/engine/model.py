"""`compile` makes a model of a plan, `run` runs its replications on every core."""

import math
import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from queue import SimpleQueue

import numpy as np
from numpy.typing import NDArray

from naru.engine import reading, spread
from naru.engine.jobs import Job, Kernel
from naru.engine.plan import Plan
from naru.engine.results import Bins, Result

Floats = NDArray[np.float64]
Progress = Callable[[int, int], None]
MOST_KEPT = 300
"""Of so many replications at most the daily series are kept."""
SENT, MOST_SENT = 16, 200
"""A run goes to a cluster in so many parts, of so many replications at most."""


@dataclass(frozen=True)
class Model:
    """A compiled plan; `method` is "fifo" or "events" and `reasons` why not the short way."""

    plan: Plan
    method: str
    reasons: tuple[str, ...]
    kernel: Kernel = field(compare=False)
    plain: Kernel = field(compare=False)


def load(source: Plan | str | Path) -> Plan:
    """A plan from a plan, a path, or the text of a TOML file; Unreadable names every error."""
    if isinstance(source, Plan):
        return source
    if isinstance(source, Path):
        return reading.read(source.read_text(encoding="utf-8"))
    return reading.read(source)


def compile(source: Plan | str | Path, *, method: str = "auto") -> Model:  # noqa: A001
    """A model of a plan. The method is picked (`auto`) or forced (`events`; `fifo` may not do).

    Unreadable names every error of a file; ValueError says why the short way can't be forced.
    """
    from naru.engine.events import EventKernel
    from naru.engine.linear import FifoKernel, against

    plan = load(source)
    reasons = tuple(against(plan))
    if method == "fifo" and reasons:
        msg = f"the short way doesn't allow: {', '.join(reasons)}"
        raise ValueError(msg)
    short = method == "fifo" or (method == "auto" and not reasons)
    kernel = FifoKernel(plan, series=True) if short else EventKernel(plan, series=True)
    return Model(plan, "fifo" if short else "events", reasons, kernel, kernel.plain())


def run(
    model: Model,
    *,
    replications: int = 30,
    seed: int = 1,
    first: int = 0,
    threads: int | None = None,
    series: bool = False,
    progress: Progress | None = None,
    on: str | None = None,
) -> Result:
    """Run replications `first` .. `first + replications - 1`; the same bytes on any threads.

    Shapes: `Result.values[replication, column]`; with `series` also daily averages of at most 300
    replications. Waits in days, busy in servers, shares from 0 to 1. `on` is the address of a Ray
    cluster ("": the one at hand), None for this machine.
    """
    if replications < 1:
        msg = "a run needs at least one replication"
        raise ValueError(msg)
    kernel = model.kernel if series else model.plain
    values = np.zeros((replications, len(kernel.columns)))
    layers = np.zeros(
        (min(replications, MOST_KEPT) if series else 0, len(kernel.rows), kernel.bins)
    )
    kernel.run(seed, first, values[:0], layers[:0])  # loads the code, which isn't the run's cost
    if on is None:
        started = time.process_time()
        _share_out(kernel, seed, first, values, layers, threads or _cores(), progress)
        spent = time.process_time() - started
    else:
        spent = _send_out(kernel, seed, first, values, layers, on, progress)
    if not np.isfinite(values).all() or (values[:, 0] < 0).any():
        msg = "a replication found no finite figure: please report this plan as a fault of Naru"
        raise ArithmeticError(msg)
    layers /= kernel.width  # in place: hundreds of replications by day are a hundred megabytes
    bins = Bins(kernel.rows, kernel.width, layers) if series else None
    plan = model.plan
    warm = plan.warm_up or 0.0
    return Result(kernel.columns, values, seed, plan.horizon, warm, spent, kernel.methods, bins)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _share_out(
    kernel: Kernel,
    seed: int,
    first: int,
    values: Floats,
    layers: Floats,
    threads: int,
    progress: Progress | None,
) -> None:
    """Chunks of replications to threads; where a chunk lands doesn't change what it computes."""
    count = len(values)
    size = max(1, min(count // (threads * 4), 50))
    chunks: SimpleQueue[int | None] = SimpleQueue()
    for start in range(0, count, size):
        chunks.put(start)
    done = [0]

    def work() -> None:
        while not chunks.empty():
            try:
                start = chunks.get_nowait()
            except Exception:
                return
            if start is None:
                return
            part = slice(start, min(start + size, count))
            kernel.run(seed, first + start, values[part], layers[part])
            done[0] += part.stop - part.start
            if progress:
                progress(done[0], count)

    if threads == 1 or count == 1:
        work()
        return
    with ThreadPoolExecutor(threads) as pool:
        for future in [pool.submit(work) for _ in range(threads)]:
            future.result()


def _send_out(
    kernel: Kernel,
    seed: int,
    first: int,
    values: Floats,
    layers: Floats,
    on: str,
    progress: Progress | None,
) -> float:
    """Chunks of replications to a cluster; the CPU seconds that they took there."""
    count, kept = len(values), len(layers)
    size = max(1, min(math.ceil(count / SENT), MOST_SENT))
    starts = range(0, count, size)
    sizes = [min(size, count - start) for start in starts]
    jobs = [
        Job(kernel, seed, first + start, n, min(max(kept - start, 0), n))
        for start, n in zip(starts, sizes, strict=True)
    ]
    done = [0]

    def tell(number: int) -> None:
        done[0] += sizes[number]
        if progress:
            progress(done[0], count)

    parts = spread.on_ray(jobs, on, tell)
    np.concatenate([part.values for part in parts], out=values)
    if kept:
        np.concatenate([part.series for part in parts], out=layers)
    return sum(part.cpu_seconds for part in parts)


def with_plan(model: Model, **changes: object) -> Model:
    """The model of the same plan with some values changed."""
    return compile(replace(model.plan, **changes))  # type: ignore[arg-type]
