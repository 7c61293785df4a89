"""Triggers that keep rows as they were written, on both databases: rails, not the proof."""

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
SQLITE_LOCKED = """
CREATE TRIGGER {table}_locked_update BEFORE UPDATE ON "{table}" WHEN OLD.state IN ({states})
BEGIN SELECT RAISE(ABORT, '{table} is locked'); END;
CREATE TRIGGER {table}_locked_delete BEFORE DELETE ON "{table}" WHEN OLD.state IN ({states})
BEGIN SELECT RAISE(ABORT, '{table} is locked'); END;
"""
POSTGRES_LOCKED = """
CREATE OR REPLACE FUNCTION naru_locked() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '%% is locked', TG_TABLE_NAME; END $$;
CREATE TRIGGER {table}_locked BEFORE UPDATE OR DELETE ON "{table}"
FOR EACH ROW WHEN (OLD.state IN ({states})) EXECUTE FUNCTION naru_locked();
"""


def append_only(table: str, key: str = "id") -> migrations.RunPython:
    """A migration step that lets rows be added to a table and never changed or taken away."""
    return _triggers(SQLITE.format(table=table, key=key), POSTGRES.format(table=table))


def locked(table: str, *states: str) -> migrations.RunPython:
    """A migration step after which a row in one of these states is never changed or taken away."""
    said = {"table": table, "states": ", ".join(f"'{state}'" for state in states)}
    return _triggers(SQLITE_LOCKED.format(**said), POSTGRES_LOCKED.format(**said))


def _triggers(sqlite: str, postgres: str) -> migrations.RunPython:
    return migrations.RunPython(_install(sqlite, postgres), migrations.RunPython.noop)


def _install(sqlite: str, postgres: str) -> Callable[[Any, Any], None]:
    def install(apps: Any, editor: Any) -> None:
        if editor.connection.vendor == "sqlite":
            with editor.connection.cursor() as cursor:
                for statement in sqlite.split("END;"):
                    if statement.strip():
                        cursor.execute(statement + "END;")
        else:
            editor.execute(postgres, params=())

    return install
