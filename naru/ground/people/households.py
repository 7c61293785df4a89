"""Families that stay together (B7)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from naru.domain.refusals import Done
from naru.ground import ledger
from naru.ground.people.claiming import claim
from naru.ground.people.models import Household, Person
from naru.ground.vault.compartments import Compartment


def join_household(
    *, by: Any, now: datetime, person_id: UUID, with_id: UUID, role: str = ""
) -> Done:
    """Put a person into the household of another, made if there is none yet."""
    other = Person.objects.select_for_update().get(pk=with_id)
    if other.household_id is None:
        other.household = Household.objects.create(made_at=now)
        other.save(update_fields=["household"])
    Person.objects.filter(pk=person_id).update(household=other.household_id)
    if role:
        claim(by=by, now=now, person_id=person_id, kind="family_role", values={"value": role})
    return _record("join_household", by, now, person_id)


def leave_household(*, by: Any, now: datetime, person_id: UUID) -> Done:
    """Take a person out of a household, where they were put by mistake."""
    Person.objects.filter(pk=person_id).update(household=None)
    return _record("leave_household", by, now, person_id)


def _record(action: str, by: Any, now: datetime, person_id: UUID) -> Done:
    entry = ledger.append(
        action, at=now, actor=by, person_id=person_id, compartment=Compartment.IDENTITY
    )
    return Done(str(person_id), str(entry.seq))
