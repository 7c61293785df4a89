"""`naru ...`: the only command-line door (0: fine, 1: refused or failed, 2: wrong usage)."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

from naru import __version__
from naru.cli import agent, evidence, names, outlook, plan, profile, witness
from naru.cli.output import close_output, fail, open_streams

# the groups that need no database; each adds its own actions
GROUPS = (profile, evidence, outlook, plan, names, witness, agent)

DJANGO_COMMANDS = {
    "setup": "make the home folder: keys, database, static files",
    "demo": "set up a fictional centre, fill it and serve it on this machine",
    "seed": "fill an empty database with a fictional, lived-in centre",
    "serve": "serve the centre on this machine",
    "forecast": "simulate the next eight weeks from the centre as it is, for the director's home",
    "arrivals": "check or import a list of people who are expected",
    "doctor": "look at database, keys, clock, disk and witness, and say what to do",
    "ledger": "verify the ledger, export it, pass checkpoints to and from witnesses",
    "proof": "write an entry's document, proof and checkpoint as one file for somebody outside",
    "matrix": "write the tables of duties, compartments and pages (docs/access.md)",
    "vault": "who holds which compartment; sheets, erasure",
    "backup": "write an encrypted backup, its keys apart",
    "restore": "put an encrypted backup back, erasures first",
    "packet": "the emergency packet for a night without network: make, open, report",
    "court": "open named records for a court, with the keys of two",
    "account": "make an account, or give it a duty, from the machine itself",
    "migrate": "bring the database to this version",
}
HIDDEN = {
    *("--version", "--verbosity", "--settings", "--pythonpath", "--traceback"),
    *("--no-color", "--force-color", "--skip-checks"),
}
STOPPED_BY_HAND = (["serve"], ["demo"])
SET_UP = "Is NARU_HOME right, and has `naru setup` been run there?"
DESCRIPTION = """Naru runs a refugee reception centre, and plans it.

The home folder (keys, database) is ./home, or what NARU_HOME names."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code (and exits with it when installed as a script)."""
    args = list(sys.argv[1:] if argv is None else argv)
    open_streams()
    try:
        code = _django(args) if args and args[0] in DJANGO_COMMANDS else _plain(args)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read it has read enough
        close_output()
        return 1
    except KeyboardInterrupt:
        return 0 if args[:1] in STOPPED_BY_HAND else fail("stopped")
    except OSError as error:
        close_output()
        return fail(f"{error.filename or 'the output'}: {error.strerror or error}")
    return code


def _plain(args: Sequence[str]) -> int:
    parsed = _parser().parse_args(args)
    run: Callable[[argparse.Namespace], int] = parsed.run
    return run(parsed)


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
    import django
    from django.conf import settings
    from django.core.management import load_command_class
    from django.core.management.base import CommandError
    from django.db import DatabaseError

    from naru.ground.vault.keys import KeyFileError

    try:
        django.setup()
        _run(load_command_class(_app_of(args[0]), args[0]), args)
    except CommandError as error:
        fail(str(error))
        return error.returncode
    except KeyFileError as error:
        return fail(str(error))
    except DatabaseError as error:
        return fail(f"the database of {settings.NARU_HOME} doesn't answer: {error}. {SET_UP}")
    return 0


def _app_of(command: str) -> str:
    from django.core.management import get_commands

    return str(get_commands()[command])


def _run(command: Any, args: Sequence[str]) -> None:
    """What Django's own command line does, without its options that no user of Naru needs."""
    command.suppressed_base_arguments = HIDDEN
    command._called_from_command_line = True  # wrong usage then ends with 2
    options = vars(command.create_parser("naru", args[0]).parse_args(list(args[1:])))
    command.execute(*options.pop("args", ()), **options)
