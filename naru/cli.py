"""`naru ...`: the only command-line door (0: fine, 1: refused or failed, 2: wrong usage)."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from naru import __version__

DJANGO_COMMANDS = {
    "setup": "make the home folder: keys, database, static files",
    "demo": "set up a fictional centre, fill it and serve it on this machine",
    "seed": "fill an empty database with a fictional, lived-in centre",
    "serve": "serve the centre on this machine",
    "arrivals": "check or import a list of people who are expected",
    "ledger": "verify the ledger, show an entry or the head",
    "matrix": "write the table of pages and duties for the documentation",
    "account": "make an account, or give it a duty, from the machine itself",
    "migrate": "bring the database to this version",
}
DESCRIPTION = """Naru runs a refugee reception centre, and plans it.

The home folder (keys, database) is ./home, or what NARU_HOME names."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code (and exits with it when installed as a script)."""
    args = list(sys.argv[1:] if argv is None else argv)
    if args and args[0] in DJANGO_COMMANDS:
        return _django(args)
    parsed = _parser().parse_args(args)
    run: Callable[[argparse.Namespace], int] = parsed.run
    try:
        return run(parsed)
    except BrokenPipeError:
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="naru", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"naru {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _profile_parser(commands.add_parser("profile", help="list, show or check pathway profiles"))
    for name, text in DJANGO_COMMANDS.items():
        commands.add_parser(name, help=text, add_help=False)
    return parser


def _profile_parser(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(title="actions", required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="the profiles that ship with Naru")
    listing.add_argument("--json", action="store_true", help="for a program")
    listing.set_defaults(run=_profile_list)
    show = actions.add_parser("show", help="the state diagram and the duty matrix of a profile")
    show.add_argument("name", help="a shipped profile's name, or the path of a TOML file")
    show.add_argument("--lang", choices=("ko", "en"), default="en")
    show.add_argument("--svg", metavar="FILE", help="also write the diagram as SVG ('-': print it)")
    show.set_defaults(run=_profile_show)
    check = actions.add_parser("check", help="name every error of a profile, with line and reason")
    check.add_argument("file", type=Path)
    check.add_argument("--json", action="store_true", help="for a program")
    check.set_defaults(run=_profile_check)


def _say(text: str = "") -> None:
    sys.stdout.write(text + "\n")


def _fail(text: str) -> int:
    sys.stderr.write(f"naru: {text}\n")
    return 1


def _profile_list(args: argparse.Namespace) -> int:
    from naru import profiles

    found = [profiles.load(name) for name in profiles.NAMES]
    if args.json:
        rows = [{"id": p.id, "version": p.version, "name": dict(p.name)} for p in found]
        _say(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    for profile in found:
        shape = f"{len(profile.stages)} stages, {len(profile.clocks)} clocks"
        _say(f"{profile.id:10} {profile.version:8} {profile.name['en']} ({shape})")
    return 0


def _profile_show(args: argparse.Namespace) -> int:
    from naru import profiles
    from naru.domain import diagram
    from naru.domain.reading import Unreadable, read

    try:
        if args.name in profiles.NAMES:
            profile = profiles.load(args.name)
        else:
            profile = read(Path(args.name).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        names = ", ".join(profiles.NAMES)
        return _fail(f"{args.name} is neither a shipped profile ({names}) nor readable: {error}")
    except Unreadable as error:
        return _fail(f"{args.name}:\n{error}")
    if args.svg == "-":
        _say(diagram.svg(profile, args.lang))
        return 0
    if args.svg:
        Path(args.svg).write_text(diagram.svg(profile, args.lang), encoding="utf-8")
    _say(diagram.text(profile, args.lang))
    _say()
    _say(diagram.duty_matrix(profile, args.lang))
    return 0


def _profile_check(args: argparse.Namespace) -> int:
    from naru.domain.reading import Problem, Unreadable, read

    problems: Sequence[Problem] = ()
    try:
        read(args.file.read_bytes().decode("utf-8"))
    except OSError as error:
        return _fail(f"{args.file} can't be read: {error.strerror}")
    except UnicodeDecodeError as error:
        line = args.file.read_bytes()[: error.start].count(b"\n") + 1
        problems = [Problem(line, "TOML", "this line isn't UTF-8")]
    except Unreadable as error:
        problems = error.problems
    if args.json:
        rows = [{"line": p.line, "where": p.where, "reason": p.reason} for p in problems]
        _say(json.dumps({"file": str(args.file), "problems": rows}, ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            _say(f"{args.file}:{problem.line}: {problem.where}: {problem.reason}")
        _say(f"{args.file}: {len(problems) or 'no'} problem{'' if len(problems) == 1 else 's'}")
    return 1 if problems else 0


def _django(args: Sequence[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naru.config.demo")
    from django.core.management import ManagementUtility
    from django.core.management.base import CommandError

    try:
        ManagementUtility(["naru", *args]).execute()
    except CommandError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
