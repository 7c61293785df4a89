"""How long each class of the record is kept after a departure; lengths no lawyer has checked."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

YEAR = timedelta(days=365)
ERASED_AT_CLOSURE = timedelta(0)


@dataclass(frozen=True)
class RetentionRule:
    """A class of the record and how long it is kept, counted from the closing of the file."""

    id: str
    name: object
    length: timedelta

    def until(self, closed_at: datetime) -> datetime:
        """When the class is to be erased."""
        return closed_at + self.length


RULES = (
    RetentionRule("kin", _("Notes about relatives"), ERASED_AT_CLOSURE),
    RetentionRule("recordings", _("Recordings of interviews"), YEAR),
    RetentionRule("inventory", _("Belongings and receipts"), YEAR),
    RetentionRule("complaints", _("Complaints filed"), 5 * YEAR),
    RetentionRule("logs", _("Logs of access"), 5 * YEAR),
    RetentionRule("statements", _("Statements and the decision"), 10 * YEAR),
    RetentionRule("health", _("Health record"), 10 * YEAR),
)


def timers(closed_at: datetime) -> dict[str, str]:
    """The day on which each class is to be erased, by class."""
    return {rule.id: rule.until(closed_at).date().isoformat() for rule in RULES}
