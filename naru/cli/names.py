"""`naru names`: why two spellings are one name, and how well the search finds invented people."""

import argparse
import json
import sys
from pathlib import Path

from naru.cli.output import fail, say

NAME, HELP = "names", "explain how two names compare, measure the search"

SIZES = (35_000, 100_000, 1_000_000)


def add(parser: argparse.ArgumentParser) -> None:
    """The actions and their options."""
    actions = parser.add_subparsers(title="actions", required=True, metavar="ACTION")
    explain = actions.add_parser("explain", help="how likely two spellings are one name, and why")
    explain.add_argument("one", metavar="NAME")
    explain.add_argument("other", metavar="NAME")
    explain.add_argument("--json", action="store_true", help="for a program")
    explain.set_defaults(run=_explain)
    bench = actions.add_parser(
        "bench", help="recall, precision, false alarms and speed on invented people, with baselines"
    )
    bench.add_argument("--people", type=_size, default=SIZES[0], help="size of the register")
    bench.add_argument("--queries", type=_size, default=2000, help="queries of each sort and seed")
    bench.add_argument("--seeds", type=int, nargs="+", default=[1], metavar="SEED")
    bench.add_argument(
        "--baselines", type=int, default=260, metavar="QUERIES",
        help="queries for each baseline, which is slow (0: measure this search only)",
    )  # fmt: skip
    bench.add_argument(
        "--nomenklatura", type=Path, metavar="PYTHON",
        help="a Python that has nomenklatura, in an environment of its own (bench-only)",
    )  # fmt: skip
    bench.add_argument("--json", action="store_true", help="for a program")
    bench.set_defaults(run=_bench)


def _size(text: str) -> int:
    try:
        size = int(text.replace("_", "").replace(",", ""))
    except ValueError:
        size = 0
    if not 1 <= size <= SIZES[-1]:
        msg = f"a number from 1 to {SIZES[-1]:,}, not {text!r}"
        raise argparse.ArgumentTypeError(msg)
    return size


def _explain(args: argparse.Namespace) -> int:
    from naru.names import explain

    if not args.one.strip() or not args.other.strip():
        return fail("both names need at least one letter")
    found = explain(args.one, args.other)
    if args.json:
        why = [{"code": one.code, "ko": one.ko, "en": one.en} for one in found.why]
        say(json.dumps({"log_odds": round(found.score, 2), "why": why}, ensure_ascii=False))
        return 0
    say(f"{args.one} / {args.other}: log odds {found.score:+.1f} that they are one name")
    for one in found.why:
        if not one.code.startswith("date."):
            say(f"  {one.ko} / {one.en}")
    return 0


def _bench(args: argparse.Namespace) -> int:
    from naru.names.bench import report

    if args.nomenklatura is not None and not args.nomenklatura.exists():
        return fail(f"{args.nomenklatura} isn't there")
    setting = report.Setting(
        args.people, tuple(args.seeds), args.queries, min(args.baselines, args.queries),
        args.nomenklatura,
    )  # fmt: skip
    found = report.measure(setting, lambda text: print(text, file=sys.stderr))  # noqa: T201
    say(json.dumps(found, ensure_ascii=False, indent=1) if args.json else report.text(found))
    return 0
