"""Who is expected: told by hand, found by name, taken back."""

from datetime import date
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal, say
from naru.ground.pathway.testing import make_account
from naru.rooms.reception import actions, queries
from naru.rooms.reception.models import Notice
from naru.rooms.reception.records import Told

pytestmark = pytest.mark.django_db
ONE = {
    "expected_on": "2026-12-01",
    "name_1": "김가람",
    "kind_1": "own",
    **{f"kind_{line}": "alias" for line in (2, 3, 4)},
    "sex": "female",
}


def told(name: str = "김가람", day: date = date(2026, 12, 1)) -> Told:
    return Told(names=[{"text": name, "kind": "own"}], expected_on=day, sex="female")


def test_one_person_is_expected_once() -> None:
    officer = make_account(Duty.RECEPTION_OFFICER)
    first = actions.notice(by=officer, told=told(), once="a")
    assert isinstance(first, Done)
    assert actions.notice(by=officer, told=told(), once="a").repeated
    refused = actions.notice(by=officer, told=told())
    assert refused == Refusal("list.expected")
    assert say(refused, "ko").why == "이미 도착 예정자로 등록되어 있습니다."
    assert say(refused, "en").why == "This person is already expected."


def test_who_was_taken_back_can_be_expected_again() -> None:
    officer = make_account(Duty.RECEPTION_OFFICER)
    first = actions.notice(by=officer, told=told())
    given = {"by": officer, "notice_id": UUID(first.subject), "reason": "오지 않음"}
    assert isinstance(actions.cancel_notice(**given), Done)
    assert actions.cancel_notice(**given) == Refusal("reception.not_expected")
    assert isinstance(actions.notice(by=officer, told=told()), Done)


def test_the_list_is_by_day_and_found_by_name(django_assert_max_num_queries: object) -> None:
    officer = make_account(Duty.RECEPTION_OFFICER)
    for number in range(60):
        actions.notice(by=officer, told=told(f"사람 {number}", date(2026, 12, 1 + number % 2)))
    with django_assert_max_num_queries(8):
        shown, days = queries.expected(officer)
    assert shown.paginator.num_pages == 2
    assert [len(day.people) for day in days] == [30, 20]
    _shown, found = queries.expected(officer, "사람59")
    assert [one.name for day in found for one in day.people] == ["사람 59"]


def test_the_pages(client: Client) -> None:
    client.force_login(make_account(Duty.RECEPTION_OFFICER))
    listed = reverse("reception:expected")
    assert client.get(listed).status_code == 200
    assert "없습니다" in client.post(listed, {"q": "없음"}, follow=True).text
    new = reverse("reception:notice")
    assert client.get(new).status_code == 200
    assert client.post(new, {**ONE, "name_1": ""}).status_code == 422
    assert client.post(new, {**ONE, "name_1": "가" * 10_000}).status_code == 422
    assert client.post(new, ONE).status_code == 303
    assert client.post(new, ONE).status_code == 409
    assert "김가람" in client.get(listed).content.decode()
    back = reverse("reception:cancel_notice", args=[Notice.objects.get().pk])
    assert client.get(back).status_code == 200
    assert client.post(back, {}).status_code == 422
    assert client.post(back, {"reason": "오지 않음"}).status_code == 303
    assert client.get(back).status_code == 404


def test_another_duty_stays_outside(client: Client) -> None:
    client.force_login(make_account(Duty.CASEWORKER))
    assert client.get(reverse("reception:expected")).status_code == 403
    assert client.get(reverse("reception:notice")).status_code == 403


def test_a_searched_name_stands_in_no_address(client: Client) -> None:
    officer = make_account(Duty.RECEPTION_OFFICER)
    for name in ("김가람", "리봄"):
        actions.notice(by=officer, told=told(name))
    client.force_login(officer)
    listed = reverse("reception:expected")
    sent = client.post(listed, {"q": "리봄"})
    assert (sent.status_code, sent["Location"]) == (303, f"{listed}?found")
    shown = client.get(sent["Location"]).text
    assert "리봄" in shown
    assert "김가람" not in shown
    assert "김가람" in client.get(listed).text
