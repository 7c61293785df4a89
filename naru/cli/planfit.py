"""`naru plan fit` and `naru plan backtest`: what the centre's own past says, and how well."""

import argparse
import json
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from naru.cli.centre import NoCentre, centre
from naru.cli.output import fail, say
from naru.cli.planshow import BLOCKS, progress

if TYPE_CHECKING:
    from naru.engine.fitting import Fit, Fitted
    from naru.engine.plan import Plan
    from naru.planning.backtest import Backtest, Compared

BINS = 12
WHAT = {
    "time": "from ready to over",
    "visit": "a visit",
    "gap": "between visits",
    "before": "before the first visit",
}


def fitted(plan: "Plan") -> "Plan":
    """The plan with the laws fitted to the centre of NARU_HOME; NoCentre, ValueError."""
    with centre():
        from naru.planning import observed

        return observed.fit(plan).plan


def fit(args: argparse.Namespace, plan: "Plan") -> int:
    """Print each law beside the data it comes from."""
    try:
        with centre():
            from naru.planning import observed

            found = observed.fit(plan)
    except (NoCentre, ValueError) as error:
        return fail(str(error))
    if args.json:
        say(json.dumps(_fit_data(found), ensure_ascii=False, indent=2))
        return 0
    console = Console(soft_wrap=True)
    if not found.fitted:
        console.print("Nothing has been observed often enough yet; every default stands.")
    else:
        console.print(_laws(found))
        console.print(", ".join(f"{what}: {words}" for what, words in WHAT.items()))
    for line in _rest(found):
        console.print(line)
    return 0


def backtest(args: argparse.Namespace, plan: "Plan") -> int:
    """Forecast the last days from what was known before them, and print how well it did."""
    try:
        with centre(), progress("two forecasts", quiet=args.json) as tell:
            from naru.planning import backtest as testing

            count = 200 if args.replications is None else args.replications
            given = {"replications": count, "seed": args.seed, "progress": tell}
            found = testing.backtest(plan, args.days, **given)
    except (NoCentre, ValueError) as error:
        return fail(str(error))
    if args.json:
        say(json.dumps(_backtest_data(found), ensure_ascii=False, indent=2))
    else:
        _show_backtest(found)
    return 0


def _laws(found: "Fit") -> Table:
    table = Table(title="Fitted to the centre's own ledger", box=None, pad_edge=False)
    for title in ("stage", "what", "ended", "open", "law", "mean", "data, law", "distance"):
        table.add_column(title, no_wrap=True)
    for one in found.fitted:
        sample = one.sample
        table.add_row(
            sample.stage,
            sample.what,
            str(len(sample.ended)),
            str(len(sample.open)),
            one.family,
            _days(one.law.mean),
            picture(one),
            f"{one.distance:.2f} {'<' if one.fits else '>'} {one.allowed:.2f}",
        )
    return table


def picture(one: "Fitted") -> str:
    """Two lines of bars, the data above and the law below, over equal stretches of time."""
    days = [row[0] for row in one.curve]
    edges = [days[-1] * k / BINS for k in range(1, BINS + 1)]
    return "\n".join(_bars([_at(one, edge, column) for edge in edges]) for column in (1, 2))


def _at(one: "Fitted", day: float, column: int) -> float:
    """The share by a day."""
    return max((row[column] for row in one.curve if row[0] <= day), default=0.0)


def _bars(shares: list[float]) -> str:
    parts = [b - a for a, b in zip([0.0, *shares], shares, strict=False)]
    top = max(parts) or 1.0
    return "".join(BLOCKS[round(max(part, 0.0) / top * (len(BLOCKS) - 1))] for part in parts)


def _rest(found: "Fit") -> list[str]:
    said = [f"visits of {stage}: {law.text}" for stage, law in found.visits.items()]
    said += [
        f"share of {stage}: {share:.1%} ({low:.1%} to {high:.1%})"
        for stage, (share, low, high) in found.shares.items()
    ]
    if found.rate:
        said.append("arrivals: {:.2f} people a day ({:.2f} to {:.2f})".format(*found.rate))
    said += [
        f"{sample.stage}, {WHAT[sample.what]}: {len(sample.ended)} ended, {len(sample.open)} open, "
        "too few; the stated default stands"
        for sample in found.too_few
    ]
    return said


def _days(mean: float) -> str:
    return f"{mean * 24:.2f} h" if mean < 2 else f"{mean:.1f} d"  # noqa: PLR2004


def _fit_data(found: "Fit") -> dict[str, Any]:
    return {
        "label": found.plan.label,
        "laws": [
            {
                "stage": one.sample.stage,
                "what": one.sample.what,
                "ended": len(one.sample.ended),
                "open": len(one.sample.open),
                "family": one.family,
                "law": one.law.text,
                "mean_days": one.law.mean,
                "distance": one.distance,
                "allowed": one.allowed,
                "fits": one.fits,
                "curve": [
                    dict(zip(("days", "observed", "law"), r, strict=True)) for r in one.curve
                ],
            }
            for one in found.fitted
        ],
        "visits": {stage: law.text for stage, law in found.visits.items()},
        "shares": found.shares,
        "people_a_day": found.rate,
        "defaults": [
            {"stage": s.stage, "what": s.what, "ended": len(s.ended), "open": len(s.open)}
            for s in found.too_few
        ],
    }


def _show_backtest(found: "Backtest") -> None:
    console = Console(soft_wrap=True)
    console.print(
        f"From {found.start:%Y-%m-%d}, {found.days} days, {found.replications} replications each; "
        f"{found.people_then} people were here, {found.laws} laws fitted to what was known then."
    )
    table = Table(
        "count", "was", "forecast", "90 %", "50 %", "told: 90 %",
        title="On the last day, and on how many days the bands held", box=None, pad_edge=False,
    )  # fmt: skip
    for blind, told in zip(found.blind, found.told, strict=True):
        low, high = blind.said[0][-1], blind.said[4][-1]
        table.add_row(
            name(blind),
            f"{blind.was[-1]:.0f}",
            f"{blind.said[2][-1]:.0f} ({low:.0f} to {high:.0f})",
            f"{blind.coverage(90):.0%}",
            f"{blind.coverage(50):.0%}",
            f"{told.coverage(90):.0%}",
        )
    console.print(table)
    console.print(
        "The bands include what the fit doesn't know: each replication draws its figures anew."
    )
    console.print(
        f"The 90 % band held on {found.coverage(90):.0%} of the days over all counts, "
        f"and on {found.coverage(90, told=True):.0%} once told who arrived."
    )


def name(row: "Compared") -> str:
    """What a count is, in words."""
    words = {"beds": "places taken", "arrived": "people arrived", "stage": "not yet through"}
    return f"{words[row.what]} {row.of}".strip()


def _backtest_data(found: "Backtest") -> dict[str, Any]:
    pairs = zip(found.blind, found.told, strict=True)
    return {
        "start": found.start.isoformat(),
        "days": found.days,
        "replications": found.replications,
        "people_then": found.people_then,
        "laws": found.laws,
        "coverage_90": found.coverage(90),
        "coverage_90_told": found.coverage(90, told=True),
        "counts": [
            {
                "what": blind.what,
                "of": blind.of,
                "was": blind.was.tolist(),
                "forecast": _bands(blind),
                "told": _bands(told),
            }
            for blind, told in pairs
        ],
    }


def _bands(row: "Compared") -> dict[str, Any]:
    quantiles = dict(zip(("q5", "q25", "q50", "q75", "q95"), row.said.tolist(), strict=True))
    return {"coverage_50": row.coverage(50), "coverage_90": row.coverage(90), **quantiles}
