"""The tree as the database keeps it: each place has the inner nodes that its leaf completes."""

from collections.abc import Iterable, Sequence

from naru.ground.ledger import merkle
from naru.ground.ledger.models import Place

HASH = 32


class LogBrokenError(Exception):
    """A place of the tree is gone, so that nothing more can be proved or appended."""

    def __init__(self, place: int) -> None:
        super().__init__(f"place {place} of the ledger is missing: run `naru ledger verify`")
        self.place = place


_grown: dict[tuple[int, bytes], list[bytes]] = {}


def size() -> int:
    """How many entries have their place."""
    return Place.objects.order_by("-size").values_list("size", flat=True).first() or 0


def root(of: int) -> bytes:
    """The root of the first `of` entries."""
    return merkle.root(of, reader([(0, of)]))


def frontier(of: int, last: bytes) -> merkle.Frontier:
    """What the tree needs to grow, which now ends with the leaf hash `last`.

    This process's own latest append is remembered: a leaf holds random salts, so one that ends
    the log again ends the same log, and one that was rolled back or overtaken isn't asked for.
    """
    peaks = _grown.get((of, last))
    if peaks is None:
        read = reader([(0, of)])
        peaks = [read(name) for name in merkle.covering(0, of)]
    return merkle.Frontier(of, peaks)


def remember(grown: merkle.Frontier, last: bytes) -> None:
    """Keep what the next append needs."""
    global _grown  # noqa: PLW0603 - one value, replaced whole, so that threads see old or new
    _grown = {(grown.size, last): list(grown.peaks)}


def inclusion(place: int, of: int) -> list[bytes]:
    """The proof that the leaf at `place` (from 1) is in the tree of the first `of` entries."""
    read = reader(merkle.inclusion_spans(place - 1, of))
    return merkle.inclusion(place - 1, of, read)


def consistency(old: int, of: int) -> list[bytes]:
    """The proof that the first `of` entries begin with the first `old`."""
    if old in (0, of):
        return []
    return merkle.consistency(old, of, reader(merkle.consistency_spans(old, of)))


def reader(spans: Sequence[tuple[int, int]]) -> merkle.Read:
    """Reads in one query the nodes of these spans; a few dozen entries have them all."""
    return _read([name for span in spans for name in merkle.covering(*span)]).__getitem__


def _read(names: Iterable[merkle.Name]) -> dict[merkle.Name, bytes]:
    ends = {name: merkle.completed_by(name) + 1 for name in names}
    rows = Place.objects.filter(size__in=ends.values()).values_list("size", "leaf", "nodes")
    made = {size: bytes(leaf) + bytes(nodes) for size, leaf, nodes in rows}
    missing = set(ends.values()) - made.keys()
    if missing:
        raise LogBrokenError(min(missing))
    return {name: made[size][name[0] * HASH :][:HASH] for name, size in ends.items()}
