"""Medical isolation: ordered, reviewed every day, ended; the cause never leaves the room."""

from datetime import datetime
from typing import Any

from naru.domain.refusals import Done, Refusal
from naru.ground.pathway import conductor
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.ground.vault import Compartment
from naru.rooms.infirmary.models import IsolationReview
from naru.rooms.infirmary.records import is_isolated, keep


@verb
def isolate(
    *, by: Account, now: datetime, number: str, cause: str, precautions: str
) -> Done | Refusal:
    """Order medical isolation: no interview while it lasts."""
    row = conductor.load(number)
    if is_isolated(row):
        return Refusal("infirmary.already_isolated")
    return _record("isolate", row, by, now, {"cause": cause, "precautions": precautions})


@verb
def review_isolation(*, by: Account, now: datetime, number: str, findings: str) -> Done | Refusal:
    """Review that the isolation is still needed."""
    return _record("review_isolation", conductor.load(number), by, now, {"findings": findings})


@verb
def end_isolation(
    *, by: Account, now: datetime, number: str, findings: str, fit: bool
) -> Done | Refusal:
    """End the isolation, and say whether the person is fit for interviews: one isn't the other."""
    row, facts = conductor.load(number), {"fit_for_interview": fit}
    return _record("end_isolation", row, by, now, {"findings": findings, "fit": fit}, facts)


def _record(
    event: str,
    row: CaseRow,
    by: Account,
    now: datetime,
    said: dict[str, Any],
    facts: dict[str, Any] | None = None,
) -> Done | Refusal:
    kept = keep(IsolationReview, row, by, now, {"act": event, **said})
    return conductor.advance(
        row,
        event,
        by=by,
        now=now,
        facts=facts,
        subject=str(kept.pk),
        body=said,
        compartment=Compartment.HEALTH,
    )
