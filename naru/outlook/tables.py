"""A run as tables: the one the simulator reads, years, harm, prices, and what one sum brings.

The arrivals table (CSV, and `arrivals` in the JSON) has one row a month, sex and age:

    month  YYYY-MM
    sex    female, male or all          age  adult, child (under 20, the published age class) or all
    mean   mean count, two decimals
    p05 p25 p50 p75 p95   counts: 5, 25, 50, 75 and 95 % of the draws lie at or below

p25 to p75 is the 50 % band, p05 to p95 the 90 % band. Bands don't add up: sums of years have their
own rows. Counts are whole and other figures are rounded (people to whole, dollars to two digits,
means to hundredths), so that the same scenario, seed and posterior give the same bytes on any
machine.
"""

import csv
import io
import math
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from naru.outlook import priors
from naru.outlook.posterior import Posterior
from naru.outlook.projecting import GROUPS, Run
from naru.outlook.scenario import Assumption, Change, Spread

COLUMNS = ("month", "sex", "age", "mean", "p05", "p25", "p50", "p75", "p95")
BANDS = (0.05, 0.25, 0.5, 0.75, 0.95)
NAMES = ("p05", "p25", "p50", "p75", "p95")
SUMS: Mapping[tuple[str, str], tuple[int, ...]] = {
    ("all", "all"): (0, 1, 2, 3),
    ("female", "all"): (0, 1),
    ("male", "all"): (2, 3),
    ("all", "adult"): (0, 2),
    ("all", "child"): (1, 3),
    **{group: (number,) for number, group in enumerate(GROUPS)},
}
NOTES = {
    "en": (
        "Ranking of constraints (closure over enforcement over price), not an elasticity: the "
        "slope on price is an assumption between 0 and -1.2, never fitted. Quotes are intervals "
        "of at least a factor 1.5. Arrivals mix people who left many years before."
    ),
    "ko": (
        "제약의 순서(봉쇄, 단속, 비용)까지만 말할 수 있으며 탄력성이 아니다. "
        "비용에 대한 기울기는 0에서 -1.2 사이의 가정이고 자료에 맞춘 값이 아니다. "
        "비용 호가는 최소 1.5배의 구간으로 읽어야 한다. "
        "입국자에는 여러 해 전에 떠난 사람이 섞여 있다."
    ),
}


def bands(values: NDArray[Any]) -> list[Any]:
    """The five BANDS of values (draws,): each the smallest value that the share of draws doesn't
    exceed."""
    ranks = [max(0, math.ceil(share * len(values)) - 1) for share in BANDS]
    part = np.partition(values, ranks)
    return [part[rank].item() for rank in ranks]


def arrivals(run: Run) -> list[dict[str, Any]]:
    """The rows of the table that the simulator reads."""
    return [
        {
            "month": priors.month_text(run.scenario.start + number),
            "sex": sex,
            "age": age,
            **_row(counts[list(members)].sum(axis=0)),
        }
        for number, counts in enumerate(run.counts)
        for (sex, age), members in SUMS.items()
    ]


def _row(counts: NDArray[Any]) -> dict[str, Any]:
    mean = round(int(counts.sum()) / len(counts), 2)
    return {"mean": mean, **dict(zip(NAMES, bands(counts), strict=True))}


def years(run: Run) -> list[dict[str, Any]]:
    """Arrivals of the calendar years that the run holds whole, with their own bands."""
    rows = []
    for first, year in _whole_years(run):
        counts = run.counts[first : first + 12]
        rows += [
            {"year": year, "sex": sex, "age": age, **_row(counts[:, list(of)].sum(axis=(0, 1)))}
            for (sex, age), of in SUMS.items()
        ]
    return rows


def _whole_years(run: Run) -> Iterator[tuple[int, int]]:
    start, months = run.scenario.start, run.scenario.months
    for month in range(start + -start % 12, start + months - 11, 12):
        yield month - start, month // 12


def harm(run: Run) -> list[dict[str, Any]]:
    """People of a year who never arrive: sold or forced into marriage or trade, caught, sent back
    (expected)."""
    return [
        {
            "year": year,
            "kind": kind,
            **dict(
                zip(NAMES, map(round, bands(values[first : first + 12].sum(axis=0))), strict=True)
            ),
        }
        for first, year in _whole_years(run)
        for kind, values in run.harm.items()
    ]


def costs(run: Run) -> list[dict[str, Any]]:
    """December of every year: the price of each leg (dollars a person), and how many people the
    compared sum brings, from China onward and on the whole way."""
    return [
        {
            "year": year,
            "figure": name,
            **dict(zip(NAMES, (_two(v) for v in bands(values[first + 11])), strict=True)),
        }
        for first, year in _whole_years(run)
        for name, values in run.price.items()
    ]


def _two(value: float) -> float:
    return float(format(value, ".2g"))


def to_csv(run: Run) -> str:
    """The arrivals table as CSV with a header."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(arrivals(run))
    return out.getvalue()


def to_json(run: Run, posterior: Posterior) -> dict[str, Any]:
    """Everything of a run, for a program; seed, draws and the posterior's digest make it
    repeatable."""
    scenario = run.scenario
    return {
        "scenario": {
            "id": scenario.id,
            "name": dict(scenario.name),
            "summary": dict(scenario.summary),
            "start": priors.month_text(scenario.start),
            "months": scenario.months,
            "assumptions": [_assumption(row) for row in scenario.assumptions.values()],
            "changes": [_change(row) for row in scenario.changes],
            "surge": _surge(run),
        },
        "seed": run.seed,
        "draws": run.counts.shape[2],
        "posterior": {"until": posterior.about["until"], "sha256": posterior.digest},
        "notes": NOTES,
        "arrivals": arrivals(run),
        "years": years(run),
        "harm": harm(run),
        "costs": costs(run),
    }


def _grounds(row: Any) -> dict[str, Any]:
    return {
        "name": dict(row.name),
        "reason": dict(row.reason),
        "source": list(row.source),
        "confidence": row.confidence,
    }


def _three(spread: Spread) -> list[float]:
    return [spread.low, spread.value, spread.high]


def _assumption(row: Assumption) -> dict[str, Any]:
    held = {"fitted": True} if row.spread is None else {"figure": _three(row.spread)}
    return {"id": row.id, **held, **_grounds(row)}


def _change(row: Change) -> dict[str, Any]:
    moved = {"times" if row.times else "to": _three(row.spread)}
    since = {"from": priors.month_text(row.since), "over": row.over}
    return {"id": row.id, **since, **moved, **_grounds(row)}


def _surge(run: Run) -> dict[str, Any] | None:
    surge = run.scenario.surge
    if surge is None:
        return None
    since = {"from": priors.month_text(surge.since), "months": surge.months, "fade": surge.fade}
    parts = {name: _three(getattr(surge, name)) for name in ("factor", "women", "children")}
    return {**since, **parts, **_grounds(surge)}
