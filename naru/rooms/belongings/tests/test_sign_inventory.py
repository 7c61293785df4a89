"""The signed list: refused lines are written, medicine comes first, the receipt can be read."""

import io
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from naru.domain.duties import Duty
from naru.domain.refusals import Refusal, say
from naru.ground.pathway import conductor, handoffs
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.testing import make_account, state_facts
from naru.ground.vault import SYSTEM, open_row, read_file
from naru.rooms.belongings import actions
from naru.rooms.belongings.models import Receipt
from naru.rooms.belongings.tests.parts import custodian, done, pen, take, welcomed
from naru.rooms.belongings.words import receipt_texts, spoken

pytestmark = pytest.mark.django_db


def pdf_text(receipt: Receipt) -> str:
    content, media_type = read_file(SYSTEM, receipt.pdf_id, "test")
    assert media_type == "application/pdf"
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_the_list_is_signed_with_a_refused_line() -> None:
    by, second = custodian(), custodian()
    row = state_facts(welcomed(), searched=True)
    kept, disputed = take(by, row), take(by, row, "cash", second_officer=second.pk)
    result = actions.sign_inventory(
        by=by,
        number=row.person.number,
        signature=pen(),
        second_officer=second.pk,
        refused_items=[disputed.pk],
        refused="금액이 다릅니다",
    )
    receipt = Receipt.objects.get(pk=done(result).subject)
    said = open_row(SYSTEM, receipt, "test")
    assert [line["mark"] for line in said["lines"]] == ["✓", "×"]
    assert said["signature"] != "paper"
    text = pdf_text(receipt)
    assert "소지품 보관증" in text
    assert "금액이 다릅니다" in text
    assert second.name in text
    case = conductor.state(CaseRow.objects.get(pk=row.pk))
    assert case.facts["inventory_signed"] is True
    assert "S03" in case.done
    assert kept.number


def test_it_waits_for_the_clinician() -> None:
    by, second = custodian(), custodian()
    row = state_facts(welcomed(), searched=True)
    item = take(by, row, "medicine")
    given = {"by": by, "number": row.person.number, "signature": "", "second_officer": second.pk}
    refusal = actions.sign_inventory(**given)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "guard.zero"
    assert "의약품" in say(refusal, "ko").why
    assert not Receipt.objects.exists()
    handoffs.close_handoff(item.pk, code="continue_own", now=row.opened_at)
    state_facts(CaseRow.objects.get(pk=row.pk), medicine_pending=0)
    done(actions.sign_inventory(**given))


def test_nobody_signs_alone_or_with_an_empty_pad() -> None:
    by, row = custodian(), state_facts(welcomed(), searched=True)
    given = {"by": by, "number": row.person.number}
    alone = actions.sign_inventory(**given, signature="", second_officer=by.pk)
    assert alone == Refusal("belongings.second_officer")
    other = custodian().pk
    empty = actions.sign_inventory(**given, signature="data:,x", second_officer=other)
    assert empty == Refusal("signature.empty")


def test_an_empty_list_is_signed_once() -> None:
    by, row, key = custodian(), state_facts(welcomed(), searched=True), str(uuid.uuid4())
    given = {"signature": "", "second_officer": custodian().pk, "once": key}
    done(actions.sign_inventory(by=by, number=row.person.number, **given))
    assert done(actions.sign_inventory(by=by, number=row.person.number, **given)).repeated
    receipt = Receipt.objects.get()
    assert "보관하는 물품이 없습니다" in pdf_text(receipt)


@pytest.mark.parametrize(
    ("language", "pair"),
    [("ko-KP", ("ko", "en")), ("zh", ("zh", "ko")), ("ru", ("ru", "ko")), ("am", ("en", "ko"))],
)
def test_every_language_of_a_receipt_is_whole(language: str, pair: tuple[str, str]) -> None:
    assert spoken(language) == pair
    for kind in ("inventory", "return"):
        assert receipt_texts(kind, pair[0]).keys() == receipt_texts(kind, "ko").keys()


def test_the_pages(client: Client) -> None:
    by, second = custodian(), custodian()
    row = state_facts(welcomed(), searched=True)
    item = take(by, row)
    url = reverse("belongings:sign_inventory", args=[row.person.number])
    client.force_login(by)
    assert client.get(url).status_code == 200
    said = {"signature_paper": "on", "second_officer": str(second.pk)}
    assert client.post(url, {**said, "refused_items": [str(item.pk)]}).status_code == 422
    moved = client.post(url, said)
    assert moved.status_code == 303
    page = client.get(moved["Location"])
    receipt = Receipt.objects.get()
    link = reverse("belongings:receipt", args=[row.person.number, receipt.pk])
    assert link in page.content.decode()
    sheet = client.get(link)
    assert (sheet.status_code, sheet["Content-Type"]) == (200, "application/pdf")
    other = welcomed().person.number
    assert client.get(reverse("belongings:receipt", args=[other, receipt.pk])).status_code == 404
    client.force_login(make_account(Duty.LODGING_OFFICER))
    assert client.get(url).status_code == 403
    assert client.get(link).status_code == 403
