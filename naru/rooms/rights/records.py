"""Small helpers that the writes of the room share."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from naru.ground.staff.models import Account
from naru.ground.vault import SYSTEM, open_row
from naru.rooms.rights.models import Act

Kept = TypeVar("Kept", bound=Act)


def keep(
    kind: type[Kept],
    person_id: UUID,
    by: Account,
    now: datetime,
    said: Mapping[str, Any],
    /,
    **plain: Any,
) -> Kept:
    """Seal and save one act of a person's record."""
    act = kind(person_id=person_id, at=now, by_id=by.pk, **plain)
    act.put(said)
    act.save(force_insert=True)
    return act


def amend(act: Act, said: Mapping[str, Any], **plain: Any) -> None:
    """Add to what an open act says, and mark in plain what became of it."""
    act.put({**open_row(SYSTEM, act, "amend"), **said})
    for name, value in plain.items():
        setattr(act, name, value)
    act.save()
