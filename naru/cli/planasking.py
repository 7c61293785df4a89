"""`naru plan sensitivity` (which input matters) and `naru plan search` (the least that will do)."""

import argparse
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from naru.cli import planshow
from naru.cli.output import fail, say
from naru.cli.planshow import progress

if TYPE_CHECKING:
    from naru.engine.model import Model
    from naru.engine.plan import Goal, Plan
    from naru.engine.search import Certificate, Step
    from naru.engine.sensitivity import Change

    Inputs = dict[str, tuple[Change, float, float]]

Row = dict[str, Any]
SEARCHED = 50
NEEDS = "Morris screening needs SALib: pip install naru[sensitivity], or use --method sobol"


def ask(args: argparse.Namespace, plan: "Plan", on: str | None) -> int:
    """Vary the inputs and print what each does to the figure; ValueError names what is wrong."""
    figure = args.figure or _usual(plan)
    _known(plan, figure)
    inputs = _inputs(plan, args.vary)
    given = {"seed": args.seed, "threads": args.threads, "on": on}
    if args.replications:
        given["replications"] = args.replications
    with progress(figure, quiet=args.json) as tell:
        try:
            method = _morris if args.method == "morris" else _sobol
            runs, rows = method(plan, figure, inputs, {**given, "progress": tell})
        except ModuleNotFoundError:
            return fail(NEEDS)
    if args.json:
        found = {"figure": figure, "method": args.method, "runs": runs, "inputs": rows}
        say(json.dumps(found, ensure_ascii=False, indent=2))
        return 0
    titles = {"morris": "mu*: how far it moves the figure", "sobol": "its share of the variance"}
    table = Table(*rows[0], title=f"{figure}, {runs} runs; {titles[args.method]}")
    for row in rows:
        table.add_row(
            *(value if isinstance(value, str) else f"{value:.3g}" for value in row.values())
        )
    Console(soft_wrap=True).print(table)
    return 0


def search(args: argparse.Namespace, plan: "Plan", start: "Callable[[Plan], Model]") -> int:
    """The least costly staffing that keeps the goals; ValueError names what is wrong."""
    from naru.engine.search import cheapest

    goals = tuple(_goal(plan, text) for text in args.goal or ()) or plan.goals
    kept = cheapest(
        plan,
        resources=_resources(plan, args.change),
        goals=goals,
        replications=args.replications or SEARCHED,
        seed=args.seed,
        threads=args.threads,
        start=start,
    )
    if args.json:
        say(json.dumps(_certificate(kept), ensure_ascii=False, indent=2))
    else:
        planshow.certificate(plan, kept)
    return 0 if kept.kept else 1


def _goal(plan: "Plan", said: str) -> "Goal":
    """`C12=2%` or `beds=95%`."""
    from naru.engine.plan import Goal

    name, _, share = said.partition("=")
    known = [limit.id for limit in plan.limits] + [r.id for r in plan.resources if r.beds]
    if name not in known:
        msg = f"{name!r} is no limit and no kept resource; there are: {', '.join(known)}"
        raise ValueError(msg)
    try:
        value = float(share.rstrip("%")) / (100 if share.endswith("%") else 1)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        msg = f"--goal {said!r}: write a limit and a share, such as C12=2%"
        raise ValueError(msg)
    return Goal(name, value)


def _resources(plan: "Plan", said: str | None) -> list[str]:
    """Those named, or everybody who works; places stay as they are unless they are named."""
    known = [resource.id for resource in plan.resources]
    if said is None:
        return [resource.id for resource in plan.resources if not resource.beds]
    names = [name.strip() for name in said.split(",")]
    for name in names:
        if name not in known:
            msg = f"{name!r} is no resource of this plan; there are: {', '.join(known)}"
            raise ValueError(msg)
    return names


def _certificate(found: "Certificate") -> Row:
    def step(one: "Step") -> Row:
        late = {
            name: {"mean": value.mean, "half_width": value.half_width}
            for name, value in one.late.items()
        }
        return {"servers": dict(one.servers), "cost_a_day": one.cost, "missed": late}

    return {
        "kept": found.kept,
        "found": step(found.found),
        "without_one": {name: step(one) for name, one in found.without_one.items()},
        "tried": len(found.tried),
        "replications": found.replications,
        "seed": found.seed,
        "at_most": list(found.at_most),
    }


def _usual(plan: "Plan") -> str:
    """The figure of the plan's own goal, else the places in use."""
    if plan.goals:
        return f"{plan.goals[0].limit}.late_share"
    kept = [stage.takes for stage in plan.stages if stage.takes]
    if not kept:
        msg = "which figure? --figure NAME, such as desk.wait_mean"
        raise ValueError(msg)
    return f"{kept[0]}.mean"


def _known(plan: "Plan", figure: str) -> None:
    from naru.engine.model import compile as compile_plan

    names = [str(column) for column in compile_plan(plan).plain.columns]
    if figure not in names:
        msg = f"{figure!r} is no figure of this plan; there are: {', '.join(names)}"
        raise ValueError(msg)


def _inputs(plan: "Plan", said: list[str] | None) -> "Inputs":
    """Every input, or those named with their range."""
    from naru.engine.sensitivity import everything

    usual = everything(plan)
    if not said:
        return usual
    found = {}
    for text in said:
        name, _, span = text.partition("=")
        if name not in usual:
            msg = f"{name!r} is no input of this plan; there are: {', '.join(usual)}"
            raise ValueError(msg)
        change, low, high = usual[name]
        if span:
            low, high = _range(text, span)
        found[name] = (change, low, high)
    return found


def _range(text: str, span: str) -> tuple[float, float]:
    try:
        low, high = (float(part) for part in span.split(".."))
    except ValueError:
        low, high = 1.0, 0.0
    if not 0 < low < high < 1e6:  # noqa: PLR2004
        msg = f"--vary {text!r}: write NAME=LOW..HIGH with two numbers above 0 that rise"
        raise ValueError(msg)
    return low, high


def _morris(
    plan: "Plan", figure: str, inputs: "Inputs", given: dict[str, Any]
) -> tuple[int, list[Row]]:
    from naru.engine.sensitivity import morris

    found = morris(plan, figure, inputs, **given)
    columns = zip(
        found.inputs, found.strength, found.half_width, found.mean, found.bend, strict=True
    )
    rows = [
        {"input": name, "mu*": float(a), "±": float(b), "mu": float(c), "sigma": float(d)}
        for name, a, b, c, d in columns
    ]
    return found.runs, sorted(rows, key=lambda row: -row["mu*"])


def _sobol(
    plan: "Plan", figure: str, inputs: "Inputs", given: dict[str, Any]
) -> tuple[int, list[Row]]:
    from naru.engine.sensitivity import sobol

    found = sobol(plan, figure, inputs, **given)
    columns = zip(found.inputs, found.first, found.total, found.total_interval, strict=True)
    rows = [
        {
            "input": name,
            "first": float(a),
            "total": float(b),
            "low": float(c[0]),
            "high": float(c[1]),
        }
        for name, a, b, c in columns
    ]
    return found.runs, sorted(rows, key=lambda row: -row["total"])
