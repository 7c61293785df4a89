"""What the resident page shows of health: the record to clinicians, the consequence to others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404

from naru.domain.duties import Duty
from naru.domain.infirmary import VITALS, is_usual
from naru.ground import ledger
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.queries import CaseView
from naru.ground.staff import emergency
from naru.ground.staff.models import Account
from naru.ground.vault import open_rows
from naru.ground.vault.gate import openable
from naru.rooms.infirmary import words
from naru.rooms.infirmary.models import (
    AllergyIntolerance,
    Condition,
    HealthSummary,
    Observation,
)
from naru.rooms.infirmary.queries.medicines import Medicine, active

MEDICINES = frozenset({Duty.NURSE, Duty.PHYSICIAN, Duty.PHARMACIST})
WHOLE = frozenset(
    {
        Duty.NURSE,
        Duty.PHYSICIAN,
        Duty.RESIDENT,
        Duty.CHILD_GUARDIAN,
        Duty.COUNSEL,
        Duty.HUMAN_RIGHTS_OFFICER,
        Duty.OUTSIDE_MONITOR,
    }
)
"""Who reads the whole record where the matrix lets them: some only with the person's consent."""


@dataclass(frozen=True)
class Reading:
    """The latest value of one vital sign."""

    name: str
    value: str
    at: datetime
    usual: bool


@dataclass(frozen=True)
class Health:
    """The part of the record that the viewer's duty needs."""

    allergies: tuple[str, ...] | None
    medicines: tuple[Medicine, ...] | None
    conditions: tuple[str, ...] | None
    vitals: tuple[Reading, ...]
    summary_id: UUID | None
    isolation: Any
    fit: Any


@dataclass(frozen=True)
class Fitness:
    """Consequences without a cause; None is what isn't known or isn't for this viewer."""

    fit: bool | None
    isolation: bool | None
    access_needs: str


def health(viewer: Account, case: CaseView) -> Health:
    """The health panel: medicines and allergies, and for those who examine the rest too.

    A psychologist sees only what they wrote; whoever broke the glass sees it all for an hour.
    """
    person, duties = case.person_id, viewer.duties
    whole = bool(duties & WHOLE) or emergency.opened_for(viewer, {person}, "health")
    sees_medicines = whole or bool(duties & MEDICINES)
    sees_record = whole or Duty.PSYCHOLOGIST in duties
    return Health(
        allergies=_allergies(viewer, person) if sees_medicines else None,
        medicines=tuple(active(viewer, person)) if sees_medicines else None,
        conditions=_conditions(viewer, person) if sees_record else None,
        vitals=_vitals(viewer, person) if sees_record else (),
        summary_id=_latest_summary(person) if duties & MEDICINES else None,
        isolation=case.fact("isolation"),
        fit=case.fact("fit_for_interview"),
    )


def in_emergency(viewer: Account, case: CaseView) -> dict[str, list[str]]:
    """Allergies, medicines and conditions, for the packet that opens without a network."""
    person = case.person_id
    return {
        "allergies": list(_allergies(viewer, person)),
        "medicines": [one.text for one in active(viewer, person)],
        "conditions": list(_conditions(viewer, person)),
    }


def fitness(_viewer: Account, case: CaseView) -> Fitness | None:
    """Fit for interview, isolation and access needs, each only if this viewer may know it."""
    needs = str(case.fact("access_needs") or "")
    shown = Fitness(
        fit=case.fact("fit_for_interview"),  # type: ignore[arg-type]
        isolation=case.fact("isolation"),  # type: ignore[arg-type]
        access_needs=words.said(words.ACCESS_NEEDS, needs) if needs else "",
    )
    return None if shown == Fitness(None, None, "") else shown


def summary_file(viewer: Account, summary_id: UUID) -> ledger.Issued:
    """The sheet that somebody was given; Http404 when there is none within reach."""
    summary = HealthSummary.objects.filter(pk=summary_id).first()
    if summary is None or summary.person_id not in pathway.rows_of(viewer, [summary.person_id]):
        raise Http404
    return ledger.issued(viewer, summary.pdf_id, "summary")


def _allergies(viewer: Account, person_id: UUID) -> tuple[str, ...]:
    rows = list(AllergyIntolerance.objects.filter(person_id=person_id))
    return tuple(_allergy(said) for said in open_rows(viewer, rows, "allergies"))


def _allergy(said: Any) -> str:
    severity = words.said(words.SEVERITIES, said["severity"])
    return " · ".join(filter(None, (said["substance"], said["reaction"], severity)))


def _conditions(viewer: Account, person_id: UUID) -> tuple[str, ...]:
    rows = _own(viewer, Condition.objects.filter(person_id=person_id), "conditions")
    opened = open_rows(viewer, rows, "conditions")
    return tuple(" ".join(filter(None, (said["code"], said["name"]))) for said in opened)


def _vitals(viewer: Account, person_id: UUID) -> tuple[Reading, ...]:
    rows = _own(viewer, Observation.objects.filter(person_id=person_id), "vitals")
    opened = open_rows(viewer, rows, "vitals")
    latest = {said["vital"]: (row.at, said) for row, said in zip(rows, opened, strict=True)}
    return tuple(_reading(name, *latest[name]) for name in VITALS if name in latest)


def _own(viewer: Account, rows: Iterable[Any], reason: str) -> list[Any]:
    """All the rows; of a psychologist only their own, which are left out rather than refused."""
    found = list(rows)
    return openable(viewer, found, reason) if viewer.has(Duty.PSYCHOLOGIST) else found


def _reading(name: str, at: datetime, said: Any) -> Reading:
    vital, value = VITALS[name], Decimal(said["value"])
    shown = dict(vital.units)[said["unit"]]
    usual = is_usual(vital, value, said["unit"])
    return Reading(words.name_of(vital.name), f"{value} {shown}", at, usual)


def _latest_summary(person_id: UUID) -> UUID | None:
    return (
        HealthSummary.objects.filter(person_id=person_id)
        .order_by("-at")
        .values_list("pk", flat=True)
        .first()
    )
