"""A kernel runs replications; a job says which of them, wherever it is done."""

import time
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from naru.engine.results import Column

Floats = NDArray[np.float64]


class Kernel(Protocol):
    """What runs replications: the short way (`fifo`) or event by event (`events`)."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, str], ...]
    bins: int
    width: float
    methods: dict[str, str]

    def run(self, seed: int, first: int, values: Floats, series: Floats) -> None:
        """Fill a row of `values` (and a layer of `series`) for replication `first` onwards."""


class Job(NamedTuple):
    """Replications `first` onwards of a kernel: so many, and of so many the daily series."""

    kernel: Kernel
    seed: int
    first: int
    many: int
    kept: int = 0


class Part(NamedTuple):
    """What a job found: `values[replication, column]`, `series[replication, row, bin]`, seconds."""

    values: Floats
    series: Floats
    cpu_seconds: float


def work(job: Job) -> Part:
    """Do a job here."""
    kernel = job.kernel
    values = np.zeros((job.many, len(kernel.columns)))
    series = np.zeros((job.kept, len(kernel.rows), kernel.bins))
    started = time.thread_time()
    kernel.run(job.seed, job.first, values, series)
    return Part(values, series, time.thread_time() - started)
