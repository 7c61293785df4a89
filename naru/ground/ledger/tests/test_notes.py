"""Signed notes, checkpoints and cosignatures against the examples of c2sp.org."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naru.ground.ledger import notes

VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
NOTE = (
    "This is an example message.\n\n\N{EM DASH} example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6T"
    "fXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
# derived once from a key of 32 bytes 0x07 and checked by hand against tlog-cosignature
SIGNER = notes._signer("witness.example/w1", notes.TIMED, bytes([7]) * 32)
TEXT = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"


def test_the_note_of_the_specification_verifies():
    verifier = notes.read_verifier(VKEY)
    text, lines = notes.read_note(NOTE)
    assert str(verifier) == VKEY
    assert notes.signed_by(verifier, text, lines)
    assert not notes.signed_by(verifier, text + " ", lines)


def test_a_cosignature_is_laid_out_as_specified():
    line = notes.cosign(SIGNER, TEXT, 1679315147)
    assert line.signature[:8] == (1679315147).to_bytes(8, "big")
    assert len(line.signature) == 72
    said = b"cosignature/v1\ntime 1679315147\n" + TEXT.encode()
    assert SIGNER.verifier.verifies(line.signature[8:], said)
    assert notes.cosigned_at(SIGNER.verifier, TEXT, line) == 1679315147
    assert notes.cosigned_at(SIGNER.verifier, TEXT + "x\n", line) is None


def test_the_checkpoint_of_the_specification_is_read_and_written_alike():
    read = notes.read_checkpoint(TEXT)
    assert (read.origin, read.size) == ("example.com/behind-the-sofa", 20852163)
    assert str(read) == TEXT


@pytest.mark.parametrize(
    "text",
    [
        "o\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
        "o\n1\n" + "A" * 8 + "\n",
        "\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "o\n1\n",
    ],
)
def test_another_spelling_of_a_checkpoint_is_refused(text):
    with pytest.raises(notes.NoteError):
        notes.read_checkpoint(text)


@settings(deadline=None)
@given(st.text() | st.just(NOTE) | st.just(VKEY), st.data())
def test_nonsense_raises_nothing_but_a_note_error(text, data):
    at = data.draw(st.integers(0, max(0, len(text) - 1)))
    text = text[:at] + data.draw(st.text(max_size=3)) + text[at + 1 :]
    for read in (notes.read_note, notes.read_verifier, notes.read_signer, notes.read_checkpoint):
        try:
            read(text)
        except notes.NoteError:
            continue
