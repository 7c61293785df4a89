"""Courses with one press a person, school, and the record that the person owns."""

from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal, say
from naru.ground.pathway import conductor
from naru.ground.pathway.testing import make_account, make_case, state_facts
from naru.rooms.settlement import actions, queries, receipts
from naru.rooms.settlement.models import Attendance
from naru.rooms.settlement.room import ROOM


@pytest.fixture
def meeting(course: Any) -> Any:
    return course.sessions.create(starts_at=timezone.now())


def enrol(by: Any, row: Any, course: Any) -> Any:
    return actions.enrol(by=by, number=row.person.number, course_id=course.pk)


def attend(by: Any, row: Any, meeting: Any, *, present: bool) -> Any:
    return actions.attend(by=by, number=row.person.number, session_id=meeting.pk, present=present)


@pytest.mark.django_db
def test_one_enrols_once(row: Any, resident: Any, course: Any) -> None:
    assert isinstance(enrol(resident, row, course), Done)
    refused = enrol(resident, row, course)
    assert isinstance(refused, Refusal)
    assert "한국어 기초" in say(refused, "ko").why
    assert "already enrolled" in say(refused, "en").why


@pytest.mark.django_db
def test_the_last_press_counts(row: Any, instructor: Any, course: Any, meeting: Any) -> None:
    refused = attend(instructor, row, meeting, present=True)
    assert isinstance(refused, Refusal)
    assert refused.code == "settlement.not_enrolled"
    enrol(instructor, row, course)
    attend(instructor, row, meeting, present=True)
    assert isinstance(attend(instructor, row, meeting, present=False), Done)
    assert Attendance.objects.count() == 1
    (shown,) = queries.sheet(instructor, meeting.pk).rows
    assert (shown.number, shown.present) == (row.person.number, False)


@pytest.mark.django_db
def test_the_pages_of_courses(
    row: Any, instructor: Any, course: Any, meeting: Any, client: Any
) -> None:
    client.force_login(instructor)
    assert "한국어 기초" in client.get(reverse("settlement:courses")).content.decode()
    add = reverse("settlement:add_course")
    assert client.get(add).status_code == 200
    assert client.post(add, {}).status_code == 422
    assert client.post(add, {"name": "운전 이론", "language": "ko"}).status_code == 303
    one = reverse("settlement:course", args=[course.pk])
    assert client.get(one).status_code == 200
    assert client.post(one, {}).status_code == 422
    assert client.post(one, {"starts_at": "2026-03-02T10:00"}).status_code == 303
    url = reverse("settlement:enrol", args=[row.person.number])
    assert client.get(url).status_code == 200
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"course": str(course.pk)}).status_code == 303
    assert client.post(url, {"course": str(course.pk)}).status_code == 409
    press = reverse("settlement:attend", args=[row.person.number])
    assert client.get(press).status_code == 200
    assert client.post(press, {}).status_code == 422
    came = client.post(press, {"session": str(meeting.pk), "present": "yes"})
    sheet = reverse("settlement:sheet", args=[meeting.pk])
    assert (came.status_code, came.url) == (303, sheet)
    assert row.person.number in client.get(sheet).content.decode()
    for name in ("course", "sheet"):
        assert client.get(reverse(f"settlement:{name}", args=[row.pk])).status_code == 404
    client.force_login(make_account(Duty.NURSE))
    for closed in (url, press, sheet, one, add):
        assert client.get(closed).status_code == 403


@pytest.mark.django_db
def test_the_person_owns_the_record(
    row: Any, resident: Any, instructor: Any, course: Any, meeting: Any, client: Any
) -> None:
    number = row.person.number
    enrol(resident, row, course)
    attend(instructor, row, meeting, present=True)
    actions.record_hours(by=instructor, number=number, day=meeting.starts_at.date(), minutes=90)
    client.force_login(resident)
    url = reverse("settlement:record", args=[number])
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"kind": "goal", "text": "운전면허"}).status_code == 303
    assert "운전면허" in client.get(url).content.decode()
    record = queries.record(resident, number)
    assert (record.courses[0].attended, record.minutes) == (1, 90)
    pdf = client.get(reverse("settlement:record_sheet", args=[number]))
    assert pdf.content.startswith(b"%PDF")
    assert receipts.record_pdf(record).startswith(b"%PDF")
    other = make_case(facts={"minor": False})
    assert client.get(reverse("settlement:record", args=[other.person.number])).status_code == 404


@pytest.mark.django_db
def test_settlement_starts_and_a_child_goes_to_school(
    row: Any, instructor: Any, client: Any
) -> None:
    number = row.person.number
    client.force_login(instructor)
    start = reverse("settlement:start_settlement", args=[number])
    school = reverse("settlement:start_school", args=[number])
    assert client.get(start).status_code == 200
    assert client.post(start, {"goal": "한국어"}).status_code == 409
    assert queries.record(instructor, number).achievements == ()
    state_facts(row, done={"S08": row.opened_at})
    assert client.post(start, {"goal": "한국어"}).status_code == 303
    assert client.get(school).status_code == 200
    assert client.post(school, {}).status_code == 422
    assert client.post(school, {"school": "가상초등학교"}).status_code == 409
    state_facts(conductor.CaseRow.objects.get(pk=row.pk), school_age=True)
    assert client.post(school, {"school": "가상초등학교"}).status_code == 303
    state = conductor.state(conductor.CaseRow.objects.get(pk=row.pk))
    assert (state.facts["at_school"], "S14" in state.done) == (True, True)
    kinds = [line.kind for line in queries.record(instructor, number).achievements]
    assert kinds == ["goal", "school"]
    client.force_login(make_account(Duty.NURSE))
    assert client.get(start).status_code == 403


@pytest.mark.django_db
def test_goals_are_optional(row: Any, instructor: Any) -> None:
    state_facts(row, done={"S08": row.opened_at})
    done = actions.start_settlement(by=instructor, number=row.person.number)
    assert done.subject == str(UUID(str(row.person_id)))


@pytest.mark.django_db
def test_every_step_of_the_room_has_an_address(row: Any) -> None:
    for url_name in ROOM.steps.values():
        assert reverse(url_name, args=[row.person.number])
    for nav in ROOM.nav:
        assert reverse(nav.url_name)
