"""Starts the checkpointer of a serving process, where the engine needs one."""

from django.db import connections


def keep(alias: str = "default") -> None:
    """Call once in each process that serves, after it has forked; PostgreSQL keeps itself."""
    connection = connections[alias]
    if connection.vendor == "sqlite":
        from naru.ground.storage.sqlite import keeper

        connection.get_connection_params()
        keeper.keep(connection.path)
