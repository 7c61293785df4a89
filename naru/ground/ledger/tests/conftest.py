"""Entries are numbered from one in each test, on PostgreSQL too."""

import psycopg
import pytest
from django.db import connection


@pytest.fixture(autouse=True)
def numbered_from_one(request):
    if connection.vendor == "postgresql" and request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        said = connection.settings_dict
        owner = {**said, **said.get("OWNER", {})}
        where = {"dbname": owner["NAME"], "host": owner["HOST"], "port": owner["PORT"]}
        # only the owner may turn the counter back, and not inside the test's transaction
        with psycopg.connect(user=owner["USER"], autocommit=True, **where) as server:
            server.execute("SELECT setval('ledger_number', 1, false)")
