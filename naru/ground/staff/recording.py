"""How a change of an account enters the ledger."""

from datetime import datetime

from naru.domain.refusals import Done
from naru.ground import ledger
from naru.ground.staff.models import Account
from naru.ground.vault import CENTRE, Compartment


def record(action: str, by: Account, now: datetime, account: Account, **body: str) -> Done:
    """Put a change of an account, and who made it, into the ledger."""
    return ledger.record(
        action,
        at=now,
        actor=by,
        person_id=CENTRE,
        compartment=Compartment.OPS,
        subject=str(account.pk),
        body={"account": str(account.pk), **body},
    )
