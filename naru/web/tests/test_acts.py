"""The timeline tells an act only to those who may know of it: its very name can tell a cause."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from naru.domain.duties import Duty
from naru.ground.ledger import Happened
from naru.ground.pathway.testing import make_account
from naru.web import words
from naru.web.acts import may_know

pytestmark = pytest.mark.django_db
WORKS_ON_HEALTH = {Duty.NURSE, Duty.PHYSICIAN, Duty.PHARMACIST}
OUTSIDE = [Duty.INTERVIEWER, Duty.INQUIRY_REVIEWER, Duty.DECIDING_AUTHORITY, Duty.DIRECTOR]


def act(action: str, compartment: str) -> Happened:
    return Happened(1, datetime(2026, 3, 2, tzinfo=UTC), uuid4(), action, compartment, None)


@pytest.mark.parametrize("duty", OUTSIDE)
@pytest.mark.parametrize(
    ("action", "compartment"),
    [
        ("prescribe", "health"),
        ("isolate", "health"),
        ("assess_trafficking", "legal"),
        ("screen_needs", "legal"),
        ("open_safety_plan", "health"),
    ],
)
def test_the_inquiry_reads_no_act_of_health_or_needs(duty, action, compartment):
    assert not may_know(make_account(duty), act(action, compartment))


def test_a_wish_to_leave_is_no_news_for_the_inquiry():
    wish = act("wish_to_leave", "legal")
    assert may_know(make_account(Duty.RECEPTION_OFFICER), wish)
    assert not may_know(make_account(Duty.INTERVIEWER), wish)


@pytest.mark.parametrize("duty", sorted(WORKS_ON_HEALTH))
def test_clinicians_read_their_own(duty):
    assert may_know(make_account(duty), act("prescribe", "health"))
    assert not may_know(make_account(duty), act("add_passage", "inquiry"))


def test_those_beside_the_person_read_what_was_done():
    for duty in (Duty.CASEWORKER, Duty.HUMAN_RIGHTS_OFFICER, Duty.COUNSEL):
        assert may_know(make_account(duty), act("assess_trafficking", "legal"))
        assert may_know(make_account(duty), act("hold", "ops"))
        assert not may_know(make_account(duty), act("prescribe", "health"))


def test_no_code_is_shown_for_an_act():
    assert words.action("file_complaint") == "신고 접수"
    assert words.action("something_new") == "그 밖의 처리"
