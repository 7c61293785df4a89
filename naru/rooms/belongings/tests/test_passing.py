"""Things on their way: moved, handed over, returned, destroyed."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from naru.domain.duties import Duty
from naru.domain.refusals import Refusal, say
from naru.ground.pathway import conductor
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.testing import make_account
from naru.kit import numbers
from naru.rooms.belongings import actions
from naru.rooms.belongings.models import CustodyEvent, Item, Receipt
from naru.rooms.belongings.tests.parts import custodian, done, listed, pen, place, take, welcomed

pytestmark = pytest.mark.django_db


def held(row: CaseRow) -> Any:
    return conductor.state(CaseRow.objects.get(pk=row.pk)).facts["items_held"]


def move(by: Any, **more: Any) -> actions.MoveDraft:
    said = {"place_id": place("B-2").pk, "receiver": by.pk, "purpose": "금고 이동", **more}
    return actions.MoveDraft(**said)


def test_an_item_is_handed_on_with_both_hands() -> None:
    by, safe = custodian(), custodian()
    row, (item,) = listed(by, "valuables")
    given = {"by": by, "number": row.person.number, "item_id": item.pk}
    done(actions.move_item(**given, draft=move(safe), once="a"))
    assert done(actions.move_item(**given, draft=move(safe), once="a")).repeated
    item.refresh_from_db()
    assert item.place.code == "B-2"
    assert CustodyEvent.objects.filter(act="move_item").count() == 1


def test_a_changed_seal_takes_two_and_a_free_number() -> None:
    by, second = custodian(), custodian()
    row = welcomed()
    item = take(by, row, seal="10")
    take(by, row, seal="11")
    given = {"by": by, "number": row.person.number, "item_id": item.pk}
    alone = actions.move_item(**given, draft=move(by, seal="12"))
    assert alone == Refusal("belongings.second_officer")
    used = actions.move_item(**given, draft=move(by, seal="11", second_officer=second.pk))
    assert used == Refusal("belongings.seal_used", {"seal": "11"})
    done(actions.move_item(**given, draft=move(by, seal="12", second_officer=second.pk)))
    item.refresh_from_db()
    assert item.seal == "12"


def test_clinicians_touch_medicine_only() -> None:
    by = custodian()
    row, (bag, pills) = listed(by, "ordinary", "medicine")
    nurse = make_account(Duty.NURSE)
    given = {"by": nurse, "number": row.person.number, "draft": move(nurse)}
    refusal = actions.move_item(**given, item_id=bag.pk)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "belongings.medicine_only"
    assert "의약품" in say(refusal, "ko").why
    done(actions.move_item(**given, item_id=pills.pk))


def test_only_contraband_goes_to_an_authority() -> None:
    by = custodian()
    row, (bag, powder) = listed(by, "ordinary", "illegal")
    said = {"authority": "관할 경찰서", "receipt_no": "2026-17", "basis": "형사소송법"}
    given = {"by": by, "number": row.person.number, **said}
    refusal = actions.hand_over(**given, item_id=bag.pk)
    assert refusal == Refusal("belongings.not_contraband", {"item": numbers.shown(bag.number)})
    done(actions.hand_over(**given, item_id=powder.pk, once="k"))
    assert done(actions.hand_over(**given, item_id=powder.pk, once="k")).repeated
    facts = conductor.state(CaseRow.objects.get(pk=row.pk)).facts
    assert (facts["items_held"], facts["contraband_pending"]) == (1, 0)
    again = actions.hand_over(**given, item_id=powder.pk)
    assert again == Refusal("belongings.not_held", {"item": numbers.shown(powder.number)})


def test_what_belongs_to_another_is_never_reached() -> None:
    by = custodian()
    mine, (_bag,) = listed(by, "ordinary")
    _theirs, (other,) = listed(by, "ordinary")
    given = {"by": by, "number": mine.person.number}
    moved = actions.move_item(**given, item_id=other.pk, draft=move(by))
    back = actions.give_back(**given, item_ids=[other.pk], signature="")
    assert moved == back == Refusal("belongings.not_held", {"item": "–"})


def test_a_return_names_every_line_that_is_left() -> None:
    by = custodian()
    row, (bag, phone) = listed(by, "ordinary", "device")
    given = {"by": by, "number": row.person.number, "item_ids": [bag.pk], "signature": pen()}
    refusal = actions.give_back(**given)
    left = numbers.shown(phone.number)
    assert refusal == Refusal("belongings.lines_left", {"items": [left]})
    assert left in say(refusal, "ko").why
    assert "Report" in say(refusal, "en").next_step
    done(actions.give_back(**given, stays="본인 요청으로 계속 보관", once="k"))
    assert held(row) == 1
    assert done(actions.give_back(**given, once="k")).repeated
    rest = actions.give_back(by=by, number=row.person.number, item_ids=[phone.pk], signature=pen())
    done(rest)
    assert held(row) == 0
    assert Receipt.objects.filter(kind="return").count() == 2


def test_what_the_law_takes_is_not_returned() -> None:
    by = custodian()
    row, (powder, pills) = listed(by, "illegal", "medicine")
    given = {"by": by, "number": row.person.number, "signature": ""}
    assert actions.give_back(**given, item_ids=[powder.pk]).code == "belongings.contraband"
    assert actions.give_back(**given, item_ids=[pills.pk]).code == "belongings.medicine_waits"
    assert actions.give_back(**given, item_ids=[]).code == "belongings.not_held"
    empty = actions.give_back(**{**given, "signature": "data:,"}, item_ids=[powder.pk, pills.pk])
    assert isinstance(empty, Refusal)


def test_destroying_takes_two_others_and_the_owner() -> None:
    by, one, two = custodian(), custodian(), custodian()
    row, (food, pills) = listed(by, "ordinary", "medicine")
    given = {"by": by, "number": row.person.number, "item_id": food.pk, "reason": "부패"}
    for witnesses in ([str(one.pk), str(one.pk)], [str(one.pk), str(by.pk)], [str(one.pk), ""]):
        refusal = actions.dispose(**given, witnesses=witnesses, signature=pen())
        assert refusal == Refusal("belongings.two_witnesses")
    pair = [str(one.pk), str(two.pk)]
    assert actions.dispose(**given, witnesses=pair, signature="data:,").code == "signature.empty"
    waits = actions.dispose(**{**given, "item_id": pills.pk}, witnesses=pair, signature="")
    assert waits.code == "belongings.medicine_waits"
    done(actions.dispose(**given, witnesses=pair, signature=pen(), once="k"))
    assert done(actions.dispose(**given, witnesses=pair, signature=pen(), once="k")).repeated
    gone = actions.dispose(**given, witnesses=pair, signature=pen())
    assert gone.code == "belongings.not_held"
    assert Item.objects.get(pk=food.pk).state == Item.DISPOSED


PAGES = {
    "move_item": {"purpose": "이동"},
    "hand_over": {"authority": "관할 경찰서", "receipt_no": "1", "basis": "법"},
    "dispose": {"reason": "부패", "signature_paper": "on"},
    "give_back": {"signature_paper": "on"},
}


@pytest.mark.parametrize("verb", PAGES)
def test_the_pages(client: Client, verb: str) -> None:
    by, one, two = custodian(), custodian(), custodian()
    row, (item,) = listed(by, "dangerous")
    url = reverse(f"belongings:{verb}", args=[row.person.number])
    client.force_login(by)
    shown = client.get(f"{url}?item={item.pk}")
    assert shown.status_code == 200
    assert client.post(url, {}).status_code == 422
    said = {
        "item": str(item.pk),
        "lines": [str(item.pk)],
        "place_id": str(place().pk),
        "receiver": str(one.pk),
        "first_witness": str(one.pk),
        "second_witness": str(two.pk),
        "once": str(uuid.uuid4()),
        **PAGES[verb],
    }
    assert client.post(url, said).status_code == 303
    client.force_login(make_account(Duty.INTERVIEWER))
    assert client.get(url).status_code == 403
    client.force_login(by)
    assert client.get(reverse(f"belongings:{verb}", args=["NOBODY00"])).status_code == 404


def test_a_refusal_stands_on_the_page(client: Client) -> None:
    by = custodian()
    row, (bag, _phone) = listed(by, "ordinary", "device")
    client.force_login(by)
    url = reverse("belongings:give_back", args=[row.person.number])
    page = client.post(url, {"lines": [str(bag.pk)], "signature_paper": "on"})
    assert page.status_code == 409
    assert "분실 신고" in page.content.decode()
