"""How long somebody stays: entry corrected, reviewed, extended, brought before a court."""

from datetime import date, datetime

from naru.domain.refusals import Done, Refusal
from naru.ground.pathway import conductor
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.ground.vault import Compartment
from naru.rooms.rights.models import EntryCorrection, Petition, StayExtension, StayReview
from naru.rooms.rights.records import amend, keep

LEGAL = Compartment.LEGAL


@verb
def correct_entry(
    *, by: Account, now: datetime, number: str, entered_on: date, reason: str
) -> Done | Refusal:
    """Correct the day of entry into the country, to an earlier one only."""
    row = conductor.load(number)
    old, new = conductor.state(row).facts.get("country_entry"), entered_on.isoformat()
    if old == new:
        return Refusal("rights.entry_unchanged", {"day": new})
    said = {"old": old, "new": new, "reason": reason}
    kept = keep(EntryCorrection, row.person_id, by, now, said)
    return conductor.advance(
        row,
        "correct_entry",
        by=by,
        now=now,
        facts={"country_entry": new},
        subject=str(kept.pk),
        body=said,
        compartment=LEGAL,
    )


@verb
def review_stay(
    *, by: Account, now: datetime, number: str, finding: str, reasons: str
) -> Done | Refusal:
    """Record an independent review of the stay."""
    row = conductor.load(number)
    said = {"finding": finding, "reasons": reasons}
    kept = keep(StayReview, row.person_id, by, now, said)
    return conductor.advance(
        row, "review_stay", by=by, now=now, subject=str(kept.pk), body=said, compartment=LEGAL
    )


@verb
def extend_stay(
    *,
    by: Account,
    now: datetime,
    number: str,
    body: str,
    record: str,
    reasons: str,
    told_on: date | None,
) -> Done | Refusal:
    """Record the Council's decision to lengthen the inquiry, and that the person knows it."""
    row = conductor.load(number)
    if told_on is None:
        return Refusal("rights.notice_needed")
    basis = {"body": body, "record": record, "reasons": reasons}
    said = {**basis, "told_on": told_on.isoformat()}
    kept = keep(StayExtension, row.person_id, by, now, said)
    return conductor.advance(
        row,
        "extend_stay",
        by=by,
        now=now,
        record=basis,
        subject=str(kept.pk),
        body={"told_on": said["told_on"]},
        compartment=LEGAL,
    )


@verb
def file_petition(
    *, by: Account, now: datetime, number: str, court: str, reference: str, grounds: str
) -> Done | Refusal:
    """Record a petition to a court."""
    row = conductor.load(number)
    said = {"court": court, "reference": reference, "grounds": grounds}
    kept = keep(Petition, row.person_id, by, now, said)
    return conductor.advance(
        row, "file_petition", by=by, now=now, subject=str(kept.pk), body=said, compartment=LEGAL
    )


@verb
def end_petition(*, by: Account, now: datetime, number: str, answer: str) -> Done | Refusal:
    """Record what the court answered to every petition that is open."""
    row = conductor.load(number)
    said = {"answer": answer}
    for petition in _open(row):
        amend(petition, said, ended_at=now)
    return conductor.advance(row, "end_petition", by=by, now=now, body=said, compartment=LEGAL)


def _open(row: CaseRow) -> list[Petition]:
    return list(Petition.objects.filter(person_id=row.person_id, ended_at=None))
