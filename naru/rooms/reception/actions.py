"""Writes of reception: one function a verb."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from naru.domain.refusals import Done, Refusal
from naru.ground import ledger, people
from naru.ground.pathway import conductor
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.ground.vault import CENTRE, SYSTEM, Compartment, keep_file, open_row
from naru.ground.vault.models import SealedFile
from naru.kit.tables import read_table
from naru.rooms.reception import arriving, papers, records, refusals, urgency, voices  # noqa: F401
from naru.rooms.reception.arriving import Arrival
from naru.rooms.reception.lists import Bad, Entry
from naru.rooms.reception.models import Consent, Notice, RightsNotice, Triage, Upload, Wish
from naru.rooms.reception.records import Told
from naru.rooms.reception.voices import Talk

IDENTITY, HEALTH, LEGAL = Compartment.IDENTITY, Compartment.HEALTH, Compartment.LEGAL


@verb
def notice(*, by: Account, now: datetime, told: Told) -> Done | Refusal:
    """Expect one person."""
    rows = Notice.objects.exclude(state=Notice.CANCELLED)
    if rows.filter(fingerprint=told.fingerprint).exists():
        return Refusal("list.expected")
    row = records.keep_notices([told], now)[0]
    entry = ledger.append_many([_expected(row, by, now)])[0]
    return Done(str(row.pk), str(entry.seq))


@verb
def cancel_notice(*, by: Account, now: datetime, notice_id: UUID, reason: str) -> Done | Refusal:
    """Expect somebody no longer."""
    row = Notice.objects.select_for_update().get(pk=notice_id)
    if row.state != Notice.EXPECTED:
        return Refusal("reception.not_expected")
    row.state = Notice.CANCELLED
    row.save(update_fields=["state"])
    return ledger.record(
        "cancel_notice",
        at=now,
        actor=by,
        person_id=row.person_id,
        compartment=IDENTITY,
        subject=str(row.pk),
        body={"reason": reason},
    )


@verb
def upload_list(*, by: Account, now: datetime, data: bytes, name: str) -> Done | Refusal:
    """Keep an uploaded list, sealed, until its columns are checked."""
    table = read_table(data, name)
    if isinstance(table, Refusal):
        return table
    file = keep_file(CENTRE, IDENTITY, data, "application/octet-stream")
    upload = Upload(person_id=CENTRE, made_at=now)
    upload.put({"file": str(file.pk), "name": name})
    upload.save()
    return Done(str(upload.pk))


@verb
def import_list(
    *,
    by: Account,
    now: datetime,
    upload_id: UUID,
    expected_on: date,
    mapped: Mapping[str, int] | None = None,
    agency: str = "",
) -> Done | Refusal:
    """Expect everybody on an uploaded list whose row has no fault; the file is then forgotten."""
    upload = Upload.objects.select_for_update().get(pk=upload_id)
    if upload.imported_at is not None:
        return Refusal("list.imported")
    said = open_row(by, upload, "import_list")
    checked = records.checked_upload(by, UUID(said["file"]), said["name"], mapped)
    if isinstance(checked, Refusal):
        return checked
    if not checked.good:
        return Refusal("list.nobody")
    rows = records.keep_notices(_told(checked.good, expected_on, agency, upload_id), now)
    _close(upload, said, len(rows), checked.bad, now)
    entries = ledger.append_many(
        [*(_expected(row, by, now) for row in rows), _imported(upload, len(rows), by, now)]
    )
    return Done(str(upload.pk), str(entries[-1].seq))


def _told(good: Sequence[Entry], expected_on: date, agency: str, batch: UUID) -> list[Told]:
    families: dict[str, UUID] = defaultdict(uuid.uuid4)
    return [
        Told(
            names=entry.names(),
            expected_on=entry.expected_on or expected_on,
            agency=agency,
            birth=dict(entry.birth) if entry.birth else None,
            sex=entry.sex,
            languages=entry.languages,
            interpreter=entry.interpreter,
            origin=entry.origin,
            role=entry.role,
            country_entry=entry.country_entry,
            needs=entry.needs,
            family=families[entry.family] if entry.family else None,
            batch=batch,
        )
        for entry in good
    ]


def _close(
    upload: Upload, said: Mapping[str, Any], written: int, bad: Sequence[Bad], now: datetime
) -> None:
    SealedFile.objects.filter(pk=said["file"]).delete()
    faults = [
        [fault.line, fault.column, fault.refusal.code, dict(fault.refusal.facts)] for fault in bad
    ]
    upload.put({"name": said["name"], "written": written, "bad": faults})
    upload.imported_at = now
    upload.save()


def _expected(row: Notice, by: Account, now: datetime) -> ledger.Written:
    body = {"batch": str(row.batch or "")}
    return ledger.Written("notice", now, by.pk, row.person_id, IDENTITY, str(row.pk), body)


def _imported(upload: Upload, written: int, by: Account, now: datetime) -> ledger.Written:
    body = {"written": written}
    return ledger.Written("import_list", now, by.pk, CENTRE, IDENTITY, str(upload.pk), body)


@verb
def arrive(*, by: Account, now: datetime, arrival: Arrival) -> Done | Refusal:
    """Register somebody who has come, open their case and start the clocks."""
    row = arriving.expected(arrival.notice_id)
    against = arriving.against(arrival, row)
    if against:
        return against
    draft = arrival.draft if row is None else replace(arrival.draft, person_id=row.person_id)
    person = people.register_many(by, [draft], now)[0]
    arriving.join_family(arrival, row, person.pk, by, now)
    if row is not None:
        row.state = Notice.ARRIVED
        row.save(update_fields=["state"])
    case = conductor.open_case(person.pk, arrival.arrived_at)
    return conductor.advance(
        case,
        "arrive",
        by=by,
        now=now,
        facts=arriving.facts(arrival, row, people.label(SYSTEM, person.pk)),
        subject=person.number,
        body={
            "arrived_at": arrival.arrived_at.isoformat(),
            "notice": str(row.pk) if row else "",
        },
    )


@verb
def triage(
    *, by: Account, now: datetime, number: str, code: str, found: Mapping[str, Any]
) -> Done | Refusal:
    """Record the first look at somebody's health, and how urgent it is."""
    case = conductor.load(number)
    if not urgency.allowed(code, found):
        return Refusal("reception.triage_too_low", {"least": urgency.NAMES[urgency.least(found)]})
    row = Triage(person_id=case.person_id, at=now, by_id=by.pk)
    row.put({**found, "code": code})
    row.save()
    return conductor.advance(
        case,
        "triage",
        by=by,
        now=now,
        facts={"triage_code": code},
        subject=str(row.pk),
        body={**found, "code": code},
        compartment=HEALTH,
    )


