"""The Merkle tree of RFC 6962 (pure): append, root, inclusion and consistency, made and verified.

A node is named (level, index): it stands for the leaves index * 2**level up to the next node's.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256

LEAF = b"\x00"
NODE = b"\x01"
EMPTY = sha256(b"").digest()

Name = tuple[int, int]
Read = Callable[[Name], bytes]


def leaf_hash(data: bytes) -> bytes:
    """The hash of an entry's bytes."""
    return sha256(LEAF + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two neighbours."""
    return sha256(NODE + left + right).digest()


class Frontier:
    """The few nodes from which a tree grows and its root follows (a compact range from 0)."""

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        self.size = size
        self.peaks = list(peaks)

    def append(self, leaf: bytes) -> list[bytes]:
        """Add a leaf hash; returns the nodes that it completes, from below."""
        made = []
        left = self.size
        while left & 1:
            leaf = sha256(NODE + self.peaks.pop() + leaf).digest()
            made.append(leaf)
            left >>= 1
        self.peaks.append(leaf)
        self.size += 1
        return made

    def root(self) -> bytes:
        """The hash that stands for the whole tree."""
        return _fold(self.peaks)


class Tree:
    """A whole tree in memory, which tells any node."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self._frontier = Frontier()
        self._levels: list[list[bytes]] = [[]]
        for leaf in leaves:
            self.append(leaf)

    def append(self, leaf: bytes) -> list[bytes]:
        """Add a leaf hash; returns the nodes that it completes, from below."""
        made = self._frontier.append(leaf)
        for level, node in enumerate([leaf, *made]):
            if level == len(self._levels):
                self._levels.append([])
            self._levels[level].append(node)
        return made

    @property
    def size(self) -> int:
        """How many leaves there are."""
        return self._frontier.size

    def read(self, name: Name) -> bytes:
        """A node; IndexError for one that isn't complete yet."""
        level, index = name
        return self._levels[level][index]

    def root(self, size: int) -> bytes:
        """The root of the first `size` leaves."""
        return root(size, self.read)


def _fold(peaks: Sequence[bytes]) -> bytes:
    if not peaks:
        return EMPTY
    whole = peaks[-1]
    for peak in reversed(peaks[:-1]):
        whole = node_hash(peak, whole)
    return whole


def covering(start: int, end: int) -> Iterator[Name]:
    """The fewest complete nodes that stand for the leaves from `start` up to `end`, in order."""
    while start < end:
        level = (end - start).bit_length() - 1
        while start & ((1 << level) - 1):
            level -= 1
        yield level, start >> level
        start += 1 << level


def completed_by(name: Name) -> int:
    """The index of the leaf that completes a node."""
    level, index = name
    return ((index + 1) << level) - 1


def root(size: int, read: Read) -> bytes:
    """The root of the first `size` leaves."""
    return _fold([read(name) for name in covering(0, size)])


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_spans(index: int, size: int) -> list[tuple[int, int]]:
    """The spans of leaves whose hashes prove one leaf, from its sibling up to the root's child."""
    start, end, spans = 0, size, []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((start, middle))
            start = middle
    return spans[::-1]


def consistency_spans(old: int, size: int) -> list[tuple[int, int]]:
    """The spans of leaves whose hashes prove that the first `old` leaves are still the same."""
    start, end, spans = 0, size, []
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((start, middle))
            start = middle
    if start:
        spans.append((start, end))
    return spans[::-1]


def span_hash(span: tuple[int, int], read: Read) -> bytes:
    """The hash of the leaves of a span, as RFC 6962 splits it."""
    return _fold([read(name) for name in covering(*span)])


def inclusion(index: int, size: int, read: Read) -> list[bytes]:
    """The proof that a leaf stands at `index` in the tree of `size` leaves."""
    return [span_hash(span, read) for span in inclusion_spans(index, size)]


def consistency(old: int, size: int, read: Read) -> list[bytes]:
    """The proof that the tree of `size` leaves begins with the tree of `old` leaves."""
    if old in (0, size):
        return []
    return [span_hash(span, read) for span in consistency_spans(old, size)]


def included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the proof holds: `leaf` stands at `index` of the tree with this root."""
    if not 0 <= index < size:
        return False
    spans = inclusion_spans(index, size)
    if len(spans) != len(proof):
        return False
    for (start, _end), other in zip(spans, proof, strict=True):
        leaf = node_hash(leaf, other) if start > index else node_hash(other, leaf)
    return leaf == root


def consistent(
    old: int, old_root: bytes, size: int, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether the proof holds: the tree with `new_root` begins with the tree of `old_root`."""
    if not 0 <= old <= size:
        return False
    if old in (0, size):
        return not proof and old_root == (EMPTY if old == 0 else new_root)
    spans = consistency_spans(old, size)
    if len(spans) != len(proof):
        return False
    given = list(zip(spans, proof, strict=True))
    # the old tree's last node is a power of two from the start, or the proof names it first
    first, was = (old_root, old_root) if spans[0][0] >= old else (given.pop(0)[1], b"")
    now = was = was or first
    for (start, _end), other in given:
        if start >= old:
            now = node_hash(now, other)
        else:
            now, was = node_hash(other, now), node_hash(other, was)
    return (was, now) == (old_root, new_root)


def first_wrong(size: int, right: Callable[[int], bool]) -> int:
    """The smallest tree size that isn't right, if every larger one isn't right either."""
    low, high = 0, size
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if right(middle) else (low, middle)
    return high
