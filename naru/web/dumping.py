"""Takes the database out into two files, and puts it back: records, and keys apart."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import UUID

from django.db import connection

from naru.ground.storage import as_owner, grant

KEY_TABLES = ("vault_holderwrap", "vault_epochseal", "vault_datakey", "vault_datakeyshare")
DATA_KEYS, SHARES = KEY_TABLES[2:]
POSTGRES_BIN = Path("/usr/lib/postgresql")
Pairs = Collection[tuple[UUID, str]]


class DumpError(Exception):
    """The database can't be taken out or put back; the message says why."""


def dump(records: Path, keys: Path) -> None:
    """Write the records without wraps, and the wraps, into two files."""
    engine = _sqlite_dump if connection.vendor == "sqlite" else _postgres_dump
    with as_owner(connection):
        engine(records, keys)


def load(records: Path, keys: Path, erased: Pairs) -> int:
    """Put both back, the erased keys left out; says how many keys fell."""
    engine = _sqlite_load if connection.vendor == "sqlite" else _postgres_load
    with as_owner(connection):
        fallen = engine(records, keys, erased)
    grant(connection)
    return fallen


@contextmanager
def _open(path: Path | str, *, read_only: bool = False) -> Iterator[sqlite3.Connection]:
    name = f"file:{path}?mode=ro" if read_only else str(path)
    with closing(sqlite3.connect(name, uri=read_only, isolation_level=None, timeout=60)) as base:
        base.execute("PRAGMA secure_delete = ON")
        base.execute("PRAGMA temp_store = MEMORY")
        yield base


def _sqlite_dump(records: Path, keys: Path) -> None:
    with _open(connection.settings_dict["NAME"], read_only=True) as source:
        for path in (records, keys):
            with _open(path) as copy:
                source.backup(copy)
    _keep_only(records, but=KEY_TABLES)
    _keep_only(keys, only=KEY_TABLES)


def _keep_only(path: Path, *, only: Collection[str] = (), but: Collection[str] = ()) -> None:
    """Empty tables of a copy; its triggers guard the original, not this half."""
    with _open(path) as base:
        base.execute("PRAGMA journal_mode = DELETE")
        base.execute("PRAGMA foreign_keys = OFF")
        names = "SELECT name FROM sqlite_master WHERE type = ?"
        tables = [name for (name,) in base.execute(names, ["table"]) if name[:7] != "sqlite_"]
        for table in tables:
            if (only and table not in only) or table in but:
                _empty(base, table, drop=bool(only))
        base.execute("VACUUM")


def _empty(base: sqlite3.Connection, table: str, *, drop: bool) -> None:
    base.execute(f'DROP TABLE "{table}"' if drop else f'DELETE FROM "{table}"')  # noqa: S608


def _sqlite_load(records: Path, keys: Path, erased: Pairs) -> int:
    fallen = _forget(keys, erased)
    with _open(records) as base:
        base.execute("PRAGMA foreign_keys = OFF")
        base.execute("ATTACH ? AS wraps", [str(keys)])
        base.execute("BEGIN")
        for table in KEY_TABLES:
            base.execute(f'INSERT INTO main."{table}" SELECT * FROM wraps."{table}"')  # noqa: S608
        base.execute("COMMIT")
        if base.execute("PRAGMA main.foreign_key_check").fetchone():
            raise DumpError("the two halves don't fit together")
    connection.close()
    place = Path(connection.settings_dict["NAME"])
    for old in (place, *(place.with_name(f"{place.name}{end}") for end in ("-wal", "-shm"))):
        if old.exists():
            old.replace(old.with_name(f"{old.name}.before-restore"))
    shutil.move(records, place)
    place.chmod(0o600)
    return fallen


def _forget(keys: Path, erased: Pairs) -> int:
    """Destroy erased keys in the half before anything is opened."""
    with _open(keys) as base:
        before = base.total_changes
        for person, compartment in erased:
            whose = [person.hex, compartment]
            base.execute(
                f'DELETE FROM "{SHARES}" WHERE data_key_id IN '  # noqa: S608
                f'(SELECT id FROM "{DATA_KEYS}" WHERE person_id = ? AND compartment = ?)',
                whose,
            )
        shares = base.total_changes - before
        for person, compartment in erased:
            base.execute(
                f'DELETE FROM "{DATA_KEYS}" WHERE person_id = ? AND compartment = ?',  # noqa: S608
                [person.hex, compartment],
            )
        fallen = base.total_changes - before - shares
        base.execute("VACUUM")
        return fallen


def _postgres_dump(records: Path, keys: Path) -> None:
    apart = [f"--exclude-table-data=public.{table}" for table in KEY_TABLES]
    _run("pg_dump", "-Fc", "-f", str(records), *apart)
    only = [f"--table=public.{table}" for table in KEY_TABLES]
    _run("pg_dump", "-Fc", "--data-only", "-f", str(keys), *only)


def _postgres_load(records: Path, keys: Path, erased: Pairs) -> int:
    """The old tables go, both halves come, the erased keys fall: before any process may look."""
    name = connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        cursor.execute("DROP OWNED BY CURRENT_USER CASCADE")
    connection.close()
    for half in (records, keys):
        _run("pg_restore", "--exit-on-error", "--single-transaction", "-d", name, str(half))
    fallen = 0
    with connection.cursor() as cursor:
        for person, compartment in erased:
            whose = [person, compartment]
            cursor.execute(
                f'DELETE FROM "{SHARES}" WHERE data_key_id IN '  # noqa: S608
                f'(SELECT id FROM "{DATA_KEYS}" WHERE person_id = %s AND compartment = %s)',
                whose,
            )
            cursor.execute(
                f'DELETE FROM "{DATA_KEYS}" WHERE person_id = %s AND compartment = %s',  # noqa: S608
                whose,
            )
            fallen += cursor.rowcount
    return fallen


def _run(program: str, *args: str) -> None:
    said = connection.settings_dict
    places = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    env = {**os.environ, **{name: str(said[key]) for name, key in places.items() if said[key]}}
    env["PGDATABASE"] = str(said["NAME"])
    try:
        run = subprocess.run(  # noqa: S603
            [_found(program), *args], env=env, capture_output=True, text=True, check=False
        )
    except OSError as error:
        msg = f"{program} can't be run: {error.strerror}"
        raise DumpError(msg) from error
    if run.returncode:
        lines = run.stderr.strip().splitlines() or ["no reason given"]
        msg = f"{program} failed: {lines[-1]}"
        raise DumpError(msg)


def _found(program: str) -> str:
    """The newest of the installed versions, or the one on the path."""
    versions = sorted(POSTGRES_BIN.glob(f"*/bin/{program}"), key=lambda p: float(p.parts[-3]))
    return str(versions[-1]) if versions else program
