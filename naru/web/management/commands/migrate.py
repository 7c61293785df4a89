"""`naru migrate`: bring the database to this version, as its owner."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from naru.ground.storage import as_owner, grant


class Command(migrate.Command):
    """Django's, as the owner of the tables; then the app role is given what it may have."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Run it."""
        connection = connections[options["database"]]
        with as_owner(connection):
            super().handle(*args, **options)
            if connection.vendor == "postgresql":
                grant(connection)
