"""Recomputes the whole tree from what is stored, and names each entry that doesn't fit."""

from collections.abc import Iterator
from dataclasses import dataclass

from naru.ground.ledger import leaves, merkle, notes, signing, tree
from naru.ground.ledger.models import Checkpoint, Entry, EntryBody

BATCH = 2000


@dataclass(frozen=True)
class Fault:
    """An entry that isn't what was written: its number and what doesn't fit."""

    seq: int
    what: str


def head() -> tuple[int, str]:
    """How many entries there are, and the root that stands for all of them (hex)."""
    size = tree.size()
    return size, tree.root(size).hex()


def verify() -> Iterator[Fault]:
    """Every fault of the log, in order; nothing when it is whole.

    A body that was erased is no fault; a body that differs from its hash is.
    """
    grown = merkle.Tree()
    yield from _wrong_entries(grown)
    yield from _wrong_signature(grown)
    yield from _wrong_checkpoints(grown)
    yield from _wrong_bodies()


def _wrong_entries(grown: merkle.Tree) -> Iterator[Fault]:
    expected = 1
    for entry in Entry.objects.order_by("seq").iterator(BATCH):
        if entry.seq != expected:
            yield Fault(expected, "missing")
        leaf = merkle.leaf_hash(entry.leaf_text.encode())
        made = grown.append(leaf)
        if leaf != bytes(entry.leaf):
            yield Fault(entry.seq, "changed")
        elif b"".join(made) != bytes(entry.nodes):
            yield Fault(entry.seq, "tree")
        expected = entry.seq + 1


def _wrong_signature(grown: merkle.Tree) -> Iterator[Fault]:
    """The first entry whose signature doesn't fit the tree up to it: from there on none does."""
    if grown.size and not _signed(grown, grown.size):
        yield Fault(merkle.first_wrong(grown.size, lambda size: _signed(grown, size)), "signature")


def _signed(grown: merkle.Tree, size: int) -> bool:
    verifier = signing.log_signer().verifier
    entry = Entry.objects.filter(pk=size).only("signature").first()
    text = notes.Checkpoint(verifier.name, size, grown.root(size))
    return bool(entry) and verifier.verifies(bytes(entry.signature), str(text).encode())


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


def _wrong_bodies() -> Iterator[Fault]:
    hashes = dict(Entry.objects.values_list("seq", "body_hash"))
    for body in EntryBody.objects.order_by("entry_seq").iterator(BATCH):
        kept = bytes(hashes.get(body.entry_seq, b""))
        if leaves.body_hash(bytes(body.salt), bytes(body.sealed)) != kept:
            yield Fault(body.entry_seq, "body")
