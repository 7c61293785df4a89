"""Who opened what: a line taken out, put in or changed by the database's owner is found out."""

import uuid
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from naru.ground import ledger
from naru.ground.ledger.models import Entry
from naru.ground.vault.models import AccessRecord

pytestmark = [pytest.mark.django_db, pytest.mark.both]
PUT_IN = (
    "INSERT INTO vault_accessrecord (viewer_id, person_id, compartment, reason, day) "
    "SELECT person_id, viewer_id, compartment, reason, day FROM vault_accessrecord"
)


def opened(days_ago, count=3):
    day = timezone.localdate() - timedelta(days=days_ago)
    for _ in range(count):
        made = {"viewer_id": uuid.uuid4(), "person_id": uuid.uuid4(), "day": day}
        AccessRecord.objects.create(compartment="health", reason="care", **made)
    return day.isoformat()


def later(**span):
    return time_machine.travel(timezone.now() + timedelta(**span), tick=False)


def as_owner(statement):
    """What whoever owns the database can do: take the rails away first."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            with connection.schema_door():
                for name in ("update", "delete"):
                    cursor.execute(f"DROP TRIGGER IF EXISTS vault_accessrecord_no_{name}")
                cursor.execute(statement)


def test_a_line_put_into_a_day_without_any_is_found():
    opened(3)
    ledger.bind_accesses(timezone.now())
    day = opened(5, 1)
    assert [found for _seq, found in ledger.wrong_accesses()] == [day]


def test_each_day_that_is_over_is_bound_once():
    first, second, _today = opened(2), opened(1), opened(0)
    with time_machine.travel(timezone.now().replace(hour=12), tick=False):
        assert ledger.bind_accesses(timezone.now()) == 2
        assert ledger.bind_accesses(timezone.now()) == 0
    assert list(ledger.wrong_accesses()) == []
    with later(days=1):
        assert ledger.bind_accesses(timezone.now()) == 1
    with later(days=9):
        assert ledger.bind_accesses(timezone.now()) == 0
    assert Entry.objects.filter(action="bind_accesses").count() == 2
    assert list(ledger.verify()) == []
    assert first < second


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the app may not, and isn't the owner")
@pytest.mark.parametrize(
    "bending",
    [
        "DELETE FROM vault_accessrecord WHERE id = (SELECT min(id) FROM vault_accessrecord)",
        "UPDATE vault_accessrecord SET reason = 'other'",
        "UPDATE vault_accessrecord SET viewer_id = person_id",
        PUT_IN,
        "DELETE FROM vault_accessrecord",
    ],
)
def test_a_bent_list_is_named_by_day_and_entry(bending):
    day = opened(3)
    ledger.bind_accesses(timezone.now())
    as_owner(bending)
    (found,) = ledger.wrong_accesses()
    assert found == (Entry.objects.get(action="bind_accesses").seq, day)
    with pytest.raises(CommandError, match="1 of"):
        call_command("ledger", "verify", stdout=StringIO())
