"""Safety plans: agreed with the person, kept with their health."""

from datetime import datetime

from naru.domain.refusals import Done, Refusal
from naru.ground.pathway import conductor
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.ground.vault import Compartment
from naru.rooms.rights.models import SafetyPlan
from naru.rooms.rights.records import amend, keep

HEALTH = Compartment.HEALTH


@verb
def open_safety_plan(
    *, by: Account, now: datetime, number: str, concern: str, measures: str, companion: str
) -> Done | Refusal:
    """Open a plan: the concern, the measures agreed, and who stays close."""
    row = conductor.load(number)
    said = {"concern": concern, "measures": measures, "companion": companion}
    plan = keep(SafetyPlan, row.person_id, by, now, said)
    return conductor.advance(
        row,
        "open_safety_plan",
        by=by,
        now=now,
        subject=str(plan.pk),
        body=said,
        compartment=HEALTH,
    )


@verb
def close_safety_plan(*, by: Account, now: datetime, number: str, reason: str) -> Done | Refusal:
    """Close every open plan of the person, with the reason."""
    row = conductor.load(number)
    said = {"closed_because": reason}
    for plan in SafetyPlan.objects.filter(person_id=row.person_id, closed_at=None):
        amend(plan, said, closed_at=now)
    return conductor.advance(
        row, "close_safety_plan", by=by, now=now, body=said, compartment=HEALTH
    )
