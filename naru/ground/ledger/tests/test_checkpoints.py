"""Checkpoints: signed, cosigned by a witness, and provably one after the other."""

import uuid
from types import SimpleNamespace

import pytest
from django.utils import timezone

from naru.domain.refusals import Done, Refusal
from naru.ground import ledger
from naru.ground.ledger import checkpoints, merkle, notes, sequencing, signing, tree
from naru.ground.ledger.models import Place
from naru.ground.vault import CENTRE, Compartment

pytestmark = pytest.mark.django_db
STAFF = SimpleNamespace(pk=uuid.uuid4(), duties=frozenset())


def write(count):
    for number in range(count):
        ledger.append(
            "hold",
            at=timezone.now(),
            actor=STAFF,
            person_id=CENTRE,
            compartment=Compartment.OPS,
            body={"n": number},
        )
    sequencing.step()


def test_a_checkpoint_is_signed_by_the_log():
    write(5)
    kept = checkpoints.checkpoint(timezone.now())
    text, lines = notes.read_note(kept.note)
    assert notes.read_checkpoint(text).size == 5
    assert notes.signed_by(signing.log_signer().verifier, text, lines)


def test_an_empty_log_has_no_checkpoint():
    assert checkpoints.checkpoint(timezone.now()) is None
    assert isinstance(checkpoints.request(3, timezone.now()), Refusal)


def test_a_witness_cosigns_and_is_kept():
    write(3)
    kept = checkpoints.checkpoint(timezone.now())
    text, _lines = notes.read_note(kept.note)
    witness = notes.new_signer("witness.invalid/ombudsman", notes.TIMED)
    note = f"{text}\n{notes.cosign(witness, text, 1_790_000_000)}"
    assert isinstance(checkpoints.take_cosignature(note, str(witness.verifier)), Done)
    assert "witness.invalid/ombudsman" in checkpoints.cosigned(kept)
    assert checkpoints.take_cosignature(note, str(witness.verifier)).repeated


def test_nonsense_is_refused_in_words():
    write(1)
    assert checkpoints.take_cosignature("x", "y").code == "ledger.unreadable"


@pytest.mark.parametrize("old", [1, 2, 4, 7])
def test_an_older_log_is_proved_to_begin_a_newer_one(old):
    write(9)
    proof = tree.consistency(old, 9)
    assert merkle.consistent(old, tree.root(old), 9, tree.root(9), proof)
    assert not merkle.consistent(old, tree.root(9), 9, tree.root(old), proof)


def test_every_entry_is_proved_to_be_in_the_tree():
    write(6)
    for place in Place.objects.all():
        proof = tree.inclusion(place.size, 6)
        assert merkle.included(bytes(place.leaf), place.size - 1, 6, proof, tree.root(6))
        assert not merkle.included(bytes(32), place.size - 1, 6, proof, tree.root(6))
