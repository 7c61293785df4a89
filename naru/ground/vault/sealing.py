"""Seals one blob: AES-256-GCM over padded JSON, bound to its place (pure; no database)."""

import json
import os
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = 1
NONCE = 12
SMALLEST = 256
HEAD = struct.Struct(">BI")
_LENGTH = struct.Struct(">I")
_read = json.JSONDecoder().raw_decode

Cipher = AESGCM
"""A data key, ready: setting one up costs as much as opening a blob."""


class SealBrokenError(Exception):
    """A sealed thing that doesn't open under its own key and place: tampered, moved or swapped."""


class ErasedError(Exception):
    """A sealed thing whose key was destroyed: nobody can open it any more."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a blob belongs; bound into the seal, so that it opens nowhere else."""

    table: str
    row: UUID
    person: UUID
    compartment: str
    epoch: int

    def aad(self) -> bytes:
        """The associated data: version, table, row, person, compartment and epoch."""
        return bound(self.table, self.row, self.person, self.compartment, self.epoch)


def bound(table: str, row: UUID, person: UUID, compartment: str, epoch: int) -> bytes:
    """The associated data of a blob, as `Place.aad`."""
    return f"naru{VERSION}|{table}|{row}|{person}|{compartment}|{epoch}".encode()


def bucket(size: int, smallest: int = SMALLEST) -> int:
    """The padded length for `size` bytes: the next power of two, `smallest` at least."""
    return max(smallest, 1 << (size - 1).bit_length()) if size else smallest


def seal(cipher: Cipher, place: Place, content: bytes, smallest: int = SMALLEST) -> bytes:
    """Nonce and ciphertext of the content, padded so that its length tells little."""
    framed = HEAD.pack(VERSION, len(content)) + content
    padded = framed.ljust(bucket(len(framed), smallest), b"\0")
    nonce = os.urandom(NONCE)
    return nonce + cipher.encrypt(nonce, padded, place.aad())


def unseal(cipher: Cipher, place: Place, sealed: bytes) -> bytes:
    """The content; SealBrokenError names the table and row that don't open."""
    try:
        return unsealed(cipher, place.aad(), sealed)
    except (InvalidTag, ValueError) as error:
        msg = f"the seal of {place.table} {place.row} is broken"
        raise SealBrokenError(msg) from error


def unsealed(cipher: Cipher, aad: bytes, sealed: bytes) -> bytes:
    """The content; InvalidTag or ValueError if it doesn't open under this associated data."""
    padded = cipher.decrypt(sealed[:NONCE], sealed[NONCE:], aad)
    (length,) = _LENGTH.unpack_from(padded, 1)
    return padded[HEAD.size : HEAD.size + length]


def to_bytes(values: Mapping[str, Any]) -> bytes:
    """Values as compact JSON in UTF-8."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


def from_bytes(content: bytes) -> dict[str, Any]:
    """The values that `to_bytes` wrote."""
    values: dict[str, Any] = _read(content.decode())[0]
    return values
