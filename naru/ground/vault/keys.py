"""The key file: one key a compartment, made once by `naru setup`, never in the database."""

import json
import os
import stat
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.conf import settings

from naru.ground.vault.compartments import Compartment

KEY_BYTES = 32
FORMAT = "naru-keys-1"


class KeyFileError(Exception):
    """The key file can't be used; the message says why and what to do."""


def make_key_file(path: Path) -> None:
    """Make a key file readable by its owner only; refuses to overwrite one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    keys = {compartment.value: os.urandom(KEY_BYTES).hex() for compartment in Compartment}
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        msg = f"{path} exists already; a new key would make everything sealed unreadable"
        raise KeyFileError(msg) from None
    with os.fdopen(handle, "w") as file:
        json.dump({"format": FORMAT, "epoch": 1, "keys": keys}, file, indent=1)
        file.flush()
        os.fsync(file.fileno())


def read_key_file(path: Path) -> Mapping[str, bytes]:
    """The keys by compartment; KeyFileError for a missing, broken or readable-by-all file."""
    try:
        mode = path.stat().st_mode
        said = json.loads(path.read_text())
    except FileNotFoundError:
        msg = f"{path} is missing: run `naru setup`, or put the key file of this database back"
        raise KeyFileError(msg) from None
    except (OSError, ValueError) as error:
        msg = f"{path} can't be read: {error}"
        raise KeyFileError(msg) from error
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        msg = f"{path} is open to other users: run `chmod 600 {path}`"
        raise KeyFileError(msg)
    return _keys(path, said)


def _keys(path: Path, said: object) -> Mapping[str, bytes]:
    try:
        if not isinstance(said, dict) or said["format"] != FORMAT:
            raise ValueError("unknown format")
        keys = {name: bytes.fromhex(said["keys"][name]) for name in Compartment}
        if any(len(key) != KEY_BYTES for key in keys.values()):
            raise ValueError("a key of the wrong length")
    except (KeyError, TypeError, ValueError) as error:
        msg = f"{path} isn't a key file of Naru ({error}): put the right file back from your backup"
        raise KeyFileError(msg) from error
    return keys


@cache
def master_keys() -> Mapping[str, bytes]:
    """The compartment keys of this process; without a key file (tests only) they live in memory."""
    if settings.NARU_KEY_FILE is None:
        return {compartment.value: os.urandom(KEY_BYTES) for compartment in Compartment}
    return read_key_file(Path(settings.NARU_KEY_FILE))
