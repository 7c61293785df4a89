"""The first look at somebody's health, and how urgent it is at least."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal, say
from naru.ground import ledger
from naru.ground.pathway import conductor
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.testing import make_account, make_case
from naru.rooms.reception import actions, queries, urgency
from naru.rooms.reception.models import Triage

FINE: dict[str, Any] = {
    "airway": "ok",
    "breathing": "ok",
    "circulation": "ok",
    "pain": 2,
    "pregnant": "no",
    "self_harm": "no",
    "last_dose": "",
    "note": "",
}
findings = st.fixed_dictionaries(
    {
        **dict.fromkeys(urgency.VITAL, st.sampled_from(["ok", "problem"])),
        "pain": st.none() | st.integers(0, 10),
        "self_harm": st.sampled_from(["yes", "no", "unknown"]),
        "pregnant": st.sampled_from(["yes", "no", "unknown"]),
    }
)


@given(findings)
def test_the_least_code_and_all_above_it_are_allowed(found: dict[str, Any]) -> None:
    place = urgency.CODES.index(urgency.least(found))
    assert [urgency.allowed(code, found) for code in urgency.CODES] == [
        index <= place for index in range(4)
    ]


@given(findings, st.sampled_from(urgency.VITAL))
def test_a_vital_problem_is_always_red(found: dict[str, Any], sign: str) -> None:
    assert urgency.least({**found, sign: "problem"}) == "red"


@pytest.mark.parametrize(
    ("found", "code"),
    [({"self_harm": "yes"}, "orange"), ({"pain": 8}, "orange"), ({"pain": 5}, "yellow")],
)
def test_what_each_finding_means(found: dict[str, Any], code: str) -> None:
    assert urgency.least({**FINE, **found}) == code


@pytest.mark.django_db
def test_red_stops_search_and_interview() -> None:
    nurse, case = make_account(Duty.NURSE), make_case()
    given = {"by": nurse, "number": case.person.number, "found": {**FINE, "breathing": "problem"}}
    refused = actions.triage(**given, code="green")
    assert refused == Refusal("reception.triage_too_low", {"least": urgency.NAMES["red"]})
    assert "적색" in say(refused, "ko").why
    assert "red" in say(refused, "en").why
    assert not Triage.objects.exists()
    done = actions.triage(**given, code="red", once="a")
    assert isinstance(done, Done)
    assert actions.triage(**given, code="red", once="a").repeated
    assert Triage.objects.count() == 1
    pure = conductor.state(CaseRow.objects.get(pk=case.pk))
    assert pure.facts["triage_code"] == "red"
    assert "B1" in pure.blocks
    assert ledger.Entry.objects.filter(action="triage", compartment="health").count() == 1


@pytest.mark.django_db
def test_only_the_infirmary_reads_what_was_found() -> None:
    nurse, case = make_account(Duty.NURSE), make_case()
    number = case.person.number
    actions.triage(by=nurse, number=number, code="green", found={**FINE, "last_dose": "어제"})
    seen = queries.panel(nurse, pathway.case(nurse, number))
    assert seen.triage["last_dose"] == "어제"
    director = make_account(Duty.DIRECTOR)
    assert queries.panel(director, pathway.case(director, number)) is None
    officer = make_account(Duty.RECEPTION_OFFICER)
    seen = queries.panel(officer, pathway.case(officer, number))
    assert (seen.triage_code, seen.triage) == ("green", None)


@pytest.mark.django_db
def test_the_page(client: Client) -> None:
    case = make_case()
    url = reverse("reception:triage", args=[case.person.number])
    client.force_login(make_account(Duty.PHYSICIAN))
    assert client.get(url).status_code == 200
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {**FINE, "pain": "9", "code": "green"}).status_code == 409
    assert client.post(url, {**FINE, "code": "green"}).status_code == 303
    assert client.get(reverse("reception:triage", args=["00000000"])).status_code == 404
    client.force_login(make_account(Duty.CASEWORKER))
    assert client.get(url).status_code == 403
