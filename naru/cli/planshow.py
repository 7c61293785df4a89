"""How `naru plan` looks on a terminal: a progress bar, tables, and a chart of bars and bands."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

if TYPE_CHECKING:
    from naru.engine.model import Model
    from naru.engine.plan import Plan
    from naru.engine.results import Bins, Estimate, Result
    from naru.engine.search import Certificate
    from naru.engine.statistics import Sequential

HOURS_BELOW = 2.0
FULL = 0.5
"""A day counts as full when on average less than half a place was free."""
BLOCKS = " ▁▂▃▄▅▆▇█"
WIDTH = 60


@contextmanager
def progress(name: str, *, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, nothing in a pipe; the function given takes done and total."""
    if quiet or not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task(name, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def show(model: "Model", found: "Sequential", notes: list[str]) -> None:
    """Tables of waits, places and limits, what is saturated, and a chart of each kept resource."""
    from naru.engine import loads

    console, result, plan = Console(soft_wrap=True), found.result, model.plan
    console.print(f"[bold]{plan.name}[/bold]: {result.replications} replications of "
                  f"{result.horizon:g} days, 95 % intervals")  # fmt: skip
    for line in [plan.label, *notes]:
        if line:
            console.print(f"[dim]{line}[/dim]")
    for demand in loads.demands(plan):
        if demand.unstable:
            console.print(f"[red]saturated[/red] {demand}")
    console.print(_waits(result))
    for table in (_kept(result), _limits(result)):
        if table.row_count:
            console.print(table)
    if found.missed:
        console.print(f"not precise enough yet: {', '.join(found.missed)}")
    if result.bins is not None:
        _charts(console, result.bins, plan)
    console.print(f"{result.events:,} events in {result.cpu_seconds:.2f} CPU seconds")


def _time(value: "Estimate") -> str:
    """Days, or hours where the mean is short."""
    if value.mean < HOURS_BELOW:
        return f"{value.mean * 24:.2f} ± {value.half_width * 24:.2f} h"
    return f"{value.mean:.1f} ± {value.half_width:.1f} d"


def _waits(result: "Result") -> Table:
    heads = ("stage", "mean wait", "95 % below", "waited", "at the end", "busy")
    table = Table(*heads, title="Waits")
    for column in result.columns:
        if column.figure == "wait_mean":
            of = column.of
            waited, busy = result.estimate(f"{of}.waited_share"), result.estimate(f"{of}.busy")
            table.add_row(
                of,
                _time(result.estimate(f"{of}.wait_mean")),
                _time(result.estimate(f"{of}.wait_p95")),
                f"{waited.mean:.1%}",
                f"{result.estimate(f'{of}.waiting_end').mean:.1f}",
                f"{busy.mean:.2f}",
            )
    return table


def _kept(result: "Result") -> Table:
    table = Table("kept", "in use, mean", "95th percentile", title="Places")
    for column in result.columns:
        if column.kind == "kept" and column.figure == "mean":
            mean, high = result.estimate(str(column)), result.estimate(f"{column.of}.p95")
            table.add_row(
                column.of,
                f"{mean.mean:.1f} ± {mean.half_width:.1f}",
                f"{high.mean:.0f} ± {high.half_width:.1f}",
            )
    return table


def _limits(result: "Result") -> Table:
    table = Table("limit", "late", "mean time", "people", title="Limits")
    for column in result.columns:
        if column.figure == "late_share":
            late = result.estimate(str(column))
            table.add_row(
                column.of,
                f"{late.mean:.2%} ± {late.half_width:.2%}",
                _time(result.estimate(f"{column.of}.time_mean")),
                f"{result.estimate(f'{column.of}.decided').mean:.0f}",
            )
    return table


def _first_full(bins: "Bins", plan: "Plan", of: str) -> str:
    """In words: the first day on which all places are taken, in half and in few courses."""
    there = plan.resources[plan.resource(of)].servers
    half, few = (_day_full(bins, plan, of, there, q) for q in (0.5, 0.95))
    if few is None:
        return f"the {there} {of} don't run out in more than one course of twenty"
    if half is None:
        return f"the {there} {of} run out on {few} in one course of twenty, in most they don't"
    return f"the {there} {of} run out on {half} in half of the courses, on {few} in one of twenty"


def _day_full(bins: "Bins", plan: "Plan", of: str, there: int, q: float) -> str | None:
    import numpy as np

    taken = np.quantile(bins.row("in use", of), q, axis=0)
    full = np.flatnonzero(taken >= there - FULL)
    if not full.size:
        return None
    day = plan.start + timedelta(days=float(full[0]) * bins.width)
    return f"{day.day} {day:%B %Y}"


def _charts(console: Console, bins: "Bins", plan: "Plan") -> None:
    for what, of in bins.names:
        if what == "in use":
            rows = bins.row(what, of)
            low, middle, high = (_bars(rows, q) for q in (0.05, 0.5, 0.95))
            top = float(rows.max())
            console.print(f"\n{of}, in use by day (highest {top:.0f})")
            console.print(f"  {_first_full(bins, plan, of)}")
            for name, line in (("95 %", high), ("half", middle), (" 5 %", low)):
                console.print(f"  {name} |{line}|")


def _bars(rows: "object", q: float) -> str:
    import numpy as np

    values = np.quantile(np.asarray(rows), q, axis=0)
    top = float(np.max(np.asarray(rows))) or 1.0
    parts = np.array_split(values, min(WIDTH, len(values)))
    return "".join(BLOCKS[round(float(part.mean()) / top * (len(BLOCKS) - 1))] for part in parts)


def compared(first: "Result", name: str, second: "Result") -> None:
    """The second plan beside the first: differences with their intervals."""
    from naru.engine.statistics import compare

    table = Table("figure", "here", name, "difference", "sure?", title=f"Compared with {name}")
    shown = ("wait_mean", "mean", "late_share", "time_mean")
    for row in compare(first, second):
        if row.name.rpartition(".")[2] in shown:
            sure = abs(row.difference.mean) > row.difference.half_width
            table.add_row(
                row.name,
                f"{row.first.mean:.4g}",
                f"{row.second.mean:.4g}",
                f"{row.difference.mean:+.4g} ± {row.difference.half_width:.2g}",
                "yes" if sure else "no",
            )
    Console(soft_wrap=True).print(table)


def certificate(plan: "Plan", found: "Certificate") -> None:
    """The staffing found beside today's, what it costs, and what each server fewer would miss."""
    console = Console(soft_wrap=True)
    now = {r.id: r.servers for r in plan.resources}
    cost = sum(r.servers * r.cost for r in plan.resources)
    goals = list(found.found.late)
    table = Table("resource", "now", "found", *(f"{goal} with one fewer" for goal in goals))
    for name, servers in found.found.servers.items():
        fewer = found.without_one.get(name)
        cells = [f"{fewer.late[goal].mean:.1%}" if fewer else "" for goal in goals]
        table.add_row(name, str(now[name]), str(servers), *cells)
    console.print(table)
    for goal, late in found.found.late.items():
        console.print(f"{goal}: {late.mean:.2%} ± {late.half_width:.2%}")
    change = found.found.cost - cost
    console.print(
        f"cost a day {found.found.cost:,.0f}, now {cost:,.0f} ({change:+,.0f}); "
        f"{len(found.tried)} staffings tried, {found.replications} replications each"
    )
    if not found.kept:
        most = ", ".join(f"{found.found.servers[name]} {name}" for name in found.at_most)
        console.print(f"[red]no staffing keeps the goals, not even with at most {most}[/red]")
        console.print(
            "durations, arrivals or what isn't named in --change would have to change; "
            "`naru plan check` names what can't keep pace"
        )
