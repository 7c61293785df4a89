"""What several verbs of the infirmary share: keeping a row, and reading what is in force."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from naru.domain.infirmary import Drug, Plan
from naru.ground.pathway import conductor
from naru.ground.pathway.models import CaseRow
from naru.ground.staff.models import Account
from naru.ground.vault import open_rows
from naru.rooms.infirmary.models import AllergyIntolerance, HealthRow, MedicationRequest

Row = TypeVar("Row", bound=HealthRow)


@dataclass(frozen=True)
class Order:
    """A prescription as a physician writes it; without times it is taken when needed."""

    drug: str
    dose: str
    unit: str
    route: str
    times: tuple[str, ...] = ()
    atc: str = ""
    until: datetime | None = None
    note: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether everything is there that makes it a prescription."""
        return all((self.drug, self.dose, self.unit, self.route))

    @property
    def values(self) -> dict[str, Any]:
        """What is sealed of it."""
        said = asdict(self)
        del said["until"]
        return said


def keep(
    kind: type[Row],
    case: CaseRow,
    by: Account,
    now: datetime,
    values: Mapping[str, Any],
    **plain: Any,
) -> Row:
    """Seal the values into a new row of the person's health record."""
    row = kind(person_id=case.person_id, at=now, by_id=by.pk, **plain)
    row.put(values)
    row.save(force_insert=True)
    return row


def in_force(now: datetime) -> QuerySet[MedicationRequest]:
    """The prescriptions that are neither stopped nor over."""
    active = MedicationRequest.objects.filter(state=MedicationRequest.ACTIVE)
    return active.filter(Q(ends_at=None) | Q(ends_at__gt=now))


def count_active(person_id: UUID, now: datetime) -> int:
    """How many medicines somebody takes now: the fact `medicines_active`."""
    return in_force(now).filter(person_id=person_id).count()


def drugs_in_force(viewer: Any, person_id: UUID, now: datetime) -> list[Drug]:
    """The medicines that somebody takes now."""
    rows = list(in_force(now).filter(person_id=person_id))
    return [Drug(said["drug"], said["atc"]) for said in open_rows(viewer, rows, "medicines")]


def allergies(viewer: Any, person_id: UUID) -> list[Drug]:
    """The substances that harm somebody."""
    rows = list(AllergyIntolerance.objects.filter(person_id=person_id))
    return [Drug(said["substance"], said["atc"]) for said in open_rows(viewer, rows, "allergies")]


def plan_of(request: MedicationRequest, values: Mapping[str, Any]) -> Plan:
    """When the doses of a prescription are due."""
    return Plan(tuple(values["times"]), request.starts_at, request.ends_at)


def is_isolated(case: CaseRow) -> bool:
    """Whether a physician's order of isolation stands; its daily review runs as long."""
    clock = conductor.state(case).clocks.get("C4I")
    return clock is not None and clock.ended is None


def lines(text: str) -> Sequence[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]
