"""What `naru plan` does: read, run, compare, and hand over to whoever shows it."""

import argparse
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from naru.cli import planreading
from naru.cli.centre import NoCentre
from naru.cli.output import fail, say
from naru.cli.planreading import Refused

if TYPE_CHECKING:
    from naru.engine.model import Model
    from naru.engine.plan import Plan
    from naru.engine.results import Result
    from naru.engine.statistics import Sequential

DEFAULT_REPLICATIONS = 30
UNSURE = (
    "the bands include how little the observations say: each replication draws the fitted figures "
    "anew, and takes a stated default to be right within a factor of two nine times in ten"
)


def check(args: argparse.Namespace) -> int:
    """Name every error of a plan with line and reason, and every resource that can't keep up."""
    from naru.domain.lines import Unreadable
    from naru.engine import loads, reading

    if args.file is None:
        return fail("which plan? naru plan check FILE")
    problems, demands = [], []
    try:
        shipped = str(args.file) in planreading.SHIPPED
        text = planreading.source(str(args.file), None) if shipped else planreading.text(args.file)
        demands = loads.demands(reading.read(text))
    except Refused as error:
        return fail(str(error))
    except Unreadable as error:
        problems = list(error.problems)
    unstable = [str(demand) for demand in demands if demand.unstable]
    if args.json:
        rows = [{"line": p.line, "where": p.where, "reason": p.reason} for p in problems]
        found = {"file": str(args.file), "problems": rows, "saturated": unstable}
        say(json.dumps(found, ensure_ascii=False, indent=2))
        return 1 if problems else 0
    for problem in problems:
        say(f"{args.file}:{problem.line}: {problem.where}: {problem.reason}")
    for text in unstable:
        say(f"{args.file}: saturated: {text}")
    say(f"{args.file}: {len(problems) or 'no'} problem{'' if len(problems) == 1 else 's'}")
    return 1 if problems else 0


def look_back(args: argparse.Namespace) -> int:
    """What the centre's past says: fitted laws, or a forecast of days that are over."""
    from naru.cli import planfit
    from naru.domain.lines import Unreadable
    from naru.engine import reading

    what = _named(args)
    try:
        plan = reading.read(planreading.source(what, args.staffing))
    except Refused as error:
        return fail(str(error))
    except Unreadable as error:
        return fail(f"{what}:\n{error}")
    return (planfit.fit if args.what == "fit" else planfit.backtest)(args, plan)


def ask(args: argparse.Namespace) -> int:
    """Which input of a plan matters for a figure, or which staffing keeps a goal at least cost."""
    from naru.cli import planasking
    from naru.domain.lines import Unreadable
    from naru.engine.spread import Elsewhere

    try:
        plan = planreading.scenario(args, planreading.source(_named(args), args.staffing))
        if args.what == "search":
            return planasking.search(args, plan, lambda one: _started(_compiled(one), args)[0])
        return planasking.ask(args, plan, where(args.on))
    except Unreadable as error:
        return fail(f"{_named(args)}:\n{error}")
    except (Refused, NoCentre, Elsewhere, ValueError) as error:
        return fail(str(error))


def _compiled(plan: "Plan") -> "Model":
    from naru.engine.model import compile as compile_plan

    return compile_plan(plan)


def _named(args: argparse.Namespace) -> str:
    """The plan that an action names; without one the centre's own profile."""
    return os.environ.get("NARU_PROFILE", "kr") if args.file is None else str(args.file)


def bench(args: argparse.Namespace) -> int:
    """Measure the engine alone; `python -m benchmarks.engine` sets it beside its peers."""
    from naru.cli import planbench

    return planbench.run(as_json=args.json)


def warm() -> int:
    """Compile both kernels into the cache, so that the first answer doesn't wait for it."""
    from naru.engine import cache, warming

    seconds = warming.warm()
    say(f"The engine is compiled ({seconds:.1f} s); the code is in {cache.folder()}.")
    return 0


def simulate(args: argparse.Namespace) -> int:
    """Run a plan, perhaps beside another, and show what was found."""
    from naru.domain.lines import Unreadable
    from naru.engine.spread import Elsewhere

    try:
        return _simulate(args)
    except Unreadable as error:
        return fail(f"{args.staffing or args.what}:\n{error}")
    except (Refused, NoCentre, Elsewhere, ValueError) as error:
        return fail(str(error))


def _simulate(args: argparse.Namespace) -> int:
    from naru.cli import planshow
    from naru.engine.model import compile as compile_plan

    plan = planreading.scenario(args, planreading.source(args.what, args.staffing))
    model = compile_plan(plan)
    if args.trace is not None:
        return _trace(model, args)
    model, notes = _started(model, args)
    notes += [UNSURE] if model.plan.unsure else []
    with planshow.progress(plan.name, quiet=args.json) as tell:
        found = _replicate(model, args, tell)
    _write_files(found.result, model, args)
    other = _other(args)
    if args.json:
        say(json.dumps(_as_data(model, found, notes, other), ensure_ascii=False, indent=2))
    else:
        planshow.show(model, found, notes)
        if other:
            planshow.compared(found.result, *other)
    return 0


