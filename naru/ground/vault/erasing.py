"""Erasure by destroying keys: what was sealed under them is gone for good (crypto-shredding)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from naru.ground.vault.compartments import Compartment
from naru.ground.vault.keyring import ring
from naru.ground.vault.models import DataKey


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was erased, when: enough for a record, nothing of the content."""

    person_id: UUID
    compartments: tuple[str, ...]
    at: datetime


def erase(person_id: UUID, compartments: Iterable[Compartment], now: datetime) -> Certificate:
    """Destroy the person's keys of these compartments; opening afterwards raises ErasedError."""
    wanted = [compartment.value for compartment in compartments]
    rows = DataKey.objects.filter(person_id=person_id, compartment__in=wanted)
    gone = tuple(sorted(rows.values_list("compartment", flat=True)))
    rows.delete()
    ring.forget([(person_id, compartment) for compartment in wanted])
    return Certificate(person_id, gone, now)
