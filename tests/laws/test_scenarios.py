"""Scenarios of domain.md 7 that cross several rooms, by the verbs that staff use."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from naru.domain import clocks
from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal, say
from naru.ground import people
from naru.ground.pathway import conductor, queries
from naru.ground.pathway.actions import assign
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.testing import make_account, make_case, state_facts
from naru.rooms.casework import actions as casework
from naru.rooms.departure import actions as departure
from naru.rooms.infirmary import actions as infirmary
from naru.rooms.infirmary.actions.noting import Injuries
from naru.rooms.inquiry import actions as inquiry
from naru.rooms.reception import actions as reception
from naru.rooms.reception.rights import ITEMS
from naru.rooms.reception.voices import Talk
from naru.rooms.rights import actions as rights

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ENTRY = datetime(2026, 3, 3, 10, tzinfo=ZoneInfo("Asia/Seoul"))
SETTLED = ("S00", "S01", "S02", "S04", "S05", "S08")
CAUSE, STORY = "결핵균 양성", "선상 반흔, 맞았다고 함"


@pytest.fixture
def row() -> CaseRow:
    """Somebody who entered on 3 March and is settled in, fit for an interview."""
    facts = {"fit_for_interview": True, "isolation": False, "nurse_seen": True}
    done = dict.fromkeys(SETTLED, ENTRY)
    return state_facts(make_case(now=ENTRY), done=done, needs_looked_at=True, **facts)


def case(row: CaseRow) -> Any:
    return conductor.state(CaseRow.objects.get(pk=row.pk))


def fine(result: Done | Refusal) -> Done:
    assert isinstance(result, Done), result
    return result


def interviewer(row: CaseRow) -> Any:
    account = make_account(Duty.INTERVIEWER)
    given = {"account_id": account.pk, "duty": Duty.INTERVIEWER, "now": ENTRY}
    assign(by=make_account(Duty.DIRECTOR), number=row.person.number, **given)
    return account


def plan(row: CaseRow, by: Any, now: datetime) -> Done | Refusal:
    said = {"at": now + DAY, "place": "면담실 1", "topics": "지내 온 일", "languages": ["ko-KP"]}
    return inquiry.plan_interview(by=by, number=row.person.number, now=now, **said)


def refused_without_cause(result: Done | Refusal) -> None:
    """Refused, and nothing said of why the person is protected."""
    assert isinstance(result, Refusal)
    assert result.code == "guard.protected"
    for lang in ("ko", "en"):
        said = say(result, lang).why + say(result, lang).next_step
        assert not any(word in said for word in ("격리", "isol", "인신매매", "traffick", CAUSE))


def test_scenario_5_isolation_stops_the_inquiry_and_not_its_clock(row: CaseRow) -> None:
    number, physician, asks = row.person.number, make_account(Duty.PHYSICIAN), interviewer(row)
    said = {"by": physician, "number": number}
    fine(infirmary.isolate(**said, cause=CAUSE, precautions="마스크", now=ENTRY + 2 * DAY))
    refused_without_cause(plan(row, asks, ENTRY + 3 * DAY))
    lodging = make_account(Duty.LODGING_OFFICER)
    seen = queries.case(lodging, number, ENTRY + 3 * DAY).facts
    assert seen["isolation"] is True
    assert CAUSE not in str(queries.case(lodging, number).facts)
    assert "isolation" not in queries.case(make_account(Duty.DIRECTOR), number).facts
    for day in range(3, 60):
        fine(infirmary.review_isolation(**said, findings="양성", now=ENTRY + day * DAY))
    running = case(row)
    stay = clocks.state(running.profile.clocks["C12"], running.clocks["C12"], ENTRY + 59 * DAY)
    assert (stay.kind, stay.day, stay.warned) == ("warned", 60, (60,))
    assert "isolate" in running.actors, "only a physician's word ends it, no date"
    ends = fine(
        infirmary.end_isolation(**said, findings="음성 3회", fit=True, now=ENTRY + 60 * DAY)
    )
    assert ends.subject
    assert "B2" not in case(row).blocks
    fine(plan(row, asks, ENTRY + 61 * DAY))


def test_scenario_15_a_file_stays_open_while_data_are_asked_for(row: CaseRow) -> None:
    number, officer = row.person.number, make_account(Duty.DATA_PROTECTION_OFFICER)
    state_facts(row, departed=True, done={"S15": ENTRY})
    asked = ENTRY + DAY
    fine(rights.request_data(by=officer, number=number, kind="erase", words="전부", now=asked))
    due = case(row).clocks["C19"].due
    assert due == datetime(2026, 3, 14, tzinfo=ENTRY.tzinfo), "ten days, the first counted"
    early = departure.close_file(by=officer, number=number, now=asked)
    assert isinstance(early, Refusal)
    fine(rights.answer_data(by=officer, number=number, answer="사본 교부", now=asked + DAY))
    state_facts(row, remedy_open=True)
    assert isinstance(departure.close_file(by=officer, number=number, now=asked + DAY), Refusal)
    state_facts(row, remedy_open=False)
    fine(departure.close_file(by=officer, number=number, now=asked + DAY))


def test_scenario_18_sold_into_marriage(row: CaseRow) -> None:
    number, worker, asks = row.person.number, make_account(Duty.CASEWORKER), interviewer(row)
    said = {"needs": {"TR": "specialist"}, "sleeps_alone": True, "trafficking_doubt": True}
    fine(casework.screen_needs(by=worker, number=number, now=ENTRY, **said))
    refused_without_cause(plan(row, asks, ENTRY + DAY))
    kin = {"relation": "child", "alive": "yes", "wish": "none"}
    people.add_kin(by=worker, now=ENTRY, person_id=row.person_id, country="CN", **kin)
    with pytest.raises(TypeError):
        people.add_kin(by=worker, now=ENTRY, person_id=row.person_id, **kin, place="지린")  # type: ignore[call-arg]
    assessed = {"grounds": True, "reflection_days": 30, "referral_wanted": False}
    specialist = make_account(Duty.PSYCHOLOGIST)
    fine(
        casework.assess_trafficking(
            by=specialist, number=number, now=ENTRY + DAY, contact_blocked=True, **assessed
        )
    )
    assert "B4" not in case(row).blocks
    fine(plan(row, asks, ENTRY + 2 * DAY))


def test_scenario_22_refusing_to_stay_is_a_wish_that_is_answered(db: Any) -> None:
    officer = make_account(Duty.CASEWORKER)
    row = state_facts(make_case(now=ENTRY), done={"S01": ENTRY})
    talk = Talk(items=[key for key, _words in ITEMS], language="ko-KP", understood="own_words")
    words = "여기 있고 싶지 않습니다."
    fine(
        reception.refuse_consent(
            by=officer, number=row.person.number, now=ENTRY, talk=talk, words=words
        )
    )
    assert "B10" in case(row).blocks
    assert case(row).clocks["C22"].due == ENTRY + DAY


def test_scenario_23_scars_stay_with_the_clinician(row: CaseRow) -> None:
    number, asks = row.person.number, interviewer(row)
    written = Injuries(("back",), STORY, "조사 중", "highly", consent=True)
    said = {"by": make_account(Duty.PHYSICIAN), "number": number}
    fine(infirmary.document_injuries(**said, injuries=written, now=ENTRY))
    fine(infirmary.declare_fitness(**said, fit=True, reason=STORY, now=ENTRY))
    seen = queries.case(asks, number, ENTRY)
    assert seen.facts["fit_for_interview"] is True
    assert STORY not in str(seen.facts)
    assert not {name for name in seen.facts if "injur" in name or "scar" in name}
    assert "document_injuries" not in {step.event.id for step in seen.steps}


def test_every_case_that_is_open_has_a_wish_that_cannot_be_taken_back(row: CaseRow) -> None:
    events = case(row).profile.events
    for name in ("record_wish", "wish_to_leave", "confirm_statement", "request_counsel", "serve"):
        assert not events[name].undo, name
    assert timezone.is_aware(ENTRY)
