"""Who opened a person's record, as the person is told."""

from dataclasses import dataclass
from uuid import UUID

from naru.ground import staff
from naru.ground.vault import Compartment, accesses


@dataclass(frozen=True)
class Look:
    """One account that opened one part of the record on one day."""

    day: str
    name: str
    part: str
    reason: str

    def plain(self) -> dict[str, str]:
        """As JSON-able data."""
        return {"day": self.day, "name": self.name, "part": self.part, "reason": self.reason}


def looks_at(person_id: UUID) -> list[Look]:
    """Every access, the latest first; a complaint stays out, since others read this list too."""
    seen = [row for row in accesses(person_id) if row.compartment != Compartment.COMPLAINTS]
    names = staff.names({row.viewer_id for row in seen})
    return [
        Look(row.day.isoformat(), names.get(row.viewer_id, "–"), row.compartment, row.reason)
        for row in seen
    ]
