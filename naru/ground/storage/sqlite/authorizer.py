"""What a statement may do at run time: read and write rows, never change what a table is.

SQLite asks for each part of a statement when it is prepared, and asks again for all of them when
the answer changes, so that nothing prepared through the open door works after it is shut.
"""

import sqlite3

ALLOWED = frozenset(
    {
        sqlite3.SQLITE_READ,
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_RECURSIVE,
        sqlite3.SQLITE_TRANSACTION,
        sqlite3.SQLITE_SAVEPOINT,
    }
)
WRITES = frozenset({sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE})
LOOKING = frozenset(
    {
        "data_version",
        "foreign_key_check",
        "foreign_key_list",
        "index_info",
        "index_list",
        "index_xinfo",
        "integrity_check",
        "quick_check",
        "table_info",
        "table_list",
        "table_xinfo",
    }
)
"""Pragmas that only look; what they are given is a table or a limit."""
OWN = "sqlite_"
NEVER = frozenset({"writable_schema", "temp_store_directory", "data_store_directory"})


def at_run_time(
    action: int, one: str | None, two: str | None, database: str | None, trigger: str | None
) -> int:
    """Rows only: schema statements, ATTACH, settings and extensions are denied."""
    if action in ALLOWED:
        return sqlite3.SQLITE_OK
    if action in WRITES:
        return _allow(not (one or "").startswith(OWN))
    if action == sqlite3.SQLITE_FUNCTION:
        return _allow(two != "load_extension")
    if action == sqlite3.SQLITE_PRAGMA:
        # a setting may be looked at, and not changed
        return _allow(one in LOOKING or (two is None and one not in DOING))
    return sqlite3.SQLITE_DENY


DOING = frozenset({"incremental_vacuum", "optimize", "shrink_memory", "wal_checkpoint"}) | NEVER
"""Pragmas that do something without being given anything."""


def with_the_schema_open(
    action: int, one: str | None, two: str | None, database: str | None, trigger: str | None
) -> int:
    """Migrations and the set-up of tests: tables too, but nothing that no migration needs."""
    if action == sqlite3.SQLITE_PRAGMA:
        return _allow(one not in NEVER and one != "wal_checkpoint")
    if action == sqlite3.SQLITE_FUNCTION:
        return _allow(two != "load_extension")
    return _allow(action not in {sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH})


def _allow(it: bool) -> int:  # noqa: FBT001
    return sqlite3.SQLITE_OK if it else sqlite3.SQLITE_DENY
