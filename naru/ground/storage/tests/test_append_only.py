"""Every append-only table, on both engines: nobody changes, empties or removes it."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from naru.ground import ledger
from naru.ground.pathway.testing import make_case
from naru.ground.storage import as_owner, grant
from naru.ground.storage.grants import KEEPING, KEPT
from naru.ground.vault import SYSTEM, Compartment

pytestmark = [pytest.mark.django_db, pytest.mark.both]

SQLITE = "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
CHANGES = [
    'UPDATE "{table}" SET {column} = {column}',
    'DELETE FROM "{table}"',
    'TRUNCATE "{table}"',
    'TRUNCATE "{table}" CASCADE',
    'DROP TABLE "{table}"',
    'ALTER TABLE "{table}" RENAME TO other',
    'ALTER TABLE "{table}" DISABLE TRIGGER USER',
    'DROP TRIGGER {trigger} ON "{table}"',
    "DROP TRIGGER {trigger}",
]
SQLITES_OWN = {1, 0, 4, 5, 8}
LEDGER = "ledger_entry"


def rows(query, *given):
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        return [row[0] for row in cursor.fetchall()]


def kept():
    if connection.vendor == "sqlite":
        return rows(SQLITE, "%_no_update")
    return rows(KEPT, list(KEEPING))


def changes(table):
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
    said = {
        "table": table,
        "column": f'"{described[0].name}"',
        "trigger": f"{table}_no_update" if sqlite else f"{table}_no_change",
    }
    for number, change in enumerate(CHANGES):
        if not sqlite or number in SQLITES_OWN:
            yield change.format(**said)


def refused(statement):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            transaction.set_rollback(True)
    except DatabaseError as error:
        return str(error)
    return ""


def test_there_are_many():
    assert len(kept()) > 40
    assert LEDGER in kept()


def test_a_row_that_is_kept_is_not_changed_by_the_app():
    """On PostgreSQL by grants, even in an empty table; on SQLite by the closed schema."""
    for table in kept():
        for statement in changes(table):
            rows_only = statement.startswith(("UPDATE", "DELETE"))
            if connection.vendor == "sqlite" and rows_only:
                continue  # no row is there to fire the trigger; the ledger's tests have rows
            said = refused(statement)
            assert (
                "permission denied" in said
                or "must be owner" in said
                or ("not authorized" in said or "syntax error" in said)
            ), (statement, said)


@pytest.fixture
def an_entry():
    row = make_case()
    given = {"at": timezone.now(), "actor": SYSTEM, "compartment": Compartment.OPS}
    return ledger.append("hold", person_id=row.person_id, **given)


def test_the_ledger_is_not_changed_by_the_app(an_entry):
    for statement in changes(LEDGER):
        assert refused(statement), statement
    assert rows('SELECT COUNT(*) FROM "ledger_entry"')[0] >= 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor == 'sqlite'")
def test_even_the_owner_meets_the_triggers(an_entry):
    """The owner could take them away; that needs intent, and the proof would show it."""
    with as_owner(connection):
        for statement in ("UPDATE ledger_entry SET seq = seq", "DELETE FROM ledger_entry"):
            assert "append-only" in refused(statement)
        assert "append-only" in refused("TRUNCATE ledger_entry CASCADE")


@pytest.mark.skipif("connection.vendor == 'sqlite'")
def test_the_app_is_no_superuser_and_owns_nothing():
    assert rows(
        "SELECT rolsuper OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = current_user"
    ) == [False]
    assert rows("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole") == [0]
    for statement in ("CREATE TABLE other (id int)", "SET session_replication_role = replica"):
        assert "permission denied" in refused(statement)


@pytest.mark.skipif("connection.vendor == 'sqlite'")
def test_nothing_is_granted_where_the_owner_runs_the_app(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "APP", connection.settings_dict["OWNER"]["USER"])
    assert grant(connection) == 0
