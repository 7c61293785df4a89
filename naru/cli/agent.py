"""`naru agent`: hold the keys in a process of its own, look after it, lock it."""

import argparse
import json
import os
import tomllib
from pathlib import Path
from typing import Any

from naru.cli.output import fail, say

NAME, HELP = "agent", "hold the keys in a process of its own"


def add(parser: argparse.ArgumentParser) -> None:
    """The actions and their options."""
    parser.set_defaults(run=_run)
    _places(parser)
    parser.add_argument("--key-file", type=Path, help="the host's secret (keys/vault.json)")
    parser.add_argument("--idle-minutes", type=float, default=15, help="until a session locks")
    parser.add_argument("--shift-hours", type=float, default=8, help="the longest session")
    parser.add_argument(
        "--budgets", type=Path, metavar="TOML", help="persons an account may open in an hour"
    )
    parser.add_argument(
        "--user", type=int, action="append", default=[], help="a user id that may call (own uid)"
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION")
    status = actions.add_parser("status", help="sessions, journal, and which fences stand")
    _places(status)
    status.add_argument("--json", action="store_true", help="for a program")
    status.set_defaults(run=_status)
    lock = actions.add_parser("lock", help="end every session and forget every key, at once")
    _places(lock)
    lock.set_defaults(run=_lock)
    journal = actions.add_parser("journal", help="check that the agent's journal is whole")
    _places(journal)
    journal.set_defaults(run=_journal)


def _places(parser: argparse.ArgumentParser) -> None:
    home = Path(os.environ.get("NARU_HOME", Path.cwd() / "home"))
    parser.add_argument("--home", type=Path, default=home, help="the centre's folder (NARU_HOME)")
    parser.add_argument("--socket", type=Path, help="the socket (agent/socket in the folder)")


def _socket(args: argparse.Namespace) -> Path:
    given: Path | None = args.socket
    return given or Path(args.home) / "agent" / "socket"


def _run(args: argparse.Namespace) -> int:
    from naru.ground.vault.custody.agent import Agent, serve
    from naru.ground.vault.custody.core import Custodian
    from naru.ground.vault.custody.journal import Journal, JournalError
    from naru.ground.vault.keys import KeyFileError, make_key_file, read_key_file

    keys = args.key_file or args.home / "keys" / "vault.json"
    try:
        if not keys.exists():
            make_key_file(keys)
            say(f"Made the key file {keys}: keep a copy apart from the database's backups.")
        journal = Journal(_journal_path(args))
        custodian = Custodian(
            read_key_file(keys).host,
            journal,
            _budgets(args.budgets),
            idle=args.idle_minutes * 60,
            shift=args.shift_hours * 3600,
        )
        agent = Agent(_socket(args), custodian, args.home, {os.getuid(), *args.user})
    except (KeyFileError, JournalError, OSError, ValueError) as error:
        return fail(str(error))
    say(f"The key agent listens at {_socket(args)}  (Ctrl+C ends it; every session locks)")
    try:
        serve(agent)
    except KeyboardInterrupt:
        return 0
    finally:
        _socket(args).unlink(missing_ok=True)
    return 0


def _journal_path(args: argparse.Namespace) -> Path:
    folder: Path = args.home / "agent"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / "journal.jsonl"


def _budgets(path: Path | None) -> Any:
    from naru.ground.vault.custody.budgets import AN_HOUR, Budgets

    if path is None:
        return Budgets()
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    for name, amount in said.items():
        if name not in AN_HOUR or not isinstance(amount, int) or amount < 0:
            msg = f"{path}: {name} = {amount!r}: wanted is one of {', '.join(AN_HOUR)} = a number"
            raise ValueError(msg)
    return Budgets(said)


def _status(args: argparse.Namespace) -> int:
    answer = _call(args, "status")
    if isinstance(answer, int):
        return answer
    if args.json:
        say(json.dumps(answer, indent=2))
        return 0
    say(f"{answer['sessions']} sessions, {answer['canaries']} canaries")
    say(f"journal: {answer['journal']} lines, {answer['waiting']} wait for the ledger")
    for fence, stands in answer["fences"].items():
        say(f"{'yes' if stands else 'NO '}  {fence}")
    return 0


def _lock(args: argparse.Namespace) -> int:
    count = _call(args, "lock_everything")
    if isinstance(count, int) and count >= 0:
        say(f"Locked. {count} sessions ended; everybody signs in again.")
        return 0
    return 1


def _journal(args: argparse.Namespace) -> int:
    from naru.ground.vault.custody.journal import Journal, JournalError

    try:
        journal = Journal(args.home / "agent" / "journal.jsonl")
    except (JournalError, OSError, ValueError, KeyError) as error:
        return fail(str(error))
    say(f"{journal.size} lines, head {journal.head}")
    return 0


def _call(args: argparse.Namespace, name: str) -> Any:
    from naru.ground.vault.custody.client import Client
    from naru.ground.vault.custody.errors import CustodyError

    try:
        return getattr(Client(_socket(args)), name)()
    except CustodyError as error:
        fail(str(error))
        return -1 if name == "lock_everything" else 1
