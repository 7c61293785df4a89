"""Claims side by side, search, families, duplicates (domain.md 7: scenarios 1, 3, 4)."""

import re
import uuid

import pytest
from django.apps import apps
from django.utils import timezone

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground import people
from naru.ground.ledger.reading import happened
from naru.ground.pathway.testing import make_account, make_person
from naru.ground.people import finding
from naru.ground.people.models import Claim, Kin
from naru.ground.vault import CENTRE, SYSTEM, AppendOnlyError

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture
def registrar():
    return make_account(Duty.CASEWORKER)


def found(text):
    return [line.person_id for line in people.search(text)]


def birth(value, calendar="gregorian"):
    return {"value": value, "precision": "day", "calendar": calendar}


def test_scenario_3_three_dates_stand_side_by_side(registrar):
    person = uuid.UUID(make_person(registrar, birth=birth("0078-05-03", "juche")).subject)
    for value, calendar in (("1989-05-03", "lunar"), ("1990-06-06", "gregorian")):
        people.claim(
            by=registrar, now=NOW(), person_id=person, kind="birth", values=birth(value, calendar)
        )
    said = [claim for claim in people.claims(registrar, person) if claim.kind == "birth"]
    assert [claim.chosen for claim in said] == [True, False, False]
    done = people.choose(
        by=registrar, now=NOW(), person_id=person, claim_id=said[1].id, reason="음력이라고 진술"
    )
    assert isinstance(done, Done)
    assert people.label(SYSTEM, person).birth["calendar"] == "lunar"
    for typed in ("1989-05-03", "1989-06-06", "1990.6.6"):
        assert found(typed) == [person]


def test_a_claim_is_never_changed(registrar):
    make_person(registrar)
    claim = Claim.objects.first()
    with pytest.raises(AppendOnlyError):
        claim.save()
    with pytest.raises(AppendOnlyError):
        claim.delete()


def test_names_are_found_in_every_script(registrar):
    names = [
        {"text": "리정아", "kind": "own", "script": "Hang"},
        {"text": "Ri Jong A", "kind": "romanised", "script": "Latn"},
    ]
    person = uuid.UUID(make_person(registrar, names=names).subject)
    assert found("정아") == found("ri jong a") == found("RIJONGA") == [person]
    assert found("박철수") == []
    number = people.number_of(person)
    assert people.by_number(number.lower()) == people.by_number(f"NARU:{number}") == person


def test_a_name_that_everybody_bears_is_still_answered(registrar):
    people_here = {uuid.UUID(make_person(registrar).subject) for _ in range(7)}
    shown = found("김가람")
    assert len(shown) == 5
    assert set(shown) <= people_here


def test_a_name_and_a_date_in_one_box(registrar):
    one = uuid.UUID(make_person(registrar).subject)
    make_person(registrar, birth=birth("1960-07-07"))
    for typed in ("김가람 1990-03-02", "1990.3.2 Kim Garam", "김가람 주체79(1990)년 3월 2일"):
        assert found(typed)[0] == one
    assert finding.read("19900302").born == "19900302"
    assert finding.read("김가람 1990-13-45") == finding.Asked("김가람 1990-13-45")


@pytest.mark.parametrize("typed", ["ㄱ", "x" * 200, "🙂", "\u200b\u202e", "12", "1990-99-99", "-"])
def test_bad_input_is_answered(registrar, typed):
    make_person(registrar)
    assert isinstance(people.search(typed), list)


def test_each_search_is_ledgered_without_what_was_asked(registrar):
    make_person(registrar)
    people.note_search(by=registrar, now=NOW(), asked="리정아", kind="name", found=1)
    entry = happened(SYSTEM, CENTRE, ["ops"], 1)[0]
    assert entry.action == "search"
    assert entry.body["asked"] == finding.asked_hash("리 정 아")
    assert "정아" not in str(entry.body)


def test_scenario_4_twins_are_offered_and_merged_only_by_two(registrar):
    def twin(hangul):
        names = [{"text": hangul, "kind": "own"}, {"text": "Ri Jong A", "kind": "romanised"}]
        return uuid.UUID(make_person(registrar, names=names).subject)

    one, other = twin("리정아"), twin("리종아")
    alike = people.like(one)
    assert [line.person_id for line in alike] == [other]
    assert "date.exact" in {reason.code for reason in alike[0].why}
    proposed = people.propose_same(by=registrar, now=NOW(), one_id=one, other_id=other, reason="?")
    given = {"now": NOW(), "review_id": uuid.UUID(proposed.subject), "same": True, "reason": "같음"}
    assert people.decide_same(by=registrar, **given) == Refusal("same.second_person")
    assert isinstance(people.decide_same(by=make_account(Duty.CASEWORKER), **given), Done)
    undone = people.undo_same(
        by=registrar, now=NOW(), review_id=given["review_id"], reason="쌍둥이"
    )
    assert isinstance(undone, Done)
    assert [review.verdict for review in people.same_reviews()] == ["same"]


def test_scenario_1_a_family_is_one_household_and_two_files(registrar):
    mother, son = (uuid.UUID(make_person(registrar).subject) for _ in range(2))
    people.join_household(by=registrar, now=NOW(), person_id=son, with_id=mother, role="son")
    assert people.household_of(mother) == [son]
    assert people.label(SYSTEM, son).role == "son"


def test_relatives_left_behind_are_a_country_and_can_be_forgotten(registrar):
    person = uuid.UUID(make_person(registrar).subject)
    people.add_kin(
        by=registrar,
        now=NOW(),
        person_id=person,
        relation="mother",
        alive="unknown",
        country="KP",
        wish="none",
    )
    assert people.kin(SYSTEM, person)[0].country == "KP"
    people.forget_kin(by=registrar, now=NOW(), person_id=person)
    assert people.kin(SYSTEM, person) == []


def test_how_many_relatives_there_are_shows_nowhere(registrar):
    few, many = (uuid.UUID(make_person(registrar).subject) for _ in range(2))
    given = {"by": registrar, "now": NOW(), "alive": "unknown", "country": "KP", "wish": "none"}
    people.add_kin(**given, person_id=few, relation="mother")
    for relation in ("mother", "father", "son", "daughter", "spouse", "brother", "sister"):
        people.add_kin(**given, person_id=many, relation=relation)
    assert [one.relation for one in people.kin(SYSTEM, many)][::6] == ["mother", "sister"]
    rows = {row.person_id: len(row.sealed) for row in Kin.objects.all()}
    assert rows == {few: rows[few], many: rows[few]}


def test_no_table_but_the_sealed_blob_has_a_place_for_relatives():
    word = re.compile(r"(^|_)(kin|relative|mother|father|parent|spouse|sibling|behind)s?(_|$)")
    named = [
        (model.__name__, field.name)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if word.search(field.name)
    ]
    assert named == []
    assert [f.name for f in Kin._meta.fields] == ["id", "person_id", "epoch", "sealed", "made_at"]


def test_an_administrator_sees_numbers_and_no_names(registrar):
    person = uuid.UUID(make_person(registrar).subject)
    label = people.label(make_account(Duty.SYSTEM_ADMINISTRATOR), person)
    assert label.name == ""
    assert label.number == people.number_of(person)
