"""The log's key: one file beside the key file, made on first use, readable by its owner only."""

import os
from functools import cache
from pathlib import Path

from django.conf import settings

from naru.ground.ledger import notes
from naru.ground.ledger.keyfile import write_key
from naru.ground.vault.keys import KeyFileError

FILE = "log.key"


def log_signer(*, first: bool = False) -> notes.Signer:
    """The key that signs each entry; without a key file (tests only) it lives in memory.

    Only the `first` entry makes one: a log whose key is lost must say so, not change its name.
    """
    vault = settings.NARU_KEY_FILE
    return _kept(Path(vault).with_name(FILE), first=first) if vault else _in_memory()


@cache
def _in_memory() -> notes.Signer:
    return _new()


def _new() -> notes.Signer:
    return notes.new_signer(f"naru.invalid/{os.urandom(6).hex()}", notes.PLAIN)


@cache
def _read(path: Path) -> notes.Signer:
    try:
        return notes.read_signer(path.read_text())
    except FileNotFoundError:
        msg = f"{path} is missing: put the log key of this database back from your backup"
        raise KeyFileError(msg) from None
    except (OSError, ValueError, notes.NoteError) as error:
        msg = f"{path} isn't a log key ({error}): put the right file back from your backup"
        raise KeyFileError(msg) from error


def _kept(path: Path, *, first: bool) -> notes.Signer:
    if first and not path.exists():
        write_key(path, _new())
    return _read(path)
