"""Quick passwords, and a custodian that stands in for the agent."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from naru.ground.vault import epochs, userkeys
from naru.ground.vault.custody.core import Custodian
from naru.ground.vault.keeper import host_secret, standing_in
from naru.ground.vault.rings import own_ring


@pytest.fixture(autouse=True)
def _quick_argon2(monkeypatch):
    monkeypatch.setattr(userkeys, "MEMORY_KIB", 64)
    monkeypatch.setattr(userkeys, "PASSES", 1)


@pytest.fixture
def agent(db) -> Iterator[Custodian]:
    """A custodian as the agent would be; nobody has unlocked anything."""
    custodian = Custodian(host_secret())
    with standing_in(custodian), own_ring():
        epochs.found_all()
        yield custodian


@pytest.fixture
def person():
    return uuid4()
