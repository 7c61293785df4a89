"""Writes of the departure room: one function a verb."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from naru.domain.refusals import Done, Refusal
from naru.ground import ledger, people
from naru.ground.pathway import conductor
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.ground.vault import SYSTEM, Compartment, erase, keep_file, open_row
from naru.kit import images, numbers
from naru.rooms.departure import receipts, refusals  # noqa: F401
from naru.rooms.departure.models import Closure, DepartureRecord
from naru.rooms.departure.retention import timers

LEGAL = Compartment.LEGAL
PAPER = "paper"


@dataclass(frozen=True)
class Leaving:
    """How somebody leaves: the number as typed, the kind of destination, papers, signature."""

    typed: str
    destination: str
    informed: bool
    copies: Sequence[str] = ()
    signature: str = ""


@verb
def prepare_departure(
    *, by: Account, now: datetime, number: str, words: str = ""
) -> Done | Refusal:
    """Start the day of departure: from now on the checklist counts."""
    row = conductor.load(number)
    if DepartureRecord.objects.filter(person_id=row.person_id, left_at=None).exists():
        return Refusal("departure.started")
    record = DepartureRecord(person_id=row.person_id, number=numbers.new_number(), started_at=now)
    record.put({"words": words})
    record.save(force_insert=True)
    return conductor.advance(
        row,
        "prepare_departure",
        by=by,
        now=now,
        subject=str(record.pk),
        body={"words": words},
        compartment=LEGAL,
    )


@verb
def depart(*, by: Account, now: datetime, number: str, leaving: Leaving) -> Done | Refusal:
    """Confirm that somebody leaves, with everything that is theirs."""
    row = conductor.load(number)
    if numbers.read(leaving.typed) != row.person.number:
        return Refusal("departure.wrong_number")
    records = DepartureRecord.objects.select_for_update()
    record = records.filter(person_id=row.person_id, left_at=None).first()
    if record is None:
        return Refusal("departure.not_prepared")
    drawn = images.signature_png(leaving.signature) if leaving.signature else None
    if isinstance(drawn, Refusal):
        return drawn
    said, proves = _keep(record, row, by, now, leaving, drawn)
    return conductor.advance(
        row,
        "depart",
        by=by,
        now=now,
        facts={"destination_informed": leaving.informed},
        subject=str(record.pk),
        body=said,
        compartment=LEGAL,
        proves=proves,
    )


def _keep(
    record: DepartureRecord,
    row: CaseRow,
    by: Account,
    now: datetime,
    leaving: Leaving,
    drawn: bytes | None,
) -> tuple[dict[str, Any], ledger.Proven]:
    case, entry = conductor.state(row), ledger.reserve()
    given = (leaving.destination, leaving.copies, drawn)
    pdf = receipts.departure_pdf(record, entry, case, by, now, *given)
    file = keep_file(row.person_id, LEGAL, pdf, "application/pdf")
    said = {
        "outcome": case.outcome or "",
        "destination": leaving.destination,
        "copies": list(leaving.copies),
        "signature": _signature(row, drawn),
    }
    record.put({**open_row(SYSTEM, record, reason="depart"), **said})
    record.left_at = now
    record.pdf_id = file.pk
    record.save()
    return said, ledger.file(file, pdf, entry)


def _signature(row: CaseRow, drawn: bytes | None) -> str:
    return str(keep_file(row.person_id, LEGAL, drawn, "image/png").pk) if drawn else PAPER


@verb
def close_file(
    *, by: Account, now: datetime, number: str, keep_kin: bool = False
) -> Done | Refusal:
    """Close the file: relatives are forgotten unless the person asked otherwise, the rest timed."""
    row = conductor.load(number)
    gone = [] if keep_kin else _forget_kin(by, row.person_id, now)
    said = {"erased": gone, "kin_kept": keep_kin, "timers": timers(now)}
    closure = Closure(person_id=row.person_id, at=now, by_id=by.pk)
    closure.put(said)
    closure.save(force_insert=True)
    return conductor.advance(
        row,
        "close_file",
        by=by,
        now=now,
        subject=str(closure.pk),
        body=said,
        compartment=LEGAL,
    )


def _forget_kin(by: Account, person_id: UUID, now: datetime) -> list[str]:
    """Rows and key: no copy of the database can tell of the relatives afterwards."""
    people.forget_kin(by=by, now=now, person_id=person_id)
    return list(erase(person_id, [Compartment.KIN], now).compartments)
