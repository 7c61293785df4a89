"""Every page: shown, sent, wrong, and closed to the wrong duty."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from naru.domain.duties import Duty
from naru.ground.ledger.models import Entry
from naru.ground.pathway.testing import make_account
from naru.ground.staff.models import Account
from naru.rooms.inquiry import actions
from naru.rooms.inquiry.models import Exhibit, Interview, Passage
from naru.rooms.inquiry.room import ROOM
from naru.rooms.inquiry.tests.conftest import Office, fine
from naru.rooms.inquiry.tests.test_evidence import file_exhibit
from naru.rooms.inquiry.tests.test_findings import write

INTERVIEWER, REVIEWER = "interviewer", "reviewer"


def visit(account: Account, name: str, *args: Any) -> Any:
    client = Client()
    client.force_login(account)
    return client.get(reverse(f"inquiry:{name}", args=args))


def send(account: Account, name: str, *args: Any, **data: Any) -> Any:
    client = Client()
    client.force_login(account)
    return client.post(reverse(f"inquiry:{name}", args=args), data)


def open_session(office: Office) -> None:
    office.start()
    fine(office.say())


def with_exhibit(office: Office) -> None:
    file_exhibit(office)


def suspected(office: Office) -> None:
    open_session(office)
    given = {"category": "offence", "supervisor_id": office.reviewer.pk}
    fine(actions.raise_suspicion(by=office.interviewer, number=office.number, **given))


def finished(office: Office) -> None:
    office.read()
    fine(actions.finish_interviews(by=office.interviewer, number=office.number))


def written(office: Office) -> None:
    office.confirm()
    fine(write(office))


def drafted(office: Office) -> None:
    written(office)
    fine(actions.draft_findings(by=office.interviewer, number=office.number))


def passage(_office: Office) -> dict[str, Any]:
    return {"passage_id": str(Passage.objects.get().pk), "should_read": "김가온", "said_by": "본인"}


START = {
    "language": "ko-KP",
    "rights_given": "on",
    "recording": "R-1",
    "announced": "on",
    "same_sex": "none",
}
REASON = {"reason": "기록과 맞는다."}
SIGNED = {"signature_paper": "on", "copy_given": "on"}
STEPS: dict[str, tuple[Any, str, Any]] = {
    "plan_interview": (
        None,
        INTERVIEWER,
        {"at": "2026-11-26T10:00", "place": "2", "topics": "가족", "languages": ["ko-KP"]},
    ),
    "start_interview": (None, INTERVIEWER, START),
    "take_break": (open_session, INTERVIEWER, {}),
    "say_misunderstood": (open_session, INTERVIEWER, {}),
    "end_interview": (open_session, INTERVIEWER, {"pressure": "no"}),
    "void_interview": (open_session, INTERVIEWER, {"reason": "unwell"}),
    "finish_interviews": (Office.hold, INTERVIEWER, {}),
    "read_back": (Office.hold, INTERVIEWER, {"language": "ko-KP", "reader": "통역인"}),
    "correct_statement": (Office.read, INTERVIEWER, passage),
    "put_doubt": (Office.hold, INTERVIEWER, {"words": "왜 다릅니까?"}),
    "reply_statement": (Office.hold, INTERVIEWER, {"words": "음력입니다."}),
    "confirm_statement": (finished, INTERVIEWER, SIGNED),
    "refuse_statement": (finished, INTERVIEWER, {}),
    "file_exhibit": (None, INTERVIEWER, {"title": "사진"}),
    "weigh_exhibit": (
        with_exhibit,
        REVIEWER,
        lambda _o: {
            "exhibit_id": str(Exhibit.objects.get().pk),
            "authenticity": "authenticated",
            **REASON,
        },
    ),
    "raise_suspicion": (
        open_session,
        INTERVIEWER,
        lambda o: {"category": "offence", "supervisor_id": str(o.reviewer.pk)},
    ),
    "hand_to_authority": (
        suspected,
        REVIEWER,
        {"authority": "관할 기관", "reference": "A-1", "receipt": "R-1"},
    ),
    "add_finding": (
        Office.confirm,
        INTERVIEWER,
        lambda _o: {
            "issue": "출생지",
            "state": "established",
            "cited_for": [str(Passage.objects.get().pk)],
            "none_against": "on",
            **REASON,
            "reasons": "진술과 맞는다.",
        },
    ),
    "draft_findings": (written, INTERVIEWER, {}),
    "send_back_findings": (drafted, REVIEWER, REASON),
    "note_other_route": (Office.confirm, REVIEWER, REASON),
    "sign_findings": (drafted, REVIEWER, REASON),
}
ASKING = [
    name
    for name in STEPS
    if name
    not in {
        "take_break",
        "say_misunderstood",
        "finish_interviews",
        "draft_findings",
        "refuse_statement",
    }
]


def test_every_event_has_its_step() -> None:
    extra = {"say_misunderstood", "put_doubt", "add_finding"}
    assert set(ROOM.steps) == set(STEPS) - extra


@pytest.mark.parametrize("name", STEPS)
def test_shown_and_sent(office: Office, name: str) -> None:
    before, who, data = STEPS[name]
    if before:
        before(office)
    by = getattr(office, who)
    assert visit(by, name, office.number).status_code == 200
    said = data(office) if callable(data) else data
    response = send(by, name, office.number, **said)
    assert response.status_code == 303, response.content.decode()[-3000:]
    assert Entry.objects.filter(action=name).exists()


@pytest.mark.parametrize("name", ASKING)
def test_left_empty(office: Office, name: str) -> None:
    before, who, _data = STEPS[name]
    if before:
        before(office)
    assert send(getattr(office, who), name, office.number).status_code == 422


@pytest.mark.parametrize("name", STEPS)
def test_wrong_duty_and_out_of_reach(office: Office, name: str) -> None:
    _before, who, _data = STEPS[name]
    assert visit(make_account(Duty.NURSE), name, office.number).status_code == 403
    duty = Duty.INTERVIEWER if who == INTERVIEWER else Duty.INQUIRY_REVIEWER
    assert visit(make_account(duty), name, office.number).status_code == 404
    both = make_account(duty, Duty.INSTRUCTOR)
    expected = 200 if name == "reply_statement" else 404
    assert visit(both, name, office.number).status_code == expected


def test_a_refused_start_says_why(office: Office) -> None:
    response = send(office.interviewer, "start_interview", office.number, **START, counsel="가")
    assert response.status_code == 303
    response = send(office.interviewer, "start_interview", office.number, **START)
    assert response.status_code == 409


def test_an_unmet_wish_needs_its_reason(office: Office) -> None:
    said = {**START, "same_sex": "unmet"}
    assert send(office.interviewer, "start_interview", office.number, **said).status_code == 422
    said["same_sex_reason"] = "근무자가 없음"
    assert send(office.interviewer, "start_interview", office.number, **said).status_code == 303


def test_the_interview_page_writes_and_locks(office: Office) -> None:
    open_session(office)
    page = visit(office.interviewer, "interview", office.number)
    assert b'name="question"' in page.content
    said = {"question": "언제입니까?", "answer": ""}
    assert send(office.interviewer, "interview", office.number, **said).status_code == 303
    assert send(office.interviewer, "interview", office.number).status_code == 422
    office.state(counsel_open=True)
    page = visit(office.interviewer, "interview", office.number)
    assert b'name="question"' not in page.content
    assert b"kit-notice--danger" in page.content
    refused = send(office.interviewer, "interview", office.number, **said)
    assert refused.status_code == 409
    assert Passage.objects.count() == 2


def test_those_present_read_along(office: Office) -> None:
    open_session(office)
    for account in (office.resident(), office.counsel(), office.interpreter, office.reviewer):
        page = visit(account, "interview", office.number)
        assert page.status_code == 200
        assert "김가람입니다." in page.content.decode()
        assert b'name="question"' not in page.content
    stranger = make_account(Duty.INTERPRETER)
    assert visit(stranger, "interview", office.number).status_code == 404
    key = Interview.objects.get().pk
    assert visit(office.reviewer, "transcript", office.number, key).status_code == 200


def test_resuming(office: Office) -> None:
    open_session(office)
    assert send(office.interviewer, "take_break", office.number).status_code == 303
    assert visit(office.interviewer, "interview", office.number).status_code == 200
    assert visit(office.interviewer, "resume_interview", office.number).status_code == 200
    assert send(office.interviewer, "resume_interview", office.number).status_code == 303


def test_no_interview_no_page(office: Office) -> None:
    assert visit(office.interviewer, "interview", office.number).status_code == 404
