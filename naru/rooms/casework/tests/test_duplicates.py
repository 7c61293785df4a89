"""Scenario 4: twins with one romanised name; two people decide, a wrong merge is undone."""

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from naru.domain.refusals import Done, Refusal, say
from naru.ground import people
from naru.ground.pathway.models import CaseRow
from naru.ground.people.models import Person
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
