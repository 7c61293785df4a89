"""A ruling: drafted by one, decided by another, never against somebody without its parts."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal, say
from naru.ground.pathway import conductor
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.testing import make_account
from naru.ground.staff.actions import mandate
from naru.ground.staff.models import Account
from naru.ground.vault.sealed import AppendOnlyError
from naru.rooms.ruling import actions
from naru.rooms.ruling.models import Ruling
from naru.rooms.ruling.records import Text
from naru.rooms.ruling.tests.cases import (
    GRANT,
    OTHER,
    REFUSE,
    authority,
    decided,
    drafted,
    entries,
    ready,
    state,
)
from naru.rooms.ruling.words import grounds

WORDS = st.sampled_from(["", " ", "말"])


@given(
    ground=st.sampled_from([code for code, _name in grounds()]),
    facts=WORDS,
    reasons=WORDS,
    remedy=WORDS,
    days=st.integers(0, 90),
)
def test_a_negative_ruling_is_whole_or_it_is_not(
    ground: str, facts: str, reasons: str, remedy: str, days: int
) -> None:
    text = Text(ground, facts, reasons, remedy, days)
    whole = all(word.strip() for word in (facts, reasons, remedy)) and days > 0
    assert bool(text.missing()) == (text.negative and not whole)
    assert (text.outcome == "protected") == (not text.negative)


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["facts", "reasons", "remedy", "remedy_days"])
def test_no_negative_draft_without(part: str) -> None:
    row = ready()
    text = replace(REFUSE, **{part: 0 if part == "remedy_days" else ""})
    refused = actions.draft_ruling(by=authority(), number=row.person.number, text=text)
    assert isinstance(refused, Refusal)
    assert refused.code == "ruling.incomplete"
    assert say(refused, "ko").why.startswith("보호하지 않는")
    assert not Ruling.objects.exists()


@pytest.mark.django_db
def test_who_interviewed_or_found_does_not_draft() -> None:
    row, person = ready(), authority()
    case = state(row)
    conductor._write(row, replace(case, actors={"sign_findings": frozenset({str(person.pk)})}))
    row.save()
    refused = actions.draft_ruling(by=person, number=row.person.number, text=GRANT)
    assert isinstance(refused, Refusal)
    assert refused.code.endswith("not_earlier_actor")


@pytest.mark.django_db
def test_who_drafted_does_not_decide() -> None:
    drafter = authority()
    row = drafted(by=drafter)
    number = row.person.number
    refused = actions.decide(by=drafter, number=number, typed=number)
    assert refused == Refusal("ruling.drafter_decides")
    assert isinstance(actions.decide(by=authority(), number=number, typed=number), Done)


@pytest.mark.django_db
def test_the_decision_waits_in_a_colleague_s_queue_and_not_in_the_drafter_s() -> None:
    drafter, colleague = authority(), authority()
    row = drafted(by=drafter)

    def waiting(viewer: Account) -> list[str]:
        rows = pathway.queue(viewer)
        assert pathway.queue_length(viewer) == len(rows)
        return [task.event for task in rows if task.case_id == row.pk]

    assert "decide" not in waiting(drafter)
    assert "decide" in waiting(colleague)


@pytest.mark.django_db
def test_a_decision_is_typed_and_taken_once() -> None:
    row, person = drafted(), authority()
    number = row.person.number
    assert actions.decide(by=person, number=number, typed="other") == Refusal("ruling.typed_number")
    given_twice = [
        actions.decide(by=person, number=number, typed=number.lower(), once="k") for _ in range(2)
    ]
    assert given_twice[1].repeated
    assert entries("decide") == 1
    again = actions.decide(by=person, number=number, typed=number)
    assert again == Refusal("ruling.already_decided")
    redraft = actions.draft_ruling(by=authority(), number=number, text=GRANT)
    assert redraft == Refusal("ruling.already_decided")


@pytest.mark.django_db
def test_nothing_is_decided_without_a_draft() -> None:
    row = ready()
    number = row.person.number
    refused = actions.decide(by=authority(), number=number, typed=number)
    assert refused == Refusal("ruling.no_draft")


@pytest.mark.django_db
def test_a_ruling_is_never_changed() -> None:
    decided(GRANT)
    kept = Ruling.objects.first()
    assert kept is not None
    with pytest.raises(AppendOnlyError):
        kept.save()


@pytest.mark.django_db
def test_another_route_is_no_ground_that_the_findings_do_not_hold() -> None:
    row = ready()
    refused = actions.draft_ruling(by=authority(), number=row.person.number, text=OTHER)
    assert refused == Refusal("ruling.not_other_route")


@pytest.mark.django_db
@pytest.mark.parametrize("risk", ["yes", "unknown"])
def test_scenario_8_doubt_about_harm_on_return_stops_the_decision(risk: str) -> None:
    row = drafted(OTHER, "B8", other_route=True)
    number = row.person.number
    unchecked = actions.decide(by=authority(), number=number, typed=number)
    assert isinstance(unchecked, Refusal)
    check = {"stateless": "unknown", "reasons": "확인"}
    officer = make_account(Duty.HUMAN_RIGHTS_OFFICER)
    actions.check_refoulement(by=officer, number=number, risk=risk, **check)
    refused = actions.decide(by=authority(), number=number, typed=number)
    assert refused == Refusal("ruling.refoulement")
    actions.check_refoulement(by=officer, number=number, risk="no", **check)
    assert isinstance(actions.decide(by=authority(), number=number, typed=number), Done)


@pytest.mark.django_db
def test_counsel_gets_the_file_too() -> None:
    row, reviewer = ready(file_disclosed=False), make_account(Duty.INQUIRY_REVIEWER)
    counsel = make_account(Duty.COUNSEL)
    mandate(account=counsel, person_id=row.person_id, kind="counsel", now=row.opened_at)
    given_file = {"number": row.person.number, "way": "paper", "left_out": ""}
    refused = actions.disclose_file(by=reviewer, to_counsel="none", **given_file)
    assert refused == Refusal("ruling.counsel_left_out")
    done = actions.disclose_file(by=reviewer, to_counsel="given", **given_file)
    assert isinstance(done, Done)
    assert state(row).facts["file_disclosed"] is True
