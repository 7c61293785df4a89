"""How each compartment stands: its epoch, who opens it, what should be put right."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from naru.ground.vault import Compartment, members, recovery
from naru.ground.vault.models import DataKey, Epoch, Grant


@dataclass(frozen=True)
class Standing:
    """One compartment; `members` are accounts, `keys` the data keys that it wraps."""

    compartment: str
    epoch: int
    since: datetime
    members: tuple[UUID, ...]
    machine: bool
    recovery: bool
    rotation_due: bool
    keys: int

    @property
    def faults(self) -> list[str]:
        """What should be put right: `machine`, `few`, `no_recovery`, `rotation_due`."""
        known = {
            "machine": self.machine and self.compartment != Compartment.OPS,
            "few": not self.machine and len(self.members) < members.FEWEST,
            "no_recovery": not self.recovery,
            "rotation_due": self.rotation_due,
        }
        return [code for code, is_so in known.items() if is_so]


def standing() -> list[Standing]:
    """How every compartment stands, by name."""
    covered = set(recovery.covered())
    return [
        Standing(
            epoch.compartment,
            epoch.number,
            epoch.made_at,
            tuple(members.people_in(epoch.compartment)),
            members.is_held_by_host(epoch.compartment),
            epoch.compartment in covered,
            epoch.rotation_due,
            DataKey.objects.filter(compartment=epoch.compartment).count(),
        )
        for epoch in Epoch.objects.filter(retired_at=None).order_by("compartment")
    ]


def open_grants() -> list[Grant]:
    """Proposals that wait for a second person, the oldest first."""
    return list(Grant.objects.filter(decided_at=None, ended_at=None).order_by("asked_at"))
