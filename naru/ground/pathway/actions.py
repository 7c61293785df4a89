"""Writes about a case that belong to no room: who works on it, and taking the last act back."""

from datetime import datetime
from uuid import UUID

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground import ledger
from naru.ground.pathway import conductor, refusals, rooms  # noqa: F401
from naru.ground.pathway.models import Assignment
from naru.ground.pathway.verbs import verb
from naru.ground.staff.conflicts import has_conflict
from naru.ground.staff.models import Account
from naru.ground.vault import Compartment


@verb
def assign(
    *, by: Account, now: datetime, number: str, account_id: UUID, duty: Duty
) -> Done | Refusal:
    """Put somebody who holds the duty on a person's case."""
    row = conductor.load(number)
    account = Account.objects.get(pk=account_id)
    if not account.has(duty):
        return Refusal("assign.duty_not_held", {"name": account.name})
    if has_conflict(account.pk, row.person_id):
        return Refusal("conflict.noted")
    if row.assignments.filter(account=account, duty=duty, until=None).exists():
        return Refusal("assign.already")
    assignment = Assignment.objects.create(case=row, account=account, duty=duty, since=now)
    return _record("assign", row, by, now, assignment)


@verb
def unassign(*, by: Account, now: datetime, assignment_id: UUID) -> Done | Refusal:
    """End somebody's work on a case; the record of it stays."""
    assignment = Assignment.objects.select_related("case").get(pk=assignment_id)
    if assignment.until is not None:
        return Refusal("undo.nothing")
    assignment.until = now
    assignment.save(update_fields=["until"])
    return _record("unassign", assignment.case, by, now, assignment)


def _record(
    action: str, row: conductor.CaseRow, by: Account, now: datetime, assignment: Assignment
) -> Done:
    return ledger.record(
        action,
        at=now,
        actor=by,
        person_id=row.person_id,
        compartment=Compartment.OPS,
        body={"account": str(assignment.account_id), "duty": str(assignment.duty)},
        subject=str(assignment.pk),
    )


@verb
def undo(*, by: Account, now: datetime, number: str, event: str, subject: str) -> Done | Refusal:
    """Take back the last act: the room reverses its rows, the conductor the case."""
    row = conductor.load(number)
    if ledger.last_act(row.person_id) != (event, subject):
        return Refusal("undo.nothing")
    for room in rooms.installed():
        if event in room.undo:
            reversed_rows = room.undo[event](by=by, now=now, subject=subject)
            if isinstance(reversed_rows, Refusal):
                return reversed_rows
            return conductor.undo(row, by=by, now=now, subject=subject)
    return Refusal("undo.not_here")
