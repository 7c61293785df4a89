"""The key file: the host's secret, made once by `naru setup`, never in the database or a backup."""

import json
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from naru.ground.vault.compartments import Compartment

KEY_BYTES = 32
FORMAT, OLD_FORMAT = "naru-keys-2", "naru-keys-1"


class KeyFileError(Exception):
    """The key file can't be used; the message says why and what to do."""


@dataclass(frozen=True)
class KeyFile:
    """The host's secret; `old` are the compartment keys of a file made before epochs existed."""

    host: bytes
    old: Mapping[str, bytes] = field(default_factory=dict)


def make_key_file(path: Path, old: Mapping[str, bytes] | None = None) -> None:
    """Make a key file readable by its owner only; refuses to overwrite one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    said: dict[str, Any] = {"format": FORMAT, "host": os.urandom(KEY_BYTES).hex()}
    if old:
        said["old"] = {name: key.hex() for name, key in old.items()}
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        msg = f"{path} exists already; a new key would make everything sealed unreadable"
        raise KeyFileError(msg) from None
    with os.fdopen(handle, "w") as file:
        json.dump(said, file, indent=1)
        file.flush()
        os.fsync(file.fileno())


def read_key_file(path: Path) -> KeyFile:
    """The host's secret; KeyFileError for a missing, broken or readable-by-all file."""
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


def renew_key_file(path: Path) -> None:
    """Turn a file made before epochs existed into one of today; its keys are kept for reading."""
    old = read_key_file(path).old
    kept = path.with_name(f"{path.name}.{OLD_FORMAT}")
    path.rename(kept)
    make_key_file(path, old)


def is_old(path: Path) -> bool:
    """Whether the file was made before epochs existed."""
    return not read_key_file(path).host


def _keys(path: Path, said: object) -> KeyFile:
    try:
        if not isinstance(said, dict) or said["format"] not in {FORMAT, OLD_FORMAT}:
            raise ValueError("unknown format")
        if said["format"] == OLD_FORMAT:
            return KeyFile(b"", {name.value: _key(said["keys"][name]) for name in Compartment})
        old = {name: _key(text) for name, text in said.get("old", {}).items()}
        return KeyFile(_key(said["host"]), old)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        msg = f"{path} isn't a key file of Naru ({error}): put the right file back from your backup"
        raise KeyFileError(msg) from error


def _key(text: str) -> bytes:
    key = bytes.fromhex(text)
    if len(key) != KEY_BYTES:
        raise ValueError("a key of the wrong length")
    return key
