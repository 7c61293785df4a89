"""Our SQLite engine: settings, the gate around every write, the closed schema."""

import gc
import os
import threading

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, IntegrityError, OperationalError, transaction
from django.db.utils import ConnectionHandler

from naru.ground.storage import StorageError, refusal_of
from naru.ground.storage.sqlite import base, forks
from naru.ground.storage.sqlite.cursors import only_reads
from naru.ground.storage.sqlite.gate import gate_of

SOON = 0.05
ADD = "INSERT INTO kept (n) VALUES (%s)"
COUNT = "SELECT COUNT(*) FROM kept"


def run(connection, query, params=None):
    with connection.cursor() as cursor:
        cursor.execute(query, params)
        return cursor.fetchall() if cursor.description else None


def is_free(path):
    gate = gate_of(str(path))
    gate.enter("probe", SOON)
    gate.leave("probe")
    return True


def begin(connection):
    connection.ensure_connection()
    connection._start_transaction_under_autocommit()


def test_the_settings_that_our_promises_stand_on(connect):
    said = {
        "journal_mode": "wal",
        "synchronous": 2,
        "wal_autocheckpoint": 0,
        "secure_delete": 1,
        "recursive_triggers": 1,
        "temp_store": 2,
        "trusted_schema": 0,
        "foreign_keys": 1,
    }
    one = connect()
    assert {name: run(one, f"PRAGMA {name}")[0][0] for name in said} == said


@pytest.mark.parametrize("name", ["", ":memory:", "file:x?mode=memory"])
def test_a_database_without_a_file_is_refused(name):
    settings = {"ENGINE": "naru.ground.storage.sqlite", "NAME": name}
    connection = ConnectionHandler({"default": settings})["default"]
    with pytest.raises(ImproperlyConfigured):
        connection.ensure_connection()


DENIED = [
    "CREATE TABLE other (id)",
    "CREATE TEMP TABLE other (id)",
    "CREATE INDEX other ON kept (n)",
    "CREATE VIEW other AS SELECT 1",
    "CREATE TEMP TRIGGER other AFTER INSERT ON kept BEGIN SELECT 1; END",
    "CREATE VIRTUAL TABLE other USING fts5(a)",
    "DROP TABLE kept",
    "ALTER TABLE kept ADD COLUMN m",
    "ATTACH 'other.sqlite3' AS other",
    "VACUUM",
    "VACUUM INTO 'other.sqlite3'",
    "ANALYZE",
    "REINDEX",
    "PRAGMA writable_schema = ON",
    "PRAGMA writable_schema",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = OFF",
    "PRAGMA recursive_triggers = OFF",
    "PRAGMA foreign_keys = OFF",
    "PRAGMA trusted_schema = ON",
    "PRAGMA ignore_check_constraints = ON",
    "PRAGMA secure_delete = OFF",
    "PRAGMA wal_checkpoint",
    "PRAGMA wal_checkpoint(TRUNCATE)",
    "PRAGMA wal_autocheckpoint = 1000",
    "PRAGMA optimize",
    "PRAGMA user_version = 3",
    "DELETE FROM sqlite_master",
    "UPDATE sqlite_schema SET sql = ''",
    "INSERT INTO sqlite_temp_master VALUES (1, 1, 1, 1, 1)",
    "SELECT load_extension('x')",
]


@pytest.mark.parametrize("query", DENIED)
def test_the_schema_is_closed_at_run_time(connect, query):
    one = connect()
    with pytest.raises(DatabaseError, match=r"not authorized|authorization denied|may not be mod"):
        run(one, query)
    assert run(one, COUNT) == [(0,)]


@pytest.mark.parametrize("query", [q for q in DENIED if "writable" in q or "ATTACH" in q])
def test_the_open_door_lets_no_such_thing_through(connect, query):
    one = connect()
    with one.schema_door(), pytest.raises(DatabaseError, match="not authorized"):
        run(one, query)


def test_nothing_prepared_through_the_door_works_after_it_is_shut(connect):
    one = connect()
    with one.schema_door(), one.schema_door():
        run(one, "PRAGMA recursive_triggers = OFF")
        run(one, "PRAGMA recursive_triggers = ON")
        run(one, "CREATE INDEX other ON kept (n)")
        run(one, "DROP INDEX other")
    for query in ("PRAGMA recursive_triggers = OFF", "CREATE INDEX other ON kept (n)"):
        with pytest.raises(DatabaseError, match="not authorized"):
            run(one, query)


def test_the_door_is_shut_after_a_migration_that_failed(connect):
    one = connect()
    with pytest.raises(OperationalError), one.schema_editor() as editor:
        editor.execute("CREATE TABLE kept (id)")
    with pytest.raises(DatabaseError, match="not authorized"):
        run(one, "DROP TABLE kept")


def test_what_only_reads():
    reads = ["SELECT 1", " select 1", "PRAGMA x", "WITH a AS (SELECT 1) SELECT * FROM a"]
    writes = [
        ADD,
        "BEGIN IMMEDIATE",
        "WITH a AS (SELECT 1) INSERT INTO kept SELECT 1",
        "SAVEPOINT a",
    ]
    assert [only_reads(query) for query in (*reads, *writes)] == [True] * 4 + [False] * 4


