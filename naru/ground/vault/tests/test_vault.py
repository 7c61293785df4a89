"""The vault: what is sealed opens only for its place, and erased is erased."""

import stat
import uuid

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from naru.domain.duties import Duty
from naru.ground.pathway.testing import make_account, make_person
from naru.ground.people.models import Card
from naru.ground.vault import (
    SYSTEM,
    Compartment,
    ErasedError,
    SealBrokenError,
    accesses,
    erase,
    keep_file,
    keyring,
    keys,
    open_row,
    read_file,
)
from naru.ground.vault.models import SealedFile
from naru.ground.vault.sealing import Cipher, Place, bucket, seal, unseal

KEY = Cipher(bytes(range(32)))


def place(**changes):
    ids = {"row": uuid.UUID(int=1), "person": uuid.UUID(int=2)}
    return Place(**{"table": "t", **ids, "compartment": "ops", "epoch": 1, **changes})


@given(st.binary(max_size=3000))
def test_what_is_sealed_comes_back_and_its_length_tells_little(content):
    sealed = seal(KEY, place(), content)
    assert unseal(KEY, place(), sealed) == content
    assert len(sealed) == 12 + bucket(len(content) + 5) + 16


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"table": "u"},
        {"row": uuid.UUID(int=9)},
        {"person": uuid.UUID(int=9)},
        {"compartment": "health"},
        {"epoch": 2},
    ],
)
def test_a_sealed_thing_opens_nowhere_else(elsewhere):
    with pytest.raises(SealBrokenError):
        unseal(KEY, place(**elsewhere), seal(KEY, place(), b"insulin"))


@given(st.integers(0, 200))
def test_one_changed_bit_is_found(at):
    sealed = bytearray(seal(KEY, place(), b"insulin"))
    sealed[at] ^= 1
    with pytest.raises(SealBrokenError):
        unseal(KEY, place(), bytes(sealed))


def test_a_key_file_is_its_owners_alone_and_never_overwritten(tmp_path):
    path = tmp_path / "keys" / "vault.json"
    keys.make_key_file(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(keys.read_key_file(path).host) == 32
    with pytest.raises(keys.KeyFileError, match="exists"):
        keys.make_key_file(path)
    path.chmod(0o644)
    with pytest.raises(keys.KeyFileError, match="chmod 600"):
        keys.read_key_file(path)
    with pytest.raises(keys.KeyFileError, match="naru setup"):
        keys.read_key_file(tmp_path / "none.json")


@pytest.mark.parametrize("said", ["", "{}", '{"format": "naru-keys-2", "host": "00"}', "[1]"])
def test_a_broken_key_file_is_named(tmp_path, said):
    path = tmp_path / "vault.json"
    path.write_text(said)
    path.chmod(0o600)
    with pytest.raises(keys.KeyFileError):
        keys.read_key_file(path)


@pytest.mark.django_db
def test_the_database_holds_no_name():
    make_person(make_account(Duty.CASEWORKER))
    card = Card.objects.get()
    assert "김가람".encode() not in bytes(card.sealed)
    assert open_row(SYSTEM, card, "test")["name"]["text"] == "김가람"


@pytest.mark.django_db
def test_every_opening_is_on_record_once_a_day():
    account = make_account(Duty.CASEWORKER)
    make_person(account)
    card = Card.objects.get()
    for _ in range(3):
        open_row(account, card, "label")
    assert [(row.viewer_id, row.reason) for row in accesses(card.person_id)] == [
        (account.pk, "label")
    ]


@pytest.mark.django_db
def test_what_was_erased_opens_for_nobody():
    make_person(make_account(Duty.CASEWORKER))
    card = Card.objects.get()
    certificate = erase(card.person_id, [Compartment.IDENTITY], timezone.now())
    assert certificate.compartments == ("identity",)
    with pytest.raises(ErasedError):
        open_row(SYSTEM, card, "test")


@pytest.mark.django_db
def test_a_file_moved_to_another_person_does_not_open():
    file = keep_file(uuid.uuid4(), Compartment.OPS, b"photo", "image/jpeg")
    assert read_file(SYSTEM, file.pk, "test") == (b"photo", "image/jpeg")
    other = keep_file(uuid.uuid4(), Compartment.OPS, b"other", "image/jpeg")
    SealedFile.objects.filter(pk=other.pk).update(sealed=file.sealed)
    with pytest.raises(SealBrokenError):
        read_file(SYSTEM, other.pk, "test")


@pytest.mark.django_db
def test_a_key_that_was_rolled_back_seals_nothing_more():
    person = uuid.uuid4()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        keyring.key_for_sealing(person, Compartment.OPS)
        raise ZeroDivisionError
    keyring.drop_unkept()
    assert keyring.ring.for_sealing((person, "ops")) is None
