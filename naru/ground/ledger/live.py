"""The log as it lies in the database today: each leaf rebuilt from what is there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from naru.ground.ledger import leaves, papers
from naru.ground.ledger.merkle import leaf_hash
from naru.ground.ledger.models import Entry, EntryBody, Paper, Place, Waiting

BATCH = 400
SIGNATURE = 64


@dataclass(frozen=True, slots=True)
class Row:
    """A place and its entry.

    `recorded` is the leaf's text by the entry's own columns, `text` the same with the hashes of
    what lies sealed beside it today; both are None where the entry is gone.
    """

    place: int
    seq: int
    leaf: bytes
    nodes: bytes
    signature: bytes
    recorded: str | None
    text: str | None
    has_body: bool

    @property
    def told(self) -> str | None:
        """The text that a bundle shows: the one that doesn't fit, if either doesn't."""
        fits = self.recorded and leaf_hash(self.recorded.encode()) == self.leaf
        return self.text if fits else self.recorded


def rows(first: int = 1, last: int | None = None) -> Iterator[Row]:
    """Every place in its order, read in batches."""
    places = Place.objects.filter(size__gte=first)
    if last is not None:
        places = places.filter(size__lte=last)
    batch: list[Place] = []
    for place in places.order_by("size").iterator(BATCH):
        batch.append(place)
        if len(batch) == BATCH:
            yield from _rows(batch)
            batch = []
    yield from _rows(batch)


def without_place(after: int) -> Iterator[Row]:
    """Entries whose place is gone, as if they came last: no signature of theirs is left."""
    numbers = unplaced()
    entries = Entry.objects.in_bulk(numbers)
    for place, seq in enumerate(numbers, start=after + 1):
        text, _same = _texts(entries[seq], None, {})
        leaf = leaf_hash((text or "").encode())
        yield Row(place, seq, leaf, b"", bytes(SIGNATURE), text, text, has_body=False)


def unplaced() -> list[int]:
    """The numbers of entries that never came into the tree, or whose place was taken away.

    Those that wait for the sequencer are none.
    """
    placed, waiting = (kind.objects.values("entry_seq") for kind in (Place, Waiting))
    rows = Entry.objects.exclude(seq__in=placed).exclude(seq__in=waiting)
    return list(rows.order_by("seq").values_list("seq", flat=True))


def _rows(places: Sequence[Place]) -> Iterator[Row]:
    numbers = [place.entry_seq for place in places]
    entries = Entry.objects.in_bulk(numbers)
    bodies = {body.entry_seq: body for body in EntryBody.objects.filter(entry_seq__in=numbers)}
    kept = papers.kept_hashes(list(Paper.objects.filter(entry_seq__in=numbers)))
    for place in places:
        entry, body = entries.get(place.entry_seq), bodies.get(place.entry_seq)
        recorded, text = _texts(entry, body, kept) if entry else (None, None)
        yield Row(
            place.size,
            place.entry_seq,
            bytes(place.leaf),
            bytes(place.nodes),
            bytes(place.signature),
            recorded,
            text,
            body is not None,
        )


def _texts(
    entry: Entry, body: EntryBody | None, kept: Mapping[tuple[int, int], bytes]
) -> tuple[str, str] | tuple[None, None]:
    """A leaf as its columns say it and as it lies today; a column of another kind says nothing."""
    try:
        return entry.leaf_text, _text(entry, body, kept)
    except (AttributeError, TypeError, ValueError):
        return None, None


def _text(entry: Entry, body: EntryBody | None, kept: Mapping[tuple[int, int], bytes]) -> str:
    now: dict[str, bytes] = {}
    if body is not None:
        salt = bytes(body.salt)
        now["body"] = leaves.body_hash(salt, bytes(body.sealed))
        now["tag"] = leaves.tag(salt, body.person_id)
    recorded = enumerate(leaves.hashes(bytes(entry.kept)))
    now["kept"] = b"".join(kept.get((entry.seq, place), digest) for place, digest in recorded)
    return str(entry.leaf(**now))
