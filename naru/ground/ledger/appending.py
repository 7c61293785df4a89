"""Appends entries inside the caller's transaction: act and record stand or fall together."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate

from naru.ground.ledger import checkpoints, leaves, signing, tree
from naru.ground.ledger.merkle import Frontier, leaf_hash
from naru.ground.ledger.models import Entry, EntryBody
from naru.ground.ledger.notes import Checkpoint, Signer
from naru.ground.vault.compartments import Compartment

LOCK = 0x4E415255
"""The number of the advisory lock that lets one transaction append at a time (PostgreSQL)."""


@dataclass(frozen=True)
class Written:
    """One act to append: `body` is sealed for the person's compartment."""

    action: str
    at: datetime
    actor_id: UUID
    person_id: UUID
    compartment: Compartment
    subject: str = ""
    body: Mapping[str, Any] = field(default_factory=dict)


def append(
    action: str,
    *,
    at: datetime,
    actor: Any,
    person_id: UUID,
    compartment: Compartment,
    body: Mapping[str, Any] | None = None,
    subject: str = "",
) -> Entry:
    """Append one act of an account (or of SYSTEM); returns its entry, with `seq`."""
    act = Written(action, at, actor.pk, person_id, compartment, subject, body or {})
    return append_many([act])[0]


def append_many(acts: Sequence[Written]) -> list[Entry]:
    """Append many acts in order, in two statements."""
    _lock()
    size, at, leaf = _last() or (0, None, b"")
    grown = tree.frontier(size, leaf)
    signer = signing.log_signer(first=size == 0)
    if at and acts and localdate(acts[0].at) > localdate(at):
        checkpoints.keep(size, at)
    made = [_write(act, grown, signer) for act in acts]
    if made:
        tree.remember(grown, made[-1][0].leaf)
    Entry.objects.bulk_create([entry for entry, _body in made], batch_size=400)
    EntryBody.objects.bulk_create([body for _entry, body in made], batch_size=400)
    return [entry for entry, _body in made]


def _last() -> tuple[int, datetime, bytes] | None:
    row = Entry.objects.order_by("-seq").values_list("seq", "at", "leaf").first()
    return (row[0], row[1], bytes(row[2])) if row else None


def _write(act: Written, grown: Frontier, signer: Signer) -> tuple[Entry, EntryBody]:
    """Seal an act's body and let the tree grow by its entry, signed."""
    nonce = os.urandom(leaves.SALT_BYTES)
    said = leaves.canonical({"subject": act.subject, **act.body})
    body = _body(act, grown.size + 1, {"nonce": nonce.hex(), "said": said})
    entry = Entry(
        seq=body.entry_seq,
        at=act.at,
        actor_id=act.actor_id,
        action=act.action,
        compartment=act.compartment.value,
        tag=leaves.tag(body.salt, act.person_id),
        body_hash=leaves.body_hash(body.salt, body.sealed),
        said_hash=leaves.said_hash(nonce, said),
    )
    entry.leaf = leaf_hash(entry.leaf_text.encode())
    entry.nodes = b"".join(grown.append(entry.leaf))
    text = str(Checkpoint(signer.verifier.name, grown.size, grown.root()))
    entry.signature = signer.sign(text.encode())
    return entry, body


def _body(act: Written, seq: int, said: Mapping[str, str]) -> EntryBody:
    body = EntryBody(
        person_id=act.person_id,
        compartment=act.compartment.value,
        entry_seq=seq,
        salt=os.urandom(leaves.SALT_BYTES),
    )
    body.put(said)
    return body


def _lock() -> None:
    """One writer at a time: SQLite's transactions are IMMEDIATE, PostgreSQL needs a lock."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
