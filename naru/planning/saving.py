"""Save, name and share scenarios inside the centre: whoever plans sees all of them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import QueryDict

from naru.domain.refusals import Done, Refusal
from naru.ground.staff.models import Account
from naru.planning import refusals  # noqa: F401 - what it says
from naru.planning.models import SavedScenario
from naru.planning.scenario import Scenario

MOST = 200


@dataclass(frozen=True)
class Saved:
    """A saved scenario as the list shows it."""

    id: UUID
    name: str
    query: str
    by: str
    at: datetime
    chosen: bool
    mine: bool


def listed(viewer: Account) -> list[Saved]:
    """Every saved scenario, the newest first."""
    rows = SavedScenario.objects.select_related("made_by")[:MOST]
    return [
        Saved(
            row.id,
            row.name,
            row.query,
            row.made_by.name,
            row.made_at,
            row.chosen,
            row.made_by_id == viewer.pk,
        )
        for row in rows
    ]


def save(*, by: Account, now: datetime, name: str, scenario: Scenario) -> Done | Refusal:
    """Keep a scenario under a name that no other one has."""
    if SavedScenario.objects.count() >= MOST:
        return Refusal("plan.too_many", {"most": str(MOST)})
    try:
        with transaction.atomic():
            row = SavedScenario.objects.create(
                name=name,
                profile=scenario.profile,
                query=scenario.query(),
                made_by=by,
                made_at=now,
            )
    except IntegrityError:
        return Refusal("plan.name_taken", {"name": name})
    return Done(str(row.pk))


def remove(*, by: Account, saved_id: UUID) -> Done | Refusal:
    """Take away a scenario of one's own."""
    row = SavedScenario.objects.filter(pk=saved_id).first()
    if row is None:
        return Refusal("plan.gone")
    if row.made_by_id != by.pk:
        return Refusal("plan.not_yours", {"who": row.made_by.name})
    row.delete()
    return Done(str(saved_id))


@transaction.atomic
def choose(*, saved_id: UUID) -> Done | Refusal:
    """From now on the morning's forecast reckons by this scenario."""
    row = SavedScenario.objects.filter(pk=saved_id).first()
    if row is None:
        return Refusal("plan.gone")
    SavedScenario.objects.filter(chosen=True).update(chosen=False)
    SavedScenario.objects.filter(pk=row.pk).update(chosen=True)
    return Done(str(saved_id))


@dataclass(frozen=True)
class Chosen:
    """The scenario by which the forecast reckons: its name and its address."""

    name: str
    query: QueryDict


def chosen() -> Chosen | None:
    """The scenario that was chosen for the forecast; None: the shipped plan."""
    row = SavedScenario.objects.filter(chosen=True).first()
    return Chosen(row.name, QueryDict(row.query)) if row else None
