"""Entries are numbered from one in each test, on PostgreSQL too."""

import pytest
from django.db import connection


@pytest.fixture(autouse=True)
def numbered_from_one(request):
    if connection.vendor == "postgresql" and request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        with connection.cursor() as cursor:
            cursor.execute("ALTER SEQUENCE ledger_number RESTART WITH 1")
