"""Read-back, correction, reply, confirmation and refusal."""

from uuid import uuid4

import pytest

from naru.domain.refusals import Refusal, say
from naru.ground.pathway import conductor
from naru.ground.vault.sealed import AppendOnlyError
from naru.rooms.inquiry import actions, queries
from naru.rooms.inquiry.models import Correction, Passage, Reply, Statement
from naru.rooms.inquiry.tests.conftest import Office, fine
from naru.rooms.inquiry.tests.test_interviews import code, facts


def who(office: Office) -> dict:
    return {"by": office.interviewer, "number": office.number}


def test_nothing_to_read_before_an_interview(office: Office) -> None:
    refused = actions.read_back(**who(office), language="ko", reader="통역인")
    assert code(refused) == "inquiry.no_statement"
    refused = actions.confirm_statement(**who(office), signature="", copy_given=True)
    assert code(refused) == "inquiry.no_statement"


def test_a_correction_stands_beside_the_original(office: Office) -> None:
    office.read()
    passage = Passage.objects.get()
    before = bytes(passage.sealed)
    given = {"should_read": "김가람이 아니라 김가온", "said_by": "본인"}
    fine(actions.correct_statement(**who(office), passage_id=passage.pk, **given))
    passage.refresh_from_db()
    assert bytes(passage.sealed) == before
    line = queries.statement(office.interviewer, office.number)[0]
    assert line["answer"] == "김가람입니다."
    assert line["corrections"][0]["should_read"] == given["should_read"]
    refused = actions.correct_statement(**who(office), passage_id=uuid4(), **given)
    assert code(refused) == "inquiry.unknown_passage"
    with pytest.raises(AppendOnlyError):
        Correction.objects.get().delete()
    with pytest.raises(AppendOnlyError):
        passage.save()


def test_confirm_fixes_the_text(office: Office) -> None:
    office.confirm()
    assert Statement.objects.get().state == Statement.CONFIRMED
    assert facts(office)["statement_state"] == "confirmed"
    assert "S10" in conductor.state(office.row).done


def test_no_confirmation_while_a_lawyer_is_awaited(office: Office) -> None:
    office.read()
    fine(actions.finish_interviews(**who(office)))
    office.state(counsel_open=True)
    refused = actions.confirm_statement(**who(office), signature="", copy_given=True)
    assert code(refused) == "guard.is_not"
    assert Statement.objects.get().state == Statement.READ_BACK


def test_refusing_is_recorded_without_a_reason(office: Office) -> None:
    office.read()
    fine(actions.finish_interviews(**who(office)))
    resident = office.resident()
    fine(actions.refuse_statement(by=resident, number=office.number, reason=""))
    assert Statement.objects.get().state == Statement.REFUSED


def test_a_second_answer_to_the_same_statement_is_refused_in_words(office: Office) -> None:
    office.read()
    fine(actions.finish_interviews(**who(office)))
    given = {"by": office.resident(), "number": office.number}
    fine(actions.refuse_statement(**given, reason=""))
    for again in (
        actions.refuse_statement(**given, reason=""),
        actions.confirm_statement(**given, signature="s", copy_given=True),
    ):
        assert isinstance(again, Refusal)
        assert again.code == "inquiry.statement_closed"


def test_doubts_and_replies(office: Office) -> None:
    office.hold()
    doubt = fine(actions.put_doubt(**who(office), words="날짜가 서로 다릅니다. 왜 그렇습니까?"))
    resident = {"by": office.resident(), "number": office.number}
    from uuid import UUID

    key = UUID(doubt.subject)
    fine(actions.reply_statement(**resident, words="음력입니다.", doubt_id=key))
    refused = actions.reply_statement(**resident, words="다시", doubt_id=key)
    assert code(refused) == "inquiry.doubt_answered"
    fine(actions.reply_statement(**resident, words="덧붙일 말이 있습니다."))
    assert sorted(Reply.objects.values_list("kind", flat=True)) == ["answer", "comment", "doubt"]
    assert say(refused, "en").next_step
