"""Decisions about a child: representative, panel, age in doubt."""

import pytest

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal, say
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.testing import make_account
from naru.rooms.casework import actions
from naru.rooms.casework.tests.cases import blocks, caseworker, child, facts

pytestmark = pytest.mark.django_db
PLAN = {
    "care": "separate_unit",
    "panel": ["위원 하나", "위원 둘"],
    "child_view": "친구와 있고 싶어요.",
    "reasons": "안전",
}


def registered() -> CaseRow:
    row = child()
    actions.register(by=caseworker(), number=row.person.number, alone=True)
    return row


def represented() -> CaseRow:
    row, guardian = registered(), make_account(Duty.CHILD_GUARDIAN)
    done = actions.name_representative(
        by=caseworker(), number=row.person.number, account_id=guardian.pk, provisional=True
    )
    assert isinstance(done, Done)
    assert pathway.case(guardian, row.person.number).fact("representative") is True
    return row


def test_a_plan_needs_a_representative_first() -> None:
    row = registered()
    refused = actions.plan_child_care(by=caseworker(), number=row.person.number, **PLAN)
    assert isinstance(refused, Refusal)
    assert "B3" in blocks(row)


def test_the_plan_closes_the_branch() -> None:
    row = represented()
    actions.plan_child_care(by=caseworker(), number=row.person.number, **PLAN)
    assert "B3" not in blocks(row)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"panel": ["위원 하나", "위원 하나"]}, "casework.panel_of_two"),
        ({"child_view": " "}, "casework.child_not_heard"),
    ],
)
def test_a_plan_needs_a_panel_that_heard_the_child(change: dict[str, object], code: str) -> None:
    row = represented()
    wanted = {**PLAN, **change}
    refused = actions.plan_child_care(by=caseworker(), number=row.person.number, **wanted)
    assert refused == Refusal(code)
    assert say(refused, "ko").next_step != say(refused, "en").next_step


def test_only_a_guardian_represents() -> None:
    row, nurse = registered(), make_account(Duty.NURSE)
    refused = actions.name_representative(
        by=caseworker(), number=row.person.number, account_id=nurse.pk, provisional=True
    )
    assert refused == Refusal("casework.not_a_guardian")


@pytest.mark.parametrize(("lowest", "minor"), [(17, True), (18, False)])
def test_the_lowest_age_of_the_margin_counts(*, lowest: int, minor: bool) -> None:
    row = represented()
    actions.decide_age(
        by=caseworker(),
        number=row.person.number,
        basis="talk",
        lowest=lowest,
        highest=20,
        tried_before="",
        reasons="면담",
    )
    assert facts(row)["minor"] is minor
    assert facts(row)["unaccompanied"] is minor


@pytest.mark.parametrize(
    ("change", "code"),
    [({"lowest": 21}, "casework.age_bounds"), ({"basis": "panel"}, "casework.last_resort")],
)
def test_an_age_decision_that_cannot_stand(change: dict[str, object], code: str) -> None:
    row = represented()
    wanted = {"basis": "talk", "lowest": 16, "highest": 20, "tried_before": "", "reasons": "x"}
    refused = actions.decide_age(by=caseworker(), number=row.person.number, **{**wanted, **change})
    assert refused == Refusal(code)
