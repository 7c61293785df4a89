"""Registration: what follows from age, calendars side by side, once only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.domain.refusals import Done, Refusal, say
from naru.ground import people
from naru.rooms.casework import actions
from naru.rooms.casework.records import age_facts
from naru.rooms.casework.tests.cases import blocks, caseworker, child, entries, facts, welcomed

AGES = st.tuples(st.integers(0, 120), st.integers(0, 20)).map(lambda p: (p[0], p[0] + p[1]))


@given(age=AGES, alone=st.booleans())
def test_doubt_about_age_counts_for_the_person(*, age: tuple[int, int], alone: bool) -> None:
    stated = age_facts(age, alone=alone)
    assert stated["minor"] == (age[0] < 18)
    assert stated["unaccompanied"] == (stated["minor"] and alone)
    assert stated["school_age"] == any(6 <= year <= 17 for year in range(age[0], age[1] + 1))


def test_somebody_without_any_age_is_treated_as_a_child() -> None:
    assert age_facts(None, alone=True)["unaccompanied"]


@pytest.mark.django_db
def test_an_adult_is_registered_once() -> None:
    row, officer = welcomed(), caseworker()
    given = {"by": officer, "number": row.person.number, "once": "key", "alone": True}
    first, second = actions.register(**given), actions.register(**given)
    assert isinstance(first, Done)
    assert second.repeated
    assert entries("register") == 2  # the person's own, and the end of the sheet
    assert facts(row)["registered"] is True
    assert facts(row)["unaccompanied"] is False


@pytest.mark.django_db
def test_scenario_19_a_boy_of_about_16_is_treated_as_a_child() -> None:
    row, officer = child(), caseworker()
    number = row.person.number
    paper = {"value": "2000", "precision": "year", "calendar": "gregorian", "source": "document"}
    actions.add_claim(by=officer, number=number, kind="birth", values=paper)
    actions.register(by=officer, number=number, alone=True)
    assert facts(row)["minor"] is True
    assert facts(row)["unaccompanied"] is True
    assert "B3" in blocks(row)


@pytest.mark.django_db
def test_nobody_is_registered_without_any_year_of_birth() -> None:
    row = welcomed(birth=None)
    refused = actions.register(by=caseworker(), number=row.person.number, alone=False)
    assert isinstance(refused, Refusal)
    assert say(refused, "ko").why != say(refused, "en").why


@pytest.mark.django_db
def test_scenario_3_two_calendars_stand_side_by_side() -> None:
    card = {"value": "0078-05-03", "precision": "day", "calendar": "juche", "source": "document"}
    row, officer = welcomed(birth=card), caseworker()
    number, person = row.person.number, row.person_id
    for values in (
        {"value": "1989-05-03", "precision": "day", "calendar": "lunar"},
        {"value": "1990-06-06", "precision": "day", "calendar": "gregorian", "source": "document"},
    ):
        actions.add_claim(by=officer, number=number, kind="birth", values=values)
    births = [claim for claim in people.claims(officer, person) if claim.kind == "birth"]
    assert [claim.chosen for claim in births] == [True, False, False]
    actions.choose_claim(
        by=officer, number=number, claim_id=births[1].id, reason="본인이 음력이라고 밝힘"
    )
    shown = [claim for claim in people.claims(officer, person) if claim.chosen]
    assert "본인이 음력이라고 밝힘" in [claim.reason for claim in shown]
    for day in ("1989-05-03", "1989-06-06", "1990-06-06"):
        assert person in {found.person_id for found in people.search(day)}


@pytest.mark.django_db
def test_a_claim_of_somebody_else_is_not_shown_instead() -> None:
    row, other, officer = welcomed(), welcomed(), caseworker()
    theirs = people.claims(officer, other.person_id)[0].id
    refused = actions.choose_claim(
        by=officer, number=row.person.number, claim_id=theirs, reason="x"
    )
    assert refused == Refusal("claim.no_such")


@pytest.mark.django_db
def test_relatives_are_noted_without_a_place_and_forgotten_when_asked() -> None:
    row, officer = welcomed(), caseworker()
    number = row.person.number
    actions.add_kin(
        by=officer, number=number, relation="child", alive="yes", country="CN", wish="later"
    )
    assert [kin.country for kin in people.kin(officer, row.person_id)] == ["CN"]
    actions.forget_kin(by=officer, number=number)
    assert people.kin(officer, row.person_id) == []
