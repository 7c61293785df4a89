"""Acting as the owner of the tables: for migrations, never for a page."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

ROLE = ("USER", "PASSWORD")


@contextmanager
def as_owner(connection: Any) -> Iterator[None]:
    """Inside, the connection is the owner's; where no other owner is named, nothing changes.

    The owner stands in the database's settings as OWNER, with USER and PASSWORD; APP names the role
    of the app.
    """
    settings = connection.settings_dict
    owner = settings.get("OWNER")
    app = {key: settings[key] for key in ROLE}
    if not owner or owner["USER"] == app["USER"]:
        yield
        return
    connection.close()
    settings.update(owner)
    try:
        yield
    finally:
        connection.close()
        settings.update(app)
