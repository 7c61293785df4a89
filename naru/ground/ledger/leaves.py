"""What is hashed, and how (pure): leaves as in RFC 6962, and the head that chains them."""

import hashlib
import json
from datetime import UTC, datetime
from uuid import UUID

LEAF = b"\x00"
NODE = b"\x01"
FIRST = bytes(32)


def tag(salt: bytes, person_id: UUID) -> bytes:
    """Stands for the person in the leaf: only who has the entry's salt can tell whom it means."""
    return hashlib.sha256(salt + person_id.bytes).digest()


def body_hash(salt: bytes, sealed: bytes) -> bytes:
    """Binds the sealed body into the leaf, so that it can be erased and the log still proved."""
    return hashlib.sha256(salt + sealed).digest()


def leaf_hash(
    *, at: datetime, actor: UUID, action: str, compartment: str, tag: bytes, body: bytes
) -> bytes:
    """The leaf hash (RFC 6962, 2.1) of an entry in canonical JSON; `at` is aware."""
    words = {
        "action": action,
        "actor": str(actor),
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "body": body.hex(),
        "compartment": compartment,
        "tag": tag.hex(),
        "v": 1,
    }
    text = json.dumps(words, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(LEAF + text.encode()).digest()


def next_head(head: bytes, leaf: bytes) -> bytes:
    """The head after one more leaf: it stands for everything before it."""
    return hashlib.sha256(NODE + head + leaf).digest()
