"""With whom somebody is in the centre."""

from dataclasses import dataclass
from uuid import UUID

from naru.domain.duties import Duty
from naru.ground import people
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.queries import CaseView
from naru.ground.staff.models import Account
from naru.rooms.casework import words


@dataclass(frozen=True)
class Relative:
    """Somebody of the same household; named only to who may reach them."""

    number: str
    name: str
    role: str
    age: str


@dataclass(frozen=True)
class FamilyPanel:
    """The household, and whether the viewer may link another."""

    relatives: tuple[Relative, ...]
    may_bind: bool


def family_panel(viewer: Account, case: CaseView) -> FamilyPanel:
    """The others of the person's household."""
    ids = people.household_of(case.person_id)
    reached = pathway.rows_of(viewer, ids) if ids else {}
    labels = people.labels(viewer, list(reached)) if reached else {}
    return FamilyPanel(
        relatives=tuple(_relative(person_id, labels) for person_id in ids),
        may_bind=viewer.has(Duty.CASEWORKER, Duty.RECEPTION_OFFICER),
    )


def _relative(person_id: UUID, labels: dict[UUID, people.Label]) -> Relative:
    label = labels.get(person_id)
    if label is None:
        return Relative("", "", "", "")
    role = words.said(words.FAMILY_ROLES, label.role)
    return Relative(label.number, label.name, role, label.age_text)
