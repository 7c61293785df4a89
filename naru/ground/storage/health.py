"""How the database is: what `naru doctor` says of it."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection

from naru.ground.storage.faults import StorageError
from naru.ground.storage.sqlite import gate, keeper

GIB = 1 << 30
CURED = (3, 51, 3)
BACKPORTS = {(3, 44): 6, (3, 50): 7}
NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "ceph", "glusterfs"})
SQLITE_MODE = {
    "journal_mode": "wal",
    "synchronous": 2,
    "wal_autocheckpoint": 0,
    "secure_delete": 1,
    "recursive_triggers": 1,
    "foreign_keys": 1,
    "trusted_schema": 0,
}
POSTGRES_MODE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}


class State(StrEnum):
    """How a thing is."""

    FINE = "fine"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """One thing looked at: how it is, and what to do about it."""

    name: str
    state: State
    what: str
    do: str = ""


Check = Callable[[], Finding]


def checks() -> dict[str, Check]:
    """What can be looked at in the engine at hand."""
    if connection.vendor == "sqlite":
        return {
            "database": sqlite_version,
            "mode": sqlite_mode,
            "schema": sqlite_schema,
            "gate": write_gate,
            "checkpointer": checkpointer,
        }
    return {"database": postgres_version, "mode": postgres_mode, "schema": postgres_roles}


def resets_the_log(version: tuple[int, ...]) -> bool:
    """Whether this SQLite has the WAL-reset bug."""
    return version < CURED and version[2] < BACKPORTS.get(version[:2], 1 << 30)


def sqlite_version() -> Finding:
    """SQLite's version, and whether it is one that needs our discipline."""
    connection.ensure_connection()
    what = f"SQLite {sqlite3.sqlite_version}"
    if not resets_the_log(sqlite3.sqlite_version_info):
        return Finding("database", State.FINE, what)
    what += (
        ": by itself it could lose committed rows (WAL-reset bug, cured in 3.51.3); here it can't, "
        "since every writer and the one checkpointer pass one gate"
    )
    do = "never open the database with the sqlite3 shell or Litestream while the centre is served"
    return Finding("database", State.FINE, what, do)


def sqlite_mode() -> Finding:
    """Each setting that our promises stand on, read back."""
    found = {name: _pragma(name) for name in SQLITE_MODE}
    other = [f"{name}={found[name]}" for name, value in SQLITE_MODE.items() if found[name] != value]
    if other:
        do = "the centre's settings were changed: use ENGINE naru.ground.storage.sqlite as shipped"
        return Finding("mode", State.WRONG, f"unsafe: {', '.join(other)}", do)
    if (kind := file_system(Path(connection.path))) in NETWORK:
        do = "move the home folder to a disk of this machine: SQLite can't be shared by a network"
        return Finding("mode", State.WRONG, f"the database is on a network disk ({kind})", do)
    return Finding("mode", State.FINE, f"write-ahead log, synchronous=FULL, secure_delete ({kind})")


def _pragma(name: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]


