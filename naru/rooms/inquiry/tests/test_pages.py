"""Every page: shown, sent, wrong, and closed to the wrong duty."""

import io
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from naru.domain.duties import Duty
from naru.ground.ledger.models import Entry
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.testing import make_account
from naru.ground.staff.models import Account, Mandate
from naru.rooms.inquiry import actions, queries
from naru.rooms.inquiry.models import Exhibit, Finding, Interview, Passage, Plan, Reply
from naru.rooms.inquiry.room import ROOM
from naru.rooms.inquiry.tests.conftest import TEN, Office, fine
from naru.rooms.inquiry.tests.test_evidence import file_exhibit, weigh
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


def test_the_file_is_cut_to_its_reader(office: Office) -> None:
    drafted(office)
    exhibit = file_exhibit(office)
    fine(weigh(office, exhibit, "authenticated"))
    monitor, decider = make_account(Duty.OUTSIDE_MONITOR), make_account(Duty.DECIDING_AUTHORITY)
    rights = make_account(Duty.HUMAN_RIGHTS_OFFICER)
    for account in (office.interviewer, office.reviewer, rights):
        text = visit(account, "file", office.number).content.decode()
        assert "출생지" in text
        assert "출입국 기록" in text
    text = visit(office.resident(), "file", office.number).content.decode()
    assert "출입국 기록" in text
    assert "출생지" not in text
    assert visit(monitor, "file", office.number).status_code == 403
    assert visit(decider, "file", office.number).status_code == 404
    office.state(file_disclosed=True)
    text = visit(decider, "file", office.number).content.decode()
    assert "출생지" in text
    assert "출입국 기록" in text
    assert visit(office.interpreter, "file", office.number).status_code == 200


def test_a_guardian_reads_and_corrects(office: Office) -> None:
    office.read()
    guardian = make_account(Duty.CHILD_GUARDIAN)
    assert visit(guardian, "file", office.number).status_code == 404
    person = office.row.person_id
    Mandate.objects.create(account=guardian, person_id=person, kind="guardian", since=TEN)
    assert send(guardian, "correct_statement", office.number, **passage(office)).status_code == 303
    assert "김가온" in visit(guardian, "correct_statement", office.number).content.decode()


def test_another_interpreter_may_read_it_back(office: Office) -> None:
    office.hold()
    other = make_account(Duty.INTERPRETER)
    assert visit(other, "read_back", office.number).status_code == 404
    office.put(other, Duty.INTERPRETER)
    said = {"language": "ko-KP", "reader": other.name}
    assert send(other, "read_back", office.number, **said).status_code == 303


def test_a_caseworker_writes_a_reply_and_reads_nothing(office: Office) -> None:
    office.hold()
    who = {"by": office.interviewer, "number": office.number}
    fine(actions.put_doubt(**who, words="왜 다릅니까?"))
    caseworker = make_account(Duty.CASEWORKER)
    text = visit(caseworker, "reply_statement", office.number).content.decode()
    assert "왜 다릅니까?" not in text
    sent = send(caseworker, "reply_statement", office.number, words="음력이라고 합니다.")
    assert sent.status_code == 303


def test_a_doubt_is_answered_on_the_page(office: Office) -> None:
    office.hold()
    who = {"by": office.interviewer, "number": office.number}
    doubt = fine(actions.put_doubt(**who, words="왜 다릅니까?")).subject
    said = {"doubt_id": doubt, "words": "음력입니다."}
    assert send(office.resident(), "reply_statement", office.number, **said).status_code == 303
    assert Reply.objects.get(kind="answer").doubt_id == UUID(doubt)


def test_files_go_in_and_come_out(office: Office) -> None:
    page = SimpleUploadedFile("a.html", b"<script>", content_type="text/html")
    sent = send(office.interviewer, "file_exhibit", office.number, title="x", file=page)
    assert sent.status_code == 422
    pdf = SimpleUploadedFile("a.pdf", b"%PDF-1.7", content_type="application/pdf")
    sent = send(office.interviewer, "file_exhibit", office.number, title="x", file=pdf)
    assert sent.status_code == 303
    key = Exhibit.objects.get().pk
    out = visit(office.reviewer, "exhibit", office.number, key)
    assert out.content == b"%PDF-1.7"
    assert out["Content-Disposition"].startswith("attachment")
    assert visit(office.interpreter, "exhibit", office.number, key).status_code == 404
    bare = file_exhibit(office, file=None)
    assert visit(office.reviewer, "exhibit", office.number, bare).status_code == 404


