"""Decisions about a child: who represents them, how they are cared for, how old they are."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway import conductor
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.verbs import verb
from naru.ground.staff.actions import mandate
from naru.ground.staff.models import Account
from naru.ground.vault import Compartment
from naru.rooms.casework.models import BestInterests
from naru.rooms.casework.records import ADULT


@verb
def name_representative(
    *, by: Account, now: datetime, number: str, account_id: UUID, provisional: bool
) -> Done | Refusal:
    """Name the child's representative, who reaches the case from now on."""
    row = conductor.load(number)
    guardian = Account.objects.filter(pk=account_id).first()
    if guardian is None or not guardian.has(Duty.CHILD_GUARDIAN):
        return Refusal("casework.not_a_guardian")
    mandate(account=guardian, person_id=row.person_id, kind="guardian", now=now)
    said = {"account": str(guardian.pk), "provisional": provisional}
    return decide(row, "name_representative", by, now, said, {})


@verb
def plan_child_care(
    *,
    by: Account,
    now: datetime,
    number: str,
    care: str,
    panel: Sequence[str],
    child_view: str,
    reasons: str,
) -> Done | Refusal:
    """Decide how the child is cared for, by a best-interests panel that heard the child."""
    row = conductor.load(number)
    against = against_panel(panel, child_view)
    if against:
        return against
    said = {"care": care, "panel": list(panel), "child_view": child_view, "reasons": reasons}
    return decide(row, "plan_child_care", by, now, said, {})


@verb
def decide_age(
    *,
    by: Account,
    now: datetime,
    number: str,
    basis: str,
    lowest: int,
    highest: int,
    tried_before: str,
    reasons: str,
) -> Done | Refusal:
    """Record an age decision: the lowest age of the margin counts."""
    row = conductor.load(number)
    if lowest > highest:
        return Refusal("casework.age_bounds")
    if basis == "panel" and not tried_before.strip():
        return Refusal("casework.last_resort")
    minor = lowest < ADULT
    alone = conductor.state(row).facts.get("unaccompanied") is True
    said = {
        "basis": basis,
        "age": [lowest, highest],
        "tried_before": tried_before,
        "reasons": reasons,
    }
    facts = {"minor": minor, "unaccompanied": minor and alone}
    return decide(row, "decide_age", by, now, said, facts)


def against_panel(panel: Sequence[str], child_view: str) -> Refusal | None:
    """Why a best-interests decision can't stand: too few decided, or the child wasn't heard."""
    if len({name.casefold() for name in panel}) < 2:  # noqa: PLR2004
        return Refusal("casework.panel_of_two")
    return None if child_view.strip() else Refusal("casework.child_not_heard")


def decide(
    row: CaseRow,
    event: str,
    by: Account,
    now: datetime,
    said: Mapping[str, Any],
    facts: Mapping[str, Any],
) -> Done | Refusal:
    """Keep a decision about a child and tell the conductor."""
    kept = BestInterests(person_id=row.person_id, made_at=now, by_id=by.pk)
    kept.put({"kind": event, **said})
    kept.save(force_insert=True)
    return conductor.advance(
        row,
        event,
        by=by,
        now=now,
        facts=facts,
        subject=str(kept.pk),
        body=said,
        compartment=Compartment.LEGAL,
    )
