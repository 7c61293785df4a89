"""Whose turn it is: the queue always names an act that its duty may take, and what comes first."""

from datetime import timedelta

import pytest
from hypothesis import given

from naru.domain.cases import Case, Event
from naru.domain.clocks import warnings
from naru.domain.pathway import advance, open_steps
from naru.domain.refusals import Refusal
from naru.domain.tasks import Task, tasks
from naru.domain.tests.test_pathway import (
    ARRIVED,
    EVERY_DUTY,
    KR,
    LAW,
    LODGED,
    MONDAY,
    SESSION,
    lives,
    walk,
)

TALKED = [
    *LODGED,
    ("start_interview", SESSION),
    ("end_interview", {"interviews_done": 1}),
    ("finish_interviews", {}),
]


def turns(case: Case) -> set[tuple[str, str]]:
    """Whose turn it is, and for what."""
    return {(task.duty, task.event) for task in tasks(case)}


@pytest.mark.parametrize(
    ("passed", "event"),
    [
        ([], "read_back"),
        ([("read_back", {})], "confirm_statement"),
        ([("read_back", {}), ("confirm_statement", {})], "draft_findings"),
    ],
)
def test_a_statement_is_read_back_before_it_is_confirmed(passed, event):
    assert ("interviewer", event) in turns(walk(Case(KR), *TALKED, *passed))


def test_findings_and_ruling_pass_from_hand_to_hand():
    case = walk(Case(KR), *TALKED, ("read_back", {}), ("confirm_statement", {}))
    told = {"doubts_unanswered": False, "evidence_unweighed": False}
    hands = [
        ("draft_findings", told, ("inquiry_reviewer", "sign_findings")),
        ("send_back_findings", {}, ("interviewer", "draft_findings")),
        ("draft_findings", told, ("inquiry_reviewer", "sign_findings")),
        ("sign_findings", {}, ("deciding_authority", "disclose_file")),
        ("disclose_file", {}, ("deciding_authority", "draft_ruling")),
        ("draft_ruling", {}, ("deciding_authority", "decide")),
        ("decide", {}, ("deciding_authority", "serve")),
    ]
    for turn_no, (event, facts, expected) in enumerate(hands):
        act = Event(event, f"officer-{turn_no}", EVERY_DUTY, facts)
        moved = advance(case, act, MONDAY + timedelta(days=1, minutes=turn_no))
        assert not isinstance(moved, Refusal), moved
        case = moved
        assert expected in turns(case)


def test_who_drafted_findings_does_not_sign_them():
    told = {"doubts_unanswered": False, "evidence_unweighed": False}
    case = walk(Case(KR), *TALKED, ("read_back", {}), ("confirm_statement", {}))
    act = Event("draft_findings", "the drafter", EVERY_DUTY, told)
    moved = advance(case, act, MONDAY + timedelta(days=1))
    assert isinstance(moved, Case)
    signing = next(task for task in tasks(moved) if task.event == "sign_findings")
    assert "the drafter" in signing.barred


def test_a_person_s_own_time_is_nobody_s_task():
    """Time to reply or to object is the person's; only what follows it is an office's work."""
    case = walk(Case(KR), *TALKED, ("read_back", {}))
    assert "C11" in case.clocks
    assert not [task for task in tasks(case) if task.clock == "C11"]


def test_time_that_its_owner_can_only_watch_comes_with_its_first_warning():
    case = walk(Case(KR), *LODGED)
    watched = next(task for task in tasks(case) if task.clock == "C12")
    clock = case.clocks["C12"]
    assert (watched.duty, watched.event, watched.due) == ("director", "", clock.due)
    assert watched.since == warnings(KR.clocks["C12"], clock)[0] > clock.started
    assert watched.counts_from == clock.started


def _may_take(case: Case, task: Task) -> bool:
    return not task.event or task.duty in case.profile.events[task.event].by


@LAW
@given(lives())
def test_every_task_goes_to_a_duty_that_may_take_it(passed):
    for case in passed[1:]:
        assert all(_may_take(case, task) for task in tasks(case))


@LAW
@given(lives())
def test_a_task_bars_whom_the_rules_refuse_for_an_earlier_part_and_nobody_else(passed):
    for case in passed[1:]:
        everybody = frozenset().union(*case.actors.values()) | {"a newcomer"}
        for task in (t for t in tasks(case) if t.event):
            refused = {actor for actor in everybody if _has_a_part(case, task.event, actor)}
            assert set(task.barred.split()) == refused


def _has_a_part(case: Case, event: str, actor: str) -> bool:
    steps = open_steps(case, EVERY_DUTY, case.last_at or MONDAY, actor)
    return any(
        refusal.code == "guard.not_earlier_actor"
        for step in steps
        if step.event.id == event
        for refusal in step.refusals
    )


def test_a_promise_that_waits_for_another_says_for_what():
    case = walk(Case(KR), *ARRIVED)
    bed = next(task for task in tasks(case) if task.event == "assign_bed")
    assert bed.waits in {task.event for task in tasks(case)}
    lodged = walk(Case(KR), *LODGED)
    assert not [task for task in tasks(lodged) if task.event == "assign_bed"]


def test_a_review_comes_to_the_queue_when_it_counts():
    case = walk(Case(KR), *ARRIVED)
    (review,) = [task for task in tasks(case) if task.event == "review_stay"]
    assert review.since == warnings(KR.clocks["C23"], case.clocks["C23"])[0]
    assert review.since > case.clocks["C23"].started == review.counts_from
