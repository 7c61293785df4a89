"""Appends entries inside the caller's transaction: act and record stand or fall together."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from naru.domain.refusals import Done
from naru.ground.ledger import leaves, papers, sequencing
from naru.ground.ledger.models import Entry, EntryBody, Paper
from naru.ground.ledger.papers import Proven
from naru.ground.vault.compartments import CENTRE, Compartment


@dataclass(frozen=True)
class Written:
    """One act to append: `body` is sealed for the person's compartment.

    `proves` names the documents that the entry shall prove, and the number that they print.
    """

    action: str
    at: datetime
    actor_id: UUID
    person_id: UUID
    compartment: Compartment
    subject: str = ""
    body: Mapping[str, Any] = field(default_factory=dict)
    proves: Proven = Proven()


Made = tuple[Entry, EntryBody, list[Paper]]


def append(
    action: str,
    *,
    at: datetime,
    actor: Any,
    person_id: UUID,
    compartment: Compartment,
    body: Mapping[str, Any] | None = None,
    subject: str = "",
    proves: Proven | None = None,
) -> Entry:
    """Append one act of an account (or of SYSTEM); returns its entry, with `seq`."""
    said = (subject, body or {}, proves or Proven())
    return append_many([Written(action, at, actor.pk, person_id, compartment, *said)])[0]


def record(action: str, *, subject: str = "", **act: Any) -> Done:
    """Append one act, as `append` takes it, and say that it is done."""
    return Done(subject, str(append(action, subject=subject, **act).seq))


def note(
    action: str, by: Any, now: datetime, subject: Any, person_id: UUID = CENTRE, **body: Any
) -> Done:
    """Record an act of daily life that is no step of a pathway; by default one of the house."""
    return record(
        action,
        at=now,
        actor=by,
        person_id=person_id,
        compartment=Compartment.OPS,
        subject=str(subject),
        body=body,
    )


def append_many(acts: Sequence[Written]) -> list[Entry]:
    """Append many acts in order, in a few statements."""
    if not acts:
        return []
    made = [_write(act, seq) for act, seq in zip(acts, _numbers(acts), strict=True)]
    entries = [entry for entry, _body, _papers in made]
    Entry.objects.bulk_create(entries, batch_size=400)
    EntryBody.objects.bulk_create([body for _entry, body, _papers in made], batch_size=400)
    Paper.objects.bulk_create([paper for _e, _b, some in made for paper in some])
    sequencing.take(entries)
    return entries


def reserve() -> int:
    """The number of the next entry, for a document to print: append that one next."""
    return _next(1)[0]


def _numbers(acts: Sequence[Written]) -> list[int]:
    reserved = acts[0].proves.number
    if reserved is None:
        return _next(len(acts))
    if len(acts) > 1:
        msg = "a reserved number is for one entry"
        raise ValueError(msg)
    return [reserved]


def _next(count: int) -> list[int]:
    """Numbers that nobody else gets: SQLite has one writer anyway, PostgreSQL a sequence."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval('ledger_number') FROM generate_series(1, %s)", [count])
            return [row[0] for row in cursor.fetchall()]
    last = Entry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
    return list(range(last + 1, last + 1 + count))


def _write(act: Written, seq: int) -> Made:
    """Seal an act's body and bind it into an entry by hashes."""
    nonce = os.urandom(leaves.SALT_BYTES)
    said = leaves.canonical({"subject": act.subject, **act.body})
    body = _body(act, seq, {"nonce": nonce.hex(), "said": said})
    bound = [
        papers.bind(document, seq, place, act.person_id, act.compartment)
        for place, document in enumerate(act.proves.documents)
    ]
    entry = Entry(
        seq=seq,
        at=act.at,
        actor_id=act.actor_id,
        actor_salt=os.urandom(leaves.SALT_BYTES),
        action=act.action,
        compartment=act.compartment.value,
        tag=leaves.tag(body.salt, act.person_id),
        body_hash=leaves.body_hash(body.salt, body.sealed),
        said_hash=leaves.said_hash(nonce, said),
        papers=b"".join(one.commitment for one in bound),
        kept=b"".join(papers.kept_hash(one.row) for one in bound),
    )
    return entry, body, [one.row for one in bound]


def _body(act: Written, seq: int, said: Mapping[str, str]) -> EntryBody:
    body = EntryBody(
        person_id=act.person_id,
        compartment=act.compartment.value,
        entry_seq=seq,
        salt=os.urandom(leaves.SALT_BYTES),
    )
    body.put(said)
    return body
