"""Scenario 6: "I want a lawyer"; and that only the person takes it back."""

from typing import Any

import pytest
from django.urls import reverse

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal, say
from naru.ground.pathway import conductor
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.testing import make_account, make_case
from naru.ground.staff.queries import mandated
from naru.rooms.rights import actions, queries
from naru.rooms.rights.models import CounselRequest


def ask(by: Any, row: Any) -> Any:
    return actions.request_counsel(by=by, number=row.person.number)


@pytest.mark.django_db
def test_the_person_asks_and_the_interview_locks(row: Any, resident: Any) -> None:
    assert isinstance(ask(resident, row), Done)
    case = conductor.state(conductor.CaseRow.objects.get(pk=row.pk))
    assert case.facts["counsel_open"] is True
    assert case.clocks["C21"].ended is None


@pytest.mark.django_db
def test_contact_gives_the_mandate_and_ends_every_request(row: Any, caseworker: Any) -> None:
    counsel = make_account(Duty.COUNSEL)
    ask(caseworker, row)
    ask(caseworker, row)
    done = actions.contact_counsel(
        by=caseworker, number=row.person.number, counsel_id=counsel.pk, channel="phone"
    )
    assert isinstance(done, Done)
    assert mandated(row.person_id, "counsel") == [counsel]
    assert not CounselRequest.objects.filter(contacted_at=None).exists()
    panel = queries.panel(caseworker, pathway.case(caseworker, row.person.number))
    assert (panel.counsel_open, panel.counsel) == (False, (counsel.name,))


@pytest.mark.django_db
def test_counsel_must_be_counsel(row: Any, caseworker: Any, client: Any) -> None:
    ask(caseworker, row)
    refused = actions.contact_counsel(
        by=caseworker, number=row.person.number, counsel_id=caseworker.pk, channel="phone"
    )
    assert isinstance(refused, Refusal)
    assert refused.code == "rights.not_counsel"
    assert say(refused, "ko").why
    assert say(refused, "en").why
    client.force_login(caseworker)
    counsel = make_account(Duty.COUNSEL)
    url = reverse("rights:contact_counsel", args=[row.person.number])
    assert client.get(url).status_code == 200
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"counsel": counsel.pk, "channel": "phone"}).status_code == 303
    assert client.post(url, {"counsel": counsel.pk, "channel": "phone"}).status_code == 409


@pytest.mark.django_db
def test_an_interviewer_cannot_take_the_request_back(row: Any, resident: Any) -> None:
    interviewer = make_account(Duty.INTERVIEWER)
    ask(interviewer, row)
    number = row.person.number
    refused = actions.withdraw_counsel(by=interviewer, number=number, words="-")
    assert isinstance(refused, Refusal)
    assert refused.code == "event.duty"
    assert CounselRequest.objects.filter(withdrawn_at=None).count() == 1
    assert isinstance(actions.withdraw_counsel(by=resident, number=number, words="됐어요"), Done)
    assert not CounselRequest.objects.filter(withdrawn_at=None).exists()


@pytest.mark.django_db
def test_one_press_is_enough(row: Any, resident: Any, client: Any) -> None:
    client.force_login(resident)
    url = reverse("rights:request_counsel", args=[row.person.number])
    assert client.post(url).status_code == 303
    other = reverse("rights:request_counsel", args=[make_case().person.number])
    assert client.post(other).status_code == 404
