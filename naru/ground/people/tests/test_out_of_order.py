"""PostgreSQL commits a low number after a high one: whoever came first isn't overlooked."""

import threading
import uuid

import pytest
from django.db import connection, transaction

from naru.domain.duties import Duty
from naru.ground import people
from naru.ground.pathway.testing import make_account, make_person
from naru.ground.vault.keeper import keeper

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 20


def register(by, name):
    given = {"names": [{"text": name, "kind": "own"}], "birth": None, "sex": ""}
    return uuid.UUID(make_person(by, **given).subject)


def found(text):
    return [line.person_id for line in people.search(text)]


def test_a_slow_transaction_is_found_once_it_commits():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer")
    registrar, written, go, made = make_account(Duty.CASEWORKER), *_events(), []

    def slowly():
        try:
            with transaction.atomic():
                made.append(register(registrar, "황보꽃"))
                written.set()
                assert go.wait(PATIENCE)
        finally:
            connection.close()

    keeper().register.clear()
    register(registrar, "박철수")
    people.follow()
    slow = threading.Thread(target=slowly)
    slow.start()
    assert written.wait(PATIENCE)
    with transaction.atomic():
        quick = register(registrar, "리정아")
    assert found("리정아") == [quick]
    assert found("황보꽃") == []
    go.set()
    slow.join(PATIENCE)
    assert found("황보꽃") == made


def _events():
    return threading.Event(), threading.Event()
