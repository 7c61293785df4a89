"""`naru ...`: the only command-line door (0: fine, 1: refused or failed, 2: wrong usage)."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from naru import __version__
from naru.cli import agent, profile
from naru.cli.output import fail

# the groups that need no database; each adds its own actions
GROUPS = (agent, profile)

DJANGO_COMMANDS = {
    "setup": "make the home folder: keys, database, static files",
    "demo": "set up a fictional centre, fill it and serve it on this machine",
    "seed": "fill an empty database with a fictional, lived-in centre",
    "serve": "serve the centre on this machine",
    "arrivals": "check or import a list of people who are expected",
    "ledger": "verify the ledger, show an entry or the head",
    "matrix": "write the table of pages and duties for the documentation",
    "vault": "who holds which compartment; recovery sheets, erasure, canaries",
    "backup": "write an encrypted backup of the database and, apart, of its keys",
    "restore": "put an encrypted backup back, erasures first",
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
    for group in GROUPS:
        group.add(commands.add_parser(group.NAME, help=group.HELP, description=group.__doc__))
    for name, text in DJANGO_COMMANDS.items():
        commands.add_parser(name, help=text, add_help=False)
    return parser


def _django(args: Sequence[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naru.config.demo")
    from django.core.management import ManagementUtility
    from django.core.management.base import CommandError

    try:
        ManagementUtility(["naru", *args]).execute()
    except CommandError as error:
        return fail(str(error))
    except KeyboardInterrupt:
        return 0
    return 0
