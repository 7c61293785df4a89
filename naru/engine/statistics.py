"""What a referee asks for: warm-up, stopping, control variates, paired comparison."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from naru.engine.flux import intensity
from naru.engine.results import Estimate, Result, estimate, student

if TYPE_CHECKING:
    from naru.engine.model import Model

BATCH = 5
PILOT = 10
SHARE_FLOOR = 0.1
MOST_REPLICATIONS = 10_000


def mser5(series: NDArray[np.float64]) -> int | None:
    """How many leading values to leave out: MSER-5 (White, Simulation 69, 1997).

    Means of five values; the cut that makes the squared standard error of the rest smallest. None
    when the best cut lies in the second half, where the rule says that the run is too short.
    """
    batches = len(series) // BATCH
    if batches < 4:  # noqa: PLR2004
        return None
    means = series[: batches * BATCH].reshape(batches, BATCH).mean(axis=1)
    kept = np.arange(batches, 0, -1)
    sums = np.cumsum(means[::-1])[::-1]
    squares = np.cumsum((means * means)[::-1])[::-1]
    errors = (squares - sums * sums / kept) / (kept.astype(float) ** 2)
    half = batches // 2
    cut = int(np.argmin(errors[: batches - 1]))
    return None if cut > half else cut * BATCH


def warm_up(model: "Model", seed: int = 1) -> float | None:
    """Days until what is kept (else: who waits) has settled, by ten pilot runs; None: never."""
    from naru.engine.model import run

    pilot = run(model, replications=PILOT, seed=seed, series=True)
    if pilot.bins is None:
        return None
    means = pilot.bins.values.mean(axis=0)
    whats = [what for what, _of in pilot.bins.names]
    wanted = "in use" if "in use" in whats else "waiting"
    rows = [row for row, what in zip(means, whats, strict=True) if what == wanted and row.any()]
    cuts = [mser5(row) for row in rows]
    known = [cut for cut in cuts if cut is not None]
    return None if len(known) < len(cuts) else max(known, default=0) * pilot.bins.width


@dataclass(frozen=True, slots=True)
class Sequential:
    """Replications until precise enough; `missed` names the figures that never became so."""

    result: Result
    precision: float
    missed: tuple[str, ...]


def until_precise(
    model: "Model",
    precision: float,
    *,
    names: Sequence[str] | None = None,
    seed: int = 1,
    most: int = MOST_REPLICATIONS,
    threads: int | None = None,
    series: bool = False,
    progress: Callable[[int, int], None] | None = None,
    on: str | None = None,
) -> Sequential:
    """Replicate until the half-width of each named figure is at most `precision` of its mean.

    A share counts against at least 0.1, so that an event that never happens can't ask for ever
    more. By default: the mean of each kept resource, and share and mean of each limit; where there
    are none, the mean waits. At least 10 replications (Chow and Robbins, 1965).
    """
    from naru.engine.model import run

    count, wanted = PILOT, PILOT
    while True:
        count = wanted
        result = run(model, replications=count, seed=seed, threads=threads, series=series, on=on)
        checked = names or _defaults(result)
        ratios = {name: _ratio(name, result.estimate(name)) / precision for name in checked}
        missed = tuple(name for name, ratio in ratios.items() if ratio > 1)
        worst = max(ratios.values(), default=0.0)
        wanted = min(int(count * max(1.3, min(worst**2 * 1.1, 8.0))) + 1, most)
        if progress:
            progress(count, count if not missed else wanted)
        if not missed or count >= most:
            return Sequential(result, precision, missed)


def _defaults(result: Result) -> list[str]:
    wanted = {("kept", "mean"), ("limit", "late_share"), ("limit", "time_mean")}
    found = [str(c) for c in result.columns if (c.kind, c.figure) in wanted]
    return found or [str(c) for c in result.columns if c.figure == "wait_mean"]


def _ratio(name: str, value: Estimate) -> float:
    floor = SHARE_FLOOR if name.endswith("_share") else 0.0
    scale = max(abs(value.mean), floor)
    return value.half_width / scale if scale > 0 else 0.0


def controlled(model: "Model", result: Result, name: str) -> Estimate:
    """The estimate with the number of people who came as control variate.

    Its mean is known exactly (the integral of the intensity). Half-width after Lavenberg and Welch
    (Management Science 27, 1981); one degree of freedom is spent on the coefficient.
    """
    values, control = result.of(name), result.of("people")
    count = len(values)
    spread = control.var()
    if count < 4 or spread == 0 or len(model.plan.arrivals.families) > 1:  # noqa: PLR2004
        return estimate(values)
    surges = sum(surge.people for surge in model.plan.arrivals.surges)
    known = float(intensity(model.plan)[1][-1]) + surges
    slope = float(((control - control.mean()) * (values - values.mean())).mean() / spread)
    left = values - values.mean() - slope * (control - control.mean())
    error = float((left @ left) / (count - 2))
    gap = known - control.mean()
    width = (error * (1 / count + gap**2 / (spread * count))) ** 0.5
    return Estimate(float(values.mean() + slope * gap), student(count - 2) * width, count)


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure under two plans and their paired difference (second minus first).

    `gain` is how many times smaller the variance is than with independent seeds.
    """

    name: str
    first: Estimate
    second: Estimate
    difference: Estimate
    gain: float


def compare(first: Result, second: Result) -> list[Difference]:
    """Every figure both runs have, replication by replication; they must share the seed."""
    if first.seed != second.seed:
        msg = "a paired comparison needs the same seed on both sides"
        raise ValueError(msg)
    names = {str(column) for column in second.columns}
    count = min(first.replications, second.replications)
    return [
        _difference(str(c), first.of(str(c))[:count], second.of(str(c))[:count])
        for c in first.columns
        if str(c) in names
    ]


def _difference(name: str, a: NDArray[np.float64], b: NDArray[np.float64]) -> Difference:
    paired, apart = float((b - a).var()), float(a.var() + b.var())
    gain = apart / paired if paired > 0 else 1.0
    return Difference(name, estimate(a), estimate(b), estimate(b - a), gain)


def settled(model: "Model", seed: int = 1) -> tuple["Model", float | None]:
    """The model whose plan begins counting after its own MSER-5 warm-up, and that warm-up."""
    from naru.engine.model import compile as compile_plan

    cut = warm_up(model, seed)
    return compile_plan(replace(model.plan, warm_up=cut or 0.0)), cut
