"""Django's PostgreSQL engine, version 15 or later, with two roles (0042)."""

from typing import Any

from django.db.backends.postgresql import base as stock
from django.db.backends.postgresql.creation import DatabaseCreation
from django.db.backends.postgresql.features import DatabaseFeatures

from naru.ground.storage.faults import PATIENCE
from naru.ground.storage.owner import as_owner

LIMITS = f"-c lock_timeout={PATIENCE}s -c idle_in_transaction_session_timeout=120s"


class Features(DatabaseFeatures):
    """What we rely on came with PostgreSQL 15: a schema `public` that only its owner fills."""

    minimum_database_version = (15,)


class Creation(DatabaseCreation):
    """Test databases are made, and taken away, by the owner."""

    def create_test_db(self, *args: Any, **kwargs: Any) -> Any:
        """As Django's."""
        with as_owner(self.connection):
            return super().create_test_db(*args, **kwargs)

    def destroy_test_db(self, *args: Any, **kwargs: Any) -> None:
        """As Django's."""
        with as_owner(self.connection):
            super().destroy_test_db(*args, **kwargs)


class DatabaseWrapper(stock.DatabaseWrapper):
    """A connection as the app role, except inside `as_owner`."""

    features_class = Features
    creation_class = Creation

    def get_connection_params(self) -> dict[str, Any]:
        """Django's, with limits, so that nobody waits without end for a lock."""
        params = super().get_connection_params()
        given = params.get("options", "")
        return {**params, "application_name": "naru", "options": f"{given} {LIMITS}".strip()}
