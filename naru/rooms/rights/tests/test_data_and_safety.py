"""One's own data with the list of who looked; safety plans."""

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from naru.domain.duties import Duty
from naru.domain.refusals import Done
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.testing import make_account
from naru.rooms.rights import actions, queries
from naru.rooms.rights.room import ROOM


def drawn(panel: Any, case: Any) -> str:
    return render_to_string("rights/panel.html", {"panel": panel, "case": case})


@pytest.mark.django_db
def test_the_answer_lists_who_looked(row: Any, resident: Any, caseworker: Any) -> None:
    number = row.person.number
    queries.panel(caseworker, pathway.case(caseworker, number))
    actions.wish_to_leave(by=resident, number=number, words="집", language="ko")
    queries.panel(caseworker, pathway.case(caseworker, number))
    actions.request_data(by=resident, number=number, kind="see")
    guard = make_account(Duty.DATA_PROTECTION_OFFICER)
    assert isinstance(actions.answer_data(by=guard, number=number, answer="드립니다"), Done)
    case = pathway.case(resident, number)
    panel = queries.panel(resident, case)
    (request,) = panel.requests
    assert not request.open
    assert caseworker.name in {look["name"] for look in request.said["looks"]}
    assert caseworker.name in drawn(panel, case)


@pytest.mark.django_db
def test_a_safety_plan_opens_and_closes(row: Any, officer: Any, client: Any) -> None:
    number = row.person.number
    given = {"concern": "가", "measures": "나", "companion": "다"}
    actions.open_safety_plan(by=officer, number=number, **given)
    case = pathway.case(officer, number)
    assert "B11" in case.case.blocks
    assert queries.safety(officer, case).plans[0].said["measures"] == "나"
    client.force_login(officer)
    url = reverse("rights:close_safety_plan", args=[number])
    assert client.get(url).status_code == 200
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "안정"}).status_code == 303
    assert client.post(url, {"reason": "안정"}).status_code == 409
    assert queries.safety(officer, pathway.case(officer, number)) is None


@pytest.mark.django_db
def test_the_panel_reads_in_a_bounded_number_of_queries(
    row: Any, officer: Any, resident: Any, django_assert_max_num_queries: Any
) -> None:
    number = row.person.number
    for words in ("하나", "둘", "셋", "넷"):
        actions.wish_to_leave(by=resident, number=number, words=words, language="ko")
    case = pathway.case(officer, number)
    queries.panel(officer, case)
    with django_assert_max_num_queries(12):
        panel = queries.panel(officer, case)
    assert "넷" in drawn(panel, case)


@pytest.mark.django_db
def test_every_step_of_the_room_has_an_address(row: Any) -> None:
    for url_name in ROOM.steps.values():
        assert reverse(url_name, args=[row.person.number])
    for nav in ROOM.nav:
        assert reverse(nav.url_name)
