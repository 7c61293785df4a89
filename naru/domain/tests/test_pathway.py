"""The reference pathway, step by step, and the laws that no sequence of events may break."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from naru import profiles
from naru.domain import cases, clocks
from naru.domain.cases import Case, Event
from naru.domain.duties import Duty
from naru.domain.guards import parse
from naru.domain.pathway import advance, open_steps, undo
from naru.domain.profile import EventRule, Profile
from naru.domain.refusals import Refusal, say
from naru.domain.sayings import guard_refusal
from naru.domain.tasks import tasks

SEOUL = ZoneInfo("Asia/Seoul")
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=SEOUL)
EVERY_DUTY = frozenset(Duty)
KR = profiles.load("kr")


def walk(case: Case, *events: tuple[str, dict[str, object]], at: datetime = MONDAY) -> Case:
    """The case after the events, each done by another person; fails on a refusal."""
    for number, (event, facts) in enumerate(events):
        moment = max(at, case.last_at or at)
        moved = advance(case, Event(event, f"officer{number}", EVERY_DUTY, facts), moment)
        assert not isinstance(moved, Refusal), (event, moved)
        case = moved
    return case


def refusal(case: Case, event: Event, at: datetime = MONDAY) -> Refusal:
    moved = advance(case, event, max(at, case.last_at or at))
    assert isinstance(moved, Refusal)
    return moved


ARRIVED = [("arrive", {"country_entry": "2026-03-01", "minor": False, "unaccompanied": False})]
WELCOMED = [
    *ARRIVED,
    ("triage", {"triage_code": "green"}),
    ("welcome", {"rights_notice": True, "consent": "given", "language_matched": True}),
]
LODGED = [
    *WELCOMED,
    ("examine_nurse", {"isolation": False}),
    ("examine", {"fit_for_interview": True, "isolation": False}),
    ("look_at_needs", {}),
    ("register", {"minor": False}),
    ("assign_bed", {}),
    ("orient", {"rights_officer_offered": True}),
    ("plan_interview", {}),
]
SESSION = {"session_rights": True, "interpreter_ok": True, "recording_on": True}


def test_an_interview_needs_everything_at_once() -> None:
    case = walk(Case(KR), *LODGED)
    for missing in SESSION:
        told = {**SESSION, missing: False}
        no = refusal(case, Event("start_interview", "i", EVERY_DUTY, told))
        assert no.facts["missing"] == (missing,)
    assert walk(case, ("start_interview", SESSION)).facts["interview_open"] is True


def test_a_request_for_counsel_locks_the_interview() -> None:
    case = walk(Case(KR), *LODGED, ("request_counsel", {}))
    no = refusal(case, Event("start_interview", "i", EVERY_DUTY, SESSION))
    assert no.code == "guard.is_not"
    assert "변호인" in say(no, "ko").why


def test_no_interview_at_night_without_a_reason() -> None:
    case = walk(Case(KR), *LODGED)
    night = MONDAY.replace(hour=22)
    assert refusal(case, Event("start_interview", "i", EVERY_DUTY, SESSION), night).code == (
        "guard.hours"
    )
    told = {**SESSION, "out_of_hours_reason": True}
    assert not isinstance(
        advance(case, Event("start_interview", "i", EVERY_DUTY, told), night), Refusal
    )


def test_a_child_is_never_asked_alone() -> None:
    case = walk(Case(KR), *LODGED)
    case = walk(case, ("register", {"minor": True}))
    no = refusal(case, Event("start_interview", "i", EVERY_DUTY, SESSION))
    assert no.facts["missing"] == ("guardian_present",)


def test_the_inquiry_hears_that_it_must_wait_and_never_why() -> None:
    """Share the consequence, never the cause: illness and trafficking stay where they are known."""
    asked = frozenset({Duty.INTERVIEWER})
    case = walk(Case(KR), *LODGED, ("screen_needs", {"trafficking_doubt": True}))
    assert "B4" in case.blocks
    no = refusal(case, Event("start_interview", "i", asked, SESSION))
    assert no.code == "guard.protected"
    for lang in ("ko", "en"):
        said = say(no, lang)
        told = f"{said.why} {said.next_step}"
        assert not any(word in told for word in ("trafficking", "인신매매", "psychologist", "심리"))
    near = guard_refusal(KR, parse("no_block(B4)"), ["B4"], duties={Duty.CASEWORKER})
    assert near.code == "guard.no_block"


def test_an_unaccompanied_child_opens_b3() -> None:
    arrived = {"country_entry": "2026-03-01", "minor": True, "unaccompanied": True}
    assert "B3" in walk(Case(KR), ("arrive", arrived)).blocks


def test_medicine_at_the_gate_blocks_the_inventory_until_a_clinician_decides() -> None:
    case = walk(
        Case(KR),
        *WELCOMED,
        ("search_person", {"search_lawful": True}),
        ("hold", {"items_held": 1, "medicine_pending": 1}),
    )
    assert "B5" in case.blocks
    assert clocks.state(KR.clocks["C5"], case.clocks["C5"], MONDAY).left == timedelta(minutes=60)
    no = refusal(case, Event("sign_inventory", "o", EVERY_DUTY, {"inventory_signed": True}))
    assert no.code == "guard.zero"
    case = walk(
        case,
        ("decide_medicine", {"medicine_pending": 0}),
        ("sign_inventory", {"inventory_signed": True}),
    )
    assert "B5" not in case.blocks
    assert case.clocks["C5"].ended is not None


def test_day_85_scenario() -> None:
    """Scenario 9: entry on 3 March counts; extension by the council only; then the lock."""
    entry = {"country_entry": "2026-03-03", "minor": False, "unaccompanied": False}
    admitted = datetime(2026, 3, 6, 10, tzinfo=SEOUL)
    case = walk(Case(KR), ("arrive", entry), *LODGED[1:], at=admitted)
    rule, clock = KR.clocks["C12"], case.clocks["C12"]
    day85 = datetime(2026, 5, 26, 9, tzinfo=SEOUL)
    seen = clocks.state(rule, clock, day85)
    assert (seen.day, seen.warned, str(seen.last_lawful_day)) == (85, (60, 75, 85), "2026-05-31")
    later = Event("correct_entry", "o", EVERY_DUTY, {"country_entry": "2026-03-06"})
    assert refusal(case, later, day85).code == "guard.not_later"
    nobody = Event("extend_stay", "o", EVERY_DUTY, record={"body": "director", "reasons": "x"})
    assert refusal(case, nobody, day85).code == "clock.body_required"
    record = {"body": "council", "reasons": "부득이한 사유", "record": "2026-17"}
    extended = advance(case, Event("extend_stay", "o", EVERY_DUTY, record=record), day85)
    assert not isinstance(extended, Refusal)
    after = clocks.state(rule, extended.clocks["C12"], day85)
    assert str(after.last_lawful_day) == "2026-06-30"
    day91 = datetime(2026, 6, 1, 9, tzinfo=SEOUL)
    assert refusal(case, Event("start_interview", "i", EVERY_DUTY, SESSION), day91).code == (
        "guard.not_expired"
    )


def test_correcting_the_entry_to_an_earlier_day_moves_the_end_forward() -> None:
    case = walk(Case(KR), *ARRIVED, ("correct_entry", {"country_entry": "2026-02-20"}))
    seen = clocks.state(KR.clocks["C12"], case.clocks["C12"], MONDAY)
    assert str(seen.last_lawful_day) == "2026-05-20"


def test_undo_within_fifteen_minutes_by_the_same_person() -> None:
    case = walk(Case(KR), *LODGED[:-2])
    housed = advance(case, Event("assign_bed", "me", EVERY_DUTY), MONDAY)
    assert not isinstance(housed, Refusal)
    assert isinstance(undo(housed, "you", MONDAY), Refusal)
    assert isinstance(undo(housed, "me", MONDAY + timedelta(minutes=16)), Refusal)
    back = undo(housed, "me", MONDAY + timedelta(minutes=14))
    assert not isinstance(back, Refusal)
    assert back.facts == case.facts
    assert back.version > housed.version


# ---------------------------------------------------------------- laws


@st.composite
def told(draw: st.DrawFn, profile: Profile, rule: EventRule) -> Event:
    """An event with any facts it may state."""
    facts: dict[str, object] = {}
    for name in rule.facts:
        kind = profile.facts[name]
        values = {
            "bool": st.booleans(),
            "count": st.integers(0, 3),
            "code": st.sampled_from(kind.codes or ("",)),
            "date": st.dates(datetime(2026, 1, 1).date(), datetime(2026, 2, 28).date()).map(str),  # noqa: DTZ001
        }[kind.type]
        if draw(st.integers(0, 9)):
            facts[name] = draw(values)
    return Event(
        rule.id,
        draw(st.sampled_from(["ahn", "baek", "cha"])),
        EVERY_DUTY,
        facts,
        {"body": "council", "reasons": "r", "record": "1"},
        draw(st.sampled_from(rule.outcomes)) if rule.outcomes and draw(st.booleans()) else "",
    )


class Life(list[Case]):
    """The states of one stay; prints as its events only."""

    def __repr__(self) -> str:
        return " ".join(event for case in self[-1:] for event in case.actors)


@st.composite
def lives(draw: st.DrawFn, name: str = "kr") -> Life:
    """Every state that a random but legal stay passes through."""
    profile = profiles.load(name)
    case, now = Case(profile), MONDAY
    passed = Life([case])
    for _ in range(draw(st.integers(5, 60))):
        steps = [s.event for s in open_steps(case, EVERY_DUTY, now) if s.open]
        if not steps:
            break
        now += timedelta(minutes=draw(st.sampled_from([1, 30, 600, 1440])))
        moved = advance(case, draw(told(profile, draw(st.sampled_from(steps)))), now)
        if not isinstance(moved, Refusal):
            case = moved
            passed.append(case)
    return passed


LAW = settings(
    max_examples=30,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@LAW
@given(lives())
def test_no_legal_stay_reaches_a_forbidden_state(passed: list[Case]) -> None:
    for before, after in pairwise(passed):
        assert after.version > before.version
        started = after.facts.get("interview_open") and not before.facts.get("interview_open")
        if started:
            assert not before.facts.get("counsel_open")
            assert before.facts.get("fit_for_interview") is True
            assert not {"B1", "B2", "B4", "B9"} & before.blocks.keys()
        if after.facts.get("departed"):
            for empty in ("items_held", "medicine_pending", "claims_open", "loans_open"):
                assert not after.facts.get(empty)
            assert not after.facts.get("housed")
            assert after.outcome is not None
        decided = after.actors.get("decide", frozenset())
        judged = after.actors.get("start_interview", frozenset()) | after.actors.get(
            "sign_findings", frozenset()
        )
        assert not decided & judged, "nobody interviews, finds and decides"


@LAW
@given(lives())
def test_a_clock_against_the_state_is_never_lengthened_by_staff(passed: list[Case]) -> None:
    for before, after in pairwise(passed):
        for name, clock in before.clocks.items():
            rule = before.profile.clocks[name]
            later = after.clocks.get(name)
            if rule.limits != "state" or clock.due is None or clock.ended is not None:
                continue
            assert later is not None
            assert later.due is not None
            if len(later.extensions) == len(clock.extensions):
                assert later.due <= clock.due


@LAW
@given(lives())
def test_every_greyed_step_names_what_is_missing_in_both_languages(passed: list[Case]) -> None:
    case = passed[-1]
    for step in open_steps(case, EVERY_DUTY, case.last_at or MONDAY):
        for no in step.refusals:
            for lang in ("ko", "en"):
                said = say(no, lang)
                assert said.why
                assert said.next_step
                assert "{" not in said.why + said.next_step
            if no.code.startswith("guard.") and no.code not in {"guard.hours"}:
                assert no.facts["missing"]


@LAW
@given(lives())
def test_a_case_survives_being_kept(passed: list[Case]) -> None:
    case = passed[-1]
    assert cases.from_data(cases.to_data(case), case.profile) == case


@LAW
@given(lives())
def test_an_open_case_always_waits_for_somebody(passed: list[Case]) -> None:
    case = passed[-1]
    if len(passed) > 1 and not case.closed:
        found = tasks(case)
        assert found
        assert len({task.key for task in found}) == len(found)


WAY_OUT = [
    ("end_interview", {"interviews_done": 1}),
    ("clear_urgent", {}),
    ("contact_counsel", {}),
    ("decide_objection", {}),
    ("check_refoulement", {}),
    ("end_remedy", {"remedy_expired": True}),
    ("wish_to_leave", {}),
    ("answer_leave", {"leave_answer": "gate_open", "counselled": True}),
    ("decide_medicine", {"medicine_pending": 0}),
    ("settle_claim", {"claims_open": 0, "items_held": 0}),
    ("give_back", {"items_held": 0, "contraband_pending": 0}),
    ("take_back", {"loans_open": 0}),
    ("free_bed", {}),
    ("end_petition", {}),
    ("summarise_health", {}),
    ("give_file_copy", {}),
    ("answer_data", {}),
    ("prepare_departure", {}),
    ("depart", {"destination_informed": True}),
    ("close_file", {}),
]


@LAW
@given(lives())
def test_an_outcome_is_always_reachable(passed: list[Case]) -> None:
    """From wherever a stay got to, a person who wants to leave can leave."""
    case = passed[-1]
    if not case.done:
        return
    moment = (case.last_at or MONDAY) + timedelta(minutes=1)
    for event, facts in WAY_OUT:
        outcome = "withdrawn_voluntary" if event == "answer_leave" and not case.outcome else ""
        moved = advance(
            case, Event(event, f"for-{event}", EVERY_DUTY, facts, outcome=outcome), moment
        )
        if not isinstance(moved, Refusal):
            case = moved
    assert case.closed, [
        (s.event.id, s.refusals)
        for s in open_steps(case, EVERY_DUTY, moment)
        if s.event.id == "depart"
    ]


def test_time_never_runs_backwards() -> None:
    case = walk(Case(KR), *ARRIVED)
    early = Event("triage", "n", EVERY_DUTY, {"triage_code": "green"})
    moved = advance(case, early, MONDAY - timedelta(minutes=1))
    assert moved == Refusal("event.backwards")


def test_an_undeclared_fact_is_a_bug() -> None:
    with pytest.raises(ValueError, match="may not state"):
        advance(Case(KR), Event("arrive", "o", EVERY_DUTY, {"served": True}), MONDAY)


def test_utc_and_local_moments_are_the_same_case() -> None:
    local = walk(Case(KR), *ARRIVED)
    utc = walk(Case(KR), *ARRIVED, at=MONDAY.astimezone(UTC))
    assert local.clocks["C12"].due == utc.clocks["C12"].due


def test_a_step_with_nothing_to_count_is_not_open():
    """Give back, hand over, dispose of: nothing is held, so nothing is offered."""
    case = walk(Case(KR), *WELCOMED)
    custodian = frozenset({Duty.PROPERTY_CUSTODIAN})
    steps = {step.event.id: step for step in open_steps(case, custodian, MONDAY)}
    assert not steps["give_back"].open
    held = replace(case, facts={**case.facts, "items_held": 2})
    steps = {step.event.id: step for step in open_steps(held, custodian, MONDAY)}
    assert steps["give_back"].open
