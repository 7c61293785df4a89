"""What the database says when it can't write, as a refusal that staff can read."""

import sqlite3
from typing import Any

from django.db import OperationalError

from naru.domain.refusals import Refusal
from naru.ground.storage import refusals  # noqa: F401

PATIENCE = 20
"""Seconds that a writer waits for its turn before it is refused."""

SQLITE = {
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_IOERR: "failed",
    sqlite3.SQLITE_CANTOPEN: "failed",
    sqlite3.SQLITE_READONLY: "failed",
    sqlite3.SQLITE_CORRUPT: "failed",
    sqlite3.SQLITE_NOTADB: "failed",
}
# lock not available, serialization, deadlock; disk full; connection, system and internal faults
POSTGRES = {"55P03": "busy", "40001": "busy", "40P01": "busy", "53100": "full"}
POSTGRES_CLASSES = {"08": "failed", "57": "failed", "58": "failed", "XX": "failed"}


class StorageError(OperationalError):
    """The database didn't take a step; `refusal` says why in both languages."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(why)
        self.refusal = _refusal(what)


def refusal_of(error: BaseException | None) -> Refusal | None:
    """The refusal that an exception of the database stands for, or None for any other."""
    if isinstance(error, StorageError):
        return error.refusal
    if not isinstance(error, OperationalError):
        return None
    what = _what(error.__cause__)
    return _refusal(what) if what else None


def _refusal(what: str) -> Refusal:
    return Refusal(f"storage.{what}", {"seconds": PATIENCE} if what == "busy" else {})


def _what(cause: Any) -> str | None:
    if code := getattr(cause, "sqlite_errorcode", None):
        return SQLITE.get(code & 0xFF)
    if state := getattr(cause, "sqlstate", None):
        return POSTGRES.get(state) or POSTGRES_CLASSES.get(state[:2])
    return None
