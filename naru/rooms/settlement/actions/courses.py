"""Courses: given, enrolled in, attended."""

from datetime import datetime
from uuid import UUID

from naru.domain.refusals import Done, Refusal
from naru.ground.ledger import note
from naru.ground.pathway import conductor
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.rooms.settlement.models import Attendance, Course, Enrolment, Session


@verb
def add_course(
    *, by: Account, now: datetime, name: str, language: str, place: str
) -> Done | Refusal:
    """Add a course."""
    course = Course.objects.create(name=name, language=language, place=place)
    return note("add_course", by, now, course.pk)


@verb
def add_session(
    *, by: Account, now: datetime, course_id: UUID, starts_at: datetime
) -> Done | Refusal:
    """Add a meeting of a course."""
    course = Course.objects.get(pk=course_id)
    return note("add_session", by, now, course.sessions.create(starts_at=starts_at).pk)


@verb
def enrol(*, by: Account, now: datetime, number: str, course_id: UUID) -> Done | Refusal:
    """Enrol a person in a course, once."""
    row = conductor.load(number)
    course = Course.objects.select_for_update().get(pk=course_id)
    if course.enrolments.filter(person_id=row.person_id).exists():
        return Refusal("settlement.enrolled", {"course": course.name})
    place = Enrolment(person_id=row.person_id, course=course, enrolled_at=now)
    place.put({"by": str(by.pk)})
    place.save(force_insert=True)
    return conductor.advance(
        row, "enrol", by=by, now=now, subject=str(place.pk), body={"course": course.name}
    )


@verb
def attend(
    *, by: Account, now: datetime, number: str, session_id: UUID, present: bool
) -> Done | Refusal:
    """Record whether a person came; pressed again, the last press counts."""
    row = conductor.load(number)
    session = Session.objects.select_related("course").get(pk=session_id)
    if not session.course.enrolments.filter(person_id=row.person_id).exists():
        return Refusal("settlement.not_enrolled", {"course": session.course.name})
    said = {"present": present}
    came = session.attendance.filter(person_id=row.person_id).first() or Attendance(
        person_id=row.person_id, session=session
    )
    came.at = now
    came.put(said)
    came.save()
    return conductor.advance(row, "attend", by=by, now=now, subject=str(came.pk), body=said)
