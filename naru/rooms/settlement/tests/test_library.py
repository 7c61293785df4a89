"""Lending, taking back, the catalogue, and a reminder that is no sanction."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal, say
from naru.ground.ledger.models import Entry
from naru.ground.pathway import conductor
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.actions import undo
from naru.ground.pathway.testing import make_account, make_case
from naru.rooms.settlement import actions, queries
from naru.rooms.settlement.models import Book, Loan


def lend(by: Any, row: Any, **given: Any) -> Any:
    return actions.lend(by=by, number=row.person.number, **{"code": "K-1", **given})


def fact(row: Any) -> Any:
    return conductor.state(conductor.CaseRow.objects.get(pk=row.pk)).facts["loans_open"]


@pytest.mark.django_db
def test_a_resident_borrows_and_the_desk_takes_back(
    row: Any, resident: Any, instructor: Any, novel: Any
) -> None:
    done = lend(resident, row)
    assert isinstance(done, Done)
    assert fact(row) == 1
    assert queries.catalogue()[0].free == 0
    number = row.person.number
    back = actions.take_back(by=instructor, number=number, loan_id=UUID(done.subject))
    assert isinstance(back, Done)
    assert fact(row) == 0
    again = actions.take_back(by=instructor, number=number, loan_id=UUID(done.subject))
    assert isinstance(again, Refusal)
    assert again.code == "settlement.not_lent"


@pytest.mark.django_db
def test_the_last_copy_is_out(row: Any, instructor: Any, novel: Any) -> None:
    lend(instructor, row)
    refused = lend(instructor, make_case(facts={"minor": False}))
    assert isinstance(refused, Refusal)
    assert "토지 1" in say(refused, "ko").why
    assert "due back" in say(refused, "en").why
    assert Loan.objects.count() == 1


@pytest.mark.django_db
def test_a_second_press_lends_once(row: Any, instructor: Any, novel: Any) -> None:
    Book.objects.update(copies=3)
    once = str(uuid4())
    assert not lend(instructor, row, once=once).repeated
    assert lend(instructor, row, once=once).repeated
    assert Loan.objects.count() == 1
    assert Entry.objects.filter(action="lend").count() == 1


@pytest.mark.django_db
def test_a_loan_is_taken_back_by_undo(row: Any, instructor: Any, novel: Any) -> None:
    done = lend(instructor, row)
    number = row.person.number
    undone = undo(by=instructor, number=number, event="lend", subject=done.subject)
    assert isinstance(undone, Done)
    assert not Loan.objects.exists()
    assert isinstance(
        actions.undo_lend(by=instructor, now=row.opened_at, subject=done.subject), Refusal
    )


@pytest.mark.django_db
def test_late_is_a_reminder_and_nothing_else(
    row: Any, resident: Any, instructor: Any, novel: Any
) -> None:
    Book.objects.update(copies=2)
    lend(resident, row)
    Loan.objects.update(due=timezone.localdate() - timedelta(days=30))
    (late,) = queries.overdue(instructor)
    assert late.number == row.person.number
    assert isinstance(lend(resident, row), Done)


@pytest.mark.django_db
def test_the_catalogue_is_searched_in_few_queries(
    novel: Any, django_assert_num_queries: Any
) -> None:
    Book.objects.create(code="E-1", title="Emma", author="Austen", language="en", level="C1")
    with django_assert_num_queries(1):
        assert [row.code for row in queries.catalogue("austen c1")] == ["E-1"]
    assert queries.catalogue("austen b2") == []


@pytest.mark.django_db
def test_the_pages_of_the_library(
    row: Any, instructor: Any, resident: Any, novel: Any, client: Any
) -> None:
    client.force_login(instructor)
    catalogue = reverse("settlement:catalogue")
    assert "토지 1" in client.get(catalogue, {"q": "박경리"}).content.decode()
    assert client.get(catalogue, {"q": "없음"}).status_code == 200
    add = reverse("settlement:add_book")
    assert client.get(add).status_code == 200
    assert client.post(add, {}).status_code == 422
    book = {"code": "E-2", "title": "Emma", "language": "en", "copies": "1"}
    assert client.post(add, book).status_code == 303
    assert client.post(add, book).status_code == 409
    lend_url = reverse("settlement:lend", args=[row.person.number])
    assert client.get(lend_url).status_code == 200
    assert client.post(lend_url, {"book": "없음"}).status_code == 422
    assert client.post(lend_url, {"book": "K-1"}).status_code == 303
    assert client.post(lend_url, {"book": "K-1"}).status_code == 409
    Loan.objects.update(due=timezone.localdate() - timedelta(days=1))
    assert "토지 1" in client.get(reverse("settlement:overdue")).content.decode()
    back = reverse("settlement:take_back", args=[row.person.number])
    assert client.get(back).status_code == 200
    assert client.post(back, {}).status_code == 422
    loan = Loan.objects.get()
    assert client.post(back, {"loan": str(loan.pk)}).status_code == 303
    client.force_login(resident)
    assert client.get(catalogue).status_code == 200
    assert client.get(back).status_code == 403
    other = make_case(facts={"minor": False})
    assert client.get(reverse("settlement:lend", args=[other.person.number])).status_code == 404
    client.force_login(make_account(Duty.INTERVIEWER))
    assert client.get(lend_url).status_code == 403


@pytest.mark.django_db
def test_the_panel_names_the_loan(row: Any, resident: Any, novel: Any) -> None:
    lend(resident, row)
    panel = queries.learning(resident, pathway.case(resident, row.person.number))
    assert "토지 1" in render_to_string("settlement/panel.html", {"panel": panel})
