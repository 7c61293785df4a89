"""Every statement against the ledger is stopped, or found out and named by number."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from naru.ground import ledger
from naru.ground.ledger import bundles
from naru.ground.ledger.tests.logs import check, witnessed, write

pytestmark = pytest.mark.django_db
TABLES = (
    ("ledger_entry", "seq", "action"),
    ("ledger_place", "size", "leaf"),
    ("ledger_checkpoint", "size", "note"),
    ("ledger_cosignature", "id", "line"),
)
STATEMENTS = (
    "UPDATE {table} SET {column} = {column}",
    "UPDATE {table} SET {key} = {key} + 100",
    "DELETE FROM {table}",
    "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    "REPLACE INTO {table} SELECT * FROM {table}",
    "INSERT INTO {table} SELECT * FROM {table} WHERE 1 ON CONFLICT ({key}) DO UPDATE SET {key} = 0",
    "TRUNCATE {table}",
)
# what only the owner can do, past the triggers: a change, and the entry that it hits
CHANGES = [
    *(
        (f"UPDATE ledger_entry SET {change} WHERE seq = 3", 3)  # noqa: S608
        for change in (
            "action = 'undo'",
            "compartment = 'health'",
            "at = '2020-01-01 00:00:00'",
            "actor_id = '00000000000000000000000000000009'",
            "actor_salt = zeroblob(16)",
            "tag = zeroblob(32)",
            "body_hash = zeroblob(32)",
            "said_hash = zeroblob(32)",
            "papers = zeroblob(32)",
            "kept = zeroblob(32)",
            "papers = x'00'",
            "at = 'yesterday'",
        )
    ),
    ("UPDATE ledger_place SET leaf = zeroblob(32) WHERE size = 3", 3),
    ("UPDATE ledger_place SET nodes = zeroblob(length(nodes)) WHERE size = 4", 4),
    ("UPDATE ledger_place SET nodes = zeroblob(32) WHERE size = 3", 3),
    ("UPDATE ledger_place SET signature = zeroblob(64) WHERE size = 3", 3),
    ("UPDATE ledger_place SET entry_seq = 103 WHERE size = 3", 103),
    ("DELETE FROM ledger_entry WHERE seq = 3", 3),
    ("DELETE FROM ledger_place WHERE size = 3", 3),
    ("DELETE FROM ledger_place WHERE size > 6", 7),
    ("UPDATE ledger_entrybody SET sealed = zeroblob(99) WHERE entry_seq = 3", 3),
    ("UPDATE ledger_entrybody SET salt = zeroblob(16) WHERE entry_seq = 3", 3),
    ("UPDATE ledger_entrybody SET person_id = hex(zeroblob(16)) WHERE entry_seq = 3", 3),
    ("UPDATE ledger_paper SET sealed = zeroblob(99) WHERE entry_seq = 3", 3),
]


@pytest.fixture
def log():
    write(5, "said")
    witnessed()
    return write(3, "said")


def run(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def owner(statement):
    """As somebody who has the database in their hands: no trigger stands in the way."""
    with connection.schema_door(), connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')
        cursor.execute(statement)


def named(faults):
    return {fault.seq if isinstance(fault, ledger.Fault) else _entry(fault) for fault in faults}


def _entry(fault):
    _code, facts = fault
    return facts.get("entry") if isinstance(facts, dict) else facts


@pytest.mark.parametrize("statement", STATEMENTS)
@pytest.mark.parametrize(("table", "key", "column"), TABLES)
def test_the_app_can_change_nothing(log, table, key, column, statement):
    with pytest.raises(DatabaseError):
        run(statement.format(table=table, key=key, column=column))
    assert list(ledger.verify()) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own way of editing")
@pytest.mark.parametrize(("statement", "entry"), CHANGES)
def test_whoever_owns_the_database_is_found_out(log, statement, entry):
    owner(statement)
    assert entry in named(ledger.verify(every_signature=True))
    bundle = "".join(bundles.whole_log(timezone.now()))
    assert entry in named(check(bundle).faults)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own way of editing")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_checkpoint SET note = replace(note, '5', '6') WHERE size = 5",
        "UPDATE ledger_checkpoint SET note = upper(note) WHERE size = 5",
        "UPDATE ledger_cosignature SET line = upper(line) WHERE size = 5",
        "UPDATE ledger_cosignature SET vkey = replace(vkey, 'w', 'v') WHERE size = 5",
    ],
)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own way of editing")
def test_a_checkpoint_that_was_changed_is_found_out(log, statement):
    owner(statement)
    assert list(ledger.verify())
    assert check("".join(bundles.whole_log(timezone.now()))).faults


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own way of editing")
def test_a_body_that_is_gone_is_an_erasure_and_no_change(log):
    owner("DELETE FROM ledger_entrybody WHERE entry_seq = 3")
    report = check("".join(bundles.whole_log(timezone.now())))
    assert report.faults == []
    assert ("erased", {"count": 1}) in report.lines


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own way of editing")
def test_a_past_that_was_rewritten_throughout_fails_where_it_begins(log):
    """Leaves, nodes and all hashes fit one another again; only the log's key is missing."""
    from naru.ground.ledger import merkle
    from naru.ground.ledger.models import Entry, Place

    owner("UPDATE ledger_entry SET action = 'forged' WHERE seq = 4")
    grown = merkle.Frontier()
    for place in Place.objects.order_by("size"):
        leaf = merkle.leaf_hash(Entry.objects.get(pk=place.entry_seq).leaf_text.encode())
        nodes = b"".join(grown.append(leaf))
        Place.objects.filter(pk=place.pk).update(leaf=leaf, nodes=nodes)
    assert 4 in named(ledger.verify())
    assert ("bad.forged", 4) in check("".join(bundles.whole_log(timezone.now()))).faults
