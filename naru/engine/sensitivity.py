"""Which input matters: Sobol indices of a figure, by SciPy (Saltelli's estimators)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from naru.engine.model import compile as compile_plan
from naru.engine.model import run
from naru.engine.plan import Plan
from naru.engine.quantities import longer
from naru.engine.reading import scaled
from naru.engine.search import staffed

Change = Callable[[Plan, float], Plan]


@dataclass(frozen=True, slots=True)
class Indices:
    """First-order and total Sobol index of each input, each with its 95 % bootstrap interval."""

    inputs: tuple[str, ...]
    first: NDArray[np.float64]
    total: NDArray[np.float64]
    first_interval: NDArray[np.float64]
    total_interval: NDArray[np.float64]
    runs: int


def arrivals(plan: Plan, times: float) -> Plan:
    """So many times as many people."""
    return replace(plan, arrivals=scaled(plan.arrivals, times))


def servers(resource: str) -> Change:
    """So many servers of a resource (rounded, at least one)."""
    return lambda plan, number: staffed(plan, {resource: max(1, round(number))})


def length(stage_id: str) -> Change:
    """A stage that takes so many times as long."""

    def change(plan: Plan, times: float) -> Plan:
        stages = tuple(
            replace(s, duration=longer(s.duration, times)) if s.id == stage_id else s
            for s in plan.stages
        )
        return replace(plan, stages=stages)

    return change


def sobol(
    plan: Plan,
    figure: str,
    inputs: Mapping[str, tuple[Change, float, float]],
    *,
    samples: int = 64,
    replications: int = 4,
    seed: int = 1,
    threads: int | None = None,
) -> Indices:
    """Sobol indices of a column's mean over uniform inputs (name: change, low, high).

    Runs `samples * (inputs + 2)` plans under common random numbers; `samples` is a power of two.
    """
    from scipy.stats import sobol_indices, uniform

    names = tuple(inputs)

    def figures(points: NDArray[np.float64]) -> NDArray[np.float64]:
        found = [
            _at(plan, figure, inputs, point, replications, seed, threads) for point in points.T
        ]
        return np.array([found])

    laws = [uniform(loc=low, scale=high - low) for _change, low, high in inputs.values()]
    answer = sobol_indices(func=figures, n=samples, dists=laws, rng=np.random.default_rng(seed))
    spread = answer.bootstrap(n_resamples=199)
    return Indices(
        names,
        np.atleast_1d(np.squeeze(answer.first_order)),
        np.atleast_1d(np.squeeze(answer.total_order)),
        _interval(spread.first_order),
        _interval(spread.total_order),
        samples * (len(names) + 2),
    )


def _interval(found: "object") -> NDArray[np.float64]:
    interval = found.confidence_interval  # type: ignore[attr-defined]
    return np.stack([np.ravel(interval.low), np.ravel(interval.high)], axis=1)


def _at(
    plan: Plan,
    figure: str,
    inputs: Mapping[str, tuple[Change, float, float]],
    point: NDArray[np.float64],
    replications: int,
    seed: int,
    threads: int | None,
) -> float:
    for (change, _low, _high), value in zip(inputs.values(), point, strict=True):
        plan = change(plan, float(value))
    result = run(compile_plan(plan), replications=replications, seed=seed, threads=threads)
    return result.estimate(figure).mean
