"""Reads what happened to a person, for the viewer's timeline and for the person's own file."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from naru.ground.ledger.models import Entry, EntryBody
from naru.ground.vault.compartments import SYSTEM
from naru.ground.vault.opening import open_row, open_rows


@dataclass(frozen=True)
class Happened:
    """One act as a timeline shows it; `body` is None where the compartment isn't the viewer's."""

    seq: int
    at: datetime
    actor_id: UUID
    action: str
    compartment: str
    body: dict[str, Any] | None


def said_in(opened: dict[str, Any]) -> dict[str, Any]:
    """What an opened body says; bodies of version 1 had no nonce."""
    said: dict[str, Any] = json.loads(opened["said"]) if "nonce" in opened else opened
    return said


def last_act(person_id: UUID) -> tuple[str, str]:
    """The latest act about a person and what it made or changed, or two empty texts."""
    body = EntryBody.objects.filter(person_id=person_id).order_by("-entry_seq").first()
    if body is None:
        return "", ""
    said = said_in(open_row(SYSTEM, body, "undo"))
    return Entry.objects.get(pk=body.entry_seq).action, str(said.get("subject", ""))


def moments(
    actions: Collection[str], until: datetime | None = None
) -> Iterator[tuple[UUID, str, datetime]]:
    """Whose act, which and when, in the order of the log: plain columns alone, nothing opened."""
    entries = Entry.objects.filter(action__in=actions)
    if until is not None:
        entries = entries.filter(at__lte=until)
    whose = dict(EntryBody.objects.values_list("entry_seq", "person_id").iterator())
    for seq, action, at in entries.order_by("seq").values_list("seq", "action", "at").iterator():
        if seq in whose:
            yield whose[seq], action, at


def happened(
    viewer: Any, person_id: UUID, compartments: Collection[str], limit: int = 50
) -> list[Happened]:
    """The latest acts about a person; bodies only of the `compartments` the viewer reads."""
    bodies = list(EntryBody.objects.filter(person_id=person_id).order_by("-entry_seq")[:limit])
    mine = [body for body in bodies if body.compartment in compartments]
    opened = dict(
        zip(
            (b.entry_seq for b in mine),
            map(said_in, open_rows(viewer, mine, "timeline")),
            strict=True,
        )
    )
    entries = Entry.objects.in_bulk([body.entry_seq for body in bodies])
    return [
        Happened(e.seq, e.at, e.actor_id, e.action, e.compartment, opened.get(e.seq))
        for e in (entries[body.entry_seq] for body in bodies)
    ]
