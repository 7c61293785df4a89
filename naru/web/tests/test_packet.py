"""`naru packet`: made each shift, opened in a night without network, told and reviewed after."""

import io
import re
import sys
from datetime import timedelta
from unittest import mock

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from naru.domain.duties import Duty
from naru.domain.refusals import Done
from naru.ground import ledger
from naru.ground.pathway.testing import make_account, make_case
from naru.ground.staff import emergency
from naru.ground.staff.models import BreakGlass
from naru.ground.vault import accesses
from naru.rooms.infirmary.actions import note_allergy

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"
WHY = "새벽 2시 경련, 알레르기 확인 필요"


def naru(*args, typed=""):
    out, sys.stdin = io.StringIO(), io.StringIO(typed)
    call_command("packet", *args, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def nurse():
    return make_account(Duty.NURSE)


@pytest.fixture
def number(nurse):
    made = make_case().person.number
    given = {"substance": "페니실린", "reaction": "발진", "severity": "severe"}
    done = note_allergy(by=nurse, number=made, **given)
    assert isinstance(done, Done), done
    return made


def make(nurse, path):
    said = naru("make", "-o", str(path), "--as", nurse.username, typed=f"{PASSWORD}\n")
    return said, re.search(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}", said)[0]


def opened(path, code, number, who, reason=WHY):
    with mock.patch.object(connection, "cursor", side_effect=AssertionError("no database here")):
        args = ("open", str(path), "--as", who)
        return naru(args[0], number, *args[1:], typed=f"{code}\n{reason}\n")


def test_a_night_without_network(nurse, number, tmp_path):
    path = tmp_path / "packet"
    said, code = make(nurse, path)
    assert "people          1" in said
    assert oct(path.stat().st_mode)[-3:] == "600"
    assert "페니실린" not in path.read_text()
    shown = opened(path, code, number, nurse.username)
    assert "페니실린" in shown
    assert "기록 없음" in shown
    assert "OUT OF DATE" not in shown
    kept = tmp_path / "packet.openings"
    assert WHY not in kept.read_text()
    told = naru("report", str(path), "--as", nurse.username, typed=f"{PASSWORD}\n{code}\n")
    assert told.startswith("1 openings")
    again = naru("report", str(path), "--as", nurse.username, typed=f"{PASSWORD}\n{code}\n")
    assert again.startswith("0 openings")
    row = BreakGlass.objects.get()
    assert (row.account, row.compartment, row.ground) == (nurse, "health", "life")
    assert emergency.waiting_reviews(make_account(Duty.DATA_PROTECTION_OFFICER)) == 1
    acts = list(ledger.Entry.objects.order_by("seq").values_list("action", flat=True))
    assert acts[-2:] == ["make_packet", "break_glass"]
    assert "health" in {one.compartment for one in accesses(row.person_id)}


def test_wrong_code_number_and_reason_show_nothing_and_leave_nothing(nurse, number, tmp_path):
    path = tmp_path / "packet"
    _said, code = make(nurse, path)
    for wrong, whose, reason, why in (
        ("0000-0000-0000-0000", number, WHY, "isn't in the packet"),
        ("nonsense", number, WHY, "can't be a code"),
        (code, "K7Q29XMA", WHY, "isn't in the packet"),
        (code, number, "급함", "이유|reason"),
    ):
        with pytest.raises(CommandError, match=why):
            opened(path, wrong, whose, nurse.username, reason)
    assert not (tmp_path / "packet.openings").exists()
    path.write_text("{}")
    with pytest.raises(CommandError, match="no emergency packet"):
        opened(path, code, number, nurse.username)
    with pytest.raises(CommandError, match="can't be read"):
        opened(tmp_path / "nowhere", code, number, nurse.username)


def test_an_old_packet_still_opens_and_says_so(nurse, number, tmp_path):
    path = tmp_path / "packet"
    _said, code = make(nurse, path)
    with time_machine.travel(timezone.now() + timedelta(hours=13), tick=False):
        assert "OUT OF DATE" in opened(path, code, number, nurse.username)


def test_a_new_packet_keeps_what_of_the_old_one_wasnt_reported(nurse, number, tmp_path):
    path = tmp_path / "packet"
    _said, code = make(nurse, path)
    opened(path, code, number, nurse.username)
    said, _new = make(nurse, path)
    old = re.search(r"naru packet report (\S+)", said)[1]
    told = naru("report", old, "--as", nurse.username, typed=f"{PASSWORD}\n{code}\n")
    assert told.startswith("1 openings")


def test_only_clinical_duties_make_or_report_it(nurse, number, tmp_path):
    path, clerk = tmp_path / "packet", make_account(Duty.CASEWORKER)
    with pytest.raises(CommandError, match="only a nurse"):
        make(clerk, path)
    _said, code = make(nurse, path)
    opened(path, code, number, clerk.username)
    with pytest.raises(CommandError):
        naru("report", str(path), "--as", clerk.username, typed=f"{PASSWORD}\n{code}\n")
    with pytest.raises(CommandError, match="isn't the password"):
        naru("report", str(path), "--as", nurse.username, typed=f"wrong\n{code}\n")
    with pytest.raises(CommandError, match="from 1 to 48"):
        naru("make", "-o", str(path), "--as", nurse.username, "--hours", "0")


def test_whom_the_maker_may_not_read_is_left_out_and_said(nurse, number, tmp_path):
    from naru.ground.pathway.models import Assignment, CaseRow

    other, row = make_account(Duty.NURSE), CaseRow.objects.get()
    Assignment.objects.create(case=row, account=other, duty=Duty.NURSE, since=timezone.now())
    with pytest.raises(CommandError, match="nobody here"):
        make(nurse, tmp_path / "packet")
    make_case()
    said, _code = make(nurse, tmp_path / "packet")
    assert "1 people are left out" in said
