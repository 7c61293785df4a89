"""Django's SQLite engine, made to lose nothing: one line of writers, one checkpointer (0041)."""

import ctypes
import os
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.db.backends.sqlite3 import base as stock

from naru.ground.storage.faults import PATIENCE
from naru.ground.storage.sqlite import authorizer, forks, keeper
from naru.ground.storage.sqlite.creation import Creation
from naru.ground.storage.sqlite.cursors import Cursor
from naru.ground.storage.sqlite.gate import gate_of
from naru.ground.storage.sqlite.operations import Operations
from naru.ground.storage.sqlite.schema import SchemaEditor

STATEMENTS_KEPT = 512
SETTINGS = (
    "synchronous=FULL",
    "wal_autocheckpoint=0",
    "secure_delete=ON",
    "recursive_triggers=ON",
    "temp_store=MEMORY",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "cache_size=-20000",
)


class _Token:
    """Stands for a connection in the line of writers; doesn't keep it alive."""


class DatabaseWrapper(stock.DatabaseWrapper):
    """A connection that writes only inside the gate."""

    SchemaEditorClass = SchemaEditor
    creation_class = Creation
    ops_class = Operations

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._token = _Token()
        self._process = os.getpid()
        self._doors = 0
        self._began = False
        self._finalizer: Any = None
        self.inside = False
        self.path = ""

    # -- connecting

    def get_connection_params(self) -> dict[str, Any]:
        """What sqlite3 is given; the database must be a file, since the gate stands beside it."""
        name = os.fspath(self.settings_dict["NAME"] or "")
        if not name or name == ":memory:" or name.startswith("file:"):
            msg = "the database must be the path of a file: the write gate stands beside it"
            raise ImproperlyConfigured(msg)
        params = super().get_connection_params()
        self.patience = params.pop("patience", PATIENCE)
        # a reader who turns writer can't wait for its turn, so each transaction begins as a writer
        self.transaction_mode = "IMMEDIATE"
        self.path = os.path.realpath(name)
        return {
            "timeout": self.patience,
            "cached_statements": STATEMENTS_KEPT,
            "factory": forks.Connection,
            **params,
            "database": self.path,
        }

    def get_new_connection(self, conn_params: dict[str, Any]) -> forks.Connection:
        """Open the file, with every setting that our promises stand on."""
        forks.check(self.path)
        self._let_go_when_collected()
        conn: forks.Connection = super().get_new_connection(conn_params)
        self._process = os.getpid()
        self._prepare(conn)
        forks.opened(self.path, conn)
        return conn

    def _let_go_when_collected(self) -> None:
        if self._finalizer is None:
            self._finalizer = weakref.finalize(self, gate_of(self.path).abandon, self._token)
            self._finalizer.atexit = False

    def _prepare(self, conn: forks.Connection) -> None:
        for setting in SETTINGS:
            conn.execute(f"PRAGMA {setting}")
        if conn.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            with self._through_the_gate(self.patience):
                conn.execute("PRAGMA journal_mode=WAL")
        conn.set_authorizer(authorizer.at_run_time)

    def ensure_connection(self) -> None:
        """As Django's; a connection that a forked child has inherited isn't used, nor closed."""
        if self.connection is not None and self._process != os.getpid():
            self._drop_inherited()
        super().ensure_connection()

    def create_cursor(self, name: Any = None) -> Cursor:
        """A cursor that knows us."""
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        cursor.wrapper = self
        return cursor

    def _close(self) -> None:
        if self._process != os.getpid():
            return self._drop_inherited()
        try:
            if self.connection is not None and not self.connection.in_transaction:
                keeper.before_closing(self.path, self._through_the_gate)
            return super()._close()
        finally:
            self.go_out(closed=True)

    def _drop_inherited(self) -> None:
        """SQLite forbids a child even to close it: let it stand open until the process ends."""
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(self.connection))
        self.connection = None
        self.inside = self._began = False
        self._token, self._finalizer = _Token(), None

    # -- writing

    def come_in(self) -> None:
        """Enter the gate; StorageError when it doesn't open in time."""
        gate_of(self.path).enter(self._token, self.patience)
        self.inside = True

    def go_out(self, *, closed: bool = False) -> None:
        """Leave the gate, unless a transaction is open still."""
        if self.inside and (closed or not self.connection.in_transaction):
            try:
                if not closed:
                    keeper.after_commit(self.path)
            finally:
                self.inside = False
                gate_of(self.path).leave(self._token)

    @contextmanager
    def _through_the_gate(self, patience: float) -> Iterator[None]:
        if self.inside:
            yield
            return
        gate = gate_of(self.path)
        gate.enter(self._token, patience)
        try:
            yield
        finally:
            gate.leave(self._token)

    def check_transaction(self, query: str) -> None:
        """Refuse to go on, as if in a transaction, after SQLite itself has rolled it back."""
        if self._began and not self.connection.in_transaction and not query.startswith("BEGIN"):
            msg = "the database ended this transaction by itself: nothing of it was kept"
            raise OperationalError(msg)

    def _start_transaction_under_autocommit(self) -> None:
        self._began = False
        super()._start_transaction_under_autocommit()
        self._began = True

    def _commit(self) -> None:
        began, self._began = self._began, False
        lost = began and self.connection is not None and not self.connection.in_transaction
        try:
            if lost:
                msg = "the database ended this transaction by itself: nothing of it was kept"
                raise OperationalError(msg)
            super()._commit()
        finally:
            self._end()

    def _rollback(self) -> None:
        self._began = False
        try:
            super()._rollback()
        finally:
            self._end()

    def _end(self) -> None:
        if self.connection is not None:
            self.go_out()

    # -- the schema

    @contextmanager
    def schema_door(self) -> Iterator[None]:
        """Inside, statements may change tables: for migrations and the set-up of tests only."""
        self.ensure_connection()
        self._doors += 1
        self._authorize(authorizer.with_the_schema_open)
        try:
            yield
        finally:
            self._doors -= 1
            if not self._doors and self.connection is not None:
                self._authorize(authorizer.at_run_time)

    def _authorize(self, rule: Callable[..., int]) -> None:
        self.connection.set_authorizer(rule)
