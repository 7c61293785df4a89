"""Looks for texts in files and in the memory of processes, in every encoding they may have."""

import base64
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

CHARSETS = ("utf-8", "utf-16-le", "utf-16-be", "euc-kr")
SHORTEST = 8
REGION = re.compile(r"^([0-9a-f]+)-([0-9a-f]+) (r\S+) \S+ \S+ \S+\s*(.*)$")
PIECE = 8 * 1024 * 1024


def spellings(text: str) -> set[bytes]:
    """How a text may lie in bytes: four charsets, each as it is, in hex, and in base64."""
    found = {text.encode("unicode-escape"), base64.b32encode(text.encode()).rstrip(b"=")[:-1]}
    for charset in CHARSETS:
        raw = text.encode(charset)
        found |= {raw, raw.hex().encode(), raw.hex().upper().encode()}
        found |= {piece for shift in range(3) for piece in _base64(raw, shift)}
        found |= {"".join(f"%{byte:02X}" for byte in raw).encode()}
    return {one for one in found if len(one) >= SHORTEST}


def _base64(raw: bytes, shift: int) -> set[bytes]:
    """The middle of the text in base64, wherever in a longer one it began."""
    padded = bytes(shift) + raw
    first, whole = -(-shift * 8 // 6), len(padded) // 3 * 4
    plain, for_urls = base64.b64encode(padded), base64.urlsafe_b64encode(padded)
    return {plain[first:whole], for_urls[first:whole]}


def in_files(folders: Iterable[Path], wanted: Iterable[bytes]) -> list[str]:
    """The files that hold one of the spellings."""
    needles = list(wanted)
    return [
        f"{path}: {hit!r}"
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
        for hit in _hits([path.read_bytes()], needles)
    ]


def in_memory(pid: int, wanted: Iterable[bytes]) -> tuple[int, list[str]]:
    """How many bytes of a process were read, and what of the spellings lay there."""
    needles, read, hits = list(wanted), 0, []
    with Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
        for start, end, name in _regions(pid):
            for piece in _pieces(memory, start, end):
                read += len(piece)
                hits += [f"{pid} {name}: {hit!r}" for hit in _hits([piece], needles)]
    return read, hits


def _regions(pid: int) -> Iterator[tuple[int, int, str]]:
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        found = REGION.match(line)
        if found and "w" in found[3] and found[4] not in {"[vvar]", "[vsyscall]"}:
            yield int(found[1], 16), int(found[2], 16), found[4]


def _pieces(memory: object, start: int, end: int) -> Iterator[bytes]:
    """Pieces that overlap, so that nothing hides on a border."""
    at = start
    while at < end:
        try:
            memory.seek(at)
            yield memory.read(min(PIECE, end - at))
        except (OSError, ValueError, OverflowError):
            return
        at += PIECE - 256


def _hits(pieces: Iterable[bytes], needles: Iterable[bytes]) -> list[bytes]:
    return [needle for piece in pieces for needle in needles if needle in piece]


def family(pid: int) -> list[int]:
    """A process and its children."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [one for child in task.read_text().split() for one in family(int(child))]
    return found
