"""What an entry's leaf says, byte for byte (pure): hashes and names of kinds, nothing of whom."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

SALT_BYTES = 16


def tag(salt: bytes, person_id: UUID) -> bytes:
    """Stands for the person in the leaf: only who has the entry's salt can tell whom it means."""
    return hashlib.sha256(salt + person_id.bytes).digest()


def body_hash(salt: bytes, sealed: bytes) -> bytes:
    """Binds the sealed body into the leaf, so that it can be erased and the log still proved."""
    return hashlib.sha256(salt + sealed).digest()


def said_hash(nonce: bytes, text: str) -> bytes:
    """Binds what the body says; the nonce is sealed with it, so nobody can try out guesses."""
    return hashlib.sha256(nonce + text.encode()).digest()


def canonical(words: Mapping[str, Any]) -> str:
    """JSON in one spelling only."""
    return json.dumps(words, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def leaf(
    *,
    at: datetime,
    actor: UUID,
    action: str,
    compartment: str,
    tag: bytes,
    body: bytes,
    said: bytes,
) -> str:
    """The leaf of an entry in canonical JSON; `at` is aware, `said` is empty in version 1."""
    words: dict[str, Any] = {
        "action": action,
        "actor": str(actor),
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "body": body.hex(),
        "compartment": compartment,
        "tag": tag.hex(),
        "v": 1,
    }
    if said:
        words |= {"said": said.hex(), "v": 2}
    return canonical(words)
