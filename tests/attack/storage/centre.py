"""Programs that an attack runs as processes of their own: `python -m ...centre ROLE ...`.

They work with the engine that they are told, ours or Django's own with the same settings.
"""

import json
import os
import random
import sqlite3
import sys
import threading
import time

import django
from django.conf import settings

OURS, STOCK = "naru.ground.storage.sqlite", "django.db.backends.sqlite3"
ROWS, PAD = 1200, 150
PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA secure_delete=ON;"
    "PRAGMA recursive_triggers=ON;PRAGMA temp_store=MEMORY;PRAGMA cache_size=-20000"
)
CHECK_EVERY = 8
REST = 0.006
"""Seconds at most between two commits: the log is carried over whole, and may be reset next."""


def configure(engine, path, patience=20):
    """Django with one database and nothing else."""
    options = (
        {"patience": patience}
        if engine == OURS
        else {
            "transaction_mode": "IMMEDIATE",
            "timeout": patience,
            "init_command": PRAGMAS,
        }
    )
    database = {"ENGINE": engine, "NAME": path, "OPTIONS": options, "CONN_MAX_AGE": None}
    settings.configure(DATABASES={"default": database}, USE_TZ=True)
    django.setup()


def make(engine, path):
    """The tables, through the door that migrations use."""
    from django.db import connection

    configure(engine, path)
    with connection.schema_editor() as editor:
        editor.execute("CREATE TABLE kept (n INTEGER PRIMARY KEY, by TEXT NOT NULL)")
        editor.execute("CREATE TABLE page (n INTEGER PRIMARY KEY, value INTEGER, pad TEXT)")
    with connection.cursor() as cursor:
        rows = [(n, 0, "x" * PAD) for n in range(ROWS)]
        cursor.executemany("INSERT INTO page VALUES (%s, %s, %s)", rows)
    connection.close()


def make_acts(engine, path):
    """What the acts of benchmarks/storage.py write to."""
    from django.db import connection

    configure(engine, path)
    with connection.schema_editor() as editor:
        editor.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, stage INTEGER)")
        editor.execute("CREATE TABLE movement (id INTEGER PRIMARY KEY, person INTEGER, at REAL)")
        editor.execute("CREATE INDEX movement_person ON movement (person, at)")
        editor.execute("CREATE TABLE entry (seq INTEGER PRIMARY KEY, body TEXT)")
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO person VALUES (%s, 0)", [[n] for n in range(1000)])
    connection.close()


def tell(text):
    """One line at once, as an acknowledgement reaches whoever pressed the button."""
    os.write(1, f"{text}\n".encode())


def write(engine, path, threads, patience):
    """Add rows for ever, one a transaction; each is told after its commit, or why not."""
    configure(engine, path, float(patience))
    hands = [threading.Thread(target=_hand, daemon=True) for _hand_ in range(int(threads))]
    for hand in hands:
        hand.start()
    sys.stdin.read()


def _hand():
    from django.db import DatabaseError, connection, transaction

    from naru.ground.storage import refusal_of

    me = f"{os.getpid()}-{threading.get_ident()}"
    while True:
        start = time.perf_counter()
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("INSERT INTO kept (by) VALUES (%s)", [me])
                number = cursor.lastrowid
        except DatabaseError as error:
            refusal = refusal_of(error)
            tell(f"refused {refusal.code if refusal else error}")
        else:
            tell(f"kept {number} {time.perf_counter() - start:.6f}")


def keep(engine, path):
    """The checkpointer of a serving process."""
    configure(engine, path)
    from naru.ground.storage import keep

    keep()
    tell("in")
    sys.stdin.read()


def checkpoint(engine, path):
    """Checkpoint as often as can be, in the way that the engine has."""
    configure(engine, path)
    from django.db import connection

    connection.ensure_connection()
    if engine == OURS:
        from naru.ground.storage.sqlite.keeper import Keeper

        turn = Keeper(path).turn
    else:
        run = connection.connection.execute
        turn = lambda: run("PRAGMA wal_checkpoint(PASSIVE)").fetchall()  # noqa: E731
    tell("in")
    while True:
        turn()


def race(engine, path, seconds, seed):
    """Change random rows and compare every row with what was last acknowledged; tell what is lost.

    A row that is written again hides its loss, so few rows are written at a time.
    """
    configure(engine, path)
    from django.db import connection, transaction

    dice, kept = random.Random(int(seed)), [0] * ROWS
    until, commits, lost = time.monotonic() + float(seconds), 0, []
    while time.monotonic() < until and not lost:
        chosen = dice.sample(range(ROWS), dice.choice((1, 1, 1, 60)))
        commits += 1
        time.sleep(dice.random() * REST)
        with transaction.atomic(), connection.cursor() as cursor:
            rows = [(commits, n) for n in chosen]
            cursor.executemany("UPDATE page SET value = %s WHERE n = %s", rows)
        for n in chosen:
            kept[n] = commits
        if commits % CHECK_EVERY == 0:
            lost = _differing(path, kept)
    lost = lost or _differing(path, kept)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        said = cursor.fetchone()[0]
    tell(json.dumps({"commits": commits, "lost": len(lost), "integrity": said}))


def _differing(path, kept):
    """Read by a connection of its own: the writer's would answer from its memory."""
    reader = sqlite3.connect(path)
    found = reader.execute("SELECT n, value FROM page").fetchall()
    reader.close()
    return [n for n, value in found if value != kept[n]]


def rows_of(path):
    """What is in the file, read without Naru."""
    with sqlite3.connect(path) as reader:
        rows = {n for (n,) in reader.execute("SELECT n FROM kept")}
        said = reader.execute("PRAGMA integrity_check").fetchone()[0]
    reader.close()
    return rows, said


ROLES = {"write": write, "keep": keep, "checkpoint": checkpoint, "race": race}

if __name__ == "__main__":
    ROLES[sys.argv[1]](*sys.argv[2:])
