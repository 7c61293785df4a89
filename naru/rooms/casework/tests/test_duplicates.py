"""Scenario 4: twins with one romanised name; two people decide, a wrong merge is undone."""

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from naru.domain.refusals import Done, Refusal, say
from naru.ground import people
from naru.ground.pathway.models import CaseRow
from naru.ground.people.models import Person
from naru.ground.staff.models import Conflict
from naru.rooms.casework import actions, queries
from naru.rooms.casework.tests.cases import caseworker, entries, welcomed

pytestmark = pytest.mark.django_db


def twins() -> tuple[CaseRow, CaseRow]:
    one, other = (
        welcomed(names=[{"text": own, "kind": "own"}, {"text": "Ri Jong A", "kind": "romanised"}])
        for own in ("리정아", "리종아")
    )
    return one, other


def proposed(one: CaseRow, other: CaseRow, by: object) -> UUID:
    done = actions.propose_same(
        by=by, number=one.person.number, other_number=other.person.number, reason="같은 이름"
    )
    assert isinstance(done, Done)
    return UUID(done.subject)


def test_the_twins_are_offered() -> None:
    one, other = twins()
    found = queries.candidates(caseworker(), one.person.number)
    assert [each.label.person_id for each in found.lines] == [other.person_id]
    assert "생년월일이 같음" in found.lines[0].why
    assert found.hidden == 0


def test_a_merge_takes_two_people_and_can_be_undone() -> None:
    (one, other), first, second = twins(), caseworker(), caseworker()
    review = proposed(one, other, first)
    alone = actions.decide_same(by=first, review_id=review, same=True, reason="x")
    assert alone == Refusal("same.second_person")
    actions.decide_same(by=second, review_id=review, same=True, reason="x")
    assert Person.objects.exclude(same_as=None).count() == 1
    actions.undo_same(by=first, review_id=review, reason="쌍둥이")
    assert Person.objects.exclude(same_as=None).count() == 0
    assert entries("undo_same") == 1
    assert people.same_reviews()[0].undone_at is not None


def test_a_number_that_nobody_has_is_refused() -> None:
    one, _other = twins()
    refused = actions.propose_same(
        by=caseworker(), number=one.person.number, other_number="nobody", reason="x"
    )
    assert refused == Refusal("casework.no_such_resident")
    assert "번호" in say(refused, "ko").why


def test_the_pages_of_a_review(client: Client) -> None:
    (one, other), first, second = twins(), caseworker(), caseworker()
    client.force_login(first)
    assert client.get(reverse("casework:duplicates")).status_code == 200
    url = reverse("casework:propose_same", args=[one.person.number])
    assert "리종아" in client.get(url).content.decode()
    assert client.post(url, {}).status_code == 422
    posted = {"other_number": other.person.number, "reason": "같은 이름"}
    response = client.post(url, posted)
    assert response.status_code == 303
    assert client.post(response["Location"], {"verdict": "same", "reason": "x"}).status_code == 409
    client.force_login(second)
    shown = client.get(response["Location"]).content.decode()
    assert "리정아" in shown
    assert "리종아" in shown
    assert client.post(response["Location"], {"verdict": "same", "reason": "x"}).status_code == 303
    review = people.same_reviews()[0].pk
    assert client.get(reverse("casework:duplicates")).status_code == 200
    undo = reverse("casework:undo_same", args=[review])
    assert client.get(undo).status_code == 200
    assert client.post(undo, {"reason": "쌍둥이"}).status_code == 303
    unknown = reverse("casework:decide_same", args=[UUID(int=1)])
    assert client.get(unknown).status_code == 404


def looked_through(client: Client) -> str:
    """The page of a look through everybody, once it has come to its end."""
    url = reverse("casework:scan")
    assert client.get(url).status_code == 200
    assert client.post(url, {}).status_code == 303
    while people.scanned().is_running:
        continue
    return client.get(url).content.decode()


def test_a_look_through_everybody_offers_pairs_and_forgets_what_is_decided(client: Client) -> None:
    (one, other), officer, second = twins(), caseworker(), caseworker()
    client.force_login(officer)
    shown = looked_through(client)
    assert f"/casework/{one.person.number}/duplicates/?other={other.person.number}" in shown or (
        f"/casework/{other.person.number}/duplicates/?other={one.person.number}" in shown
    )
    assert "생년월일이 같음" in shown
    assert entries("search") == 1
    review = proposed(one, other, officer)
    assert queries.scan(officer).pairs == ()  # under review
    actions.decide_same(by=second, review_id=review, same=False, reason="쌍둥이")
    assert "?other=" not in looked_through(client)
    assert queries.candidates(officer, one.person.number).lines == ()


def test_a_merge_that_was_undone_is_asked_again() -> None:
    (one, other), first, second = twins(), caseworker(), caseworker()
    review = proposed(one, other, first)
    actions.decide_same(by=second, review_id=review, same=True, reason="x")
    assert queries.candidates(first, one.person.number).lines == ()
    assert people.same_records(one.person_id) == [other.person_id]
    assert people.same_records(other.person_id) == [one.person_id]
    actions.undo_same(by=first, review_id=review, reason="쌍둥이")
    assert people.same_records(one.person_id) == []
    assert len(queries.candidates(first, one.person.number).lines) == 1


def test_a_colleague_with_a_conflict_of_interest_reads_no_name(client: Client) -> None:
    (one, other), officer = twins(), caseworker()
    Conflict.objects.create(account=officer, person_id=other.person_id, since=timezone.now())
    found = queries.candidates(officer, one.person.number)
    assert (found.lines, found.hidden) == ((), 1)
    people.scan()
    while people.scanned().is_running:
        continue
    assert (queries.scan(officer).pairs, queries.scan(officer).hidden) == ((), 1)


def test_two_members_of_one_family_are_two_people() -> None:
    one, other = twins()
    people.join_household(
        by=caseworker(), now=timezone.now(), person_id=one.person_id, with_id=other.person_id
    )
    found = queries.candidates(caseworker(), one.person.number)
    assert "한 가족의 두 구성원으로 등록되어 있음" in found.lines[0].why
