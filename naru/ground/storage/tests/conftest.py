"""A SQLite database of a test's own, whatever engine the suite runs on."""

import pytest
from django.db.utils import ConnectionHandler


def handler(path, **options):
    return ConnectionHandler(
        {
            "default": {
                "ENGINE": "naru.ground.storage.sqlite",
                "NAME": str(path),
                "OPTIONS": options,
            }
        }
    )


@pytest.fixture(autouse=True)
def _unblocked(django_db_blocker):
    """The databases here aren't the suite's."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def path(tmp_path):
    return tmp_path / "kept.sqlite3"


@pytest.fixture
def connect(path):
    """Makes connections as separate threads and processes would have them."""
    made = []

    def one(**options):
        connection = handler(path, **options)["default"]
        connection.inc_thread_sharing()
        made.append(connection)
        return connection

    first = one()
    with first.schema_door(), first.cursor() as cursor:
        cursor.execute("CREATE TABLE kept (id INTEGER PRIMARY KEY, n INTEGER NOT NULL)")
        cursor.execute("CREATE INDEX kept_n ON kept (n)")
    yield one
    for connection in made:
        connection.close()