def test_a_single_statement_takes_the_gate_and_leaves_it(connect, path):
    one = connect()
    run(one, ADD, [1])
    assert not one.inside
    assert is_free(path)
    gate_of(str(path)).enter("somebody", SOON)
    late = connect(patience=SOON)
    refused = []

    def write():
        with pytest.raises(StorageError) as caught:
            run(late, ADD, [2])
        refused.append(caught.value.refusal.code)
        assert run(late, COUNT) == [(1,)]

    thread = threading.Thread(target=write)
    thread.start()
    thread.join()
    assert refused == ["storage.busy"]
    gate_of(str(path)).leave("somebody")
    run(late, ADD, [2])
    assert run(late, COUNT) == [(2,)]


def test_rows_returned_by_a_single_write_are_all_there_and_the_gate_is_free(connect, path):
    one = connect()
    cursor = one.cursor()
    cursor.execute("INSERT INTO kept (n) VALUES (1), (2), (3), (4), (5) RETURNING n")
    assert is_free(path)
    assert cursor.fetchone() == (1,)
    assert cursor.fetchmany(2) == [(2,), (3,)]
    assert list(cursor) == [(4,), (5,)]
    assert cursor.fetchone() is None
    assert cursor.fetchall() == []
    cursor.execute(COUNT)
    assert cursor.fetchall() == [(5,)]


def test_many_rows_at_once(connect, path):
    one = connect()
    with one.cursor() as cursor:
        cursor.executemany(ADD, ([n] for n in range(5)))
    assert run(one, COUNT) == [(5,)]
    assert is_free(path)


def test_a_wrong_statement_leaves_the_gate(connect, path):
    one = connect()
    with pytest.raises(OperationalError):
        run(one, "INSERT INTO nowhere VALUES (1)")
    run(one, "INSERT INTO kept VALUES (1, 1)")
    with pytest.raises(IntegrityError):
        run(one, "INSERT INTO kept VALUES (1, 1)")
    assert is_free(path)


@pytest.mark.parametrize("end", ["commit", "rollback", "close", "sql"])
def test_a_transaction_holds_the_gate_to_its_end(connect, path, end):
    one = connect()
    begin(one)
    run(one, ADD, [1])
    assert one.inside
    with pytest.raises(StorageError):
        is_free(path)
    run(one, "COMMIT") if end == "sql" else getattr(one, end)()
    assert not one.inside
    assert is_free(path)
    assert run(connect(), COUNT) == [(1 if end in {"commit", "sql"} else 0,)]


def test_atomic_blocks_nest_in_one_visit(connect, path, monkeypatch):
    one = connect()
    monkeypatch.setitem(transaction.connections.settings, "own", one.settings_dict)
    monkeypatch.setattr(transaction.connections._connections, "own", one, raising=False)
    with transaction.atomic("own"):
        run(one, ADD, [1])
        with pytest.raises(ZeroDivisionError), transaction.atomic("own"):
            run(one, ADD, [2])
            raise ZeroDivisionError
        with transaction.atomic("own"):
            run(one, ADD, [3])
        assert one.inside
    assert not one.inside
    assert run(one, "SELECT n FROM kept") == [(1,), (3,)]


def test_without_autocommit_the_first_write_takes_the_gate(connect, path):
    one = connect()
    one.set_autocommit(False)
    run(one, COUNT)
    assert not one.inside
    run(one, ADD, [1])
    assert one.inside
    one.commit()
    assert not one.inside
    one.set_autocommit(True)


def test_a_connection_that_is_collected_leaves_the_gate(connect, path):
    settings = dict(connect().settings_dict)
    one = base.DatabaseWrapper(settings, "own")
    begin(one)
    run(one, ADD, [1])
    del one
    gc.collect()
    assert is_free(path)


def test_a_transaction_that_the_database_ended_is_not_acknowledged(connect, path):
    """On a full disk SQLite rolls back by itself; a commit after that would keep nothing."""
    one = connect()
    begin(one)
    run(one, ADD, [1])
    one.connection.execute("ROLLBACK")
    with pytest.raises(OperationalError, match="by itself"):
        run(one, ADD, [2])
    with pytest.raises(OperationalError, match="by itself"):
        one.commit()
    assert is_free(path)
    run(one, ADD, [3])
    assert run(one, "SELECT n FROM kept") == [(3,)]


def test_an_outsider_who_writes_without_the_gate_is_waited_for(connect, path):
    import sqlite3

    outsider = sqlite3.connect(path, isolation_level=None)
    outsider.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError) as caught:
        run(connect(patience=SOON), ADD, [1])
    assert refusal_of(caught.value).code == "storage.busy"
    outsider.close()
    assert is_free(path)


def test_a_child_forked_while_the_database_is_open_is_refused(connect, path):
    one = connect()
    run(one, COUNT)
    child = os.fork()
    if not child:
        try:
            run(one, COUNT)
        except StorageError:
            one.close()
            os._exit(3)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 3
    assert run(one, COUNT) == [(0,)]


def test_a_child_forked_while_nothing_is_open_writes(connect, path):
    one = connect()
    forks._open.clear()
    child = os.fork()
    if not child:
        run(one, ADD, [1])
        one.close()
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert run(one, COUNT) == [(1,)]
