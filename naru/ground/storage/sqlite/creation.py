"""Test databases: their gate, keeper and log files are taken away with them."""

from pathlib import Path

from django.db.backends.sqlite3.creation import DatabaseCreation

from naru.ground.storage.sqlite import gate, keeper

BESIDE = ("-wal", "-shm", gate.SUFFIX, keeper.SUFFIX)


class Creation(DatabaseCreation):
    """Django's, tidier."""

    def _destroy_test_db(self, test_database_name: str, verbosity: int) -> None:
        super()._destroy_test_db(test_database_name, verbosity)
        for suffix in BESIDE:
            Path(f"{test_database_name}{suffix}").unlink(missing_ok=True)