def sqlite_schema() -> Finding:
    """Whether a statement that changes tables is denied."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMP TABLE doctor (id)")
    except DatabaseError:
        return Finding("schema", State.FINE, "closed: statements that change tables are denied")
    do = "use ENGINE naru.ground.storage.sqlite as shipped"
    return Finding("schema", State.WRONG, "open: any statement may change tables", do)


def write_gate(patience: float = 2.0) -> Finding:
    """Whether a writer gets its turn."""
    if connection.inside:
        return Finding("gate", State.FINE, "open to this very command")
    one, me = gate.gate_of(connection.path), object()
    by = holder(connection.path + gate.SUFFIX)
    try:
        one.enter(me, patience)
    except StorageError:
        do = f"if process {by} hangs or is stopped, end or continue it (kill -CONT {by})"
        return Finding("gate", State.WRONG, f"shut for {patience:g} s by process {by}", do)
    one.leave(me)
    return Finding("gate", State.FINE, "opens in turn")


def checkpointer() -> Finding:
    """Who carries the log over, and how long it is."""
    size = keeper.log_size(connection.path)
    by = holder(connection.path + keeper.SUFFIX)
    who = f"process {by}" if by else "nobody serves; whoever writes much or closes does it"
    what = f"{who}; the log has {size / (1 << 20):.1f} MiB"
    if size > 2 * keeper.TOO_MUCH:
        do = "a reader holds the log: end long-running exports, then restart the centre"
        return Finding("checkpointer", State.WRONG, what, do)
    return Finding("checkpointer", State.FINE, what)


def free_space(folder: Path, *, least: int = GIB // 2, enough: int = 4 * GIB) -> Finding:
    """Whether a disk has room: wrong under `least`, a note under `enough` bytes."""
    free = shutil.disk_usage(folder).free
    what = f"{free / GIB:.1f} GiB free at {folder}"
    do = "make room, or move the home folder to a larger disk"
    if free < least:
        return Finding("disk", State.WRONG, what, do)
    return Finding("disk", State.NOTE if free < enough else State.FINE, what, do * (free < enough))


def holder(path: str) -> int | None:
    """The process that has a file locked by flock, or None."""
    try:
        inode = Path(path).stat().st_ino
        lines = Path("/proc/locks").read_text().splitlines()
    except OSError:
        return None
    for line in lines:
        said = line.split()
        if said[1] == "FLOCK" and said[5].endswith(f":{inode}"):
            return int(said[4])
    return None


def file_system(path: Path) -> str:
    """The kind of the file system that a path is on ('' when it can't be told)."""
    try:
        lines = Path("/proc/self/mounts").read_text().splitlines()
    except OSError:
        return ""
    mounts = {place: kind for _device, place, kind, *_rest in map(str.split, lines)}
    real = Path(os.path.realpath(path))
    return next((mounts[str(p)] for p in (real, *real.parents) if str(p) in mounts), "")


def postgres_version() -> Finding:
    """PostgreSQL's version; a version under 15 isn't connected to at all."""
    connection.ensure_connection()
    major, minor = divmod(connection.pg_version, 10000)
    return Finding("database", State.FINE, f"PostgreSQL {major}.{minor}")


def postgres_mode() -> Finding:
    """Whether the server keeps what it acknowledges."""
    with connection.cursor() as cursor:
        found = {}
        for name in (*POSTGRES_MODE, "data_checksums"):
            cursor.execute(f"SHOW {name}")
            found[name] = cursor.fetchone()[0]
    off = [name for name, value in POSTGRES_MODE.items() if found[name] != value]
    if off:
        do = f"set {', '.join(off)} to on in postgresql.conf"
        return Finding("mode", State.WRONG, f"unsafe: {', '.join(off)} isn't on", do)
    if found["data_checksums"] != "on":
        do = "stop the server and run pg_checksums --enable: then a damaged page is found"
        return Finding("mode", State.NOTE, "safe, but pages have no checksums", do)
    return Finding("mode", State.FINE, "fsync, full_page_writes, synchronous_commit, checksums")


def postgres_roles() -> Finding:
    """Whether the app works as a role that can't change what is kept."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, has_table_privilege('ledger_entry', 'UPDATE'), "
            "has_table_privilege('ledger_entry', 'DELETE'), "
            "has_table_privilege('ledger_entry', 'TRUNCATE') "
            "FROM pg_roles WHERE rolname = current_user"
        )
        role, *too_much = cursor.fetchone()
    if any(too_much):
        do = "name another role in NARU_PG_OWNER, then run `naru migrate` (docs/decisions/0042)"
        return Finding("schema", State.WRONG, f"{role} may change the ledger's table", do)
    return Finding("schema", State.FINE, f"{role} may read and add, not change, what is kept")
