"""The ledger's word on acts that are no step of a person's pathway."""

from datetime import datetime
from typing import Any
from uuid import UUID

from naru.domain.refusals import Done
from naru.ground import ledger
from naru.ground.staff.models import Account
from naru.ground.vault import CENTRE, Compartment


def note(
    action: str, by: Account, now: datetime, subject: Any, person_id: UUID = CENTRE, **body: str
) -> Done:
    """Write the act down and say that it is done."""
    return ledger.record(
        action,
        at=now,
        actor=by,
        person_id=person_id,
        compartment=Compartment.OPS,
        body=body,
        subject=str(subject),
    )
