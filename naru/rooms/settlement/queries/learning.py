"""What a person learns here: the panel on their page, and the record they take along."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from naru.ground import people
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.queries import CaseView
from naru.ground.staff.models import Account
from naru.ground.vault import open_rows
from naru.rooms.settlement.models import (
    Achievement,
    Attendance,
    Booking,
    DrivingHours,
    Enrolment,
)
from naru.rooms.settlement.queries.library import LoanRow, loans_of

REASON = "learning"


@dataclass(frozen=True)
class CourseLine:
    """A course of the person, and at how many meetings they were."""

    name: str
    since: datetime
    attended: int


@dataclass(frozen=True)
class PracticeLine:
    """Driving practice of one day."""

    day: date
    minutes: int
    remark: str


@dataclass(frozen=True)
class AchievementLine:
    """A level, certificate, goal or school."""

    kind: str
    at: datetime
    text: str


@dataclass(frozen=True)
class Record:
    """The record a person owns; it says nothing of inquiry, health or conduct."""

    number: str
    name: str
    language: str
    courses: tuple[CourseLine, ...]
    practice: tuple[PracticeLine, ...]
    achievements: tuple[AchievementLine, ...]

    @property
    def minutes(self) -> int:
        """Minutes of driving practice in all."""
        return sum(line.minutes for line in self.practice)


@dataclass(frozen=True)
class LearningPanel:
    """Learning on a person's page."""

    number: str
    loans: tuple[LoanRow, ...]
    bookings: tuple[datetime, ...]
    record: Record


def learning(viewer: Account, case: CaseView) -> LearningPanel:
    """Books at home, hours booked, and the record so far."""
    ahead = Booking.objects.filter(person_id=case.person_id, ends_at__gt=timezone.now())
    return LearningPanel(
        case.number,
        tuple(loans_of(viewer, case.number)),
        tuple(ahead.values_list("starts_at", flat=True)),
        _record(viewer, case),
    )


def record(viewer: Account, number: str) -> Record:
    """A person's record; Http404 out of the viewer's reach."""
    return _record(viewer, pathway.case(viewer, number))


def _record(viewer: Account, case: CaseView) -> Record:
    person_id = case.person_id
    label = people.labels(viewer, [person_id])[person_id]
    practice = _opened(viewer, DrivingHours, person_id)
    return Record(
        case.number,
        label.name,
        label.language,
        _courses(viewer, person_id),
        tuple(PracticeLine(row.day, said["minutes"], said["remark"]) for row, said in practice),
        tuple(
            AchievementLine(row.kind, row.at, said["text"])
            for row, said in _opened(viewer, Achievement, person_id)
        ),
    )


def _courses(viewer: Account, person_id: UUID) -> tuple[CourseLine, ...]:
    attended: dict[UUID, int] = {}
    for row, said in _opened(viewer, Attendance, person_id, "session"):
        course_id = row.session.course_id
        attended[course_id] = attended.get(course_id, 0) + bool(said["present"])
    places = Enrolment.objects.filter(person_id=person_id).select_related("course")
    return tuple(
        CourseLine(place.course.name, place.enrolled_at, attended.get(place.course_id, 0))
        for place in places
    )


def _opened(
    viewer: Account, kind: Any, person_id: UUID, *joined: str
) -> list[tuple[Any, dict[str, Any]]]:
    found = kind.objects.filter(person_id=person_id)
    rows = list(found.select_related(*joined) if joined else found)
    return list(zip(rows, open_rows(viewer, rows, REASON), strict=True))
