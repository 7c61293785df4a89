"""Migrations on SQLite: they open the schema door, and shut it behind them."""

from contextlib import ExitStack
from typing import Any

from django.db.backends.sqlite3.schema import DatabaseSchemaEditor


class SchemaEditor(DatabaseSchemaEditor):
    """Django's, between an open and a shut door."""

    def __enter__(self) -> Any:
        with ExitStack() as stack:
            stack.enter_context(self.connection.schema_door())
            entered = super().__enter__()
            self._door = stack.pop_all()
        return entered

    def __exit__(self, *raised: Any) -> None:
        with self._door:
            super().__exit__(*raised)
