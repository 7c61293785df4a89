"""What all tests share: no deadline, emptying a database whose tables are append-only."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.backends.postgresql import base as _postgres  # noqa: F401 - before operations
from django.db.backends.postgresql.operations import DatabaseOperations as Postgres
from django.db.backends.sqlite3 import base as _sqlite  # noqa: F401 - before operations
from django.db.backends.sqlite3.operations import DatabaseOperations as Sqlite
from django.utils import translation
from hypothesis import settings

from naru.ground.storage import as_owner
from naru.ground.vault.keeper import _embedded

settings.register_profile("naru", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("naru")


@pytest.fixture(autouse=True)
def _no_names_left() -> Iterator[None]:
    """A test's people are rolled back; the register in memory must not outlive them."""
    yield
    if _embedded.cache_info().currsize:
        _embedded().register.clear()


@pytest.fixture(autouse=True)
def _its_own_language() -> Iterator[None]:
    """A page asked for in English leaves its thread in English; the next test begins anew."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True, scope="session")
def _flushable() -> Iterator[None]:
    """Between transactional tests the triggers stand aside; nothing but tests can do this."""
    with pytest.MonkeyPatch.context() as patch:
        for operations, around in ((Sqlite, _without_triggers), (Postgres, _by_the_owner)):
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


TRIGGERED = """
SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal
"""


def _by_the_owner(flush: Any) -> Any:
    def run(self: Any, sql_list: Any) -> None:
        with as_owner(connection):
            with connection.cursor() as cursor:
                cursor.execute(TRIGGERED)
                tables = [table for (table,) in cursor.fetchall()]
            off = [f"ALTER TABLE {table} DISABLE TRIGGER USER;" for table in tables]
            on = [f"ALTER TABLE {table} ENABLE TRIGGER USER;" for table in tables]
            flush(self, [*off, *sql_list, *on])

    return run
