"""Recomputes the whole chain from what is stored, and names the first thing that doesn't fit."""

from collections.abc import Iterator
from dataclasses import dataclass

from naru.ground.ledger import leaves
from naru.ground.ledger.models import Entry, EntryBody

BATCH = 2000


@dataclass(frozen=True)
class Fault:
    """An entry that isn't what was written: its number and what doesn't fit."""

    seq: int
    what: str


def head() -> tuple[int, str]:
    """How many entries there are, and the head that stands for all of them (hex)."""
    last = Entry.objects.order_by("-seq").first()
    return (last.seq, bytes(last.head).hex()) if last else (0, leaves.FIRST.hex())


def verify() -> Iterator[Fault]:
    """Every fault of the log, in order; nothing when it is whole.

    A body that was erased is no fault; a body that differs from its hash is.
    """
    expected, at_head = 1, leaves.FIRST
    for entry in Entry.objects.order_by("seq").iterator(BATCH):
        if entry.seq != expected:
            yield Fault(expected, "missing")
        if _leaf(entry) != bytes(entry.leaf):
            yield Fault(entry.seq, "changed")
        elif leaves.next_head(at_head, bytes(entry.leaf)) != bytes(entry.head):
            yield Fault(entry.seq, "chain")
        at_head, expected = bytes(entry.head), entry.seq + 1
    yield from _wrong_bodies()


def _leaf(entry: Entry) -> bytes:
    return leaves.leaf_hash(
        at=entry.at,
        actor=entry.actor_id,
        action=entry.action,
        compartment=entry.compartment,
        tag=bytes(entry.tag),
        body=bytes(entry.body_hash),
    )


def _wrong_bodies() -> Iterator[Fault]:
    hashes = dict(Entry.objects.values_list("seq", "body_hash"))
    for body in EntryBody.objects.order_by("entry_seq").iterator(BATCH):
        kept = bytes(hashes.get(body.entry_seq, b""))
        if leaves.body_hash(bytes(body.salt), bytes(body.sealed)) != kept:
            yield Fault(body.entry_seq, "body")
