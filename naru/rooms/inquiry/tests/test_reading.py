"""Who reads what: the file, its copy and exhibits, the list, the panel."""

import io
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from naru.domain.duties import Duty
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.testing import make_account
from naru.ground.staff.models import Account, Mandate
from naru.rooms.inquiry import actions, queries
from naru.rooms.inquiry.models import Exhibit, Finding, Interview, Passage, Plan, Reply
from naru.rooms.inquiry.tests.conftest import TEN, Office, fine
from naru.rooms.inquiry.tests.test_evidence import file_exhibit, weigh
from naru.rooms.inquiry.tests.test_findings import write
from naru.rooms.inquiry.tests.test_pages import (
    drafted,
    open_session,
    passage,
    send,
    suspected,
    visit,
    written,
)


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
