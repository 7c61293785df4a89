"""Medicines that wait for a decision, and those in use."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from naru.domain import clocks
from naru.ground import people
from naru.ground.pathway import handoffs, profiles
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.handoffs import OpenHandoff
from naru.ground.staff.models import Account
from naru.ground.vault import open_rows
from naru.rooms.infirmary import words
from naru.rooms.infirmary.models import MedicationStatement
from naru.rooms.infirmary.records import in_force

DECISION_CLOCK = "C5"
NOTE_KEYS = ("label", "form", "quantity", "last_dose")


@dataclass(frozen=True)
class Waiting:
    """A medicine taken at the gate, and until when it should be decided."""

    subject: UUID
    number: str
    name: str
    text: str
    opened_at: datetime
    due: datetime | None
    one_dose: bool


@dataclass(frozen=True)
class WaitingPage:
    """Every medicine that waits, the oldest first."""

    title: str
    medicines: tuple[Waiting, ...]


@dataclass(frozen=True)
class Medicine:
    """A prescription in force."""

    id: UUID
    drug: str
    dose: str
    route: str
    times: str
    until: datetime | None
    despite: str

    @property
    def text(self) -> str:
        """The prescription in a line, as a choice of a form."""
        return f"{self.drug} · {self.dose} · {self.times}"


def waiting_page(viewer: Account) -> WaitingPage:
    """What waits for a clinician's decision."""
    found = handoffs.waiting(viewer, "infirmary")
    reached = pathway.rows_of(viewer, {each.person_id for each in found})
    mine = [each for each in found if each.person_id in reached]
    return WaitingPage(_("Medicines to decide"), tuple(_waiting(viewer, mine)))


def pending(viewer: Account, number: str) -> list[Waiting]:
    """The medicines of one person that wait, the oldest first."""
    person = pathway.case(viewer, number).person_id
    return _waiting(viewer, handoffs.waiting(viewer, "infirmary", person))


def active(viewer: Account, person_id: UUID, now: datetime | None = None) -> list[Medicine]:
    """What somebody takes now."""
    rows = list(in_force(now or timezone.now()).filter(person_id=person_id))
    opened = open_rows(viewer, rows, "medicines")
    return [_medicine(row, said) for row, said in zip(rows, opened, strict=True)]


def active_of(viewer: Account, number: str) -> list[Medicine]:
    """What the person of a number takes now; Http404 out of reach."""
    return active(viewer, pathway.case(viewer, number).person_id)


def _waiting(viewer: Account, found: Sequence[OpenHandoff]) -> list[Waiting]:
    medicines = [each for each in found if each.kind == "medicine"]
    labels = people.labels(viewer, {each.person_id for each in medicines})
    subjects = [each.subject for each in medicines]
    dosed = set(
        MedicationStatement.objects.filter(subject__in=subjects).values_list("subject", flat=True)
    )
    return [
        Waiting(
            subject=each.subject,
            number=labels[each.person_id].number,
            name=labels[each.person_id].name,
            text=_described(each.note),
            opened_at=each.opened_at,
            due=_due(each.opened_at),
            one_dose=each.subject in dosed,
        )
        for each in medicines
    ]


def _described(note: Any) -> str:
    return " · ".join(str(note[key]) for key in NOTE_KEYS if note.get(key))


def _due(opened_at: datetime) -> datetime | None:
    rule = profiles.current().clocks.get(DECISION_CLOCK)
    return clocks.start(rule, opened_at).due if rule else None


def _medicine(row: Any, said: Any) -> Medicine:
    return Medicine(
        id=row.pk,
        drug=said["drug"],
        dose=f"{said['dose']} {said['unit']}",
        route=words.said(words.ROUTES, said["route"]),
        times=", ".join(said["times"]) or _("when needed"),
        until=row.ends_at,
        despite=said["despite"],
    )
