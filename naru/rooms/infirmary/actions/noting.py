"""Single entries of the health record: vital signs, allergies, conditions, injuries."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from naru.domain.refusals import Done, Refusal
from naru.ground.pathway import conductor
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.ground.vault import Compartment
from naru.rooms.infirmary.entries import Quantities, keep_vitals
from naru.rooms.infirmary.models import AllergyIntolerance, Condition, HealthRow, InjuryReport
from naru.rooms.infirmary.records import keep


@dataclass(frozen=True)
class Injuries:
    """Injuries as the Istanbul Protocol asks: where, what is seen, what is said, how it agrees."""

    regions: tuple[str, ...]
    described: str
    attributed: str
    consistency: str
    consent: bool


@verb
def observe(*, by: Account, now: datetime, number: str, vitals: Quantities) -> Done | Refusal:
    """Record vital signs."""
    row = conductor.load(number)
    if not vitals:
        return Refusal("infirmary.nothing_measured")
    kept = keep_vitals(row, by, now, vitals)
    if isinstance(kept, Refusal):
        return kept
    return _advance(row, "observe", by, now, kept[0], {"vitals": dict(vitals)})


@verb
def note_allergy(
    *,
    by: Account,
    now: datetime,
    number: str,
    substance: str,
    severity: str,
    atc: str = "",
    reaction: str = "",
) -> Done | Refusal:
    """Record a substance that harms the person."""
    row = conductor.load(number)
    said = {"substance": substance, "atc": atc, "reaction": reaction, "severity": severity}
    kept = keep(AllergyIntolerance, row, by, now, said)
    return _advance(row, "note_allergy", by, now, kept, said)


@verb
def note_condition(
    *, by: Account, now: datetime, number: str, name: str, code: str = "", note: str = ""
) -> Done | Refusal:
    """Record a diagnosis or a problem."""
    row = conductor.load(number)
    said = {"name": name, "code": code, "note": note}
    kept = keep(Condition, row, by, now, said)
    return _advance(row, "note_condition", by, now, kept, said)


@verb
def document_injuries(
    *, by: Account, now: datetime, number: str, injuries: Injuries
) -> Done | Refusal:
    """Document injuries, with the person's consent."""
    row = conductor.load(number)
    if not injuries.consent:
        return Refusal("infirmary.no_consent")
    kept = keep(InjuryReport, row, by, now, {**asdict(injuries), "regions": [*injuries.regions]})
    return _advance(row, "document_injuries", by, now, kept, {"report": str(kept.pk)})


def _advance(
    row: CaseRow, event: str, by: Account, now: datetime, kept: HealthRow, body: Mapping[str, Any]
) -> Done | Refusal:
    return conductor.advance(
        row,
        event,
        by=by,
        now=now,
        subject=str(kept.pk),
        body=body,
        compartment=Compartment.HEALTH,
    )
