"""Scenario 9: the stay counts from entry, and only the Council lengthens it."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from naru.domain.refusals import Done, Refusal, say
from naru.ground.pathway import conductor
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.testing import make_case
from naru.rooms.rights import actions, queries
from naru.rooms.rights.models import EntryCorrection, StayExtension

SEOUL = ZoneInfo("Asia/Seoul")
ADMITTED = datetime(2026, 3, 6, 10, tzinfo=SEOUL)


@pytest.fixture
def day85(db: Any) -> Any:
    return make_case(now=ADMITTED, facts={"minor": False, "country_entry": "2026-03-03"})


def correct(by: Any, row: Any, day: date) -> Any:
    return actions.correct_entry(
        by=by, number=row.person.number, now=ADMITTED, entered_on=day, reason="여권"
    )


def extend(by: Any, row: Any, **changed: Any) -> Any:
    given = {"body": "council", "record": "2026-1", "reasons": "추가 확인"}
    given |= {"told_on": date(2026, 5, 20), "now": ADMITTED + timedelta(days=75)}
    return actions.extend_stay(by=by, number=row.person.number, **{**given, **changed})


def clock(row: Any) -> Any:
    return conductor.state(conductor.CaseRow.objects.get(pk=row.pk)).clocks["C12"]


@pytest.mark.django_db
def test_the_start_cannot_be_reset_to_admission(day85: Any, director: Any) -> None:
    before = clock(day85)
    refused = correct(director, day85, ADMITTED.date())
    assert isinstance(refused, Refusal)
    assert say(refused, "ko").why
    assert say(refused, "en").why
    assert clock(day85) == before
    assert not EntryCorrection.objects.exists()


@pytest.mark.django_db
def test_an_earlier_entry_shortens_the_time(day85: Any, caseworker: Any) -> None:
    before = clock(day85)
    assert isinstance(correct(caseworker, day85, date(2026, 3, 1)), Done)
    assert clock(day85).due == before.due - timedelta(days=2)
    panel = queries.panel(caseworker, pathway.case(caseworker, day85.person.number))
    assert panel.entered_on == "2026-03-01"
    assert panel.corrections[0].said["old"] == "2026-03-03"


@pytest.mark.django_db
def test_the_same_day_is_no_correction(day85: Any, caseworker: Any) -> None:
    refused = correct(caseworker, day85, date(2026, 3, 3))
    assert isinstance(refused, Refusal)
    assert refused.code == "rights.entry_unchanged"


@pytest.mark.django_db
def test_the_council_extends_once(day85: Any, director: Any) -> None:
    before = clock(day85)
    assert isinstance(extend(director, day85), Done)
    assert clock(day85).due == before.due + timedelta(days=30)
    again = extend(director, day85)
    assert isinstance(again, Refusal)
    assert again.code == "clock.extension_used"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"told_on": None}, "rights.notice_needed"),
        ({"body": "other"}, "clock.body_required"),
        ({"record": ""}, "clock.body_required"),
        ({"reasons": ""}, "clock.reasons_required"),
        ({"now": ADMITTED + timedelta(days=100)}, "clock.already_expired"),
    ],
)
def test_an_extension_needs_record_reasons_and_notice(
    day85: Any, director: Any, changed: Any, code: str
) -> None:
    refused = extend(director, day85, **changed)
    assert isinstance(refused, Refusal)
    assert refused.code == code
    assert not StayExtension.objects.exists()


@pytest.mark.django_db
def test_the_courts_answer_ends_the_petition(row: Any, caseworker: Any) -> None:
    number = row.person.number
    given = {"court": "가상법원", "reference": "2026인1", "grounds": "석방"}
    actions.file_petition(by=caseworker, number=number, **given)
    actions.end_petition(by=caseworker, number=number, answer="인용")
    (petition,) = queries.panel(caseworker, pathway.case(caseworker, number)).petitions
    assert (petition.open, petition.said["answer"]) == (False, "인용")


@pytest.mark.django_db
def test_no_answer_without_a_petition(row: Any, caseworker: Any, client: Any) -> None:
    client.force_login(caseworker)
    url = reverse("rights:end_petition", args=[row.person.number])
    assert client.post(url, {"answer": "기각"}).status_code == 409
