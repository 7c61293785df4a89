"""The log as static files that any tile client reads (c2sp.org/tlog-tiles)."""

from collections.abc import Iterator
from pathlib import Path

from naru.ground.ledger import checkpoints, live, merkle
from naru.ground.ledger.models import Checkpoint

WIDTH, HEIGHT = 256, 8
LENGTH_BYTES = 2


def write(folder: Path, kept: Checkpoint) -> int:
    """Write checkpoint, tiles and entry bundles of a checkpoint's log; returns how many files."""
    made = 0
    for name, data in _files(kept):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        made += 1
    return made


def _files(kept: Checkpoint) -> Iterator[tuple[str, bytes]]:
    grown, bundle = merkle.Tree(), bytearray()
    for row in live.rows(last=kept.size):
        text = (row.told or "").encode()
        grown.append(row.leaf)
        bundle += len(text).to_bytes(LENGTH_BYTES, "big") + text
        if grown.size % WIDTH == 0:
            yield f"tile/entries/{path_of(grown.size // WIDTH - 1)}", bytes(bundle)
            bundle = bytearray()
    if bundle:
        last, width = divmod(grown.size, WIDTH)
        yield f"tile/entries/{path_of(last)}.p/{width}", bytes(bundle)
    yield from hash_tiles(grown)
    yield "checkpoint", checkpoints.cosigned(kept).encode()


def hash_tiles(grown: merkle.Tree) -> Iterator[tuple[str, bytes]]:
    """The tiles of a tree with their names: full ones, and the partial one of each level."""
    level, size = 0, grown.size
    while size:
        for index in range(-(-size // WIDTH)):
            width = min(WIDTH, size - index * WIDTH)
            names = range(index * WIDTH, index * WIDTH + width)
            hashes = (grown.read((level * HEIGHT, each)) for each in names)
            part = "" if width == WIDTH else f".p/{width}"
            yield f"tile/{level}/{path_of(index)}{part}", b"".join(hashes)
        level, size = level + 1, size // WIDTH


def path_of(index: int) -> str:
    """A tile's number as the path that the format gives it: 1234067 is x001/x234/067."""
    digits = f"{index:03d}"
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    parts = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    return "/".join([*(f"x{part}" for part in parts[:-1]), parts[-1]])
