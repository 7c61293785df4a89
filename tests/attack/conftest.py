"""Attacks: long, and left out of `make test`; `make attack` runs them."""

import pytest

from tests.system.conftest import engine, home  # noqa: F401 - the same centre, the same browser


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/attack/test_" in str(item.path):
            item.add_marker(pytest.mark.attack)
