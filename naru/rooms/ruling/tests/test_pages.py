"""Every page of the ruling room, and who reads what of a decision."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from naru.domain.duties import Duty
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.testing import make_account
from naru.ground.staff.actions import mandate
from naru.rooms.ruling import actions, queries
from naru.rooms.ruling.room import ROOM
from naru.rooms.ruling.tests.cases import (
    REFUSE,
    decided,
    drafted,
    entries,
    ready,
    served,
)

pytestmark = pytest.mark.django_db
WORDS = {key: str(value) for key, value in REFUSE.kept().items()}


def objected() -> CaseRow:
    row = served()
    actions.object(
        by=make_account(Duty.CASEWORKER),
        number=row.person.number,
        grounds="다른 사람의 기록입니다.",
        new_evidence="편지",
    )
    return row


Page = tuple[str, Duty, Callable[[], CaseRow], dict[str, Any]]
PAGES: list[Page] = [
    (
        "disclose_file",
        Duty.INQUIRY_REVIEWER,
        lambda: ready(file_disclosed=False),
        {"way": "read", "to_counsel": "none"},
    ),
    (
        "check_refoulement",
        Duty.HUMAN_RIGHTS_OFFICER,
        lambda: ready("B8"),
        {"risk": "no", "stateless": "unknown", "reasons": "확인"},
    ),
    ("draft_ruling", Duty.DECIDING_AUTHORITY, ready, WORDS),
    (
        "serve",
        Duty.CASEWORKER,
        decided,
        {"language": "ko-KP", "handed_to": "person", "signed": "signed"},
    ),
    ("object", Duty.CASEWORKER, served, {"grounds": "동의하지 않습니다."}),
    ("decide_objection", Duty.DECIDING_AUTHORITY, objected, {**WORDS, "result": "kept"}),
    ("end_remedy", Duty.CASEWORKER, served, {"ended": "final", "judgment": "행정법원 2026구합1"}),
]


@pytest.mark.parametrize(("event", "duty", "make", "posted"), PAGES, ids=[p[0] for p in PAGES])
def test_a_page_is_shown_and_saved(
    client: Client, event: str, duty: Duty, make: Callable[[], CaseRow], posted: dict[str, Any]
) -> None:
    row, account = make(), make_account(duty)
    assign(row, account, duty)
    client.force_login(account)
    url = reverse(f"ruling:{event}", args=[row.person.number])
    assert client.get(url).status_code == 200
    assert client.post(url, {}).status_code == 422
    before = entries(event)
    assert client.post(url, posted).status_code == 303
    assert entries(event) == before + 1


def assign(row: CaseRow, account: Any, duty: Duty) -> None:
    """A reviewer reaches the cases they are assigned to."""
    if duty is Duty.INQUIRY_REVIEWER:
        row.assignments.create(account=account, duty=duty, since=timezone.now())


@pytest.mark.parametrize("event", ROOM.steps)
def test_another_duty_may_not_open_it(client: Client, event: str) -> None:
    client.force_login(make_account(Duty.PHARMACIST))
    url = reverse(f"ruling:{event}", args=[ready().person.number])
    assert client.get(url).status_code == 403


def test_a_refusal_without_remedy_is_sent_back(client: Client) -> None:
    row = ready()
    client.force_login(make_account(Duty.DECIDING_AUTHORITY))
    url = reverse("ruling:draft_ruling", args=[row.person.number])
    for part in ("facts", "reasons", "remedy", "remedy_days"):
        assert client.post(url, {**WORDS, part: ""}).status_code == 422


def test_deciding_takes_the_typed_number(client: Client) -> None:
    row = drafted()
    number = row.person.number
    client.force_login(make_account(Duty.DECIDING_AUTHORITY))
    url = reverse("ruling:decide", args=[number])
    assert REFUSE.facts in client.get(url).content.decode()
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"typed": "wrong"}).status_code == 409
    assert client.post(url, {"typed": f"{number[:4]}-{number[4:]}"}).status_code == 303
    assert client.get(url).status_code == 200


def test_another_outcome_takes_the_typed_number(client: Client) -> None:
    row = ready()
    client.force_login(make_account(Duty.DIRECTOR))
    url = reverse("ruling:record_outcome", args=[row.person.number])
    assert client.get(url).status_code == 200
    posted = {
        "outcome": "transferred_medical",
        "authority": "병원",
        "order_number": "1",
        "ordered_on": timezone.localdate().isoformat(),
        "typed": "wrong",
    }
    assert client.post(url, {}).status_code == 422
    assert client.post(url, posted).status_code == 409
    assert client.post(url, {**posted, "typed": row.person.number}).status_code == 303


def test_the_letter_is_in_two_languages_and_the_persons_once_served(client: Client) -> None:
    row = decided()
    url = reverse("ruling:letter", args=[row.person.number])
    resident = make_account(Duty.RESIDENT, person_id=row.person_id)
    client.force_login(resident)
    assert client.get(url).status_code == 404
    client.force_login(make_account(Duty.CASEWORKER))
    response = client.get(url)
    assert "no-store" in response["Cache-Control"]
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages)
    assert "Decision" in text
    assert REFUSE.facts.split()[0] in text


def test_there_is_no_letter_before_the_decision(client: Client) -> None:
    row = drafted()
    client.force_login(make_account(Duty.DECIDING_AUTHORITY))
    assert client.get(reverse("ruling:letter", args=[row.person.number])).status_code == 404


def panel(viewer: Any, row: CaseRow) -> queries.DecisionPanel:
    return queries.decision_panel(viewer, pathway.case(viewer, row.person.number))


def test_nobody_reads_a_draft_but_who_decides() -> None:
    row = drafted()
    resident = make_account(Duty.RESIDENT, person_id=row.person_id)
    assert not panel(resident, row).drafted
    assert panel(make_account(Duty.DECIDING_AUTHORITY), row).drafted


def test_the_panel_says_what_became_of_an_objection() -> None:
    row, reviewer = objected(), make_account(Duty.DECIDING_AUTHORITY)
    actions.decide_objection(by=reviewer, number=row.person.number, result="kept", text=REFUSE)
    assert panel(reviewer, row).reviewed


def test_words_are_for_the_person_and_counsel_and_the_ground_for_the_caseworker() -> None:
    row = objected()
    resident = make_account(Duty.RESIDENT, person_id=row.person_id)
    counsel, worker = make_account(Duty.COUNSEL), make_account(Duty.CASEWORKER)
    mandate(account=counsel, person_id=row.person_id, kind="counsel", now=row.opened_at)
    for viewer in (resident, counsel):
        assert panel(viewer, row).text == REFUSE
        assert panel(viewer, row).has_letter
    seen = panel(worker, row)
    assert seen.text is None
    assert seen.ground
    assert seen.last_day is not None


@pytest.mark.parametrize("make", [ready, drafted, objected])
def test_the_panel_can_be_drawn(make: Callable[[], CaseRow]) -> None:
    row, viewer = make(), make_account(Duty.DECIDING_AUTHORITY)
    case = pathway.case(viewer, row.person.number)
    shown = queries.decision_panel(viewer, case)
    assert render_to_string("ruling/panel.html", {"panel": shown, "case": case}).strip()