@verb
def welcome(
    *,
    by: Account,
    now: datetime,
    number: str,
    talk: Talk,
    consent: str,
    ground: str = "",
    signature: dict[str, Any] | None = None,
    written: bool = False,
) -> Done | Refusal:
    """Record that the rights were read and that consent, or a legal order, is there."""
    case = conductor.load(number)
    against = voices.against(talk, case.person_id, by) or _no_consent(
        talk, consent, ground, signature
    )
    if against:
        return against
    _keep_rights(case.person_id, talk, by, now)
    row, proves = _keep_consent(case.person_id, talk, consent, ground, signature, by, now)
    facts = {"rights_notice": True, "language_matched": True, "consent": consent}
    return conductor.advance(
        case,
        "welcome",
        by=by,
        now=now,
        facts={**facts, **({"written_information": True} if written else {})},
        subject=str(row.pk),
        body={**talk.values(), "ground": ground},
        compartment=LEGAL,
        proves=proves,
    )


@verb
def refuse_consent(
    *,
    by: Account,
    now: datetime,
    number: str,
    talk: Talk,
    words: str = "",
    signature: dict[str, Any] | None = None,
) -> Done | Refusal:
    """Record that somebody refused, in their own words; their wish to leave is then open."""
    case = conductor.load(number)
    against = voices.against(talk, case.person_id, by)
    if against:
        return against
    _keep_rights(case.person_id, talk, by, now)
    row, proves = _keep_consent(case.person_id, talk, "refused", words, signature, by, now)
    return conductor.advance(
        case,
        "refuse_consent",
        by=by,
        now=now,
        facts={"rights_notice": True, "language_matched": True},
        subject=str(row.pk),
        body={**talk.values(), "words": words},
        compartment=LEGAL,
        proves=proves,
    )


def _no_consent(
    talk: Talk, consent: str, ground: str, signature: dict[str, Any] | None
) -> Refusal | None:
    if consent == "legal_order":
        return None if ground.strip() else Refusal("reception.order_without_ground")
    if talk.understood == "not":
        return Refusal("reception.not_understood")
    return None if signature else Refusal("reception.no_signature")


def _keep_rights(person_id: UUID, talk: Talk, by: Account, now: datetime) -> None:
    row = RightsNotice(person_id=person_id, at=now, by_id=by.pk)
    row.put(talk.values())
    row.save()


def _keep_consent(
    person_id: UUID,
    talk: Talk,
    decision: str,
    ground: str,
    signature: dict[str, Any] | None,
    by: Account,
    now: datetime,
) -> tuple[Consent, ledger.Proven]:
    row = Consent(person_id=person_id, at=now, by_id=by.pk)
    said = {"decision": decision, "ground": ground, "purpose": "protection", **talk.values()}
    entry = ledger.reserve()
    pdf = papers.consent(person_id, entry, said, by.name, now, voices.picture(signature))
    file = keep_file(person_id, LEGAL, pdf, "application/pdf")
    kept = {
        "signature": voices.keep_signature(person_id, signature),
        "pdf": str(file.pk),
    }
    row.put({**said, **kept})
    row.save()
    return row, ledger.file(file, pdf, entry)


@verb
def hand_information(*, by: Account, now: datetime, number: str, language: str) -> Done | Refusal:
    """Record that the written information was handed over, and in which language."""
    case = conductor.load(number)
    body = {"language": language, "given_on": timezone.localdate(now).isoformat()}
    return conductor.advance(case, "hand_information", by=by, now=now, body=body, compartment=LEGAL)


@verb
def record_wish(
    *, by: Account, now: datetime, number: str, words: str, language: str
) -> Done | Refusal:
    """Record what somebody wishes, word for word; it is never changed."""
    case = conductor.load(number)
    if not words.strip():
        return Refusal("reception.wish_empty")
    row = Wish(person_id=case.person_id, at=now, by_id=by.pk)
    row.put({"words": words, "language": language})
    row.save()
    return conductor.advance(
        case,
        "record_wish",
        by=by,
        now=now,
        subject=str(row.pk),
        body={"words": words, "language": language},
        compartment=LEGAL,
        proves=ledger.words(row.pk, words),
    )
