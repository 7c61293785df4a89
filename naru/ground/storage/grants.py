"""What the app role may do on PostgreSQL: on append-only tables, read and add, and no more."""

from typing import Any

from naru.ground.storage.owner import as_owner

KEEPING = ("naru_append_only",)
"""The functions of the triggers that make a table append-only."""

ALL, ADD, READ = "SELECT, INSERT, UPDATE, DELETE", "SELECT, INSERT", "SELECT"
READ_ONLY = frozenset({"django_migrations"})

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
KEPT = """
SELECT DISTINCT c.relname FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE p.proname = ANY(%s) AND NOT t.tgisinternal
"""
SEQUENCES = "SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema()"


def grant(connection: Any) -> int:
    """Give the app role what it may have, and nothing else; returns the number of tables.

    Run as the owner after every migration. Does nothing (0) where the owner runs the app itself.
    """
    owner, app = (connection.settings_dict.get(key) for key in ("OWNER", "APP"))
    if not owner or owner["USER"] == app:
        return 0
    with as_owner(connection), connection.cursor() as cursor:
        rights = _rights(cursor)
        for statement in _statements(rights, _names(cursor, SEQUENCES), connection, app):
            cursor.execute(statement)
    return len(rights)


def _names(cursor: Any, query: str, *given: Any) -> list[str]:
    cursor.execute(query, given or None)
    return [name for (name,) in cursor.fetchall()]


def _rights(cursor: Any) -> dict[str, str]:
    kept = set(_names(cursor, KEPT, list(KEEPING)))
    return {table: _right(table, kept) for table in _names(cursor, TABLES)}


def _right(table: str, kept: set[str]) -> str:
    if table in READ_ONLY:
        return READ
    return ADD if table in kept else ALL


def _statements(
    rights: dict[str, str], sequences: list[str], connection: Any, app: str
) -> list[str]:
    quote = connection.ops.quote_name
    role, schema = quote(app), "public"
    said = [f"GRANT USAGE ON SCHEMA {schema} TO {role}"]
    for table, right in rights.items():
        said += [
            f"REVOKE ALL ON {quote(table)} FROM {role}",
            f"GRANT {right} ON {quote(table)} TO {role}",
        ]
    said += [f"GRANT USAGE, SELECT ON SEQUENCE {quote(name)} TO {role}" for name in sequences]
    return said
