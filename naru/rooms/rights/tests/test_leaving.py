"""Scenario 22: "I want to go"."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal, say
from naru.ground.pathway import conductor
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.testing import make_account
from naru.ground.vault import AppendOnlyError
from naru.rooms.rights import actions, queries
from naru.rooms.rights.actions.leaving import Answer
from naru.rooms.rights.models import LeaveWish

OPEN = Answer("gate_open", "오늘 문을 엽니다.")


def wish(by: Any, row: Any, words: str = "오늘 밤에 나가고 싶습니다") -> Any:
    return actions.wish_to_leave(by=by, number=row.person.number, words=words, language="ko-KP")


def reply(by: Any, row: Any, counsellor: Any, answer: Answer = OPEN) -> Any:
    number = row.person.number
    return actions.answer_leave(by=by, number=number, counsellor_id=counsellor.pk, answer=answer)


def state(row: Any) -> Any:
    return conductor.state(conductor.CaseRow.objects.get(pk=row.pk))


@pytest.mark.django_db
def test_a_second_wish_stands_beside_the_first(row: Any, resident: Any, officer: Any) -> None:
    wish(resident, row)
    wish(resident, row, "아니요, 남겠습니다")
    said = queries.wishes(officer, pathway.case(officer, row.person.number))
    assert [view.words for view in said] == ["오늘 밤에 나가고 싶습니다", "아니요, 남겠습니다"]
    assert "B10" in state(row).blocks
    clock = state(row).clocks["C22"]
    assert clock.due - clock.started == timedelta(hours=24)


@pytest.mark.django_db
def test_the_gate_opens(row: Any, resident: Any, officer: Any) -> None:
    wish(resident, row)
    assert isinstance(reply(officer, row, officer), Done)
    case = state(row)
    assert case.outcome == "withdrawn_voluntary"
    assert "B10" not in case.blocks


@pytest.mark.django_db
def test_the_talk_is_not_the_inquirys(row: Any, resident: Any, officer: Any) -> None:
    wish(resident, row)
    refused = reply(officer, row, make_account(Duty.INTERVIEWER))
    assert isinstance(refused, Refusal)
    assert refused.code == "rights.counsellor_inquiry"
    assert "조사" in say(refused, "ko").why
    assert "inquiry" in say(refused, "en").why


@pytest.mark.django_db
def test_a_legal_ground_names_the_way_to_a_judge(row: Any, resident: Any, officer: Any) -> None:
    wish(resident, row)
    refused = reply(officer, row, officer, Answer("legal_ground", "안 됩니다", "법 제0조"))
    assert isinstance(refused, Refusal)
    assert refused.code == "rights.ground_needed"
    kept = Answer("legal_ground", "안 됩니다", "법 제0조", "가상법원에 구제청구")
    assert isinstance(reply(officer, row, officer, kept), Done)
    assert state(row).outcome is None


@pytest.mark.django_db
def test_the_page_answers(row: Any, resident: Any, officer: Any, client: Any) -> None:
    wish(resident, row)
    client.force_login(officer)
    url = reverse("rights:answer_leave", args=[row.person.number])
    assert "오늘 밤에" in client.get(url).content.decode()
    assert client.post(url, {}).status_code == 422
    given = {"counsellor": officer.pk, "answer": "legal_ground", "text": "아직 안 됩니다"}
    assert client.post(url, given).status_code == 409
    assert client.post(url, {**given, "answer": "gate_open"}).status_code == 303


@pytest.mark.django_db
def test_the_receipt_is_printed_for_the_person(row: Any, resident: Any, client: Any) -> None:
    done = wish(resident, row)
    client.force_login(resident)
    url = reverse("rights:wish_receipt", args=[row.person.number, done.subject])
    response = client.get(url)
    assert response.status_code == 200
    assert response.content.startswith(b"%PDF")
    other = reverse("rights:wish_receipt", args=[row.person.number, row.pk])
    assert client.get(other).status_code == 404


@pytest.mark.django_db
def test_a_wish_is_never_changed(row: Any, resident: Any) -> None:
    wish(resident, row)
    kept = LeaveWish.objects.get()
    with pytest.raises(AppendOnlyError):
        kept.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        LeaveWish.objects.update(by_id=row.person_id)
