"""SQLite and fork: a child must not touch a database that its parent had open.

SQLite's locks belong to a process, but its memory of them is copied: in a child it believes that it
holds what only the parent holds, and the parent may then delete the log under it. So the child is
refused; it must be started anew (exec), or forked while nothing is open.
"""

import os
import sqlite3
import weakref

from naru.ground.storage.faults import StorageError


class Connection(sqlite3.Connection):
    """A connection that can be noted without being kept alive."""


_open: dict[str, "weakref.WeakSet[Connection]"] = {}
_inherited: set[str] = set()


def opened(path: str, connection: Connection) -> None:
    """Note that this process has the database open, until the connection is closed."""
    _open.setdefault(path, weakref.WeakSet()).add(connection)


def check(path: str) -> None:
    """StorageError in a child that was forked while its parent had the database open."""
    if path in _inherited:
        msg = (
            "this process was forked while the database was open, so it can't use it safely: "
            "close the connections before a fork (connections.close_all())"
        )
        raise StorageError("failed", msg)


def _is_open(connection: Connection) -> bool:
    try:
        return connection.total_changes >= 0
    except sqlite3.ProgrammingError:
        return False


def _after_fork() -> None:
    _inherited.update(path for path, some in _open.items() if any(map(_is_open, some)))
    _open.clear()


os.register_at_fork(after_in_child=_after_fork)
