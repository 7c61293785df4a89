"""The compartments of the record, and who aren't people: centre, system, host, recovery."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Compartment(StrEnum):
    """A part of the record with keys of its own (security.md 2.3)."""

    OPS = "ops"
    IDENTITY = "identity"
    KIN = "kin"
    HEALTH = "health"
    LEGAL = "legal"
    INQUIRY = "inquiry"
    COMPLAINTS = "complaints"


CENTRE = UUID("00000000-0000-4000-8000-000000000001")
"""Stands for the person where a sealed thing belongs to nobody."""
HOST = UUID("00000000-0000-4000-8000-000000000003")
"""Holds the epochs that the machine itself may open: ops always, all of them in embedded mode."""
RECOVERY = UUID("00000000-0000-4000-8000-000000000004")
"""Holds every epoch; its private key exists only on five sheets of paper."""


@dataclass(frozen=True, slots=True)
class System:
    """The viewer for work that shows nothing to anybody: rules, receipts, indexes."""

    pk: UUID = UUID("00000000-0000-4000-8000-000000000002")


SYSTEM = System()
