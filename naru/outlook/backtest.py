"""Fit to year N, foretell N+1 to N+3, for every N from 2010: the model against simple forecasts.

What drives arrivals is held as it stood in December of year N: nobody in 2019 knew of January 2020,
and the model isn't told. Figures are today's revised vintage, for the model and its peers alike.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np

from naru.outlook import (
    fitting,
    flows,
    official,
    peers,
    portable,
    priors,
    projecting,
    scoring,
)
from naru.outlook.official import Observed
from naru.outlook.portable import Floats

FIRST, AHEAD = 2010, 3
MODEL = "Naru"
CHAINS, STEPS, DRAWS = 400, 120, 3000
LEVELS, COUNTS = 30, 31
SHARES = (0.5, 0.9)

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Score:
    """One forecast scored: made after `year`, for `ahead` years later."""

    method: str
    year: int
    ahead: int
    seen: int
    median: int
    crps: float
    inside: tuple[bool, bool]
    error: float


def run(
    observed: Sequence[Observed],
    first: int = FIRST,
    chains: int = CHAINS,
    steps: int = STEPS,
    progress: Progress = lambda done, whole: None,
) -> list[Score]:
    """Every forecast of every method; peers.Missing when statsmodels isn't there."""
    totals = official.total_of_years(observed)
    origins = [year for year in sorted(totals) if first <= year < max(totals)]
    scores: list[Score] = []
    for number, year in enumerate(origins):
        known = [part for part in observed if part.start // 12 <= year]
        past = [totals[y] for y in sorted(totals) if y <= year]
        horizon = min(AHEAD, max(totals) - year)
        forecasts = {name: peer(past, horizon) for name, peer in peers.PEERS.items()}
        forecasts[MODEL] = forecast(known, horizon, chains, steps)
        for method, fans in forecasts.items():
            for h, draws in enumerate(fans, 1):
                scores.append(_score(method, year, h, totals[year + h], draws))
        progress(number + 1, len(origins))
    return scores


def forecast(known: Sequence[Observed], horizon: int, chains: int, steps: int) -> list[Floats]:
    """Draws of the yearly arrivals after the last known figure, everything held as it then
    stood."""
    fit = fitting.fit(known, chains, steps)
    fitted = projecting.spread_over(fit.fitted, DRAWS)
    walk, chance = fitting.stream(fitting.SEED, LEVELS), fitting.stream(fitting.SEED, COUNTS)
    passages = priors.passages(fitted.draws, fitted.month - 1)
    rates = flows.rates(fitted.draws, flows.as_fitted(fitted.draws, *passages))
    state, level, years = fitted.state, fitted.level, []
    for _ in range(horizon):
        counts = np.zeros(DRAWS)
        for month in range(12):
            if month % projecting.QUARTER == 0:
                z = portable.normal(walk.random((2, DRAWS)))
                level = flows.wander(level, fitted.draws, z, projecting.QUARTER)
                trying = flows.attempts(level, fitted.draws)
            state, moved = flows.step(state, rates, trying)
            expected = np.minimum((moved.arrived + moved.abroad).sum(axis=0), projecting.MOST)
            counts += portable.bunched(expected, fitted.draws["bunching"], chance.random(DRAWS))
        years.append(counts)
    return years


def _score(method: str, year: int, ahead: int, seen: int, draws: Floats) -> Score:
    low, high = (scoring.covered(draws, seen, share) for share in SHARES)
    median = int(np.sort(draws)[(len(draws) - 1) // 2])
    return Score(
        method,
        year,
        ahead,
        seen,
        median,
        round(scoring.crps(draws, seen), 1),
        (low, high),
        round(scoring.error(draws, seen), 1),
    )


def table(scores: Sequence[Score]) -> list[dict[str, Any]]:
    """One row a method: mean CRPS by years ahead and overall, in all years and in those that
    neither the closure nor its forecasts touch, coverage of the 50 and 90 % bands, error of the
    median."""
    by_method: dict[str, list[Score]] = defaultdict(list)
    for score in scores:
        by_method[score.method].append(score)
    methods = [MODEL, *(name for name in by_method if name != MODEL)]
    return [_row(name, by_method[name]) for name in methods]


def _row(name: str, scores: Sequence[Score]) -> dict[str, Any]:
    periods = {"before 2020": (0, 2019), "2020-22": (2020, 2022), "2023 on": (2023, 9999)}
    return {
        "method": name,
        "forecasts": len(scores),
        **{
            f"crps +{h}": _mean([s.crps for s in scores if s.ahead == h])
            for h in range(1, AHEAD + 1)
        },
        "crps": _mean([s.crps for s in scores]),
        **{
            f"crps {label}": _mean([s.crps for s in scores if a <= s.year + s.ahead <= b])
            for label, (a, b) in periods.items()
        },
        "in 50 %": _share([s.inside[0] for s in scores]),
        "in 90 %": _share([s.inside[1] for s in scores]),
        "error": _mean([s.error for s in scores]),
    }


def losses(scores: Sequence[Score]) -> list[dict[str, Any]]:
    """Where the model loses: by peer and years ahead, how many of its forecasts scored worse, and
    for which."""
    ours = {(s.year, s.ahead): s.crps for s in scores if s.method == MODEL}
    rows = []
    for method in dict.fromkeys(s.method for s in scores if s.method != MODEL):
        for ahead in range(1, AHEAD + 1):
            theirs = {s.year: s.crps for s in scores if s.method == method and s.ahead == ahead}
            worse = [year + ahead for year, value in theirs.items() if ours[year, ahead] > value]
            rows.append({"against": method, "ahead": ahead, "of": len(theirs), "lost": worse})
    return rows


def to_json(scores: Sequence[Score]) -> dict[str, Any]:
    """The backtest for a program: the table, where the model loses, every forecast."""
    settings = {"seed": fitting.SEED, "chains": CHAINS, "steps": STEPS, "draws": DRAWS}
    rows = [
        {
            "method": s.method,
            "after": s.year,
            "ahead": s.ahead,
            "seen": s.seen,
            "median": s.median,
            "crps": s.crps,
            "in50": s.inside[0],
            "in90": s.inside[1],
        }
        for s in scores
    ]
    made = {"table": table(scores), "losses": losses(scores), "forecasts": rows}
    return {"settings": settings, **made}


def shipped() -> dict[str, Any]:
    """The stored result of `naru outlook backtest --json`."""
    place = files("naru.outlook").joinpath("data", "backtest.json")
    found: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
    return found


def report(found: Mapping[str, Any]) -> list[str]:
    """The table as lines; an asterisk marks where the method has the lowest CRPS."""
    rows = found["table"]
    heads = [key for key in rows[0] if key not in ("method", "forecasts")]
    best = {k: min(row[k] for row in rows) for k in heads if k.startswith(("crps", "error"))}
    lines = ["CRPS and error of the median in people (lower is better); in 50 %, in 90 %: coverage"]
    lines.append(f"{'':12}" + "".join(f"{head:>17}" for head in heads))
    for row in rows:
        cells = (f"{row[k]}{'*' if row[k] == best.get(k) else ''}" for k in heads)
        lines.append(f"{row['method']:12}" + "".join(f"{cell:>17}" for cell in cells))
    lines.append(f"Where {MODEL} scores worse (target years):")
    for row in found["losses"]:
        lost = ", ".join(map(str, row["lost"])) or "none"
        count = f"{len(row['lost'])} of {row['of']}"
        lines.append(f"  {row['against']:12} +{row['ahead']}: {count:9} {lost}")
    return lines


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 1) if values else None


def _share(values: Sequence[bool]) -> float | None:
    return round(sum(values) / len(values), 2) if values else None
