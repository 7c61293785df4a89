"""Complaints: written by anybody, read by the human-rights officer only."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground import ledger
from naru.ground.pathway.actions import unassign
from naru.ground.pathway.models import Assignment
from naru.ground.pathway.verbs import verb
from naru.ground.staff.conflicts import note_conflict
from naru.ground.staff.models import Account, Conflict
from naru.ground.vault import CENTRE, SYSTEM, Compartment, open_row
from naru.ground.vault.letters import address_of, seal_letter
from naru.rooms.rights import tokens
from naru.rooms.rights.models import Complaint, ComplaintStep
from naru.rooms.rights.records import keep

PART = Compartment.COMPLAINTS


@dataclass(frozen=True)
class ComplaintDraft:
    """A complaint as it was written; `about` is an account's id, `wish` what should happen."""

    words: str
    language: str
    role: str = ""
    about: str = ""
    wish: str = ""
    urgent: bool = False
    signed: bool = False


def file_complaint(
    *, by: Account, draft: ComplaintDraft, token: str, once: str = "", now: datetime | None = None
) -> Done | Refusal:
    """Keep a complaint; `token` is the receipt that its writer gets.

    Unsigned, nothing that is written down names its writer: neither the row, nor the ledger, nor
    the key that makes a second press harmless.
    """
    writer = by if draft.signed else SYSTEM
    person_id = (by.person_id if draft.signed else None) or CENTRE
    given = {"draft": draft, "token": token, "person_id": person_id}
    return _keep_complaint(by=writer, once=once, now=now, **given)


@verb
def _keep_complaint(
    *, by: Account, now: datetime, draft: ComplaintDraft, token: str, person_id: UUID
) -> Done | Refusal:
    complaint = Complaint(
        person_id=person_id, at=now, token_hash=tokens.hash_of(token), urgent=draft.urgent
    )
    complaint.address = address_of(token, complaint.pk)
    salt = ledger.new_salt()
    mine = {"words": draft.words, "language": draft.language, "salt": salt.hex()}
    complaint.told = seal_letter(complaint.address, complaint.pk, mine)
    writer = str(by.pk) if draft.signed else ""
    complaint.put({**asdict(draft), "writer": writer})
    complaint.save(force_insert=True)
    if draft.about and person_id != CENTRE:
        _take_off(UUID(draft.about), person_id, now)
    return ledger.record(
        "file_complaint",
        at=now,
        actor=by,
        person_id=person_id,
        compartment=PART,
        subject=str(complaint.pk),
        proves=ledger.words(complaint.pk, draft.words, salt=salt),
    )


@verb
def step_complaint(
    *,
    by: Account,
    now: datetime,
    complaint_id: UUID,
    kind: str,
    words: str,
    consent: bool = False,
) -> Done | Refusal:
    """Acknowledge, ask, answer, or send a copy outside with the complainant's consent."""
    complaint = Complaint.objects.get(pk=complaint_id)
    against = _against(by, complaint, kind, consent=consent)
    if against:
        return against
    said = {"words": words, "consent": consent}
    plain = {"complaint": complaint, "kind": kind, **_copy(complaint, kind, words)}
    step = keep(ComplaintStep, complaint.person_id, by, now, said, **plain)
    entry = ledger.append(
        f"complaint_{kind}",
        at=now,
        actor=by,
        person_id=complaint.person_id,
        compartment=PART,
        subject=str(complaint.pk),
    )
    return Done(str(step.pk), str(entry.seq))


def _copy(complaint: Complaint, kind: str, words: str) -> dict[str, Any]:
    """The copy that the receipt opens; what the officer asks others stays the officer's."""
    if kind == "asked" or complaint.address is None:
        return {}
    step_id = uuid4()
    told = seal_letter(bytes(complaint.address), step_id, {"words": words})
    return {"pk": step_id, "told": told}


def _against(by: Account, complaint: Complaint, kind: str, *, consent: bool) -> Refusal | None:
    if not by.has(Duty.HUMAN_RIGHTS_OFFICER):
        return Refusal("rights.officer_only")
    if open_row(SYSTEM, complaint, "own")["about"] == str(by.pk):
        return Refusal("rights.own_complaint")
    if complaint.steps.filter(kind="answered").exists() and kind != "outside_copy":
        return Refusal("rights.complaint_answered")
    if kind == "outside_copy" and not consent:
        return Refusal("rights.copy_needs_consent")
    return None


def _take_off(account_id: UUID, person_id: UUID, now: datetime) -> None:
    """End the named account's work and reach at once; the record says that it ended, never why."""
    note_conflict(account_id, person_id, Conflict.UNSAID, now)
    rows = Assignment.objects.filter(
        account_id=account_id, case__person_id=person_id, case__closed_at=None, until=None
    )
    for row in rows:
        unassign(by=SYSTEM, now=now, assignment_id=row.pk)
