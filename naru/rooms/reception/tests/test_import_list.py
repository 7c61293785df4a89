"""A list is uploaded, looked at and imported once."""

from datetime import date
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground import ledger
from naru.ground.pathway.testing import make_account
from naru.ground.vault.models import SealedFile
from naru.rooms.reception import actions, queries
from naru.rooms.reception.models import Notice

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 1)
LIST = "성명,생년월일,가족 번호\n김가람,1990-03-02,1\n박나래,2015.5.5,1\n,1980,\n"


def _upload(by: object, text: str = LIST) -> UUID:
    done = actions.upload_list(by=by, data=text.encode("cp949"), name="list.csv")
    assert isinstance(done, Done)
    return UUID(done.subject)


def _import(by: object, text: str = LIST, once: str = "") -> Done | Refusal:
    upload = _upload(by, text)
    return actions.import_list(by=by, upload_id=upload, expected_on=DAY, once=once)


def test_good_rows_are_expected_and_the_file_is_forgotten() -> None:
    officer = make_account(Duty.RECEPTION_OFFICER)
    done = _import(officer)
    assert isinstance(done, Done)
    assert Notice.objects.count() == 2
    assert len(set(Notice.objects.values_list("family", flat=True))) == 1
    assert not SealedFile.objects.exists()
    result = queries.imported(officer, UUID(done.subject))
    assert result.written == 2
    assert [(fault.line, fault.column) for fault in result.bad] == [(4, "성명")]
    assert ledger.Entry.objects.filter(action="notice").count() == 2
    assert list(ledger.verify()) == []


def test_a_second_import_writes_nothing() -> None:
    officer = make_account(Duty.RECEPTION_OFFICER)
    _import(officer)
    again = _import(officer)
    assert again == Refusal("list.nobody")
    assert Notice.objects.count() == 2


def test_a_second_press_writes_nothing() -> None:
    officer = make_account(Duty.RECEPTION_OFFICER)
    upload = _upload(officer)
    given = {"by": officer, "upload_id": upload, "expected_on": DAY}
    first = actions.import_list(**given, once="key")
    second = actions.import_list(**given, once="key")
    assert (first.repeated, second.repeated) == (False, True)
    assert actions.import_list(**given) == Refusal("list.imported")


def test_two_thousand_people_take_few_statements(
    django_assert_max_num_queries: object,
) -> None:
    officer = make_account(Duty.RECEPTION_OFFICER)
    lines = [f"사람{number},19{number % 90 + 10},{number // 3}" for number in range(2000)]
    upload = _upload(officer, "\n".join(["성명,생년월일,가족 번호", *lines]))
    with django_assert_max_num_queries(110):
        actions.import_list(by=officer, upload_id=upload, expected_on=DAY)
    assert Notice.objects.count() == 2000


def test_the_pages_from_upload_to_result(client: Client) -> None:
    client.force_login(make_account(Duty.RECEPTION_OFFICER))
    start = reverse("reception:import_list")
    assert client.get(start).status_code == 200
    assert client.post(start, {}).status_code == 422
    broken = client.post(start, {"file": SimpleUploadedFile("x.xls", b"\xd0\xcf\x11\xe0")})
    assert broken.status_code == 409
    sent = client.post(start, {"file": SimpleUploadedFile("x.csv", LIST.encode())})
    assert sent.status_code == 303
    shown = client.get(sent.url)
    assert "김가람" in shown.content.decode()
    assert client.post(sent.url, {"expected_on": "2026-12-01"}).status_code == 422
    moved = client.post(sent.url, {"expected_on": "2026-12-01", "name": "0", "check": "yes"})
    assert moved.status_code == 303
    assert moved.url.endswith("?name=0")
    assert client.get(moved.url).status_code == 200
    columns = {"expected_on": "2026-12-01", "name": "0", "birth": "1", "family": "2"}
    result = client.post(sent.url, columns)
    assert result.status_code == 303
    assert client.get(result.url).status_code == 200
    assert client.get(sent.url).url == result.url


def test_a_list_without_headings_says_so_on_the_preview(client: Client) -> None:
    officer = make_account(Duty.RECEPTION_OFFICER)
    client.force_login(officer)
    upload = _upload(officer, "가,나\n김가람,1990\n")
    url = reverse("reception:preview_list", args=[upload])
    assert "성명이 들어 있는 열" in client.get(url).content.decode()


def test_strangers_and_other_duties(client: Client) -> None:
    client.force_login(make_account(Duty.NURSE))
    assert client.get(reverse("reception:import_list")).status_code == 403
    officer = make_account(Duty.RECEPTION_OFFICER)
    client.force_login(officer)
    unknown = UUID(int=5)
    assert client.get(reverse("reception:preview_list", args=[unknown])).status_code == 404
    upload = _upload(officer)
    assert client.get(reverse("reception:import_result", args=[upload])).status_code == 404
