"""Service, objection, review, and the end of the remedy; another outcome on an order."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from naru.domain.daywords import day_said
from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal, say
from naru.ground.pathway.testing import make_account
from naru.ground.staff.models import Account
from naru.rooms.ruling import actions
from naru.rooms.ruling.records import last_day, remedy_last_day
from naru.rooms.ruling.tests.cases import (
    GRANT,
    OTHER,
    REFUSE,
    authority,
    entries,
    ready,
    serve,
    served,
    state,
)
from naru.rooms.ruling.tests.cases import decided as decided_case

pytestmark = pytest.mark.django_db


def test_service_sets_the_outcome_and_opens_the_remedy() -> None:
    case = state(served(REFUSE))
    assert case.outcome == "not_protected_art9"
    assert case.facts["remedy_open"] is True


def test_a_grant_leaves_no_remedy_open() -> None:
    case = state(served(GRANT))
    assert case.outcome == "protected"
    assert case.facts["remedy_open"] is False


def test_a_decision_is_served_in_a_language_of_the_person() -> None:
    row = decided_case()
    assert serve(row, language="fr") == Refusal("ruling.language")
    undecided = ready()
    assert serve(undecided) == Refusal("ruling.no_draft")


def end(row: Any, ended: str = "expired", judgment: str = "", day: int = 1) -> Any:
    """End the remedy on a day after its last one, or before it."""
    last = remedy_last_day(row.person_id)
    assert last is not None
    moment = timezone.make_aware(datetime.combine(last + timedelta(days=day), time(9)))
    return actions.end_remedy(
        by=make_account(Duty.CASEWORKER),
        now=moment,
        number=row.person.number,
        ended=ended,
        judgment=judgment,
    )


def test_scenario_8_nobody_is_handed_over_before_the_remedy_ends() -> None:
    row = served(OTHER, "B8", other_route=True, refoulement_checked=True)
    early = end(row, day=0)
    assert isinstance(early, Refusal)
    assert early.code == "ruling.remedy_runs"
    assert day_said(early.facts["last_day"], "ko") in say(early, "ko").why
    assert day_said(early.facts["last_day"], "en") in say(early, "en").why
    assert "B8" in state(row).blocks
    assert isinstance(end(row), Done)
    assert "B8" not in state(row).blocks
    assert state(row).facts["remedy_open"] is False


def test_an_objection_keeps_the_remedy_open_until_it_is_decided() -> None:
    row = served(OTHER, "B8", other_route=True, refoulement_checked=True)
    number = row.person.number
    lodged = {"number": number, "grounds": "여권은 산 것입니다.", "new_evidence": "", "once": "k"}
    resident = make_account(Duty.RESIDENT, person_id=row.person_id)
    assert isinstance(actions.object(by=resident, **lodged), Done)
    assert actions.object(by=resident, **lodged).repeated
    assert entries("object") == 1
    assert isinstance(end(row), Refusal)
    reviewed = actions.decide_objection(by=authority(), number=number, result="kept", text=OTHER)
    assert isinstance(reviewed, Done)
    assert state(row).outcome == "not_eligible_other_route"
    assert isinstance(end(row, day=-20), Refusal)
    assert isinstance(end(row), Done)


def test_a_review_can_change_the_outcome() -> None:
    row = served(REFUSE)
    number = row.person.number
    actions.object(by=make_account(Duty.CASEWORKER), number=number, grounds="x", new_evidence="")
    short = actions.decide_objection(
        by=authority(), number=number, result="kept", text=replace(REFUSE, remedy="")
    )
    assert isinstance(short, Refusal)
    assert short.code == "ruling.incomplete"
    for result, text in (("kept", GRANT), ("changed", REFUSE)):
        unlike = actions.decide_objection(by=authority(), number=number, result=result, text=text)
        assert unlike == Refusal("ruling.result_and_ground")
    actions.decide_objection(by=authority(), number=number, result="changed", text=GRANT)
    assert state(row).outcome == "protected"
    assert state(row).facts["remedy_open"] is False


def test_a_review_needs_an_objection_and_somebody_new() -> None:
    row = served(REFUSE)
    number = row.person.number
    none = actions.decide_objection(by=authority(), number=number, result="kept", text=REFUSE)
    assert none == Refusal("ruling.no_objection")
    earlier = next(iter(state(row).actors["decide"]))
    actions.object(by=make_account(Duty.CASEWORKER), number=number, grounds="x", new_evidence="")
    refused = actions.decide_objection(
        by=Account.objects.get(pk=earlier), number=number, result="kept", text=REFUSE
    )
    assert isinstance(refused, Refusal)
    assert refused.code.endswith("not_earlier_actor")


def test_a_final_judgment_ends_it_earlier() -> None:
    row = served(REFUSE)
    assert end(row, "final", " ", -20) == Refusal("ruling.no_judgment")
    assert isinstance(end(row, "final", "행정법원 2026구합1", -20), Done)


def test_a_last_day_on_a_day_off_moves_to_the_next_working_day() -> None:
    friday = datetime(2026, 11, 13, 10, tzinfo=timezone.get_default_timezone())
    assert last_day(friday, 1).isoformat() == "2026-11-16"
    assert last_day(friday, 4).isoformat() == "2026-11-17"


def outcome(row: Any, **change: Any) -> Any:
    wanted = {
        "number": row.person.number,
        "outcome": "court_ordered_release",
        "authority": "지방법원",
        "order_number": "2026인1",
        "ordered_on": timezone.localdate(),
        "typed": row.person.number,
    }
    return actions.record_outcome(by=make_account(Duty.DIRECTOR), **{**wanted, **change})


def test_another_outcome_rests_on_an_order_and_is_typed() -> None:
    row = ready()
    assert outcome(row, typed="no") == Refusal("ruling.typed_number")
    ahead = timezone.localdate() + timedelta(days=1)
    assert outcome(row, ordered_on=ahead) == Refusal("ruling.order_ahead")
    assert isinstance(outcome(row), Done)
    assert state(row).outcome == "court_ordered_release"
    assert isinstance(outcome(row), Refusal)
