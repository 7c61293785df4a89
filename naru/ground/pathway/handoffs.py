"""What one room leaves to another's judgement: medicine taken at the gate, for a clinician."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from naru.domain.refusals import Refusal
from naru.ground.pathway.models import Handoff
from naru.ground.staff.models import Account
from naru.ground.vault import open_rows
from naru.ground.vault.gate import openable


@dataclass(frozen=True)
class OpenHandoff:
    """A thing that waits, as the receiving room sees it."""

    id: UUID
    person_id: UUID
    subject: UUID
    kind: str
    opened_at: datetime
    note: Mapping[str, Any]


@dataclass(frozen=True)
class HandoffState:
    """A thing passed on, as the giving room sees it: decided or not, and with which code."""

    closed_at: datetime | None
    code: str


def open_handoff(
    *,
    person_id: UUID,
    from_room: str,
    to_room: str,
    kind: str,
    subject: UUID,
    note: Mapping[str, Any],
    now: datetime,
) -> Handoff:
    """Pass a thing on; `note` is sealed for the receiving room. Inside the caller's transaction."""
    row = Handoff(
        person_id=person_id,
        from_room=from_room,
        to_room=to_room,
        kind=kind,
        subject=subject,
        opened_at=now,
    )
    row.put(dict(note))
    row.save()
    return row


def close_handoff(subject: UUID, *, code: str, now: datetime) -> Handoff | Refusal:
    """Decide it: `code` is the consequence that the giving room may know."""
    row = Handoff.objects.select_for_update().filter(subject=subject).first()
    if row is None or row.closed_at is not None:
        return Refusal("handoff.decided")
    row.closed_at, row.code = now, code
    row.save(update_fields=["closed_at", "code"])
    return row


def waiting(viewer: Account, to_room: str, person_id: UUID | None = None) -> list[OpenHandoff]:
    """What waits for a room, the oldest first; of one person, or of everybody."""
    rows = Handoff.objects.filter(to_room=to_room, closed_at=None).order_by("opened_at")
    found = openable(
        viewer, list(rows.filter(person_id=person_id) if person_id else rows), "handoff"
    )
    notes = open_rows(viewer, found, reason="handoff")
    return [
        OpenHandoff(row.pk, row.person_id, row.subject, row.kind, row.opened_at, note)
        for row, note in zip(found, notes, strict=True)
    ]


def open_count(person_id: UUID, kind: str) -> int:
    """How many things of a kind still wait for this person."""
    return Handoff.objects.filter(person_id=person_id, kind=kind, closed_at=None).count()


def states(subjects: Iterable[UUID]) -> dict[UUID, HandoffState]:
    """What became of things passed on, by subject; without their content."""
    rows = Handoff.objects.filter(subject__in=list(subjects))
    return {row.subject: HandoffState(row.closed_at, row.code) for row in rows}


def notes(viewer: Account, subjects: Iterable[UUID]) -> dict[UUID, Mapping[str, Any]]:
    """What was said of things passed on, by subject, to whom the receiving room is open."""
    rows = list(Handoff.objects.filter(subject__in=list(subjects)))
    opened = open_rows(viewer, rows, reason="handoff")
    return {row.subject: note for row, note in zip(rows, opened, strict=True)}


def withdraw(subject: UUID) -> None:
    """Take a thing back that was passed on by mistake and isn't decided yet (an undo)."""
    Handoff.objects.filter(subject=subject, closed_at=None).delete()
