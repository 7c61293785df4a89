"""Counsel: asked for by one press, reached within a day, withdrawn by the person alone."""

from datetime import datetime
from uuid import UUID

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway import conductor
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.verbs import verb
from naru.ground.staff.actions import mandate
from naru.ground.staff.models import Account
from naru.ground.vault import Compartment
from naru.rooms.rights.models import CounselRequest
from naru.rooms.rights.records import amend, keep

LEGAL = Compartment.LEGAL


@verb
def request_counsel(*, by: Account, now: datetime, number: str, words: str = "") -> Done | Refusal:
    """Ask for a lawyer; the interview locks with the fact that this states."""
    row = conductor.load(number)
    said = {"words": words}
    request = keep(CounselRequest, row.person_id, by, now, said)
    return conductor.advance(
        row,
        "request_counsel",
        by=by,
        now=now,
        subject=str(request.pk),
        body=said,
        compartment=LEGAL,
    )


@verb
def contact_counsel(
    *, by: Account, now: datetime, number: str, counsel_id: UUID, channel: str, note: str = ""
) -> Done | Refusal:
    """Record that counsel was reached, and give them the mandate for this person."""
    row = conductor.load(number)
    counsel = Account.objects.filter(pk=counsel_id, is_active=True).first()
    if counsel is None or not counsel.has(Duty.COUNSEL):
        return Refusal("rights.not_counsel")
    mandate(account=counsel, person_id=row.person_id, kind="counsel", now=now)
    said = {"counsel": str(counsel.pk), "channel": channel, "note": note}
    for request in _open(row):
        amend(request, said, contacted_at=now)
    return conductor.advance(
        row,
        "contact_counsel",
        by=by,
        now=now,
        subject=str(counsel.pk),
        body=said,
        compartment=LEGAL,
    )


@verb
def withdraw_counsel(*, by: Account, now: datetime, number: str, words: str) -> Done | Refusal:
    """Take the request back in the person's own words; nobody else can."""
    row = conductor.load(number)
    said = {"withdrawn": words}
    for request in _open(row):
        amend(request, said, withdrawn_at=now)
    return conductor.advance(row, "withdraw_counsel", by=by, now=now, body=said, compartment=LEGAL)


@verb
def offer_rights_officer(
    *, by: Account, now: datetime, number: str, accepted: str
) -> Done | Refusal:
    """Record that a meeting with the human-rights officer was offered, and the answer."""
    row = conductor.load(number)
    return conductor.advance(
        row,
        "offer_rights_officer",
        by=by,
        now=now,
        body={"accepted": accepted},
        compartment=LEGAL,
    )


def _open(row: CaseRow) -> list[CounselRequest]:
    return list(
        CounselRequest.objects.filter(person_id=row.person_id, contacted_at=None, withdrawn_at=None)
    )
