"""The ledger's way out of the house: papers with their proof, the sheet of the day, commands."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from pypdf import PdfReader

from naru.domain.duties import Duty
from naru.ground.ledger import notes, signing, tiles
from naru.ground.ledger.tests.logs import WITNESS, check, kept, witnessed, write
from naru.ground.pathway.testing import make_account, make_case
from naru.rooms.rights import actions, tokens
from naru.rooms.rights.actions.complaints import ComplaintDraft, file_complaint

pytestmark = pytest.mark.django_db
WORDS = "집에 가고 싶습니다"


@pytest.fixture
def row():
    return make_case()


@pytest.fixture
def resident(row):
    return make_account(Duty.RESIDENT, person_id=row.person_id)


def ledger_says(*args):
    out = io.StringIO()
    call_command("ledger", *args, stdout=out)
    return out.getvalue()


def test_a_wish_goes_out_with_its_number_and_its_proof(client, row, resident):
    given = {"number": row.person.number, "words": WORDS, "language": "ko"}
    done = actions.wish_to_leave(by=resident, **given)
    client.force_login(resident)
    url = reverse("rights:wish_receipt", args=[row.person.number, done.subject])
    page = PdfReader(io.BytesIO(client.get(url).content)).pages[0].extract_text()
    assert f"원장 기재 번호: {done.entry}" in page
    answer = client.get(url + "?proof")
    assert answer["Content-Disposition"] == f'attachment; filename="entry-{done.entry}.naru"'
    report = check(answer.content)
    assert report.faults == []
    assert report.files == [(int(done.entry), 1, "text/plain", WORDS.encode())]
    client.force_login(make_account(Duty.INSTRUCTOR))
    assert client.get(url + "?proof").status_code == 403


def test_an_unsigned_complaint_goes_out_with_its_proof(client, resident):
    client.force_login(resident)
    draft, token = ComplaintDraft(words=WORDS, language="ko"), tokens.of_form("a form")
    file_complaint(by=resident, draft=draft, token=token)
    client.logout()
    url = reverse("rights:complaint_receipt")
    report = check(client.post(url, {"token": token, "proof": "1"}).content)
    assert report.faults == []
    assert [content for *_place, content in report.files] == [WORDS.encode()]
    assert client.post(url, {"token": "0000-0000", "proof": "1"}).status_code == 409


def test_each_act_of_a_person_shows_its_number(client, row):
    client.force_login(make_account(Duty.RECEPTION_OFFICER))
    page = client.get(f"/p/{row.person.number}/", headers={"Accept-Language": "en"})
    assert "Ledger entry " in page.text


def test_the_sheet_shows_the_checkpoint_and_who_saw_it(client, row):
    client.force_login(make_account(Duty.RESIDENT, person_id=row.person_id))
    client.cookies["django_language"] = "en"
    assert "no witness yet" in client.get("/checkpoint/").text
    witnessed()
    page = client.get("/checkpoint/").text
    assert WITNESS.verifier.name in page
    assert str(signing.log_signer().verifier).partition("+")[0] in page
    file = client.get("/checkpoint/file/").content
    assert check(file, witness=str(WITNESS.verifier)).faults == []
    assert client.get("/checkpoint/python/").content.startswith(b"#!/usr/bin/env python3")
    assert client.get("/checkpoint/other/").status_code == 404


def test_an_empty_ledger_has_an_empty_sheet(client):
    client.force_login(make_account(Duty.DIRECTOR))
    assert client.get("/checkpoint/").status_code == 200
    assert client.get("/checkpoint/file/").status_code == 404
    for action in ("checkpoint", "key"):
        with pytest.raises(CommandError, match="no entries yet"):
            ledger_says(action)


def test_the_commands_export_what_the_verifiers_read(tmp_path):
    last = write(3, "말")[-1]
    log, proof = tmp_path / "log.naru", tmp_path / "3.naru"
    ledger_says("export", "-o", str(log))
    call_command("proof", str(last.seq), "-o", str(proof), stdout=io.StringIO())
    paper = kept(ledger_says("checkpoint", "--qr", str(tmp_path / "day.svg")))
    assert (tmp_path / "day.svg").read_text().startswith("<?xml")
    for file in (log, proof):
        assert check(file.read_bytes(), against=paper).faults == []
    ledger_says("verifiers", str(tmp_path / "v"))
    assert {path.name for path in (tmp_path / "v").iterdir()} == {
        "naru-verify.html",
        "naru-verify.py",
    }
    assert json.loads(ledger_says("verify", "--json"))["faults"] == []
    assert "3 entries" in ledger_says("verify", "--every-signature")


def test_tiles_hold_the_log_as_the_format_says(tmp_path):
    write(3)
    assert ledger_says("tiles", str(tmp_path)).startswith("3 files")
    data = (tmp_path / "tile/0/000.p/3").read_bytes()
    entries = (tmp_path / "tile/entries/000.p/3").read_bytes()
    first = entries[2 : 2 + int.from_bytes(entries[:2], "big")]
    assert tiles.merkle.leaf_hash(first) == data[:32]
    text, _lines = notes.read_note((tmp_path / "checkpoint").read_text())
    assert notes.read_checkpoint(text).size == 3


@pytest.mark.parametrize(
    "args",
    [
        ("checkpoint", "--qr", "day.txt"),
        ("request", "--old", "9"),
        ("cosigned", "--file", "nowhere", "--key", "x"),
        ("witness", "https://witness.example", "--key", "x"),
        ("witness", "http://127.0.0.1:1", "--key", "x"),
        ("export", "-o", "/nowhere/log"),
    ],
)
def test_what_a_command_cannot_do_it_says(args):
    write(1)
    with pytest.raises(CommandError) as error:
        ledger_says(*args)
    assert str(error.value)


@pytest.mark.parametrize("args", [("99", "-o", "x"), ("1", "--size", "7", "-o", "x")])
def test_no_proof_of_what_is_not_there(args):
    write(1)
    with pytest.raises(CommandError):
        call_command("proof", *args)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own way of editing")
def test_a_log_with_a_hole_is_exported_to_show_the_hole(tmp_path):
    write(6)
    with connection.schema_door(), connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER ledger_place_no_delete")
        cursor.execute("DELETE FROM ledger_place WHERE size = 4")
    ledger_says("export", "-o", str(tmp_path / "log"))
    assert ("bad.missing", 4) in check(Path(tmp_path / "log").read_bytes()).faults
    with pytest.raises(CommandError, match="place 4"):
        call_command("proof", "2", "-o", str(tmp_path / "p"))
