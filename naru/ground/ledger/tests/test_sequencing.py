"""Places: at once on SQLite, within a second on PostgreSQL, in every case without a gap."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from naru.ground import ledger
from naru.ground.ledger import bundles, sequencing
from naru.ground.ledger.models import Entry, Place, Waiting
from naru.ground.ledger.tests.logs import check, write

WRITERS, TIMES = 4, 5


def placed():
    return list(Place.objects.order_by("size").values_list("size", flat=True))


@pytest.mark.both
@pytest.mark.django_db
def test_every_entry_gets_its_place_in_order():
    numbers = [entry.seq for entry in write(5)]
    assert sequencing.step() == (5 if connection.vendor == "postgresql" else 0)
    assert list(Place.objects.order_by("size").values_list("entry_seq", flat=True)) == numbers
    assert placed() == [1, 2, 3, 4, 5]
    assert not Waiting.objects.exists()
    assert sequencing.step() == 0
    assert list(ledger.verify(every_signature=True)) == []


@pytest.mark.both
@pytest.mark.django_db
def test_a_reserved_number_is_the_one_that_is_written():
    write(2)
    number = ledger.reserve()
    assert write(1)[0].seq == number or connection.vendor == "postgresql"
    ledger.verify()


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_an_act_that_is_rolled_back_leaves_nothing():
    before = Entry.objects.count()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write(2)
        raise ZeroDivisionError
    assert Entry.objects.count() == before
    assert not Waiting.objects.exists()


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs a real PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_writers_do_not_wait_for_one_another_and_one_sequencer_places_all():
    stop, failed = threading.Event(), []
    write(1)
    sequencer = threading.Thread(target=sequencing.run, args=(stop,))
    sequencer.start()
    gate = threading.Barrier(WRITERS)

    def work():
        try:
            with transaction.atomic():
                write(1)
                gate.wait(20)  # all are inside their transaction at once: none holds the head
            for _time in range(TIMES - 1):
                write(1)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    stop.set()
    sequencer.join(60)
    sequencing.step()
    assert failed == []
    assert placed() == list(range(1, WRITERS * TIMES + 2))
    assert list(ledger.verify(every_signature=True)) == []
    assert check("".join(bundles.whole_log(timezone.now()))).faults == []


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs a real PostgreSQL")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", ["entry", "place", "checkpoint", "cosignature"])
@pytest.mark.parametrize("role", ["naru_app_probe", ""])
@pytest.mark.parametrize(
    "statement", ["TRUNCATE ledger_{}", "DELETE FROM ledger_{}", "DROP TABLE ledger_{}"]
)
def test_neither_the_app_nor_the_owner_empties_a_table_by_mistake(table, role, statement):
    """The owner's triggers stop all but DROP; a role that may only add and read, that too."""
    write(1)
    bundles.checkpoints.checkpoint(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolcreaterole FROM pg_roles WHERE rolname = current_user")
        if not cursor.fetchone()[0]:
            pytest.skip("as the app's own role: naru/ground/storage/tests/test_append_only.py")
        cursor.execute("DROP ROLE IF EXISTS naru_app_probe")
        cursor.execute("CREATE ROLE naru_app_probe")
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            tables = ", ".join(f"ledger_{name}" for name in ("entry", "place", "checkpoint"))
            cursor.execute(f"GRANT SELECT, INSERT ON {tables} TO naru_app_probe")
            if role:
                cursor.execute(f"SET LOCAL ROLE {role}")
            if table == "cosignature" and statement.startswith("DELETE") and not role:
                return  # an empty table: there is nothing to delete
            if statement.startswith("DROP") and not role:
                return  # whoever owns a table may drop it: the witness notices
            with pytest.raises(DatabaseError):
                cursor.execute(statement.format(table))
            transaction.set_rollback(True)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP OWNED BY naru_app_probe")
            cursor.execute("DROP ROLE naru_app_probe")
