"""Recomputes the whole tree from what is stored, and names each entry that doesn't fit."""

from collections.abc import Iterator
from dataclasses import dataclass

from naru.ground.ledger import live, merkle, notes, sequencing, signing, tree
from naru.ground.ledger.models import Checkpoint, Cosignature, Place

BATCH = 2000


@dataclass(frozen=True)
class Fault:
    """An entry that isn't what was written: its number and what doesn't fit."""

    seq: int
    what: str


def head() -> tuple[int, str]:
    """How many entries there are, and the root that stands for all of them (hex)."""
    sequencing.step()
    size = tree.size()
    return size, tree.root(size).hex()


def verify(*, every_signature: bool = False) -> Iterator[Fault]:
    """Every fault of the log, in order; nothing when it is whole.

    A body that was erased is no fault; a body that differs from its hash is. Usually the head's
    signature is checked, and others only to find where a wrong tree begins.
    """
    sequencing.step()
    grown = merkle.Tree()
    numbers: list[int] = []
    yield from _wrong_places(grown, numbers)
    yield from _wrong_signature(grown, numbers)
    if every_signature:
        yield from _wrong_signatures(grown, numbers)
    yield from _wrong_checkpoints(grown)
    yield from _wrong_cosignatures()
    yield from _without_place()


def _wrong_places(grown: merkle.Tree, numbers: list[int]) -> Iterator[Fault]:
    expected = 1
    for row in live.rows():
        if row.place != expected:
            yield Fault(expected, "missing")
        made = grown.append(row.leaf)
        numbers.append(row.seq)
        if row.recorded is None:
            yield Fault(row.seq, "missing")
        elif merkle.leaf_hash(row.recorded.encode()) != row.leaf:
            yield Fault(row.seq, "changed")
        elif row.text != row.recorded:
            yield Fault(row.seq, "body")
        elif b"".join(made) != row.nodes:
            yield Fault(row.seq, "tree")
        expected = row.place + 1


def _wrong_signature(grown: merkle.Tree, numbers: list[int]) -> Iterator[Fault]:
    """The first entry whose signature doesn't fit the tree up to it: from there on none does."""
    if grown.size and not _signed(grown, grown.size):
        size = merkle.first_wrong(grown.size, lambda size: _signed(grown, size))
        yield Fault(numbers[size - 1], "signature")


def _wrong_signatures(grown: merkle.Tree, numbers: list[int]) -> Iterator[Fault]:
    for size in range(1, grown.size + 1):
        if not _signed(grown, size):
            yield Fault(numbers[size - 1], "signature")


def _signed(grown: merkle.Tree, size: int) -> bool:
    verifier = signing.log_signer().verifier
    place = Place.objects.filter(pk=size).only("signature").first()
    text = notes.Checkpoint(verifier.name, size, grown.root(size))
    return bool(place) and verifier.verifies(bytes(place.signature), str(text).encode())


def _wrong_checkpoints(grown: merkle.Tree) -> Iterator[Fault]:
    """A checkpoint that left the house and that the log doesn't contain any more."""
    verifier = signing.log_signer().verifier if grown.size else None
    for kept in Checkpoint.objects.order_by("size").iterator(BATCH):
        if kept.size > grown.size or verifier is None:
            yield Fault(kept.size, "missing")
        elif not _says(kept.note, verifier, grown.root(kept.size)):
            yield Fault(kept.size, "checkpoint")


def _says(note: str, verifier: notes.Verifier, root: bytes) -> bool:
    try:
        text, lines = notes.read_note(note)
        return notes.read_checkpoint(text).root == root and notes.signed_by(verifier, text, lines)
    except notes.NoteError:
        return False


def _wrong_cosignatures() -> Iterator[Fault]:
    """A witness's line that doesn't fit the checkpoint it stands under."""
    kept = dict(Checkpoint.objects.values_list("size", "note"))
    for row in Cosignature.objects.order_by("size").iterator(BATCH):
        if not _cosigned(row, kept.get(row.size, "")):
            yield Fault(row.size, "cosignature")


def _cosigned(row: Cosignature, note: str) -> bool:
    try:
        text, lines = notes.read_note(note + row.line)
        verifier = notes.read_verifier(row.vkey)
        return notes.cosigned_at(verifier, text, lines[-1]) is not None
    except notes.NoteError:
        return False


def _without_place() -> Iterator[Fault]:
    """Entries that never came into the tree; those that wait for the sequencer are no fault."""
    for seq in live.unplaced():
        yield Fault(seq, "unplaced")
