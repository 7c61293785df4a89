"""Letters to whoever holds a code: sealed to a key pair that follows from the code alone.

Nobody's session opens them and no compartment does; the database keeps the public half. Guessing a
code costs Argon2id each time, and the host's secret besides.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from naru.ground.vault import userkeys
from naru.ground.vault.boxes import KeyPair, box
from naru.ground.vault.keeper import keyed_hash
from naru.ground.vault.sealing import HEAD, VERSION, bucket, from_bytes, to_bytes

PURPOSE = "letter code"


def address_of(code: str, subject: UUID) -> bytes:
    """The public half to which letters about a subject are sealed (1,216 bytes)."""
    return _pair(code, subject).public


def seal_letter(address: bytes, letter: UUID, said: Mapping[str, Any]) -> bytes:
    """A letter, padded, for the holder of the code only."""
    content = to_bytes(said)
    framed = HEAD.pack(VERSION, len(content)) + content
    return box(address, framed.ljust(bucket(len(framed)), b"\0"), _bound(letter))


def open_letters(
    code: str, subject: UUID, letters: Mapping[UUID, bytes]
) -> dict[UUID, dict[str, Any]]:
    """What the letters say, by id; BoxBrokenError for another code or a moved letter."""
    pair = _pair(code, subject)
    return {letter: _opened(pair, letter, sealed) for letter, sealed in letters.items()}


def _opened(pair: KeyPair, letter: UUID, sealed: bytes) -> dict[str, Any]:
    padded = pair.open(sealed, _bound(letter))
    _version, length = HEAD.unpack_from(padded)
    return from_bytes(padded[HEAD.size : HEAD.size + length])


def _pair(code: str, subject: UUID) -> KeyPair:
    slow = userkeys.stretched(code, subject.bytes)
    return KeyPair(bytes.fromhex(keyed_hash(PURPOSE, slow)))


def _bound(letter: UUID) -> str:
    return f"letter|{letter}"
