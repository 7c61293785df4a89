"""How a change of an account enters the ledger."""

from datetime import datetime

from naru.domain.refusals import Done
from naru.ground import ledger
from naru.ground.staff.models import Account


def record(action: str, by: Account, now: datetime, account: Account, **body: str) -> Done:
    """Put a change of an account, and who made it, into the ledger."""
    return ledger.note(action, by, now, account.pk, account=str(account.pk), **body)
