"""Triggers that keep a table append-only, on SQLite and on PostgreSQL: rails, not the proof."""

from collections.abc import Callable
from typing import Any

from django.db import migrations

SQLITE = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON "{table}"
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON "{table}"
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
CREATE TRIGGER {table}_no_replace BEFORE INSERT ON "{table}"
WHEN EXISTS (SELECT 1 FROM "{table}" WHERE "{key}" = NEW."{key}")
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END;
"""
POSTGRES = """
CREATE OR REPLACE FUNCTION naru_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '%% is append-only', TG_TABLE_NAME; END $$;
CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON "{table}"
FOR EACH ROW EXECUTE FUNCTION naru_append_only();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON "{table}"
FOR EACH STATEMENT EXECUTE FUNCTION naru_append_only();
"""


def append_only(table: str, key: str = "id") -> migrations.RunPython:
    """A migration step that lets rows be added to a table and never changed or taken away."""
    return migrations.RunPython(_install(table, key), migrations.RunPython.noop)


def _install(table: str, key: str) -> Callable[[Any, Any], None]:
    def install(apps: Any, editor: Any) -> None:
        if editor.connection.vendor == "sqlite":
            with editor.connection.cursor() as cursor:
                for statement in SQLITE.format(table=table, key=key).split("END;"):
                    if statement.strip():
                        cursor.execute(statement + "END;")
        else:
            editor.execute(POSTGRES.format(table=table), params=())

    return install
