"""Courses, their meetings and the attendance sheet."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count
from django.http import Http404

from naru.ground import people
from naru.ground.pathway import queries as pathway
from naru.ground.staff.models import Account
from naru.ground.vault import open_rows
from naru.kit.words import clock_time
from naru.rooms.settlement.models import Attendance, Course, Enrolment, Session

REASON = "attendance"


@dataclass(frozen=True)
class CourseRow:
    """A course in the list."""

    id: UUID
    name: str
    language: str
    place: str
    enrolled: int


@dataclass(frozen=True)
class SessionRow:
    """A meeting of a course."""

    id: UUID
    starts_at: datetime


@dataclass(frozen=True)
class CourseView:
    """A course with its meetings, the latest first."""

    id: UUID
    name: str
    sessions: tuple[SessionRow, ...]


@dataclass(frozen=True)
class SheetRow:
    """A person on the attendance sheet; `present` None while nobody pressed."""

    number: str
    name: str
    present: bool | None


@dataclass(frozen=True)
class Sheet:
    """The attendance sheet of one meeting."""

    course_id: UUID
    course: str
    session_id: UUID
    starts_at: datetime
    rows: tuple[SheetRow, ...]


def courses() -> list[CourseRow]:
    """Every course that runs."""
    rows = Course.objects.filter(ended_on=None).annotate(enrolled=Count("enrolments"))
    return [CourseRow(c.pk, c.name, c.language, c.place, c.enrolled) for c in rows]


def course_choices() -> list[tuple[str, str]]:
    """The courses one can enrol in."""
    rows = Course.objects.filter(ended_on=None).values_list("pk", "name")
    return [(str(pk), name) for pk, name in rows]


def session_choices(viewer: Account, number: str) -> list[tuple[str, str]]:
    """The meetings of the courses in which a person is enrolled, the latest first."""
    person_id = pathway.case(viewer, number).person_id
    rows = Session.objects.filter(course__enrolments__person_id=person_id)
    return [
        (str(row.pk), f"{row.course.name} · {clock_time(row.starts_at)}")
        for row in rows.select_related("course").order_by("-starts_at")
    ]


def course(course_id: UUID) -> CourseView:
    """One course; Http404 when there is none."""
    found = Course.objects.filter(pk=course_id).first()
    if found is None:
        raise Http404
    sessions = found.sessions.order_by("-starts_at")
    return CourseView(
        found.pk, found.name, tuple(SessionRow(row.pk, row.starts_at) for row in sessions)
    )


def sheet(viewer: Account, session_id: UUID) -> Sheet:
    """Who is enrolled and who came; people who have left the centre aren't listed."""
    session = Session.objects.select_related("course").filter(pk=session_id).first()
    if session is None:
        raise Http404
    enrolled = Enrolment.objects.filter(course=session.course)
    ids = [place.person_id for place in enrolled]
    reached = pathway.rows_of(viewer, ids)
    labels = people.labels(viewer, list(reached))
    came = _came(viewer, session)
    rows = (
        SheetRow(label.number, label.name, came.get(person_id))
        for person_id, label in labels.items()
    )
    return Sheet(
        session.course_id,
        session.course.name,
        session.pk,
        session.starts_at,
        tuple(sorted(rows, key=lambda row: row.name)),
    )


def _came(viewer: Account, session: Session) -> dict[UUID, bool]:
    rows = list(Attendance.objects.filter(session=session))
    opened = open_rows(viewer, rows, REASON)
    return {row.person_id: said["present"] for row, said in zip(rows, opened, strict=True)}
