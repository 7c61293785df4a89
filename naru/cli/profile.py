"""`naru profile`: list, show or check pathway profiles."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from naru.cli.output import fail, say

NAME, HELP = "profile", "list, show or check pathway profiles"


def add(parser: argparse.ArgumentParser) -> None:
    """The actions and their options."""
    actions = parser.add_subparsers(title="actions", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="the profiles that ship with Naru")
    listing.add_argument("--json", action="store_true", help="for a program")
    listing.set_defaults(run=_list)
    show = actions.add_parser("show", help="the state diagram and the duty matrix of a profile")
    show.add_argument("name", help="a shipped profile's name, or the path of a TOML file")
    show.add_argument("--lang", choices=("ko", "en"), default="en")
    show.add_argument("--svg", metavar="FILE", help="also write the diagram as SVG ('-': print it)")
    show.set_defaults(run=_show)
    check = actions.add_parser("check", help="name every error of a profile, with line and reason")
    check.add_argument("file", type=Path)
    check.add_argument("--json", action="store_true", help="for a program")
    check.set_defaults(run=_check)


def _list(args: argparse.Namespace) -> int:
    from naru import profiles

    found = [profiles.load(name) for name in profiles.NAMES]
    if args.json:
        rows = [{"id": p.id, "version": p.version, "name": dict(p.name)} for p in found]
        say(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    for profile in found:
        shape = f"{len(profile.stages)} stages, {len(profile.clocks)} clocks"
        say(f"{profile.id:10} {profile.version:8} {profile.name['en']} ({shape})")
    return 0


def _show(args: argparse.Namespace) -> int:
    from naru import profiles
    from naru.domain import diagram
    from naru.domain.lines import Unreadable
    from naru.domain.reading import read

    try:
        if args.name in profiles.NAMES:
            profile = profiles.load(args.name)
        else:
            profile = read(Path(args.name).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        names = ", ".join(profiles.NAMES)
        return fail(f"{args.name} is neither a shipped profile ({names}) nor readable: {error}")
    except Unreadable as error:
        return fail(f"{args.name}:\n{error}")
    if args.svg == "-":
        say(diagram.svg(profile, args.lang))
        return 0
    if args.svg:
        Path(args.svg).write_text(diagram.svg(profile, args.lang), encoding="utf-8")
    say(diagram.text(profile, args.lang))
    say()
    say(diagram.duty_matrix(profile, args.lang))
    return 0


def _check(args: argparse.Namespace) -> int:
    from naru.domain.lines import Problem, Unreadable
    from naru.domain.reading import read

    problems: Sequence[Problem] = ()
    try:
        read(args.file.read_bytes().decode("utf-8"))
    except OSError as error:
        return fail(f"{args.file} can't be read: {error.strerror}")
    except UnicodeDecodeError as error:
        line = args.file.read_bytes()[: error.start].count(b"\n") + 1
        problems = [Problem(line, "TOML", "this line isn't UTF-8")]
    except Unreadable as error:
        problems = error.problems
    if args.json:
        rows = [{"line": p.line, "where": p.where, "reason": p.reason} for p in problems]
        say(json.dumps({"file": str(args.file), "problems": rows}, ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            say(f"{args.file}:{problem.line}: {problem.where}: {problem.reason}")
        say(f"{args.file}: {len(problems) or 'no'} problem{'' if len(problems) == 1 else 's'}")
    return 1 if problems else 0
