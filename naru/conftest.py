"""What all tests share: emptying a database whose tables are append-only."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.backends.postgresql import base as _postgres  # noqa: F401 - before operations
from django.db.backends.postgresql.operations import DatabaseOperations as Postgres
from django.db.backends.sqlite3 import base as _sqlite  # noqa: F401 - before operations
from django.db.backends.sqlite3.operations import DatabaseOperations as Sqlite


@pytest.fixture(autouse=True, scope="session")
def _flushable() -> Iterator[None]:
    """Between transactional tests the triggers stand aside; nothing but tests can do this."""
    with pytest.MonkeyPatch.context() as patch:
        for operations, around in ((Sqlite, _without_triggers), (Postgres, _as_replica)):
            patch.setattr(operations, "execute_sql_flush", around(operations.execute_sql_flush))
        yield


def _without_triggers(flush: Any) -> Any:
    def run(self: Any, sql_list: Any) -> None:
        with connection.schema_door(), connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f'DROP TRIGGER "{name}"')
            flush(self, sql_list)
            for _name, sql in triggers:
                cursor.execute(sql)

    return run


def _as_replica(flush: Any) -> Any:
    def run(self: Any, sql_list: Any) -> None:
        flush(self, ["SET session_replication_role = replica;", *sql_list, "RESET ALL;"])

    return run
