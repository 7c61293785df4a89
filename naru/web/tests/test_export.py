"""Copies leave only of one person, marked with who took them, and never as a table of names."""

import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone
from pypdf import PdfReader

from naru.domain.duties import Duty
from naru.ground import ledger
from naru.ground.pathway.testing import make_account, make_case

pytestmark = pytest.mark.django_db
NARU = Path(__file__).resolve().parents[2]


@pytest.fixture
def row():
    return make_case()


def take(client, row):
    return client.post(f"/p/{row.person.number}/export/", {"why": "소송 준비"})


def test_a_resident_takes_a_marked_copy_of_their_own(client, row):
    nurse = make_account(Duty.NURSE)
    client.force_login(nurse)
    client.get(f"/p/{row.person.number}/")
    own = make_account(Duty.RESIDENT, person_id=row.person_id)
    client.force_login(own)
    assert "export" in client.get(f"/p/{row.person.number}/").text
    answer = take(client, row)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"] == "sandbox"
    pages = PdfReader(io.BytesIO(answer.content)).pages
    for page in pages:
        assert own.name in page.extract_text()
    whole = "".join(page.extract_text() for page in pages)
    assert nurse.name in whole
    assert ledger.last_act(row.person_id)[0] == "export_file"


def test_nobody_takes_a_copy_of_somebody_else(client, row):
    client.force_login(make_account(Duty.RESIDENT, person_id=make_case().person_id))
    assert take(client, row).status_code == 404
    client.force_login(make_account(Duty.COUNSEL))
    assert take(client, row).status_code == 404
    client.force_login(make_account(Duty.NURSE))
    assert take(client, row).status_code == 403


def test_it_asks_again_who_one_is_and_is_done_a_few_times_a_day(client, row):
    client.force_login(make_account(Duty.DATA_PROTECTION_OFFICER))
    first = take(client, row)
    assert first.status_code == 200
    assert "김가람" not in PdfReader(io.BytesIO(first.content)).pages[0].extract_text()
    with time_machine.travel(timezone.now() + timedelta(minutes=12), tick=False):
        assert take(client, row)["Location"].startswith("/staff/confirm/")
    assert [take(client, row).status_code for _ in range(5)] == [200, 200, 200, 200, 409]


# published figures and expected arrivals may leave as tables: they know nobody
ABOUT_PEOPLE = ("config", "demo", "ground", "kit", "rooms", "web")


def test_no_page_gives_out_a_spreadsheet():
    """Names in bulk can't leave where nothing writes a table file (domain.md N7)."""
    writes = re.compile(r"csv\.(?:Dict)?[wW]riter|Workbook\(|text/csv|spreadsheetml|StreamingHttp")
    found = [
        path.name
        for part in ABOUT_PEOPLE
        for path in (NARU / part).rglob("*.py")
        if "tests" not in path.parts and writes.search(path.read_text())
    ]
    assert found == []
