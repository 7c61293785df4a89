"""The record that a person owns: where they start, what they reach, school."""

from datetime import datetime
from uuid import UUID

from naru.domain.refusals import Done, Refusal
from naru.ground.ledger import note
from naru.ground.pathway import conductor
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.rooms.settlement.models import Achievement


@verb
def start_settlement(*, by: Account, now: datetime, number: str, goal: str = "") -> Done | Refusal:
    """Start settlement preparation, with the person's own goal if they name one."""
    row = conductor.load(number)
    kept = _keep(row.person_id, "goal", goal, now) if goal else None
    return conductor.advance(
        row, "start_settlement", by=by, now=now, subject=str(kept.pk) if kept else ""
    )


@verb
def start_school(*, by: Account, now: datetime, number: str, school: str) -> Done | Refusal:
    """Record that a child goes to school."""
    row = conductor.load(number)
    kept = _keep(row.person_id, "school", school, now)
    return conductor.advance(
        row, "start_school", by=by, now=now, subject=str(kept.pk), body={"school": school}
    )


@verb
def add_achievement(
    *, by: Account, now: datetime, number: str, kind: str, text: str
) -> Done | Refusal:
    """Add a level, a certificate or a goal to a person's record."""
    row = conductor.load(number)
    kept = _keep(row.person_id, kind, text, now)
    return note("add_achievement", by, now, kept.pk, row.person_id, kind=kind)


def _keep(person_id: UUID, kind: str, text: str, now: datetime) -> Achievement:
    row = Achievement(person_id=person_id, kind=kind, at=now)
    row.put({"text": text})
    row.save(force_insert=True)
    return row
