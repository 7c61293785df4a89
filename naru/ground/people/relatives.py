"""Relatives left behind: relation, alive or not, country, wish; and forgetting them when asked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from naru.domain.refusals import Done
from naru.ground import ledger
from naru.ground.people.models import Kin
from naru.ground.vault.compartments import Compartment
from naru.ground.vault.opening import open_rows


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
    row = Kin(person_id=person_id, made_at=now)
    row.put({"relation": relation, "alive": alive, "country": country, "wish": wish})
    row.save(force_insert=True)
    return _record("add_kin", by, now, person_id)


def forget_kin(*, by: Any, now: datetime, person_id: UUID) -> Done:
    """Forget every relative of a person, at their wish; at once and for good."""
    Kin.objects.filter(person_id=person_id).delete()
    return _record("forget_kin", by, now, person_id)


def kin(viewer: Any, person_id: UUID) -> list[KinView]:
    """The relatives noted, in the order in which they were."""
    rows = list(Kin.objects.filter(person_id=person_id).order_by("made_at"))
    opened = open_rows(viewer, rows, "kin")
    return [KinView(row.pk, **values) for row, values in zip(rows, opened, strict=True)]


def _record(action: str, by: Any, now: datetime, person_id: UUID) -> Done:
    entry = ledger.append(
        action, at=now, actor=by, person_id=person_id, compartment=Compartment.KIN
    )
    return Done(str(person_id), str(entry.seq))
