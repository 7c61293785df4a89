"""Somebody who can write the database, and has no key, moves sealed things about: nothing opens."""

import uuid
from itertools import permutations

import pytest
from django.utils import timezone

from naru.domain.duties import Duty
from naru.ground.pathway.testing import make_account, make_person
from naru.ground.people.models import Card, Choice, Claim
from naru.ground.vault import (
    SYSTEM,
    Compartment,
    ErasedError,
    SealBrokenError,
    epochs,
    keep_file,
    open_row,
    read_file,
    recovery,
)
from naru.ground.vault.closed import ClosedError
from naru.ground.vault.models import DataKey, EpochSeal, HolderWrap, SealedFile
from naru.ground.vault.rings import own_ring
from naru.ground.vault.tests.test_members import PASSWORD, sign_in, two_nurses

REFUSED = (SealBrokenError, ClosedError, ErasedError)


def swap(model, one, other, *fields):
    """Exchange columns of two rows behind the vault's back."""
    first = {name: getattr(one, name) for name in fields}
    second = {name: getattr(other, name) for name in fields}
    model.objects.filter(pk=other.pk).update(**first)
    model.objects.filter(pk=one.pk).update(**second)


def opens(row):
    with own_ring():
        open_row(SYSTEM, type(row).objects.get(pk=row.pk), "test")


@pytest.fixture
def two(db):
    registrar = make_account(Duty.CASEWORKER)
    return [uuid.UUID(make_person(registrar).subject) for _ in range(2)]


def cards(two):
    return [Card.objects.get(person_id=person) for person in two]


def test_blobs_swapped_between_two_persons(two):
    one, other = cards(two)
    swap(Card, one, other, "sealed")
    for card in (one, other):
        with pytest.raises(SealBrokenError):
            opens(card)


def test_blobs_swapped_between_two_rows_of_one_person(two, transactional_reading):
    rows = list(Claim.objects.filter(person_id=two[0]).order_by("pk")[:2])
    swap(Claim, *rows, "sealed")
    with pytest.raises(SealBrokenError):
        opens(rows[0])


@pytest.fixture
def transactional_reading(db):
    """Claims are append-only: the trigger steps aside as it would for who edits the file."""
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("the app's role can't make a trigger stand aside (test_append_only.py)")
    with connection.schema_door(), connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER people_claim_no_update")


def test_a_blob_put_into_another_table(two):
    card = cards(two)[0]
    choice = Choice(person_id=card.person_id, made_at=timezone.now(), by_id=uuid.uuid4())
    choice.pk, choice.sealed, choice.epoch = card.pk, bytes(card.sealed), card.epoch
    choice.save(force_insert=True)
    with pytest.raises(SealBrokenError):
        opens(choice)


def test_wraps_swapped_between_two_persons(two):
    keys = [DataKey.objects.get(person_id=person, compartment="identity") for person in two]
    swap(DataKey, *keys, "wrapped")
    for card in cards(two):
        with pytest.raises(ClosedError):
            opens(card)


def test_a_person_given_to_another(two):
    """The whole row: blob and owner together, and the key along with it."""
    one, other = cards(two)
    DataKey.objects.filter(person_id=two[0], compartment="identity").update(person_id=uuid.uuid4())
    with pytest.raises(ErasedError):
        opens(one)
    opens(other)


@pytest.mark.parametrize(
    "change",
    [{"compartment": "health"}, {"epoch": 2}, {"wrap_epoch": 2}, {"boxed": True}, {"wrapped": b""}],
    ids=str,
)
def test_a_wrap_with_another_label(db, change):
    file = keep_file(uuid.uuid4(), Compartment.KIN, b"mother", "text/plain")
    DataKey.objects.filter(person_id=file.person_id).update(**change)
    with own_ring(), pytest.raises(REFUSED):
        read_file(SYSTEM, file.pk, "test")


@pytest.mark.parametrize(
    "change",
    [{"compartment": "health"}, {"epoch": 2}, {"media_type": "text/html"}, {"sealed": b"x"}],
    ids=str,
)
def test_a_file_with_another_label(db, change):
    file = keep_file(uuid.uuid4(), Compartment.KIN, b"mother", "text/plain")
    keep_file(file.person_id, Compartment.HEALTH, b"insulin", "text/plain")
    SealedFile.objects.filter(pk=file.pk).update(**change)
    with own_ring(), pytest.raises(REFUSED):
        read_file(SYSTEM, file.pk, "test")


def test_a_wrap_of_yesterday_put_back_after_a_rotation(agent, person):
    from naru.ground.vault import members
    from naru.ground.vault.tests.test_members import HEALTH, kept, request_of

    nurse, _physician, _sheets = two_nurses()
    holding = sign_in(nurse)
    with request_of(holding):
        file = keep_file(person, HEALTH, b"insulin", "text/plain")
    old = DataKey.objects.get(person_id=person)
    with kept(), request_of(holding):
        members.rotate("health", holding.token)
    DataKey.objects.filter(pk=old.pk).update(wrapped=bytes(old.wrapped))
    with request_of(holding), pytest.raises(ClosedError):
        read_file(SYSTEM, file.pk, "test")
    DataKey.objects.filter(pk=old.pk).update(wrap_epoch=old.wrap_epoch)
    with request_of(holding), pytest.raises(ClosedError):
        read_file(SYSTEM, file.pk, "test")


def test_seals_swapped_between_compartments_and_between_members(agent):
    nurse, physician, _sheets = two_nurses()
    mine, theirs = (
        [
            EpochSeal.objects.get(epoch__compartment=part, holder_id=sign_in(one).holder)
            for part in ("health", "kin")
        ]
        for one in (nurse, physician)
    )
    for one, other in permutations([*mine, *theirs], 2):
        EpochSeal.objects.filter(pk=one.pk).update(sealed=bytes(other.sealed))
        with pytest.raises(Exception, match="box"):
            sign_in(nurse if one in mine else physician)
        EpochSeal.objects.filter(pk=one.pk).update(sealed=bytes(one.sealed))
    assert sign_in(nurse).compartments == {"health", "kin"}


def test_a_private_key_swapped_between_accounts(agent):
    nurse, physician, _sheets = two_nurses()
    one, other = (HolderWrap.objects.get(holder__account_id=who.pk) for who in (nurse, physician))
    swap(HolderWrap, one, other, "wrapped", "salt")
    assert sign_in(nurse) is None
    assert sign_in(physician, PASSWORD) is None


def test_a_recovery_key_slipped_in_gets_nothing_at_the_next_rotation(agent):
    from naru.ground.vault import members
    from naru.ground.vault.boxes import KeyPair
    from naru.ground.vault.compartments import RECOVERY
    from naru.ground.vault.models import Holder

    nurse, _physician, _sheets = two_nurses()
    holder = Holder.objects.get(account_id=RECOVERY, retired_at=None)
    thief = KeyPair(bytes(32)).public
    EpochSeal.objects.filter(holder_id=holder.pk).update(public=thief)
    with pytest.raises(Exception, match="vouched"):
        members.rotate("health", sign_in(nurse).token)
    assert recovery.covered()
    assert epochs.current("health").retired_at is None
