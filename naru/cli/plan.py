"""`naru plan`: simulate a centre, check a plan, measure the engine.

`naru plan PROFILE|FILE` runs a plan: the staffing that ships for a profile (kr, de, eu-border,
ngo), or a TOML file of a network or a staffing. `naru plan check FILE` names every error with its
line and reason. `naru plan fit [PROFILE]` shows what the centre's own ledger says of durations,
shares and arrivals; `naru plan backtest [PROFILE]` tries the forecast on its past days. `naru plan
sensitivity [PROFILE]` says which input matters, `naru plan search [PROFILE]` which staffing keeps a
goal at least cost. `naru plan bench` measures the engine, `naru plan warm` compiles it in advance.
"""

import argparse
from pathlib import Path

NAME, HELP = "plan", "simulate a centre, check a plan, measure the engine"
ACTIONS = ("check", "fit", "backtest", "sensitivity", "search", "bench", "warm")


def add(parser: argparse.ArgumentParser) -> None:
    """The actions and their options."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument(
        "what",
        metavar="PROFILE|FILE|ACTION",
        help=f"what to run, or what to do: {', '.join(ACTIONS)}",
    )
    parser.add_argument("file", nargs="?", type=Path, help="which plan: for an action")
    scenario = parser.add_argument_group("the scenario")
    scenario.add_argument("--staffing", type=Path, metavar="F", help="a staffing of the profile")
    scenario.add_argument(
        "--arrivals", metavar="F|N/day", help="people a day, or a table of months"
    )
    scenario.add_argument(
        "--from",
        dest="start",
        choices=("now", "empty", "steady"),
        help="now: from the people in the centre of NARU_HOME",
    )
    scenario.add_argument(
        "--state", type=Path, metavar="F", help="who is where, instead of the centre"
    )
    scenario.add_argument(
        "--fitted", action="store_true", help="with durations and arrivals fitted to the centre"
    )
    scenario.add_argument("--horizon", metavar="2y", help="how far ahead: 90d, 26w, 2y")
    scenario.add_argument("--compare", type=Path, metavar="G", help="another plan, beside this one")
    running = parser.add_argument_group("how often, and what comes out")
    often = running.add_mutually_exclusive_group()
    often.add_argument("--replications", type=int, metavar="N")
    often.add_argument("--precision", metavar="5%%", help="until half-widths are this small")
    running.add_argument("--days", type=int, default=60, help="with `backtest`: how far back")
    running.add_argument("--seed", type=int, default=1)
    running.add_argument("--threads", type=int, metavar="N", help="default: every core")
    running.add_argument("--trace", type=int, metavar="K", help="one person's way, in words")
    running.add_argument("--json", action="store_true", help="for a program")
    running.add_argument("--arrow", type=Path, metavar="F", help="also write every replication")
    running.add_argument("--csv", type=Path, metavar="F", help="the same as CSV")
    running.add_argument("--png", type=Path, metavar="F", help="also write the courses by day")
    running.add_argument("--on", metavar="ray[:ADDRESS]", help="run on a Ray cluster")
    asking = parser.add_argument_group("what `search` and `sensitivity` ask")
    asking.add_argument(
        "--goal", action="append", metavar="C12=2%%", help="the share late; beds=95%%: places taken"
    )
    asking.add_argument("--change", metavar="A,B", help="which resources; else all who work")
    asking.add_argument("--figure", metavar="F", help="which figure, such as beds.mean")
    asking.add_argument("--method", choices=("morris", "sobol"), default="morris")
    asking.add_argument(
        "--vary",
        action="append",
        metavar="X=A..B",
        help="an input and its range: arrivals and stages as times, resources as servers",
    )
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    from naru.cli import planning

    if args.what == "check":
        return planning.check(args)
    if args.what in {"fit", "backtest"}:
        return planning.look_back(args)
    if args.what in {"sensitivity", "search"}:
        return planning.ask(args)
    if args.what == "bench":
        return planning.bench(args)
    if args.what == "warm":
        return planning.warm()
    return planning.simulate(args)
