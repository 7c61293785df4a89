"""Which input matters: Sobol indices by SciPy (Saltelli), Morris screening by SALib."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import count

import numpy as np
from numpy.typing import NDArray

from naru.engine import spread
from naru.engine.jobs import Job
from naru.engine.model import Progress, run
from naru.engine.model import compile as compile_plan
from naru.engine.plan import Plan
from naru.engine.quantities import longer
from naru.engine.reading import scaled
from naru.engine.search import staffed

Change = Callable[[Plan, float], Plan]
LEVELS = 4


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
    progress: Progress | None = None,
    on: str | None = None,
) -> Indices:
    """Sobol indices of a column's mean over uniform inputs (name: change, low, high).

    Runs `samples * (inputs + 2)` plans under common random numbers; `samples` is a power of two.
    """
    from scipy.stats import sobol_indices, uniform

    names = tuple(inputs)
    runner = _Runner(plan, figure, inputs, replications, seed, threads, progress, on)

    def figures(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return runner.at(points.T)[None, :]

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


@dataclass(frozen=True, slots=True)
class Effects:
    """Morris's elementary effects of each input, over its whole range, in the figure's own unit.

    `strength` is mu* (the mean of the absolute effects) with half of its 95 % interval; `bend` is
    sigma: how much the effect depends on where the other inputs stand, or isn't straight.
    """

    inputs: tuple[str, ...]
    strength: NDArray[np.float64]
    half_width: NDArray[np.float64]
    mean: NDArray[np.float64]
    bend: NDArray[np.float64]
    runs: int


def morris(
    plan: Plan,
    figure: str,
    inputs: Mapping[str, tuple[Change, float, float]],
    *,
    trajectories: int = 10,
    replications: int = 4,
    seed: int = 1,
    threads: int | None = None,
    progress: Progress | None = None,
    on: str | None = None,
) -> Effects:
    """Morris screening (Technometrics 33, 1991) with mu* (Campolongo 2007), by SALib.

    Runs `trajectories * (inputs + 1)` plans under common random numbers: far fewer than Sobol, to
    find the inputs worth asking about. ModuleNotFoundError without SALib (naru[sensitivity]).
    """
    from SALib.analyze import morris as analyse
    from SALib.sample import morris as sample

    names = list(inputs)
    bounds = [[low, high] for _change, low, high in inputs.values()]
    problem = {"num_vars": len(names), "names": names, "bounds": bounds}
    points = sample.sample(problem, trajectories, num_levels=LEVELS, seed=seed)
    runner = _Runner(plan, figure, inputs, replications, seed, threads, progress, on)
    found = analyse.analyze(problem, points, runner.at(points), num_levels=LEVELS, seed=seed)
    return Effects(
        tuple(names),
        np.asarray(found["mu_star"], np.float64),
        np.asarray(found["mu_star_conf"], np.float64),
        np.asarray(found["mu"], np.float64),
        np.asarray(found["sigma"], np.float64),
        len(points),
    )


def everything(plan: Plan) -> dict[str, tuple[Change, float, float]]:
    """Every input of a plan: half to twice the people and lengths, half to one and a half times
    the servers."""
    found: dict[str, tuple[Change, float, float]] = {"arrivals": (arrivals, 0.5, 2.0)}
    for one in plan.resources:
        low, high = max(1.0, one.servers * 0.5), max(2.0, one.servers * 1.5)
        found[one.id] = (servers(one.id), low, high)
    for stage in plan.stages:
        if stage.duration.mean > 0:
            found[stage.id] = (length(stage.id), 0.5, 2.0)
    return found


@dataclass(frozen=True, slots=True)
class _Runner:
    """Runs the plan at points of the inputs, all with the same random numbers."""

    plan: Plan
    figure: str
    inputs: Mapping[str, tuple[Change, float, float]]
    replications: int
    seed: int
    threads: int | None
    progress: Progress | None
    on: str | None

    def at(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """The figure at each row of `points`."""
        if self.on is not None:
            return self._sent(points, self.on)
        found = np.empty(len(points))
        for number, point in enumerate(points):
            model = compile_plan(self._changed(point))
            result = run(
                model, replications=self.replications, seed=self.seed, threads=self.threads
            )
            found[number] = result.estimate(self.figure).mean
            self._tell(number + 1, len(points))
        return found

    def _sent(self, points: NDArray[np.float64], on: str) -> NDArray[np.float64]:
        kernels = [compile_plan(self._changed(point)).plain for point in points]
        done = count(1)
        parts = spread.on_ray(
            [Job(kernel, self.seed, 0, self.replications) for kernel in kernels],
            on,
            lambda _number: self._tell(next(done), len(points)),
        )
        columns = [[str(c) for c in kernel.columns].index(self.figure) for kernel in kernels]
        found = [part.values[:, k].mean() for part, k in zip(parts, columns, strict=True)]
        return np.array(found)

    def _changed(self, point: NDArray[np.float64]) -> Plan:
        plan = self.plan
        for (change, _low, _high), value in zip(self.inputs.values(), point, strict=True):
            plan = change(plan, float(value))
        return plan

    def _tell(self, done: int, whole: int) -> None:
        if self.progress:
            self.progress(done, whole)
