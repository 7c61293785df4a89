"""What an entry's leaf says, byte for byte (pure): hashes and names of kinds, nothing of whom."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

SALT_BYTES = 16
HASH = 32


def tag(salt: bytes, person_id: UUID) -> bytes:
    """Stands for the person in the leaf: only who has the entry's salt can tell whom it means."""
    return hashlib.sha256(salt + person_id.bytes).digest()


def body_hash(salt: bytes, sealed: bytes) -> bytes:
    """Binds the sealed body into the leaf, so that it can be erased and the log still proved."""
    return hashlib.sha256(salt + sealed).digest()


def said_hash(nonce: bytes, text: str) -> bytes:
    """Binds what the body says; the nonce is sealed with it, so nobody can try out guesses."""
    return hashlib.sha256(nonce + text.encode()).digest()


def actor(salt: bytes, account_id: UUID) -> bytes:
    """Stands for who acted: the salt stays in the centre, so an exported log names nobody."""
    return hashlib.sha256(b"naru/actor/v1\n" + salt + account_id.bytes).digest()


def paper(salt: bytes, media_type: str, content: bytes) -> bytes:
    """Binds a document into the leaf; without its salt nobody can try out guesses."""
    said = b"naru/paper/v1\n" + media_type.encode() + b"\n" + salt
    return hashlib.sha256(said + hashlib.sha256(content).digest()).digest()


def kept(*sealed: bytes) -> bytes:
    """Binds what the centre keeps of a document, as it lies sealed in the database."""
    digests = b"".join(hashlib.sha256(part).digest() for part in sealed)
    return hashlib.sha256(b"naru/kept/v1\n" + digests).digest()


def hashes(joined: bytes) -> list[bytes]:
    """The hashes of 32 bytes each that a column holds one after the other."""
    return [joined[start : start + HASH] for start in range(0, len(joined), HASH)]


def canonical(words: Mapping[str, Any]) -> str:
    """JSON in one spelling only."""
    return json.dumps(words, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Leaf:
    """What an entry is hashed over: codes, times and hashes.

    `at` is aware. Version 1 has no `said`; from version 3 on the leaf has its number, `papers`
    and, in place of the account, the hash of `actor` with `actor_salt`.
    """

    seq: int
    at: datetime
    actor_id: UUID
    action: str
    compartment: str
    tag: bytes
    body: bytes
    said: bytes = b""
    actor_salt: bytes = b""
    papers: bytes = b""
    kept: bytes = b""

    def __str__(self) -> str:
        words: dict[str, Any] = {
            "action": self.action,
            "actor": str(self.actor_id),
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "body": self.body.hex(),
            "compartment": self.compartment,
            "tag": self.tag.hex(),
            "v": 1,
        }
        if self.said:
            words |= {"said": self.said.hex(), "v": 2}
        if self.actor_salt:
            words |= {"actor": actor(self.actor_salt, self.actor_id).hex(), "entry": self.seq}
            words |= {"papers": [each.hex() for each in hashes(self.papers)], "v": 3}
            words |= {"kept": [each.hex() for each in hashes(self.kept)]}
        return canonical(words)
