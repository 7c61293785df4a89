"""Health intake: the nurse's, the physician's, and whether somebody is fit for an interview."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from naru.domain.refusals import Done, Refusal
from naru.ground.pathway import conductor
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.ground.vault import Compartment
from naru.rooms.infirmary.entries import Quantities, keep_allergies, keep_conditions, keep_vitals
from naru.rooms.infirmary.models import Encounter
from naru.rooms.infirmary.records import is_isolated, keep

HEALTH = Compartment.HEALTH


@dataclass(frozen=True)
class Findings:
    """What an examination found; `facts` are the consequences that other rooms may know."""

    facts: Mapping[str, Any]
    notes: Mapping[str, Any] = field(default_factory=dict)
    vitals: Quantities = field(default_factory=dict)
    allergies: Sequence[str] = ()
    conditions: Sequence[str] = ()


@verb
def examine_nurse(*, by: Account, now: datetime, number: str, findings: Findings) -> Done | Refusal:
    """Record the nurse's intake: isolation at once where it is needed."""
    return _examine("examine_nurse", by, now, number, findings)


@verb
def examine(*, by: Account, now: datetime, number: str, findings: Findings) -> Done | Refusal:
    """Record the physician's examination, which completes the health intake."""
    return _examine("examine", by, now, number, findings)


@verb
def declare_fitness(
    *, by: Account, now: datetime, number: str, fit: bool, reason: str
) -> Done | Refusal:
    """State whether somebody is fit for an interview; the reason stays here."""
    row = conductor.load(number)
    if fit and is_isolated(row):
        return Refusal("infirmary.isolated")
    kept = keep(Encounter, row, by, now, {"kind": "declare_fitness", "fit": fit, "reason": reason})
    return conductor.advance(
        row,
        "declare_fitness",
        by=by,
        now=now,
        facts={"fit_for_interview": fit},
        subject=str(kept.pk),
        body={"reason": reason},
        compartment=HEALTH,
    )


@verb
def clear_urgent(*, by: Account, now: datetime, number: str, findings: str) -> Done | Refusal:
    """Declare that the emergency is over: search and interviews may go on."""
    row = conductor.load(number)
    kept = keep(Encounter, row, by, now, {"kind": "clear_urgent", "findings": findings})
    return conductor.advance(
        row,
        "clear_urgent",
        by=by,
        now=now,
        subject=str(kept.pk),
        body={"findings": findings},
        compartment=HEALTH,
    )


def _examine(
    event: str, by: Account, now: datetime, number: str, findings: Findings
) -> Done | Refusal:
    row = conductor.load(number)
    against = _against(row, findings.facts)
    if against:
        return against
    measured = keep_vitals(row, by, now, findings.vitals)
    if isinstance(measured, Refusal):
        return measured
    keep_allergies(row, by, now, findings.allergies)
    keep_conditions(row, by, now, findings.conditions)
    kept = keep(Encounter, row, by, now, {"kind": event, **findings.notes, **findings.facts})
    return conductor.advance(
        row,
        event,
        by=by,
        now=now,
        facts=findings.facts,
        subject=str(kept.pk),
        body={"encounter": str(kept.pk)},
        compartment=HEALTH,
    )


def _against(row: CaseRow, facts: Mapping[str, Any]) -> Refusal | None:
    """An ordered isolation ends by its own verb only."""
    freed = facts.get("isolation") is False or facts.get("fit_for_interview") is True
    return Refusal("infirmary.isolated") if freed and is_isolated(row) else None
