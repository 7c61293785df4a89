"""Statements on their way to SQLite: a write goes through the gate, even outside a transaction."""

import re
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

from django.db.backends.sqlite3.base import SQLiteCursorWrapper

READS = re.compile(
    r"\s*(SELECT|PRAGMA|EXPLAIN|VALUES|COMMIT|END|ROLLBACK|RELEASE)\b", re.IGNORECASE
)
WRITING = re.compile(r"\b(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)
COMMON = re.compile(r"\s*WITH\b", re.IGNORECASE)


def only_reads(query: str) -> bool:
    """Whether a statement surely writes nothing."""
    return bool(READS.match(query)) or bool(COMMON.match(query) and not WRITING.search(query))


class Cursor(SQLiteCursorWrapper):
    """A cursor that asks its connection for the gate; `wrapper` is Django's connection."""

    wrapper: Any
    _kept: deque[Any] | None = None

    def execute(self, query: str, params: Any = None) -> Any:
        """Run a statement."""
        return self._through(query, lambda: super(Cursor, self).execute(query, params))

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        """Run a statement for each row of parameters."""
        return self._through(query, lambda: super(Cursor, self).executemany(query, param_list))

    def _through(self, query: str, run: Callable[[], Any]) -> Any:
        self._kept = None
        wrapper = self.wrapper
        wrapper.check_transaction(query)
        single = not wrapper.inside and not only_reads(query)
        if single:
            wrapper.come_in()
        try:
            done = run()
            # a RETURNING statement commits when its last row is fetched: fetch before leaving
            if single and self.description and not self.connection.in_transaction:
                self._kept = deque(super().fetchall())
            return done
        finally:
            wrapper.go_out()

    def fetchone(self) -> Any:
        """The next row."""
        if self._kept is None:
            return super().fetchone()
        return self._kept.popleft() if self._kept else None

    def fetchmany(self, size: int | None = None) -> list[Any]:
        """The next rows."""
        wanted = self.arraysize if size is None else size
        if self._kept is None:
            return super().fetchmany(wanted)
        return [self._kept.popleft() for _row in range(min(wanted, len(self._kept)))]

    def fetchall(self) -> list[Any]:
        """All rows that are left."""
        return super().fetchall() if self._kept is None else self.fetchmany(len(self._kept))

    def __next__(self) -> Any:
        """The next row."""
        if self._kept is None:
            return super().__next__()
        if not self._kept:
            raise StopIteration
        return self._kept.popleft()