def _started(model: "Model", args: argparse.Namespace) -> tuple["Model", list[str]]:
    """The model as it starts: empty, settled, or from a state; and what to say about it."""
    from naru.engine.model import compile as compile_plan
    from naru.engine.statistics import warm_up

    start = args.start or ("steady" if model.plan.warm_up is None else "empty")
    if args.state is not None and args.start not in {None, "now"}:
        msg = f"--state says who is there at the start: leave --from {args.start} out"
        raise Refused(msg)
    if start == "now" or args.state is not None:
        return _now(model.plan, args.state)
    if start == "empty":
        return model, []
    cut = warm_up(model, args.seed)
    if cut is None:
        note = "MSER-5 finds no steady state within the horizon; everything counts from the start"
        return compile_plan(replace(model.plan, warm_up=0.0)), [note]
    longer = replace(model.plan, warm_up=cut, horizon=model.plan.horizon + cut)
    return compile_plan(longer), [f"steady: the first {cut:g} days are left out (MSER-5)"]


def _now(plan: "Plan", state: Path | None) -> tuple["Model", list[str]]:
    """The model that starts from a table of who is where, or from the centre in NARU_HOME."""
    if state is not None:
        from naru.engine import starting

        return starting.from_text(plan, planreading.text(state), str(state))
    from naru.cli.centre import centre

    with centre():
        from naru.planning import present

        return present.started(plan)


def _replicate(
    model: "Model", args: argparse.Namespace, tell: Callable[[int, int], None]
) -> "Sequential":
    from naru.engine.model import run
    from naru.engine.statistics import Sequential, until_precise

    if args.threads is not None and args.threads < 1:
        msg = "--threads must be at least 1"
        raise Refused(msg)
    if args.precision:
        wanted = _share(args.precision)
        return until_precise(
            model,
            wanted,
            seed=args.seed,
            threads=args.threads,
            series=_drawn(args),
            progress=tell,
            on=where(args.on),
        )
    count = DEFAULT_REPLICATIONS if args.replications is None else args.replications
    found = run(
        model,
        replications=count,
        seed=args.seed,
        threads=args.threads,
        series=_drawn(args),
        progress=tell,
        on=where(args.on),
    )
    return Sequential(found, 0.0, ())


def _drawn(args: argparse.Namespace) -> bool:
    """Whether something shows the course by day."""
    return not args.json or args.png is not None


def where(said: str | None) -> str | None:
    """The address of a Ray cluster in `ray` or `ray:ADDRESS`; None for this machine."""
    if said is None:
        return None
    name, _, address = said.partition(":")
    if name != "ray":
        msg = f"--on {said!r}: write ray, or ray:ADDRESS"
        raise Refused(msg)
    return address


def _share(said: str) -> float:
    try:
        value = float(said.rstrip("%")) / (100 if said.endswith("%") else 1)
    except ValueError:
        value = 0.0
    if not 0 < value < 1:
        msg = f"--precision {said!r}: write a share such as 5%"
        raise Refused(msg)
    return value


def _other(args: argparse.Namespace) -> tuple[str, "Result"] | None:
    """The second plan of a comparison, with the same seed."""
    from naru.engine.model import compile as compile_plan
    from naru.engine.model import run

    if args.compare is None:
        return None
    plan = planreading.scenario(args, planreading.text(args.compare))
    count = args.replications or DEFAULT_REPLICATIONS
    model, _notes = _started(compile_plan(plan), args)
    given = {"seed": args.seed, "threads": args.threads, "on": where(args.on)}
    return plan.name, run(model, replications=count, **given)


def _as_data(
    model: "Model", found: "Sequential", notes: list[str], other: tuple[str, "Result"] | None
) -> dict[str, Any]:
    from naru.engine import loads
    from naru.engine.statistics import compare

    result, plan = found.result, model.plan
    data = {
        "plan": plan.name,
        "label": plan.label,
        "replications": result.replications,
        "seed": result.seed,
        "horizon_days": result.horizon,
        "warm_up_days": result.warm_up,
        "confidence": 0.95,
        "method": result.methods,
        "saturated": [str(d) for d in loads.demands(plan) if d.unstable],
        "notes": notes,
        **result.as_data(),
        "events": result.events,
        "cpu_seconds": result.cpu_seconds,
    }
    if found.precision:
        data["precision"] = {"asked": found.precision, "missed": list(found.missed)}
    if other:
        rows = compare(result, other[1])
        data["compared_with"] = other[0]
        data["differences"] = {
            row.name: {
                "mean": row.difference.mean,
                "half_width": row.difference.half_width,
                "variance_gain": row.gain,
            }
            for row in rows
        }
    return data


def _trace(model: "Model", args: argparse.Namespace) -> int:
    from naru.engine import traces

    for line in traces.in_words(model.plan, args.trace, args.seed):
        say(line)
    return 0


def _write_files(result: "Result", model: "Model", args: argparse.Namespace) -> None:
    """Each file that was asked for."""
    from naru.cli import planfiles

    for kind in ("arrow", "csv", "png"):
        path = getattr(args, kind)
        if path is None:
            continue
        try:
            planfiles.write(result, path, kind, model)
        except OSError as error:
            msg = f"{path} can't be written: {error}"
            raise Refused(msg) from None
