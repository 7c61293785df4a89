"""How a call travels over the socket: JSON for the words, the bytes behind it."""

import json
import socket
import struct
from collections.abc import Callable
from itertools import accumulate
from typing import Any
from uuid import UUID

from naru.ground.vault.custody.errors import AgentAwayError
from naru.ground.vault.custody.parts import Member, Seal
from naru.ground.vault.epochkeys import Wrapped

HEAD = struct.Struct(">II")
SIZE = struct.Struct(">I")
LINE = struct.Struct(">32sHII?I")
MOST = 64 * 1024 * 1024


class FrameError(Exception):
    """What came over the socket isn't a call or an answer."""


def send(to: socket.socket, said: Any) -> None:
    """Send one value: texts, numbers, lists, mappings, bytes, UUIDs, keys as they are stored."""
    blobs: list[bytes] = []
    words = json.dumps(_plain(said, blobs), separators=(",", ":")).encode()
    body = b"".join(SIZE.pack(len(blob)) + blob for blob in blobs)
    if len(words) + len(body) > MOST:
        raise FrameError("too much for one call")
    to.sendall(HEAD.pack(len(words), len(body)) + words + body)


def receive(source: socket.socket) -> Any:
    """Receive one value; FrameError for nonsense, EOFError at the end."""
    words_size, body_size = HEAD.unpack(_exactly(source, HEAD.size))
    if words_size + body_size > MOST:
        raise FrameError("too much for one call")
    words, body = _exactly(source, words_size), _exactly(source, body_size)
    try:
        return _meant(json.loads(words), _split(body))
    except (ValueError, KeyError, TypeError, IndexError, struct.error, RecursionError) as error:
        raise FrameError("what came isn't a call") from error


def _exactly(source: socket.socket, size: int) -> bytes:
    got = bytearray()
    while len(got) < size:
        part = source.recv(min(size - len(got), 1 << 20))
        if not part:
            raise EOFError if not got else AgentAwayError("the connection broke off")
        got += part
    return bytes(got)


def _split(body: bytes) -> list[bytes]:
    blobs, at = [], 0
    while at < len(body):
        (size,) = SIZE.unpack_from(body, at)
        if at + 4 + size > len(body):
            raise ValueError("a blob is cut short")
        blobs.append(body[at + 4 : at + 4 + size])
        at += 4 + size
    return blobs


def _plain(value: Any, blobs: list[bytes]) -> Any:
    """A value in JSON; what JSON doesn't know becomes a one-key mapping of its kind."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    spell = SPELLINGS.get(type(value))
    if spell is not None:
        return spell(value, blobs)
    kinds = set(map(type, value))
    if len(kinds) == 1 and (pack := PACKS.get(kinds.pop())):
        return pack(value, blobs)
    return [_plain(one, blobs) for one in value]


def _packed_bytes(value: Any, blobs: list[bytes]) -> Any:
    sizes = struct.pack(f">{len(value)}I", *map(len, value))
    return {"B": [_kept(b"".join(value), blobs), _kept(sizes, blobs)]}


def _packed_keys(value: Any, blobs: list[bytes]) -> Any:
    parts = list(dict.fromkeys([one[1] for one in value]))
    at = {part: place for place, part in enumerate(parts)}
    lines = [
        LINE.pack(one[0].encode(), at[one[1]], one[2], one[3], one[4], len(one[5])) for one in value
    ]
    contents = _kept(b"".join([one[5] for one in value]), blobs)
    return {"W": [contents, _kept(b"".join(lines), blobs), parts]}


def _kept(content: bytes, blobs: list[bytes]) -> int:
    blobs.append(content)
    return len(blobs) - 1


def _many(kind: str, *names: str) -> Callable[[Any, list[bytes]], Any]:
    return lambda value, blobs: {kind: [_plain(getattr(value, name), blobs) for name in names]}


def _spelled(one: Wrapped, blobs: list[bytes]) -> Any:
    words = [one.person, one.compartment, one.number, one.epoch, one.boxed]
    return {"w": [*words, _kept(one.content, blobs)]}


SPELLINGS: dict[type, Callable[[Any, list[bytes]], Any]] = {
    bytes: lambda value, blobs: {"b": _kept(value, blobs)},
    UUID: lambda value, _blobs: {"u": value.hex},
    Wrapped: _spelled,
    Seal: _many("s", "compartment", "number", "content"),
    Member: _many("m", "holder", "public", "mark"),
    dict: lambda value, blobs: {"d": {str(k): _plain(v, blobs) for k, v in value.items()}},
}
PACKS: dict[type, Callable[[Any, list[bytes]], Any]] = {
    bytes: _packed_bytes,
    Wrapped: _packed_keys,
}


def _meant(value: Any, blobs: list[bytes]) -> Any:
    if isinstance(value, list):
        return [_meant(one, blobs) for one in value]
    if not isinstance(value, dict):
        return value
    ((kind, said),) = value.items()
    return KINDS[kind](said, blobs)


def _bytes_in(said: Any, blobs: list[bytes]) -> list[bytes]:
    place, sizes = said
    return _cut(blobs[place], [size for (size,) in SIZE.iter_unpack(blobs[sizes])])


def _keys_in(said: Any, blobs: list[bytes]) -> list[Wrapped]:
    place, lines, parts = said
    words = list(LINE.iter_unpack(blobs[lines]))
    contents = _cut(blobs[place], [word[5] for word in words])
    return [
        Wrapped(person.decode(), parts[part], number, epoch, boxed, content)
        for (person, part, number, epoch, boxed, _size), content in zip(
            words, contents, strict=True
        )
    ]


def _cut(blob: bytes, sizes: list[int]) -> list[bytes]:
    if sum(sizes) != len(blob):
        raise ValueError("a part is cut short")
    ends = accumulate(sizes)
    return [blob[end - size : end] for end, size in zip(ends, sizes, strict=True)]


def _wrapped(said: Any, blobs: list[bytes]) -> Wrapped:
    person, compartment, number, epoch, boxed, place = said
    return Wrapped(person, compartment, number, epoch, boxed, blobs[place])


KINDS: dict[str, Callable[[Any, list[bytes]], Any]] = {
    "b": lambda said, blobs: blobs[said],
    "u": lambda said, _blobs: UUID(said),
    "w": _wrapped,
    "B": _bytes_in,
    "W": _keys_in,
    "s": lambda said, blobs: Seal(*(_meant(one, blobs) for one in said)),
    "m": lambda said, blobs: Member(*(_meant(one, blobs) for one in said)),
    "d": lambda said, blobs: {key: _meant(one, blobs) for key, one in said.items()},
}