def test_the_person_gets_a_copy(office: Office) -> None:
    assert visit(office.resident(), "copy", office.number).status_code == 404
    office.read()
    owner = Account.objects.get(person_id=office.row.person_id)
    said = {**passage(office), "passage_id": Passage.objects.get().pk}
    fine(actions.correct_statement(by=owner, number=office.number, **said))
    out = visit(owner, "copy", office.number)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(out.content)).pages)
    assert "김가온" in text


def test_a_finding_is_taken_out(office: Office) -> None:
    written(office)
    key = Finding.objects.get().pk
    assert visit(office.interviewer, "drop_finding", office.number, key).status_code == 200
    assert send(office.interviewer, "drop_finding", office.number, key).status_code == 303
    assert Finding.objects.get().dropped_at is not None


def test_my_interviews(office: Office, django_assert_max_num_queries: Any) -> None:
    text = visit(office.interviewer, "mine").content.decode()
    assert office.number in text
    written(office)
    given = {"at": TEN, "place": "2", "topics": "-", "languages": ["ko"]}
    fine(actions.plan_interview(by=office.interviewer, number=office.number, **given))
    with django_assert_max_num_queries(15):
        page = queries.mine(office.interviewer)
    assert page.rows[0].next_at == TEN
    assert (page.rows[0].held, page.rows[0].days) == (1, 1)
    assert queries.mine(make_account(Duty.INTERVIEWER)).rows == ()
    assert visit(make_account(Duty.INTERVIEWER), "mine").status_code == 200
    assert visit(make_account(Duty.DIRECTOR), "mine").status_code == 403


def test_the_panel_tells_planners_only_times(office: Office) -> None:
    given = {"at": TEN, "place": "2", "topics": "가족", "languages": ["ko"]}
    fine(actions.plan_interview(by=office.interviewer, number=office.number, **given))
    Plan.objects.get()
    seen = _panel(office, make_account(Duty.DIRECTOR))
    assert seen.next_at == TEN
    assert (seen.plans, seen.file_url, seen.live_url) == ((), "", "")
    open_session(office)
    given["at"] = TEN.replace(day=26)
    fine(actions.plan_interview(by=office.interviewer, number=office.number, **given))
    seen = _panel(office, office.resident())
    assert seen.plans[0].topics == "가족"
    assert seen.live_url
    assert seen.file_url


def _panel(office: Office, viewer: Account) -> Any:
    return queries.panel(viewer, pathway.case(viewer, office.number))


def test_a_route_in_a_passage_is_asked_about(office: Office) -> None:
    open_session(office)
    said = {"question": "어떻게 오셨습니까?", "answer": "브로커를 만났습니다."}
    asked = send(office.interviewer, "interview", office.number, **said)
    assert asked.status_code == 422
    assert Passage.objects.count() == 1


def test_corrections_replies_and_references_show(office: Office) -> None:
    office.confirm()
    said = {**passage(office), "passage_id": Passage.objects.get().pk}
    office.state(statement_state="read_back")
    fine(actions.correct_statement(by=office.interviewer, number=office.number, **said))
    reply = actions.reply_statement(by=office.resident(), number=office.number, words="음력")
    fine(write(office, reply_id=fine(reply).subject))
    suspected(office)
    given = {"authority": "관할 기관", "reference": "A-1", "receipt": "R-1"}
    fine(actions.hand_to_authority(by=office.reviewer, number=office.number, **given))
    text = visit(office.reviewer, "file", office.number).content.decode()
    assert "관할 기관 · A-1 · R-1" in text
    assert "음력" in text
    key = Interview.objects.get(state="closed").pk
    assert "김가온" in visit(office.reviewer, "transcript", office.number, key).content.decode()


def test_a_statement_is_no_ones_before_it_is(office: Office) -> None:
    open_session(office)
    assert queries.statement(office.interpreter, office.number) == ()
