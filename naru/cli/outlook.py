"""`naru outlook`: expected arrivals from the official figures and stated assumptions."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from naru.cli.output import fail, say

if TYPE_CHECKING:
    from naru.domain.lines import Problem
    from naru.outlook.scenario import Scenario

NAME, HELP = "outlook", "expected arrivals: run or check a scenario, priors, checks, backtest, fit"
MOST_DRAWS = 100_000
JSON = {"action": "store_true", "help": "for a program"}


def add(parser: argparse.ArgumentParser) -> None:
    """The actions and their options."""
    actions = parser.add_subparsers(title="actions", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="the scenarios that ship with Naru")
    listing.add_argument("--json", **JSON)  # type: ignore[arg-type]
    listing.set_defaults(run=_list)
    check = actions.add_parser("check", help="name every error of a scenario, with line and reason")
    check.add_argument("file", type=Path)
    check.add_argument("--json", **JSON)  # type: ignore[arg-type]
    check.set_defaults(run=_check)
    _add_run(actions)
    for name, text, run in (
        ("priors", "what was believed, and what the arrivals made of it", _priors),
        ("checks", "posterior predictive check: every official figure beside its fit", _checks),
    ):
        action = actions.add_parser(name, help=text)
        action.add_argument("--lang", choices=("ko", "en"), default="en")
        action.add_argument("--json", **JSON)  # type: ignore[arg-type]
        action.set_defaults(run=run)
    _add_fits(actions)


def _add_run(actions: Any) -> None:
    run = actions.add_parser(
        "run",
        help="arrivals by month, sex and age with 50 and 90 %% bands",
        description="Runs a scenario. The same scenario, seed and draws give the same bytes.",
    )
    run.add_argument("scenario", help="a shipped scenario's name, or the path of a TOML file")
    run.add_argument("--draws", type=_count, default=10_000, help="1 to 100,000 (10,000)")
    run.add_argument("--seed", type=_seed, default=2026, help="of the random numbers (2026)")
    run.add_argument("--csv", metavar="FILE", help="write the simulator's table ('-': print it)")
    run.add_argument("--lang", choices=("ko", "en"), default="en")
    run.add_argument("--json", **JSON)
    run.set_defaults(run=_run)


def _add_fits(actions: Any) -> None:
    fit = actions.add_parser("fit", help="make the shipped posterior again (minutes)")
    fit.add_argument("--data", type=Path, metavar="DIR", help="another folder of the two tables")
    fit.add_argument("--out", type=Path, metavar="FILE", help="write it here")
    fit.add_argument("--check", action="store_true", help="fail when it isn't the shipped one")
    fit.set_defaults(run=_fit)
    back = actions.add_parser("backtest", help="the model against simple forecasts since 2010")
    back.add_argument("--shipped", action="store_true", help="show the stored result (at once)")
    back.add_argument("--json", **JSON)
    back.set_defaults(run=_backtest)


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_DRAWS:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 to 100,000")
    return int(text)


def _seed(text: str) -> int:
    if not text.isdecimal() or int(text) >= 2**63:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 0 to 2^63 - 1")
    return int(text)


def _dump(value: object) -> int:
    say(json.dumps(value, ensure_ascii=False, indent=2))
    return 0


def _list(args: argparse.Namespace) -> int:
    from naru.outlook import scenarios

    found = list(scenarios.shipped().values())
    if args.json:
        return _dump(
            [{"id": s.id, "name": dict(s.name), "summary": dict(s.summary)} for s in found]
        )
    for scenario in found:
        say(f"{scenario.id:12} {scenario.name['en']}: {scenario.summary['en']}")
    return 0


def _load(name: str) -> "Scenario | int":
    """A scenario by name or path; the exit code when there is none."""
    from naru.domain.lines import Unreadable
    from naru.outlook import reading, scenarios

    if name in scenarios.NAMES:
        return scenarios.load(name)
    try:
        return reading.read(Path(name).read_text(encoding="utf-8"), scenarios.shipped())
    except (OSError, UnicodeDecodeError) as error:
        names = ", ".join(scenarios.NAMES)
        return fail(f"{name} is neither a shipped scenario ({names}) nor readable: {error}")
    except Unreadable as error:
        return fail(f"{name}:\n{error}")


def _check(args: argparse.Namespace) -> int:
    from naru.domain.lines import Problem, Unreadable
    from naru.outlook import reading, scenarios

    problems: Sequence[Problem] = ()
    try:
        data = args.file.read_bytes()
        reading.read(data.decode("utf-8"), scenarios.shipped())
    except OSError as error:
        return fail(f"{args.file} can't be read: {error.strerror}")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        problems = [Problem(line, "TOML", "this line isn't UTF-8")]
    except Unreadable as error:
        problems = error.problems
    return _report(args, problems)


def _report(args: argparse.Namespace, problems: "Sequence[Problem]") -> int:
    if args.json:
        rows = [{"line": p.line, "where": p.where, "reason": p.reason} for p in problems]
        _dump({"file": str(args.file), "problems": rows})
    else:
        for problem in problems:
            say(f"{args.file}:{problem.line}: {problem.where}: {problem.reason}")
        say(f"{args.file}: {len(problems) or 'no'} problem{'' if len(problems) == 1 else 's'}")
    return 1 if problems else 0


def _run(args: argparse.Namespace) -> int:
    scenario = _load(args.scenario)
    if isinstance(scenario, int):
        return scenario
    from naru.cli.progress import progress
    from naru.outlook import posterior, projecting, report, tables

    fit = posterior.load()
    try:
        with progress("months") as told:
            run = projecting.run(scenario, fit.fitted, args.draws, args.seed, told)
    except ValueError as error:
        return fail(str(error))
    if args.csv == "-":
        say(tables.to_csv(run).rstrip("\n"))
        return 0
    if args.csv:
        try:
            Path(args.csv).write_text(tables.to_csv(run), encoding="utf-8")
        except OSError as error:
            return fail(f"{args.csv} can't be written: {error.strerror}")
    if args.json:
        return _dump(tables.to_json(run, fit))
    for line in report.report(run, args.lang):
        say(line)
    return 0


def _priors(args: argparse.Namespace) -> int:
    from naru.outlook import posterior

    rows = posterior.summary(posterior.load())
    if args.json:
        return _dump(rows)
    say("5 - 50 - 95 %: before the arrivals, after them, and how much of the spread they took away")
    for row in rows:
        before, after = (" - ".join(f"{v:g}" for v in row[k]) for k in ("prior", "posterior"))
        say(
            f"{row['id']:13} {before:26} {after:30} {row['learned']:4.0%}  {row['name'][args.lang]}"
        )
        say(f"{'':13} {row['reason'][args.lang]} [{', '.join(row['source']) or row['confidence']}]")
    return 0


def _checks(args: argparse.Namespace) -> int:
    from naru.outlook import posterior

    rows = posterior.load().about["figures"]
    if args.json:
        return _dump(rows)
    say("from     months  official   made by the fit: 5 - 25 - 50 - 75 - 95 %   share below")
    for row in rows:
        made = " - ".join(str(value) for value in row["made"])
        out = "" if row["made"][0] <= row["observed"] <= row["made"][-1] else "  outside 90 %"
        head = f"{row['from']}  {row['months']:5} {row['observed']:9}"
        say(f"{head}   {made:36} {row['rank']:.2f}{out}")
    inside = sum(row["made"][0] <= row["observed"] <= row["made"][-1] for row in rows)
    say(
        f"{inside} of {len(rows)} lie in the 90 % band. These figures made the fit: see `backtest`."
    )
    return 0


def _fit(args: argparse.Namespace) -> int:
    from naru.cli.progress import progress
    from naru.outlook import fitting, official, posterior

    try:
        observed = official.load(args.data)
    except official.Unusable as error:
        return fail(str(error))
    settings = {"seed": fitting.SEED, "chains": fitting.CHAINS, "steps": fitting.STEPS}
    with progress("steps") as told:
        text = posterior.text_of(fitting.fit(observed, progress=told), observed, **settings)
    if args.out:
        try:
            args.out.write_text(text, encoding="utf-8")
        except OSError as error:
            return fail(f"{args.out} can't be written: {error.strerror}")
    made = posterior.parse(text)
    say(f"until {made.about['until']}, drift {made.about['drift']}, SHA-256 {made.digest}")
    if args.check and made.digest != posterior.load().digest:
        return fail(f"this is not the shipped posterior ({posterior.load().digest})")
    return 0


def _backtest(args: argparse.Namespace) -> int:
    from naru.cli.progress import progress
    from naru.outlook import backtest, official, peers

    if args.shipped:
        found = backtest.shipped()
    else:
        try:
            with progress("years") as told:
                scores = backtest.run(official.load(), progress=told)
        except (peers.Missing, official.Unusable) as error:
            return fail(str(error))
        found = backtest.to_json(scores)
    if args.json:
        return _dump(found)
    for line in backtest.report(found):
        say(line)
    return 0
