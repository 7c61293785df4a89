"""Exhibits and their authenticity; a suspicion, and the reference to the authority."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from naru.domain.inquiry import DISPUTED
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway import conductor
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.ground.vault import SYSTEM, keep_file, open_row
from naru.rooms.inquiry import records
from naru.rooms.inquiry.actions.common import INQUIRY, conducted, finish, move
from naru.rooms.inquiry.models import AuthorityReference, Exhibit, Interview, Suspicion


@dataclass(frozen=True)
class Upload:
    """A file as it was handed in."""

    name: str
    data: bytes
    media_type: str


@verb
def file_exhibit(
    *,
    by: Account,
    now: datetime,
    number: str,
    title: str,
    origin: str = "",
    custodian: str = "",
    file: Upload | None = None,
) -> Done | Refusal:
    """Put a document or thing into the file, its authenticity not yet looked at."""
    row = conductor.load(number)
    exhibit = Exhibit(
        person_id=row.person_id,
        number=Exhibit.objects.filter(person_id=row.person_id).count() + 1,
        filed_at=now,
    )
    kept = keep_file(row.person_id, INQUIRY, file.data, file.media_type) if file else None
    said = {
        "title": title,
        "origin": origin,
        "custody": [{"custodian": custodian, "at": now.isoformat()}] if custodian else [],
        "file": str(kept.pk) if kept else "",
        "file_name": file.name if file else "",
        "sha256": hashlib.sha256(file.data).hexdigest() if file else "",
        "filed_by": by.name,
    }
    exhibit.put(said)
    exhibit.save(force_insert=True)
    return move(row, "file_exhibit", by=by, now=now, subject=exhibit.pk, body=said)


@verb
def weigh_exhibit(
    *,
    by: Account,
    now: datetime,
    number: str,
    exhibit_id: UUID,
    authenticity: str,
    reason: str,
    weighing: str = "",
    custodian: str = "",
) -> Done | Refusal:
    """Settle whether an exhibit is what it claims to be, with the reason."""
    row = conductor.load(number)
    exhibits = Exhibit.objects.select_for_update().filter(person_id=row.person_id)
    exhibit = exhibits.filter(pk=exhibit_id).first()
    if exhibit is None:
        return Refusal("inquiry.unknown_exhibit")
    said = open_row(SYSTEM, exhibit, "weigh_exhibit")
    if custodian:
        said["custody"] = [*said["custody"], {"custodian": custodian, "at": now.isoformat()}]
    changed = {"reason": reason, "weighing": weighing if authenticity == DISPUTED else ""}
    exhibit.authenticity = authenticity
    exhibit.put({**said, **changed})
    exhibit.save()
    body = {"exhibit": records.exhibit_name(exhibit.number), "is": authenticity, **changed}
    return move(row, "weigh_exhibit", by=by, now=now, subject=exhibit.pk, body=body)


@verb
def raise_suspicion(
    *, by: Account, now: datetime, number: str, category: str, supervisor_id: UUID
) -> Done | Refusal:
    """Stop the session over a suspicion: its category and the supervisor, and no word more."""
    row = conductor.load(number)
    interview = conducted(row, by)
    if isinstance(interview, Refusal):
        return interview
    finish(interview, Interview.STOPPED, now, open_row(SYSTEM, interview, "raise_suspicion"))
    said = {"category": category, "supervisor": str(supervisor_id)}
    suspicion = Suspicion(person_id=row.person_id, interview=interview, at=now)
    suspicion.put(said)
    suspicion.save(force_insert=True)
    return move(row, "raise_suspicion", by=by, now=now, subject=suspicion.pk, body=said)


@verb
def hand_to_authority(
    *,
    by: Account,
    now: datetime,
    number: str,
    authority: str,
    reference: str,
    receipt: str,
) -> Done | Refusal:
    """Give the competent authority a reference, against its receipt; never the file itself."""
    row = conductor.load(number)
    handed = AuthorityReference(person_id=row.person_id, at=now)
    said = {"authority": authority, "reference": reference, "receipt": receipt}
    handed.put(said)
    handed.save(force_insert=True)
    return move(row, "hand_to_authority", by=by, now=now, subject=handed.pk, body=said)
