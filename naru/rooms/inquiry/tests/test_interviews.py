"""Planning, starting, writing, breaking, ending, stopping."""

import pytest

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal, say
from naru.ground.ledger.models import Entry
from naru.ground.pathway import conductor
from naru.ground.pathway.testing import make_account
from naru.rooms.inquiry import actions
from naru.rooms.inquiry.models import Break, Interview, Passage, Plan, Statement
from naru.rooms.inquiry.tests.conftest import TEN, Office, fine


def code(result: Done | Refusal) -> str:
    assert isinstance(result, Refusal), result
    assert say(result, "ko").why != say(result, "en").why
    return result.code


def facts(office: Office) -> dict[str, object]:
    office.row.refresh_from_db()
    return dict(conductor.state(office.row).facts)


def test_plan_once(office: Office) -> None:
    given = {"at": TEN, "place": "2", "topics": "가족 관계", "languages": ["ko-KP"]}
    once = "b2f0c2de-5a0e-4d5e-9a6c-111111111111"
    first, second = (
        actions.plan_interview(by=office.interviewer, number=office.number, once=once, **given)
        for _press in range(2)
    )
    assert fine(second).repeated
    assert Plan.objects.count() == 1
    assert Entry.objects.filter(action="plan_interview", seq=fine(first).entry).exists()


def test_only_an_interviewer_plans(office: Office) -> None:
    nurse = make_account(Duty.NURSE)
    given = {"at": TEN, "place": "2", "topics": "-", "languages": []}
    assert code(actions.plan_interview(by=nurse, number=office.number, **given)) == "event.duty"


def test_start_and_its_plan(office: Office) -> None:
    given = {"at": TEN, "place": "2", "topics": "-", "languages": ["ko-KP"]}
    plan = fine(actions.plan_interview(by=office.interviewer, number=office.number, **given))
    done = office.start()
    interview = Interview.objects.get()
    assert str(interview.pk) == done.subject
    assert str(interview.plan_id) == plan.subject
    assert facts(office)["interview_open"] is True


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"rights_given": False}, "session_rights"),
        ({"recording": ""}, "recording_on"),
        ({"announced": False}, "recording_on"),
    ],
)
def test_start_needs_rights_and_recording(office: Office, given: dict, missing: str) -> None:
    refused = actions.start_interview(
        by=office.interviewer, number=office.number, opening=office.opening(**given)
    )
    assert isinstance(refused, Refusal)
    assert missing in refused.facts["missing"]
    assert not Interview.objects.exists()


def test_a_child_is_never_asked_alone(office: Office) -> None:
    office.state(minor=True)
    alone = office.opening()
    refused = actions.start_interview(by=office.interviewer, number=office.number, opening=alone)
    assert code(refused) == "guard.implies"
    office.start(guardian="대리인")


def test_no_start_at_night_without_a_reason(office: Office) -> None:
    office.later(13 * 60)
    opening = office.opening()
    refused = actions.start_interview(by=office.interviewer, number=office.number, opening=opening)
    assert code(refused) == "guard.hours"
    office.start(out_of_hours="본인 요청")


def test_without_a_matching_interpreter_nothing_starts(office: Office) -> None:
    """Scenario 7: home sign, no interpreter."""
    for given in ({"language": "sgn"}, {"language": "ru", "interpreter_id": None}):
        opening = office.opening(**given)
        refused = actions.start_interview(
            by=office.interviewer, number=office.number, opening=opening
        )
        assert code(refused) == "inquiry.language_unmatched"
    assert not Interview.objects.exists()


def test_three_misunderstandings_make_it_unusable(office: Office) -> None:
    """Scenario 7, variant: the interpreter's dialect is poor."""
    office.start()
    fine(office.say())
    resident = office.resident()
    stranger = make_account(Duty.INTERPRETER)
    refused = actions.say_misunderstood(by=stranger, number=office.number)
    assert code(refused) == "inquiry.not_present"
    for by in (resident, office.interpreter, resident):
        fine(actions.say_misunderstood(by=by, number=office.number))
    assert Interview.objects.get().state == Interview.VOID
    assert facts(office)["interview_open"] is False
    assert code(office.say()) == "inquiry.not_open"
    office.hold()
    assert Passage.objects.count() == 2
    assert len(_statement(office)) == 1
    assert Statement.objects.get().version == 1


def _statement(office: Office) -> tuple:
    from naru.rooms.inquiry import queries

    return queries.statement(office.interviewer, office.number)


def test_a_request_for_a_lawyer_locks_the_interview(office: Office) -> None:
    """Scenario 6: said in minute 12; what is typed afterwards never enters."""
    office.start()
    fine(office.say())
    office.later(12)
    office.row.refresh_from_db()
    fine(
        conductor.advance(
            office.row,
            "request_counsel",
            by=office.resident(),
            now=TEN.replace(minute=12),
        )
    )
    assert code(office.say()) == "inquiry.locked_for_counsel"
    assert Passage.objects.count() == 1
    by = office.interviewer
    refused = conductor.advance(office.row, "withdraw_counsel", by=by, now=TEN.replace(minute=13))
    assert code(refused) == "event.duty"


def test_breaks(office: Office) -> None:
    office.start()
    resume = {"by": office.interviewer, "number": office.number}
    assert code(actions.resume_interview(**resume)) == "inquiry.not_in_break"
    fine(actions.take_break(**resume))
    assert code(actions.take_break(**resume)) == "inquiry.already_in_break"
    assert code(office.say()) == "inquiry.in_break"
    office.later(10)
    fine(actions.resume_interview(**resume))
    assert Break.objects.get().to_at is not None
    office.later(100)
    assert code(office.say()) == "inquiry.break_due"


def test_only_its_interviewer_writes(office: Office) -> None:
    office.start()
    other = make_account(Duty.INTERVIEWER)
    given = {"by": other, "number": office.number}
    assert code(actions.add_passage(**given, question="?", answer="")) == "inquiry.not_yours"
    assert code(actions.take_break(**given)) == "inquiry.not_yours"
    assert code(actions.resume_interview(**given)) == "inquiry.not_yours"
    assert code(actions.end_interview(**given, pressure="no")) == "inquiry.not_yours"


def test_an_empty_interview_is_not_held(office: Office) -> None:
    office.start()
    given = {"by": office.interviewer, "number": office.number}
    assert code(actions.end_interview(**given, pressure="no")) == "inquiry.nothing_recorded"
    fine(actions.void_interview(**given, reason="unwell"))
    assert code(actions.void_interview(**given, reason="unwell")) == "inquiry.not_open"


def test_end_makes_a_statement(office: Office) -> None:
    office.hold()
    assert facts(office)["interviews_done"] == 1
    assert facts(office)["statement_state"] == "draft"
    assert facts(office)["session_rights"] is False
    office.hold()
    assert facts(office)["interviews_done"] == 2
    assert [one.version for one in Statement.objects.all()] == [1, 2]


def test_six_hours_a_day(office: Office) -> None:
    office.start()
    fine(office.say())
    office.later(6 * 60)
    fine(actions.end_interview(by=office.interviewer, number=office.number, pressure="no"))
    opening = office.opening()
    refused = actions.start_interview(by=office.interviewer, number=office.number, opening=opening)
    assert code(refused) == "inquiry.day_full"


def test_finish(office: Office) -> None:
    given = {"by": office.interviewer, "number": office.number}
    assert code(actions.finish_interviews(**given)) == "guard.positive"
    office.hold()
    fine(actions.finish_interviews(**given))
    office.row.refresh_from_db()
    assert "S09" in conductor.state(office.row).done
