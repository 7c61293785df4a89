"""The rule that no simulator is booked twice, kept by the database itself."""

from typing import Any

SQLITE = """
CREATE TRIGGER settlement_booking_no_{name} BEFORE {act} ON settlement_booking
WHEN EXISTS (
    SELECT 1 FROM settlement_booking
    WHERE simulator_id = NEW.simulator_id AND id <> NEW.id
    AND starts_at < NEW.ends_at AND ends_at > NEW.starts_at
)
BEGIN SELECT RAISE(ABORT, 'settlement_no_double_booking'); END
"""
# A range of one whole number stands in for "the same simulator": no extension is needed for it.
POSTGRES = """
ALTER TABLE settlement_booking ADD CONSTRAINT settlement_no_double_booking EXCLUDE USING gist (
    int8range(simulator_id, simulator_id, '[]') WITH &&,
    tstzrange(starts_at, ends_at) WITH &&
)
"""


def forbid_double(apps: Any, editor: Any) -> None:
    """Install the rule, in the words of the database at hand."""
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRES)
        return
    for name, act in (("double", "INSERT"), ("move", "UPDATE")):
        with editor.connection.cursor() as cursor:
            cursor.execute(SQLITE.format(name=name, act=act))
