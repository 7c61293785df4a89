"""Relatives left behind: relation, alive or not, country, wish; and forgetting them when asked.

They exist only inside one sealed blob a person, of one size however many they are: no row, foreign
key, count or search token tells of them (security.md 2.3).
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from naru.domain.refusals import Done
from naru.ground import ledger
from naru.ground.people.models import Kin
from naru.ground.vault import SYSTEM
from naru.ground.vault.closed import ClosedError
from naru.ground.vault.compartments import Compartment
from naru.ground.vault.opening import open_row, open_rows


@dataclass(frozen=True)
class KinView:
    """One relative, as far as Naru may know."""

    id: UUID
    relation: str
    alive: str
    country: str
    wish: str


def add_kin(
    *, by: Any, now: datetime, person_id: UUID, relation: str, alive: str, country: str, wish: str
) -> Done:
    """Note a relative; `country` is a country and never a place (domain.md 6, N5)."""
    said = {"relation": relation, "alive": alive, "country": country, "wish": wish}
    row = Kin.objects.select_for_update().filter(person_id=person_id).first()
    known = _known(row) if row else []
    if row is None or known is None:  # who may not read relatives may still note one
        row, known = Kin(person_id=person_id), []
    row.made_at = now
    row.put({"relatives": [*known, {"id": str(uuid.uuid4()), **said}]})
    row.save()
    return _record("add_kin", by, now, person_id)


def forget_kin(*, by: Any, now: datetime, person_id: UUID) -> Done:
    """Forget every relative of a person, at their wish; at once and for good."""
    Kin.objects.filter(person_id=person_id).delete()
    return _record("forget_kin", by, now, person_id)


def kin(viewer: Any, person_id: UUID) -> list[KinView]:
    """The relatives noted, in the order in which they were."""
    rows = list(Kin.objects.filter(person_id=person_id).order_by("made_at"))
    opened = open_rows(viewer, rows, "kin")
    return [
        KinView(UUID(one["id"]), one["relation"], one["alive"], one["country"], one["wish"])
        for row, said in zip(rows, opened, strict=True)
        for one in _in(row, said)
    ]


def _known(row: Kin) -> list[Mapping[str, Any]] | None:
    try:
        return _in(row, open_row(SYSTEM, row, "kin"))
    except ClosedError:
        return None


def _in(row: Kin, said: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What a blob holds; those of an earlier version held one relative each."""
    if "relatives" in said:
        return list(said["relatives"])
    return [{"id": str(row.pk), **said}]


def _record(action: str, by: Any, now: datetime, person_id: UUID) -> Done:
    entry = ledger.append(
        action, at=now, actor=by, person_id=person_id, compartment=Compartment.KIN
    )
    return Done(str(person_id), str(entry.seq))
