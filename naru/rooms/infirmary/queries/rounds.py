"""The administration round: which doses are due now, for everybody or for one person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from naru.domain.infirmary import ROUND_LOOKS_BACK, doses_between, is_late, round_of
from naru.ground import people
from naru.ground.pathway import queries as pathway
from naru.ground.staff.models import Account
from naru.ground.vault import open_rows
from naru.ground.vault.gate import openable
from naru.rooms.infirmary import words
from naru.rooms.infirmary.models import MedicationAdministration, MedicationRequest
from naru.rooms.infirmary.records import in_force, plan_of

NEEDED = "needed"


@dataclass(frozen=True)
class Dose:
    """One dose as the round shows it; `key` names it in a form, `once` makes a press count once."""

    key: str
    once: str
    request_id: UUID
    number: str
    name: str
    drug: str
    dose: str
    route: str
    planned_at: datetime | None
    late: bool

    @property
    def text(self) -> str:
        """The dose in a line, as a choice of a form."""
        at = f"{timezone.localtime(self.planned_at):%H:%M}" if self.planned_at else _("when needed")
        return f"{at} · {self.drug} · {self.dose}"


@dataclass(frozen=True)
class RoundPage:
    """The round of this moment, the longest overdue first."""

    title: str
    now: datetime
    doses: tuple[Dose, ...]


def round_page(viewer: Account, now: datetime | None = None) -> RoundPage:
    """Every dose of the round that nobody has recorded yet."""
    moment = now or timezone.now()
    open_people = pathway.open_cases(viewer).values("person_id")
    requests = _recent(moment).filter(person_id__in=open_people)
    doses = _doses(viewer, list(requests), moment)
    ordered = sorted(doses, key=lambda dose: (dose.planned_at or moment, dose.number))
    return RoundPage(_("Medicine round"), moment, tuple(ordered))


def doses_of(viewer: Account, number: str, now: datetime | None = None) -> list[Dose]:
    """The doses due for one person, and the medicines taken when needed."""
    moment = now or timezone.now()
    person = pathway.case(viewer, number).person_id
    due = _doses(viewer, list(_recent(moment).filter(person_id=person)), moment)
    needed = list(in_force(moment).filter(person_id=person))
    return [*due, *_as_needed(viewer, needed)]


def read_key(key: str) -> tuple[UUID, datetime | None]:
    """The prescription and the planned moment that a form's key names."""
    request, _mark, moment = key.partition("@")
    return UUID(request), None if moment == NEEDED else datetime.fromisoformat(moment)


def _recent(now: datetime) -> Any:
    """Prescriptions with doses that may still be unrecorded, also some that are over by now."""
    over = Q(ends_at=None) | Q(ends_at__gt=now - ROUND_LOOKS_BACK)
    return MedicationRequest.objects.filter(over, starts_at__lte=round_of(now)[1])


def _doses(viewer: Account, rows: Sequence[MedicationRequest], now: datetime) -> list[Dose]:
    rows = openable(viewer, rows, "round")
    opened = open_rows(viewer, rows, "round")
    labels = people.labels(viewer, {row.person_id for row in rows})
    recorded = _recorded(rows, now)
    zone, (low, high) = timezone.get_default_timezone(), round_of(now)
    return [
        _dose(row, said, labels[row.person_id], at, late=is_late(at, now))
        for row, said in zip(rows, opened, strict=True)
        for at in doses_between(plan_of(row, said), low, high, zone)
        if (row.pk, at) not in recorded
    ]


def _recorded(rows: Iterable[MedicationRequest], now: datetime) -> set[tuple[UUID, datetime]]:
    done = MedicationAdministration.objects.filter(
        request__in=[row.pk for row in rows], planned_at__gte=round_of(now)[0]
    )
    return set(done.values_list("request_id", "planned_at"))


def _as_needed(viewer: Account, rows: Sequence[MedicationRequest]) -> list[Dose]:
    opened = open_rows(viewer, rows, "round")
    labels = people.labels(viewer, {row.person_id for row in rows})
    return [
        _dose(row, said, labels[row.person_id], None, late=False)
        for row, said in zip(rows, opened, strict=True)
        if not said["times"]
    ]


def _dose(
    row: MedicationRequest, said: Any, label: Any, at: datetime | None, *, late: bool
) -> Dose:
    key = f"{row.pk}@{at.isoformat() if at else NEEDED}"
    return Dose(
        key=key,
        once=str(uuid5(NAMESPACE_OID, key)),
        request_id=row.pk,
        number=label.number,
        name=label.name,
        drug=said["drug"],
        dose=f"{said['dose']} {said['unit']}",
        route=words.said(words.ROUTES, said["route"]),
        planned_at=at,
        late=late,
    )
