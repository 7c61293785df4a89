"""The planner's page: who may open it, what it says, what it refuses."""

import re
from typing import Any

import pytest
from django.test import Client

from naru.domain.duties import Duty
from naru.planning.tests.conftest import SMALL

pytestmark = pytest.mark.django_db


def read(client: Client, query: str, **headers: str) -> str:
    response = client.get(f"/plan/?{query}", headers=headers)
    assert response.status_code == 200, response.content.decode()[:2000]
    return response.content.decode()


@pytest.mark.parametrize("duty", [Duty.NURSE, Duty.CASEWORKER, Duty.RESIDENT, Duty.INTERVIEWER])
def test_only_planning_duties_open_it(sits: Any, duty: Duty) -> None:
    assert sits(duty).get("/plan/").status_code == 403


@pytest.mark.parametrize(("lang", "said"), [("en", "Beds"), ("ko", "침상")])
def test_it_answers_with_pictures_tables_and_a_sentence(sits: Any, lang: str, said: str) -> None:
    text = read(sits(Duty.DIRECTOR, lang), SMALL)
    assert said in text
    assert text.count('<svg class="plan-panel__svg"') >= 5
    assert text.count('<details class="govuk-details plan-numbers"') >= 5
    assert "plan-finding__said" in text
    assert " style=" not in text
    assert "/plan/figures.png?profile=ngo" in text


def test_beds_run_out_and_the_day_is_named(director: Any) -> None:
    text = read(director, f"{SMALL}&times=20&more=1")
    assert re.search(r"Beds run out on \d+ \w+ 20\d\d\.", text)
    assert "of what they can do is asked of them" in text


def test_two_scenarios_stand_side_by_side(director: Any) -> None:
    text = read(director, f"{SMALL}&times=5&b.beds=150")
    assert "Second scenario" in text
    assert "Difference" in text
    assert "fewer people" in text or "more people" in text or "isn&#x27;t sure" in text


def test_a_part_has_no_form_and_answers_unchanged_with_304(director: Any) -> None:
    first = director.get(f"/plan/?{SMALL}&more=1", headers={"X-Part": "answer"})
    assert b"<form" not in first.content
    assert b'id="answer"' in first.content
    again = director.get(
        f"/plan/?{SMALL}&more=1", headers={"X-Part": "answer", "If-None-Match": first["ETag"]}
    )
    assert again.status_code in {200, 304}


def test_without_a_script_the_long_address_becomes_short(director: Any) -> None:
    response = director.get("/plan/?profile=ngo&from=empty&days=56&beds=40&times=2&surge=0")
    assert response.status_code == 303
    assert response["Location"] == "/plan/?profile=ngo&from=empty&days=56&times=2"


@pytest.mark.parametrize("part", [{}, {"X-Part": "answer"}])
@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("beds=0", "Beds: Write a number from 1 to"),
        ("arrivals=NaN", "Arrivals a day: Write a number"),
        ("times=20&arrivals=20&days=730", "would come in this time"),
        ("evil=%3Cscript%3E", "is nothing that this planner knows"),
        ("interviewer=5", "is nothing that this planner knows"),
    ],
)
def test_absurd_addresses_get_reasons(director: Any, part: Any, query: str, reason: str) -> None:
    response = director.get(f"/plan/?profile=ngo&from=empty&{query}", headers=part)
    assert response.status_code == 422
    assert reason in response.content.decode()
    assert b"<script>evil" not in response.content


def test_the_present_state_is_the_directors_alone(sits: Any) -> None:
    statistician = sits(Duty.STATISTICIAN)
    assert statistician.get("/plan/?from=now&days=56").status_code == 422
    assert b'value="now"' not in statistician.get(f"/plan/?{SMALL}").content
    assert sits(Duty.DIRECTOR).get("/plan/?profile=kr&from=now&days=56").status_code == 200


def test_another_profile_cannot_start_from_this_centre(director: Any) -> None:
    assert director.get("/plan/?profile=de&from=now&days=56").status_code == 422


def test_the_menu_leads_to_it(sits: Any) -> None:
    assert b'href="/plan/"' in sits(Duty.DIRECTOR).get("/people/").content
    assert b'href="/plan/"' not in sits(Duty.NURSE).get("/people/").content
