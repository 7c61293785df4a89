"""Taking things into custody: one line each, medicine to a clinician, undone when mistaken."""

import uuid
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from naru.domain.duties import Duty
from naru.domain.refusals import Refusal, say
from naru.ground import ledger
from naru.ground.pathway import actions as pathway
from naru.ground.pathway import conductor, handoffs
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.testing import make_account
from naru.ground.vault import SYSTEM, open_row, read_file
from naru.rooms.belongings import actions
from naru.rooms.belongings.models import CustodyEvent, Item
from naru.rooms.belongings.tests.parts import custodian, done, draft, photo, place, take, welcomed

pytestmark = pytest.mark.django_db


def facts(row: CaseRow) -> dict[str, Any]:
    return dict(conductor.state(CaseRow.objects.get(pk=row.pk)).facts)


def test_an_item_is_held_and_told() -> None:
    row, by = welcomed(), custodian()
    item = take(by, row, seal="4471", photo=photo())
    said = open_row(SYSTEM, item, "test")
    assert (said["description"], item.seal, item.state) == ("검은 배낭", "4471", Item.HELD)
    assert read_file(SYSTEM, UUID(said["photo"]), "test")[1] == "image/jpeg"
    assert facts(row)["items_held"] == 1
    assert facts(row)["inventory_signed"] is False
    assert ledger.Entry.objects.filter(action="hold").count() == 1
    assert CustodyEvent.objects.get().act == "hold"


def test_medicine_goes_to_a_clinician_and_its_name_stays_with_them() -> None:
    row, by = welcomed(), custodian()
    item = take(by, row, "medicine", description="인슐린", medicine={"last_dose": "08:00"})
    assert open_row(SYSTEM, item, "test")["description"] == ""
    nurse = make_account(Duty.NURSE)
    (waiting,) = handoffs.waiting(nurse, "infirmary", row.person_id)
    assert (waiting.note["label"], waiting.note["last_dose"]) == ("인슐린", "08:00")
    assert facts(row)["medicine_pending"] == 1
    assert "B5" in conductor.state(CaseRow.objects.get(pk=row.pk)).blocks


def test_cash_takes_two_and_a_seal_is_used_once() -> None:
    row, by = welcomed(), custodian()
    alone = actions.hold(by=by, number=row.person.number, draft=draft("cash"))
    same = actions.hold(by=by, number=row.person.number, draft=draft("cash", second_officer=by.pk))
    assert alone == same == Refusal("belongings.second_officer")
    assert "두 명" in say(alone, "ko").why
    assert "two" in say(alone, "en").why
    take(by, row, seal="7")
    again = actions.hold(by=by, number=row.person.number, draft=draft(seal="7"))
    assert again == Refusal("belongings.seal_used", {"seal": "7"})
    assert Item.objects.count() == 1


def test_a_file_that_is_no_photo_is_refused() -> None:
    row, by = welcomed(), custodian()
    result = actions.hold(by=by, number=row.person.number, draft=draft(photo=b"%PDF-1.7"))
    assert result == Refusal("photo.not_an_image")


def test_a_second_press_holds_nothing_twice() -> None:
    row, by, key = welcomed(), custodian(), str(uuid.uuid4())
    first = done(actions.hold(by=by, number=row.person.number, once=key, draft=draft()))
    again = done(actions.hold(by=by, number=row.person.number, once=key, draft=draft()))
    assert (again.subject, again.repeated) == (first.subject, True)
    assert Item.objects.count() == 1


def test_a_line_entered_by_mistake_is_taken_back() -> None:
    row, by = welcomed(), custodian()
    item = take(by, row, "medicine")
    number = row.person.number
    result = pathway.undo(by=by, number=number, event="hold", subject=str(item.pk))
    done(result)
    item.refresh_from_db()
    assert item.state == Item.REVERSED
    assert facts(row).get("items_held", 0) == 0
    assert handoffs.open_count(row.person_id, "medicine") == 0
    again = actions.undo_hold(by=by, now=row.opened_at, subject=str(item.pk))
    assert isinstance(again, Refusal)


def test_the_page(client: Client) -> None:
    row, by = welcomed(), custodian()
    url = reverse("belongings:hold", args=[row.person.number])
    client.force_login(by)
    assert client.get(url).status_code == 200
    assert client.post(url, {}).status_code == 422
    said = {
        "kind": "ordinary",
        "description": "우산",
        "quantity": "1",
        "place_id": str(place().pk),
        "photo": SimpleUploadedFile("a.jpg", photo(), "image/jpeg"),
        "once": str(uuid.uuid4()),
    }
    moved = client.post(url, said)
    assert moved.status_code == 303
    assert moved["Location"].startswith(url)
    page = client.get(moved["Location"]).content.decode()
    assert "우산" in page
    client.force_login(make_account(Duty.NURSE))
    assert client.get(url).status_code == 403


def test_a_refusal_keeps_what_was_typed(client: Client) -> None:
    row, by = welcomed(), custodian()
    client.force_login(by)
    said = {"kind": "cash", "description": "위안", "quantity": "1", "place_id": str(place().pk)}
    page = client.post(reverse("belongings:hold", args=[row.person.number]), said)
    assert page.status_code == 409
    assert "위안" in page.content.decode()
