"""Reads about break-glass: the banner for those who work there, the list for the two offices."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from naru.domain import emergency as rules
from naru.ground import people, staff
from naru.ground.staff import emergency
from naru.ground.staff.models import Account, BreakGlass, BreakGlassReview
from naru.ground.vault import open_rows
from naru.kit import numbers
from naru.web import words

SHOWN_FOR = timedelta(hours=24)
REASON = "review"


@dataclass(frozen=True)
class Broken:
    """One opening as the others on the case are told."""

    who: str
    part: str
    opened_at: datetime
    until: datetime
    is_open: bool


@dataclass(frozen=True)
class Found:
    """What one office wrote."""

    office: str
    verdict: str
    words: str
    at: datetime


@dataclass(frozen=True)
class Row:
    """One opening for those who review it."""

    id: UUID
    number: str
    who: str
    part: str
    ground: str
    reason: str
    opened_at: datetime
    due: datetime
    told_at: datetime | None
    tell_by: datetime
    found: tuple[Found, ...]
    reviewed: bool


def lately(viewer: Account, person_id: UUID) -> list[Broken]:
    """What was opened of a person's record within a day: nobody does it unseen."""
    now = timezone.now()
    return [
        Broken(
            row.account.name,
            words.part(row.compartment),
            row.opened_at,
            row.until,
            row.until > now,
        )
        for row in emergency.lately(person_id, now - SHOWN_FOR)
    ]


def listed(viewer: Account) -> list[Row]:
    """Every opening that the viewer's office reviews, those that wait first."""
    rows = _rows(viewer, emergency.openings(viewer))
    return sorted(rows, key=lambda row: (row.reviewed, row.due))


def one(viewer: Account, opening_id: UUID) -> Row:
    """One opening; Http404 for whoever doesn't review it."""
    found = [row for row in emergency.openings(viewer) if row.pk == opening_id]
    if not found:
        raise Http404
    return _rows(viewer, found)[0]


def grounds() -> dict[str, str]:
    """Why a glass may be broken, in words."""
    return {"life": _("A life is at risk"), "court": _("A court has ordered it")}


def verdicts() -> dict[str, str]:
    """What a review can find, in words."""
    return {"proper": _("Proper"), "improper": _("Improper: the account is locked at once")}


def _rows(viewer: Account, rows: list[BreakGlass]) -> list[Row]:
    said = open_rows(viewer, rows, REASON)
    reviews = _reviews(viewer, rows)
    office = next((duty for duty in rules.OFFICES if viewer.has(duty)), None)
    return [
        Row(
            id=row.pk,
            number=numbers.shown(people.number_of(row.person_id)),
            who=row.account.name,
            part=words.part(row.compartment),
            ground=grounds()[row.ground],
            reason=values["reason"],
            opened_at=row.opened_at,
            due=rules.due(row.opened_at),
            told_at=row.told_at,
            tell_by=_tomorrow(row.opened_at),
            found=reviews[row.pk],
            reviewed=any(review.office == office for review in row.reviews.all()),
        )
        for row, values in zip(rows, said, strict=True)
    ]


def _reviews(viewer: Account, rows: Iterable[BreakGlass]) -> dict[UUID, tuple[Found, ...]]:
    every = [review for row in rows for review in row.reviews.all()]
    said: dict[Any, Any] = dict(
        zip((r.pk for r in every), open_rows(viewer, every, REASON), strict=True)
    )
    return {row.pk: tuple(_found(r, said[r.pk]) for r in row.reviews.all()) for row in rows}


def _found(review: BreakGlassReview, said: Any) -> Found:
    office = staff.duty_name(review.office, words.lang())
    return Found(office, verdicts()[review.verdict].partition(":")[0], said["words"], review.at)


def _tomorrow(moment: datetime) -> datetime:
    """The end of the day after: until then the person must have been told."""
    day = timezone.localtime(moment) + timedelta(days=2)
    return day.replace(hour=0, minute=0, second=0, microsecond=0)
