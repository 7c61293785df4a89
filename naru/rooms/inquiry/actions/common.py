"""Small helpers that every write of the inquiry shares."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground import ledger
from naru.ground.pathway import conductor
from naru.ground.pathway.models import CaseRow
from naru.ground.staff.models import Account
from naru.ground.vault import Compartment
from naru.rooms.inquiry.models import Interview

INQUIRY = Compartment.INQUIRY
BESIDES_INTERPRETER = frozenset(
    {Duty.INTERVIEWER, Duty.HUMAN_RIGHTS_OFFICER, Duty.COUNSEL, Duty.RESIDENT}
)


def move(
    row: CaseRow,
    event: str,
    *,
    by: Account,
    now: datetime,
    subject: UUID | str = "",
    facts: Mapping[str, Any] | None = None,
    body: Mapping[str, Any] | None = None,
    proves: ledger.Proven | None = None,
) -> Done | Refusal:
    """Tell the conductor of an event whose content belongs to the inquiry."""
    return conductor.advance(
        row,
        event,
        by=by,
        now=now,
        facts=facts,
        subject=str(subject),
        body=body,
        compartment=INQUIRY,
        proves=proves,
    )


def note(
    row: CaseRow,
    action: str,
    *,
    by: Account,
    now: datetime,
    subject: UUID | str,
    body: Mapping[str, Any],
) -> Done:
    """Write an act that moves nothing on the pathway into the ledger."""
    return ledger.record(
        action,
        at=now,
        actor=by,
        person_id=row.person_id,
        compartment=INQUIRY,
        body=body,
        subject=str(subject),
    )


def open_interview(row: CaseRow) -> Interview | Refusal:
    """The interview in progress, locked."""
    rows = Interview.objects.select_for_update().filter(
        person_id=row.person_id, state=Interview.OPEN
    )
    return rows.first() or Refusal("inquiry.not_open")


def conducted(row: CaseRow, by: Account) -> Interview | Refusal:
    """The interview in progress, if this interviewer conducts it."""
    interview = open_interview(row)
    if isinstance(interview, Interview) and interview.interviewer_id != by.pk:
        return Refusal("inquiry.not_yours")
    return interview


def attended(row: CaseRow, by: Account) -> Interview | Refusal:
    """The interview in progress; an interpreter must be the one who sits in it."""
    interview = open_interview(row)
    if not isinstance(interview, Interview) or by.duties & BESIDES_INTERPRETER:
        return interview
    return interview if interview.interpreter_id == by.pk else Refusal("inquiry.not_present")


def finish(interview: Interview, state: str, now: datetime, said: Mapping[str, Any]) -> None:
    """End an interview and the break that may be on."""
    interview.breaks.filter(to_at=None).update(to_at=now)
    interview.state, interview.ended_at = state, now
    interview.put(said)
    interview.save()


def counsel_asked(row: CaseRow) -> bool:
    """Whether a request for a lawyer is open."""
    return conductor.state(row).facts.get("counsel_open") is True
