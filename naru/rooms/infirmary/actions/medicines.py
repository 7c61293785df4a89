"""Medicines of a person: decided, prescribed, stopped, given."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from naru.domain.duties import Duty
from naru.domain.infirmary import (
    ROUND_OPENS,
    Drug,
    allergy_warnings,
    doses_between,
    duplicate_warnings,
)
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway import conductor, handoffs
from naru.ground.pathway.handoffs import OpenHandoff
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.ground.vault import SYSTEM, Compartment, open_row
from naru.rooms.infirmary.models import (
    MedicationAdministration,
    MedicationRequest,
    MedicationStatement,
)
from naru.rooms.infirmary.records import (
    Order,
    allergies,
    count_active,
    drugs_in_force,
    in_force,
    keep,
    plan_of,
)

HEALTH = Compartment.HEALTH
CONTINUE_OWN, STOP = "continue_own", "stop"
ONE_DOSE = "one_dose"


@verb
def decide_medicine(
    *,
    by: Account,
    now: datetime,
    number: str,
    medicine: UUID,
    decision: str,
    reason: str = "",
    order: Order | None = None,
    despite: str = "",
) -> Done | Refusal:
    """Decide on a medicine taken at the gate; a nurse may allow one dose until that is done."""
    row = conductor.load(number)
    waiting = handoffs.waiting(SYSTEM, "infirmary", row.person_id)
    found = next((each for each in waiting if each.subject == medicine), None)
    if found is None:
        return Refusal("infirmary.not_waiting")
    if not by.has(Duty.PHYSICIAN, Duty.PHARMACIST):
        return _allow_one_dose(row, by, now, found, decision)
    if decision == STOP and not reason.strip():
        return Refusal("infirmary.no_reason")
    done = _decide(row, by, now, found, decision, reason)
    if isinstance(done, Refusal) or decision == STOP or not by.has(Duty.PHYSICIAN):
        return done
    ordered = _prescribe(row, by, now, order, despite)
    return ordered if isinstance(ordered, Refusal) else done


@verb
def prescribe(
    *, by: Account, now: datetime, number: str, order: Order, despite: str = ""
) -> Done | Refusal:
    """Prescribe a medicine; against an allergy or twice the same only with a reason."""
    return _prescribe(conductor.load(number), by, now, order, despite)


@verb
def stop_medicine(
    *, by: Account, now: datetime, number: str, request_id: UUID, reason: str
) -> Done | Refusal:
    """Stop a prescription, with the reason."""
    row = conductor.load(number)
    request = in_force(now).filter(person_id=row.person_id, pk=request_id).first()
    if request is None:
        return Refusal("infirmary.not_active")
    request.state = MedicationRequest.STOPPED
    request.ends_at = max(now, request.starts_at)
    request.put({**open_row(SYSTEM, request, "stop"), "stopped": reason})
    request.save()
    return _advance_active(row, "stop_medicine", by, now, request, {"reason": reason})


@verb
def administer(
    *,
    by: Account,
    now: datetime,
    number: str,
    request_id: UUID,
    planned_at: datetime | None,
    state: str,
    reason: str = "",
) -> Done | Refusal:
    """Record what became of one dose: given, refused or missed; `None` is one when needed."""
    row = conductor.load(number)
    request = MedicationRequest.objects.filter(person_id=row.person_id, pk=request_id).first()
    if request is None:
        return Refusal("infirmary.not_active")
    against = _against_dose(request, planned_at, now)
    if against:
        return against
    said = {"state": state, "reason": reason}
    moment = planned_at or now
    kept = keep(MedicationAdministration, row, by, now, said, request=request, planned_at=moment)
    body = {"request": str(request.pk), "planned_at": moment.isoformat(), **said}
    return _advance(row, "administer", by, now, str(kept.pk), body)


def _allow_one_dose(
    row: CaseRow, by: Account, now: datetime, found: OpenHandoff, decision: str
) -> Done | Refusal:
    """The thing goes on waiting, so that a physician or pharmacist still decides."""
    if decision != CONTINUE_OWN:
        return Refusal("infirmary.nurse_one_dose")
    if MedicationStatement.objects.filter(subject=found.subject).exists():
        return Refusal("infirmary.one_dose_used")
    return _state(row, by, now, found, {"decision": ONE_DOSE, "reason": ""})


def _decide(
    row: CaseRow, by: Account, now: datetime, found: OpenHandoff, decision: str, reason: str
) -> Done | Refusal:
    closed = handoffs.close_handoff(found.subject, code=decision, now=now)
    said = {"decision": decision, "reason": reason}
    return closed if isinstance(closed, Refusal) else _state(row, by, now, found, said)


def _state(
    row: CaseRow, by: Account, now: datetime, found: OpenHandoff, said: Mapping[str, str]
) -> Done | Refusal:
    values = {"medicine": dict(found.note), **said}
    keep(MedicationStatement, row, by, now, values, subject=found.subject)
    facts = {"medicine_pending": handoffs.open_count(row.person_id, "medicine")}
    return _advance(row, "decide_medicine", by, now, str(found.subject), dict(said), facts)


def _prescribe(
    row: CaseRow, by: Account, now: datetime, order: Order | None, despite: str
) -> Done | Refusal:
    if order is None or not order.is_complete:
        return Refusal("infirmary.no_order")
    against = _against_order(row, now, order, despite)
    if against:
        return against
    request = keep(
        MedicationRequest,
        row,
        by,
        now,
        {**order.values, "despite": despite},
        starts_at=now,
        ends_at=order.until,
    )
    return _advance_active(row, "prescribe", by, now, request, {**order.values, "despite": despite})


def _against_order(row: CaseRow, now: datetime, order: Order, despite: str) -> Refusal | None:
    if order.until is not None and order.until <= now:
        return Refusal("infirmary.span")
    drug = Drug(order.drug, order.atc)
    harmed = allergy_warnings(drug, allergies(SYSTEM, row.person_id))
    if harmed and not despite.strip():
        return Refusal("infirmary.allergy", {"allergies": harmed})
    taken = duplicate_warnings(drug, drugs_in_force(SYSTEM, row.person_id, now))
    if taken and not despite.strip():
        return Refusal("infirmary.duplicate", {"medicines": taken})
    return None


def _against_dose(
    request: MedicationRequest, planned_at: datetime | None, now: datetime
) -> Refusal | None:
    plan = plan_of(request, open_row(SYSTEM, request, "dose"))
    if planned_at is None:
        active = in_force(now).filter(pk=request.pk).exists()
        return None if active and not plan.times else Refusal("infirmary.not_planned")
    if planned_at - now > ROUND_OPENS:
        return Refusal("infirmary.too_early")
    zone = timezone.get_default_timezone()
    if planned_at not in doses_between(plan, planned_at, planned_at, zone):
        return Refusal("infirmary.not_planned")
    if request.administrations.filter(planned_at=planned_at).exists():
        return Refusal("infirmary.dose_recorded")
    return None


def _advance_active(
    row: CaseRow,
    event: str,
    by: Account,
    now: datetime,
    request: MedicationRequest,
    body: Mapping[str, Any],
) -> Done | Refusal:
    facts = {"medicines_active": count_active(row.person_id, now)}
    return _advance(row, event, by, now, str(request.pk), body, facts)


def _advance(
    row: CaseRow,
    event: str,
    by: Account,
    now: datetime,
    subject: str,
    body: Mapping[str, Any],
    facts: Mapping[str, Any] | None = None,
) -> Done | Refusal:
    return conductor.advance(
        row, event, by=by, now=now, facts=facts, subject=subject, body=body, compartment=HEALTH
    )
