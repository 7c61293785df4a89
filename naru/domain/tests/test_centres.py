"""What each shipped profile keeps of its own centre: Germany, the EU's border, a shelter."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from naru.domain import clocks
from naru.domain.cases import Case, Event
from naru.domain.duties import Duty
from naru.domain.pathway import advance
from naru.domain.profile import FactValue, Profile
from naru.domain.refusals import Refusal
from naru.domain.tests.test_profiles import (
    ALONE,
    ARRIVED,
    DE,
    EU,
    EVERY_DUTY,
    MONDAY,
    NGO,
    SESSION,
    WELCOME,
    walk,
)


def refused(case: Case, name: str, at: datetime = MONDAY, **facts: FactValue) -> str:
    moved = advance(case, Event(name, "somebody", EVERY_DUTY, facts), at)
    assert isinstance(moved, Refusal), name
    return moved.code


def last_day(case: Case, clock: str) -> str:
    seen = clocks.state(case.profile.clocks[clock], case.clocks[clock], MONDAY)
    return str(seen.last_lawful_day)


def test_de_a_stay_ends_after_eighteen_months_and_a_familys_after_six() -> None:
    case = walk(Case(DE), ("arrive", ARRIVED))
    assert last_day(case, "C12") == "2027-09-01"
    assert "C12F" not in case.clocks
    family = walk(case, ("bind_family", {"in_family": True}))
    assert last_day(family, "C12F") == "2026-08-26"


def test_de_warns_as_the_fifth_and_the_seventeenth_month_end() -> None:
    assert (DE.clocks["C12"].warn_at, DE.clocks["C12F"].warn_at) == ((17,), (5,))


def test_de_the_authority_extends_admissibility_once_and_never_the_stay() -> None:
    case = walk(
        Case(DE),
        ("arrive", ARRIVED),
        ("triage", {"triage_code": "green"}),
        ("welcome", WELCOME),
        ("register", {}),
    )
    record = {"body": "determining_authority", "reasons": "complex", "record": "7"}
    longer = advance(case, Event("extend_stay", "o", EVERY_DUTY, record=record), MONDAY)
    assert not isinstance(longer, Refusal)
    assert last_day(longer, "C13A") > last_day(case, "C13A")
    assert last_day(longer, "C12") == last_day(case, "C12")
    again = advance(longer, Event("extend_stay", "o", EVERY_DUTY, record=record), MONDAY)
    assert again == Refusal("clock.extension_used", again.facts)  # type: ignore[union-attr]
    assert DE.clocks["C12"].extension is None


def test_de_the_gate_is_open_and_a_wish_to_leave_has_no_clock() -> None:
    case = walk(Case(DE), ("arrive", ARRIVED), ("wish_to_leave", {}))
    assert "B10" in case.blocks
    assert "C22" not in DE.clocks


@pytest.mark.parametrize("profile", [DE, EU], ids=["de", "eu-border"])
def test_eu_a_child_alone_has_a_representative_within_fifteen_working_days(
    profile: Profile,
) -> None:
    assert "C7R" not in walk(Case(profile), ("arrive", ARRIVED)).clocks
    child = walk(Case(profile), ("arrive", ALONE))
    assert "B3" in child.blocks
    assert last_day(child, "C7R") == "2026-03-20"
    named = walk(child, ("name_representative", {}))
    assert named.clocks["C7R"].ended is not None


def test_eu_border_screens_in_seven_days_from_entry_and_nobody_extends_it() -> None:
    case = walk(Case(EU), ("arrive", ARRIVED))
    assert last_day(case, "C12") == "2026-03-05"
    assert last_day(case, "C12R") == "2026-03-23"
    assert last_day(case, "C7F") == "2026-03-05"
    assert EU.clocks["C12"].extension is None
    assert not any(event.extends for event in EU.events.values())


def test_eu_border_refers_and_never_decides_on_protection() -> None:
    assert not {"protected", "not_protected", "not_protected_art9"} & EU.outcomes.keys()
    assert set(EU.events["serve"].outcomes) >= {"regular_procedure", "border_procedure"}


def test_eu_border_locks_the_screening_interview_when_the_seven_days_are_over() -> None:
    case = walk(
        Case(EU),
        ("arrive", ARRIVED),
        ("triage", {"triage_code": "green"}),
        ("welcome", WELCOME),
        ("examine_nurse", {"isolation": False}),
        ("examine", {"isolation": False, "fit_for_interview": True}),
        ("look_at_needs", {}),
        ("register", {}),
        ("assign_bed", {}),
        ("orient", {"rights_officer_offered": True}),
        ("plan_interview", {}),
    )
    assert walk(case, ("start_interview", SESSION)).facts["interview_open"] is True
    day8 = MONDAY + timedelta(days=4)
    assert refused(case, "start_interview", day8, **SESSION) == "guard.not_expired"


def test_ngo_has_no_inquiry_and_no_duty_that_asks() -> None:
    assert NGO.modules["inquiry"] is False
    assert not {"inquiry"} & {stage.room for stage in NGO.stages.values()}
    assert not {"inquiry"} & {event.room for event in NGO.events.values()}
    assert not {"inquiry"} & {fact.room for fact in NGO.facts.values()}
    assert (
        not {
            Duty.INTERVIEWER,
            Duty.INQUIRY_REVIEWER,
            Duty.DECIDING_AUTHORITY,
        }
        & NGO.duties.keys()
    )


def test_ngo_gives_a_bed_without_consent_examination_or_search() -> None:
    case = walk(
        Case(NGO),
        ("arrive", {}),
        ("triage", {"triage_code": "green"}),
        ("refuse_consent", {"rights_notice": True, "language_matched": True}),
        ("look_at_needs", {}),
        ("assign_bed", {}),
    )
    assert case.facts["housed"] is True
    assert not case.blocks


def test_ngo_lets_a_person_go_at_once() -> None:
    case = walk(
        Case(NGO),
        ("arrive", {}),
        ("triage", {"triage_code": "green"}),
        ("look_at_needs", {}),
        ("assign_bed", {}),
        ("wish_to_leave", {}),
    )
    assert refused(case, "answer_leave", leave_answer="legal_ground") == "guard.equals"
    answer = Event(
        "answer_leave",
        "worker",
        EVERY_DUTY,
        {"leave_answer": "gate_open"},
        outcome="withdrawn_voluntary",
    )
    answered = advance(case, answer, MONDAY)
    assert not isinstance(answered, Refusal)
    gone = walk(
        answered,
        ("free_bed", {}),
        ("prepare_departure", {}),
        ("depart", {"destination_informed": True}),
        ("close_file", {}),
    )
    assert gone.closed


def test_ngo_who_asked_somebody_to_leave_does_not_answer_the_complaint() -> None:
    case = walk(Case(NGO), ("arrive", {}))
    record = Event(
        "record_outcome", "worker", EVERY_DUTY, {"order_on_file": True}, outcome="asked_to_leave"
    )
    asked = advance(case, record, MONDAY)
    assert not isinstance(asked, Refusal)
    brought = walk(asked, ("object", {}))
    answer = Event("decide_objection", "worker", EVERY_DUTY)
    own = advance(brought, answer, MONDAY)
    assert isinstance(own, Refusal)
    assert own.code == "guard.not_earlier_actor"
    assert not isinstance(
        advance(brought, Event("decide_objection", "board", EVERY_DUTY), MONDAY), Refusal
    )


def test_ngo_reviews_a_stay_every_fortnight() -> None:
    case = walk(Case(NGO), ("arrive", {}))
    assert case.clocks["C12"].due == datetime(2026, 3, 16, tzinfo=ZoneInfo(NGO.tz))
    reviewed = walk(case, ("review_stay", {}))
    assert reviewed.clocks["C12"].due == case.clocks["C12"].due, "nobody reviews on the first day"
    again = walk(case, ("review_stay", {}), at=MONDAY + timedelta(days=10))
    assert again.clocks["C12"].due == datetime(2026, 3, 30, tzinfo=ZoneInfo(NGO.tz))
