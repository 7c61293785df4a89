"""What a run found: one row a replication, with means, half-widths and tables."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pyarrow as pa

CONFIDENCE = 0.95
STAGE_FIGURES = ("wait_mean", "wait_p95", "waited_share", "served", "waiting_end", "busy")
KEPT_FIGURES = ("mean", "p95")
HOMES = {
    "stage": "stages",
    "kept": "kept",
    "limit": "limits",
    "resource": "resources",
    "run": "run",
}
LIMIT_FIGURES = ("late_share", "time_mean", "decided")


@dataclass(frozen=True, slots=True)
class Column:
    """What one number of a replication is: of which kind of thing, which thing, which figure.

    `kind` is run, stage, kept or limit. Waits and times are in days, shares between 0 and 1,
    `busy` in servers, `mean` and `p95` of a kept resource in places.
    """

    kind: str
    of: str
    figure: str

    def __str__(self) -> str:
        return f"{self.of}.{self.figure}" if self.of else self.figure


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over replications and half the width of its 95 % confidence interval."""

    mean: float
    half_width: float
    replications: int

    @property
    def low(self) -> float:
        """The lower end of the interval."""
        return self.mean - self.half_width

    @property
    def high(self) -> float:
        """The upper end of the interval."""
        return self.mean + self.half_width


@dataclass(frozen=True, slots=True)
class Bins:
    """Daily (or wider) averages: `values[replication, row, bin]`; rows as `names` says.

    Rows: `waiting` people before a stage, `busy` servers at a stage, `in use` places that are kept,
    `over` people whose limit is over (event by event only).
    """

    names: tuple[tuple[str, str], ...]
    width: float
    values: NDArray[np.float64]

    def quantiles(self, q: Sequence[float]) -> NDArray[np.float64]:
        """Quantiles over the replications: `[q, row, bin]`."""
        return np.quantile(self.values, q, axis=0)

    def row(self, what: str, of: str) -> NDArray[np.float64]:
        """One row: `[replication, bin]`; KeyError when there is none."""
        try:
            return self.values[:, self.names.index((what, of)), :]
        except ValueError:
            raise KeyError((what, of)) from None


@dataclass(frozen=True)
class Result:
    """All replications of a run: `values[replication, column]`, the columns, and what it cost."""

    columns: tuple[Column, ...]
    values: NDArray[np.float64]
    seed: int
    horizon: float
    warm_up: float
    cpu_seconds: float
    methods: dict[str, str] = field(default_factory=dict)
    bins: Bins | None = None

    @property
    def replications(self) -> int:
        """How many replications there are."""
        return len(self.values)

    @property
    def events(self) -> int:
        """Events of all replications together."""
        return int(self.values[:, 0].sum())

    def of(self, name: str) -> NDArray[np.float64]:
        """The values of one column, a replication each; KeyError for a name that isn't there."""
        for index, column in enumerate(self.columns):
            if str(column) == name:
                return self.values[:, index]
        raise KeyError(name)

    def estimate(self, name: str) -> Estimate:
        """Mean and half-width of one column."""
        return estimate(self.of(name))

    def estimates(self) -> Iterator[tuple[Column, Estimate]]:
        """Every column with its estimate."""
        for index, column in enumerate(self.columns):
            yield column, estimate(self.values[:, index])

    def as_data(self) -> dict[str, Any]:
        """JSON-able: by kind, thing and figure, each figure with mean and half-width."""
        found: dict[str, Any] = {name: {} for name in HOMES.values()}
        for column, value in self.estimates():
            cell = {"mean": value.mean, "half_width": _finite(value.half_width)}
            home = found[HOMES[column.kind]]
            if column.of:
                home.setdefault(column.of, {})[column.figure] = cell
            else:
                home[column.figure] = cell
        return found

    def table(self) -> "pa.Table":
        """One row a replication and column, as an Arrow table (kind, of, figure, value)."""
        import pyarrow as pa

        count = self.replications
        return pa.table(
            {
                "replication": np.tile(np.arange(count), len(self.columns)),
                "kind": [c.kind for c in self.columns for _ in range(count)],
                "of": [c.of for c in self.columns for _ in range(count)],
                "figure": [c.figure for c in self.columns for _ in range(count)],
                "value": self.values.T.reshape(-1),
            }
        )

    def by_day(self, q: Sequence[float] = (0.05, 0.25, 0.5, 0.75, 0.95)) -> "pa.Table":
        """Quantiles by day as an Arrow table; ValueError when the run kept no series."""
        import pyarrow as pa

        if self.bins is None:
            msg = "this run kept no series: run(model, series=True)"
            raise ValueError(msg)
        days = np.arange(self.bins.values.shape[2]) * self.bins.width
        rows = self.bins.names
        quantiles = self.bins.quantiles(q)
        columns = {
            "day": np.tile(days, len(rows)),
            "what": [what for what, _of in rows for _ in days],
            "of": [of for _what, of in rows for _ in days],
        }
        return pa.table(columns | {f"q{k:g}": quantiles[i].reshape(-1) for i, k in enumerate(q)})


def estimate(values: NDArray[np.float64]) -> Estimate:
    """Mean and 95 % half-width (Student's t) of independent values; infinite for a single one."""
    count = len(values)
    mean = float(values.mean()) if count else math.nan
    if count < 2:  # noqa: PLR2004
        return Estimate(mean, math.inf, count)
    spread = float(values.std(ddof=1)) / math.sqrt(count)
    return Estimate(mean, student(count - 1) * spread, count)


@cache
def student(freedom: int) -> float:
    """The two-sided 95 % quantile of Student's t, from its distribution function in closed form.

    SciPy has it too, for a third of the time that a new process's first answer may take.
    """
    low, high = 0.0, math.pi / 2
    while low < (middle := (low + high) / 2) < high:
        if _within(middle, freedom) < CONFIDENCE:
            low = middle
        else:
            high = middle
    return math.sqrt(freedom) * math.tan(high)


def _within(angle: float, freedom: int) -> float:
    """P(|T| <= t) at angle = atan(t / sqrt(freedom)): Abramowitz and Stegun 26.7.3 and 26.7.4."""
    sine, cosine = math.sin(angle), math.cos(angle)
    odd = freedom % 2
    term, total = (cosine if odd else 1.0), 0.0
    for k in range(1 + odd, freedom, 2):
        total += term
        term *= cosine * cosine * k / (k + 1)
    return 2 / math.pi * (angle + sine * total) if odd else sine * total


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
