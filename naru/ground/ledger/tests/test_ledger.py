"""The ledger: whole, chained, and not to be changed."""

import uuid
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from naru.ground import ledger
from naru.ground.ledger import merkle
from naru.ground.ledger.models import EntryBody, Place
from naru.ground.vault import CENTRE, SYSTEM, Compartment, erase

pytestmark = pytest.mark.django_db
STAFF = SimpleNamespace(pk=uuid.uuid4(), duties=frozenset())


def write(action="hold", person=CENTRE, **body):
    return ledger.append(
        action,
        at=timezone.now(),
        actor=STAFF,
        person_id=person,
        compartment=Compartment.OPS,
        body=body,
        subject="x",
    )


def faults():
    return [(fault.seq, fault.what) for fault in ledger.verify()]


def test_entries_are_numbered_chained_and_verified():
    assert [write(n=n).seq for n in range(3)] == [1, 2, 3]
    assert faults() == []
    assert ledger.head() == (
        3,
        merkle.Tree(bytes(e.leaf) for e in Place.objects.order_by("size")).root(3).hex(),
    )


def test_a_timeline_opens_bodies_of_the_viewers_compartments_only():
    person = uuid.uuid4()
    write("hold", person, seal="4471")
    assert ledger.happened(SYSTEM, person, ["ops"])[0].body == {"subject": "x", "seal": "4471"}
    assert ledger.happened(SYSTEM, person, ["health"])[0].body is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entry SET action = 'nothing' WHERE seq = 1",
        "DELETE FROM ledger_entry WHERE seq = 1",
        "INSERT OR REPLACE INTO ledger_entry SELECT * FROM ledger_entry WHERE seq = 1",
    ],
)
def test_the_database_refuses_to_change_an_entry(statement):
    write()
    if "REPLACE" in statement and connection.vendor != "sqlite":
        pytest.skip("SQLite's own statement")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert faults() == []


def test_whoever_gets_past_the_triggers_is_found_out():
    for n in range(3):
        write(n=n)
    body = EntryBody.objects.get(entry_seq=2)
    EntryBody.objects.filter(pk=body.pk).update(sealed=b"else" + bytes(body.sealed))
    assert faults() == [(2, "body")]


def test_an_erased_body_leaves_the_log_whole():
    person = uuid.uuid4()
    write("hold", person, seal="1")
    erase(person, [Compartment.OPS], timezone.now())
    EntryBody.objects.filter(person_id=person).delete()
    assert faults() == []
