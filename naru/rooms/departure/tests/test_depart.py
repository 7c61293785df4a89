"""Leaving: nothing stays behind, the right person goes, and takes a receipt along."""

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from naru.domain.duties import Duty
from naru.domain.refusals import Refusal, say
from naru.ground import ledger
from naru.ground.pathway import conductor
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.testing import make_account, make_case, state_facts
from naru.ground.vault import SYSTEM, open_row, read_file
from naru.rooms.departure import actions, queries
from naru.rooms.departure.models import DepartureRecord
from naru.rooms.departure.room import ROOM
from naru.rooms.departure.tests.parts import caseworker, decided, fresh, leaving

pytestmark = pytest.mark.django_db


def test_the_happy_path() -> None:
    row, by = decided(), caseworker()
    number = row.person.number
    actions.prepare_departure(by=by, number=number, words="오후 2시", once="p")
    assert actions.prepare_departure(by=by, number=number, once="p").repeated
    assert actions.prepare_departure(by=by, number=number) == Refusal("departure.started")
    result = actions.depart(by=by, number=number, leaving=leaving(row), once="d")
    assert not isinstance(result, Refusal), result
    assert actions.depart(by=by, number=number, leaving=leaving(row), once="d").repeated
    case = conductor.state(fresh(row))
    assert case.facts["departed"] is True
    assert "S15" in case.done
    record = DepartureRecord.objects.get()
    said = open_row(SYSTEM, record, "test")
    assert (said["outcome"], said["destination"]) == ("protected", "settlement_support")
    pdf, _type = read_file(SYSTEM, record.pdf_id, "test")
    text = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert "보호결정" in text
    assert "김가람" in text
    assert ledger.Entry.objects.filter(action="depart").count() == 1


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({"items_held": 1}, "items_held"),
        ({"medicine_pending": 1}, "medicine_pending"),
        ({"claims_open": 1}, "claims_open"),
        ({"loans_open": 2}, "loans_open"),
        ({"housed": True}, "housed"),
        ({"interview_open": True}, "interview_open"),
        ({"counsel_open": True}, "counsel_open"),
        ({"petition_open": True}, "petition_open"),
        ({"objection_open": True}, "objection_open"),
        ({"health_summary_given": False}, "health_summary_given"),
        ({"file_copy_given": False}, "file_copy_given"),
    ],
)
def test_nobody_leaves_over_something_left_behind(facts: dict[str, Any], missing: str) -> None:
    row, by = decided(**facts), caseworker()
    number = row.person.number
    actions.prepare_departure(by=by, number=number)
    refusal = actions.depart(by=by, number=number, leaving=leaving(row))
    assert isinstance(refusal, Refusal)
    assert refusal.facts["missing"] == (missing,)
    assert say(refusal, "ko").why != say(refusal, "en").why
    assert DepartureRecord.objects.get().left_at is None
    (line,) = queries.checklist(pathway.case(by, number)).open
    rule = conductor.state(fresh(row)).profile.facts[missing]
    assert line.name == rule.name["ko"]
    assert line.act


def test_the_wrong_number_and_an_unprepared_departure_are_refused() -> None:
    row, by = decided(), caseworker()
    number = row.person.number
    early = actions.depart(by=by, number=number, leaving=leaving(row))
    assert early == Refusal("departure.not_prepared")
    other = make_case().person.number
    for typed in (other, "", "12345678"):
        wrong = actions.depart(by=by, number=number, leaving=leaving(row, typed=typed))
        assert wrong == Refusal("departure.wrong_number")
        assert "손목띠" in say(wrong, "ko").next_step
        assert "wristband" in say(wrong, "en").next_step


def test_nobody_is_sent_away_uninformed_or_with_an_empty_pad() -> None:
    row, by = decided(), caseworker()
    number = row.person.number
    actions.prepare_departure(by=by, number=number)
    result = actions.depart(by=by, number=number, leaving=leaving(row, informed=False))
    assert isinstance(result, Refusal)
    assert result.facts["missing"] == ("destination_informed",)
    empty = actions.depart(by=by, number=number, leaving=leaving(row, signature="data:,"))
    assert empty == Refusal("signature.empty")


def test_without_an_outcome_no_departure_starts() -> None:
    row, by = make_case(), caseworker()
    refusal = actions.prepare_departure(by=by, number=row.person.number)
    assert isinstance(refusal, Refusal)


def test_the_checklist_names_every_guard() -> None:
    row, by = decided(), caseworker()
    case = pathway.case(by, row.person.number)
    rule = case.case.profile.events["depart"]
    stage = case.case.profile.stages["S15"]
    expected = sum(len(guard.args) or 1 for guard in (*stage.guards, *rule.guards))
    found = queries.checklist(case)
    assert len(found.lines) == expected
    (line,) = found.open
    assert line.url == reverse("departure:prepare_departure", args=[row.person.number])


def test_the_pages(client: Client) -> None:
    row, by = decided(), caseworker()
    number = row.person.number
    client.force_login(by)
    prepare = reverse("departure:prepare_departure", args=[number])
    assert client.get(prepare).status_code == 200
    assert client.post(prepare, {"words": "가" * 10_001}).status_code == 422
    moved = client.post(prepare, {"words": "오후 2시"})
    assert (moved.status_code, moved["Location"]) == (
        303,
        reverse("departure:checklist", args=[number]),
    )
    assert client.post(prepare, {}).status_code == 409
    assert client.get(moved["Location"]).status_code == 200
    today = client.get(reverse("departure:today")).content.decode()
    assert "김가람" in today
    url = reverse("departure:depart", args=[number])
    assert client.get(url).status_code == 200
    assert client.post(url, {}).status_code == 422
    said = {
        "destination": "own_home",
        "informed": "yes",
        "copies": ["file_copy"],
        "signature_paper": "on",
    }
    assert client.post(url, {**said, "typed": "K7Q2-9XMA"}).status_code == 409
    assert client.post(url, {**said, "typed": number}).status_code == 303
    record = DepartureRecord.objects.get()
    sheet = client.get(reverse("departure:receipt", args=[number, record.pk]))
    assert (sheet.status_code, sheet["Content-Type"]) == (200, "application/pdf")
    other = decided().person.number
    assert client.get(reverse("departure:receipt", args=[other, record.pk])).status_code == 404
    assert client.get(f"/p/{number}/").status_code == 200
    client.force_login(make_account(Duty.INSTRUCTOR))
    for address in (prepare, url, moved["Location"], reverse("departure:today")):
        assert client.get(address).status_code == 403


def test_a_resident_reads_only_their_own_checklist(client: Client) -> None:
    row, other = decided(), decided()
    client.force_login(make_account(Duty.RESIDENT, person_id=row.person_id))
    mine = reverse("departure:checklist", args=[row.person.number])
    assert client.get(mine).status_code == 200
    theirs = reverse("departure:checklist", args=[other.person.number])
    assert client.get(theirs).status_code == 404


def test_open_lines_stand_on_the_page(client: Client) -> None:
    row = state_facts(decided(), items_held=2)
    client.force_login(caseworker())
    page = client.get(reverse("departure:depart", args=[row.person.number])).content.decode()
    assert "보관 중인 물품" in page
    assert client.get(reverse("departure:today")).status_code == 200


def test_every_event_of_the_room_has_a_page() -> None:
    row = make_case()
    events = conductor.state(row).profile.events.values()
    assert ROOM.steps.keys() == {event.id for event in events if event.room == "departure"}
