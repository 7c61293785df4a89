"""Appends entries inside the caller's transaction: act and record stand or fall together."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from naru.ground.ledger import leaves
from naru.ground.ledger.models import Entry, EntryBody
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
    last = Entry.objects.order_by("-seq").only("seq", "head").first()
    seq, head = (last.seq, bytes(last.head)) if last else (0, leaves.FIRST)
    entries, bodies = [], []
    for act in acts:
        seq += 1
        body = _body(act, seq)
        entry = _entry(act, body, head)
        head = entry.head
        entries.append(entry)
        bodies.append(body)
    Entry.objects.bulk_create(entries, batch_size=400)
    EntryBody.objects.bulk_create(bodies, batch_size=400)
    return entries


def _body(act: Written, seq: int) -> EntryBody:
    body = EntryBody(
        person_id=act.person_id,
        compartment=act.compartment.value,
        entry_seq=seq,
        salt=os.urandom(16),
    )
    body.put({"subject": act.subject, **act.body})
    return body


def _entry(act: Written, body: EntryBody, head: bytes) -> Entry:
    tag = leaves.tag(body.salt, act.person_id)
    sealed = leaves.body_hash(body.salt, body.sealed)
    leaf = leaves.leaf_hash(
        at=act.at,
        actor=act.actor_id,
        action=act.action,
        compartment=act.compartment.value,
        tag=tag,
        body=sealed,
    )
    return Entry(
        seq=body.entry_seq,
        at=act.at,
        actor_id=act.actor_id,
        action=act.action,
        compartment=act.compartment.value,
        tag=tag,
        body_hash=sealed,
        leaf=leaf,
        head=leaves.next_head(head, leaf),
    )


def _lock() -> None:
    """One writer at a time: SQLite's transactions are IMMEDIATE, PostgreSQL needs a lock."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
