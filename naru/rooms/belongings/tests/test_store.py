"""The list, its photos, the panel, the store: who sees what."""

import pytest
from django.test import Client
from django.urls import reverse

from naru.domain.duties import Duty
from naru.ground import ledger
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.testing import make_account
from naru.kit import numbers
from naru.rooms.belongings import actions
from naru.rooms.belongings.models import Place
from naru.rooms.belongings.queries import claims, items
from naru.rooms.belongings.room import ROOM
from naru.rooms.belongings.tests.parts import custodian, done, listed, photo, take, welcomed

pytestmark = pytest.mark.django_db


def test_a_photo_opens_to_those_who_need_it(client: Client) -> None:
    by, row = custodian(), welcomed()
    bag = take(by, row, photo=photo())
    pills = take(by, row, "medicine", photo=photo())
    number = row.person.number
    bare = take(by, row)
    client.force_login(by)
    shown = client.get(reverse("belongings:photo", args=[number, bag.pk]))
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert shown["Content-Security-Policy"] == "sandbox"
    assert client.get(reverse("belongings:photo", args=[number, bare.pk])).status_code == 404
    assert client.get(reverse("belongings:photo", args=[number, pills.pk])).status_code == 404
    other = welcomed().person.number
    assert client.get(reverse("belongings:photo", args=[other, bag.pk])).status_code == 404
    client.force_login(make_account(Duty.NURSE))
    assert client.get(reverse("belongings:photo", args=[number, pills.pk])).status_code == 200
    assert client.get(reverse("belongings:photo", args=[number, bag.pk])).status_code == 404


def test_clinicians_see_medicine_only(client: Client) -> None:
    by = custodian()
    row, (bag, pills) = listed(by, "ordinary", "medicine")
    nurse = make_account(Duty.NURSE)
    client.force_login(nurse)
    page = client.get(reverse("belongings:inventory", args=[row.person.number])).content.decode()
    assert numbers.shown(pills.number) in page
    assert numbers.shown(bag.number) not in page


def test_the_panel_and_the_pages_around_it(client: Client) -> None:
    by = custodian()
    row, (bag,) = listed(by, "ordinary")
    number = row.person.number
    panel = claims.panel(by, pathway.case(by, number))
    assert (panel.total, panel.searches) == (1, 0)
    client.force_login(by)
    for name in ("inventory", "labels"):
        page = client.get(reverse(f"belongings:{name}", args=[number]))
        assert page.status_code == 200
        assert numbers.shown(bag.number) in page.content.decode()
    assert client.get(reverse("belongings:item", args=[number, bag.pk])).status_code == 200
    shell = client.get(f"/p/{number}/")
    assert shell.status_code == 200
    assert numbers.shown(bag.number) in shell.content.decode()


def test_queries_do_not_grow_with_the_list(django_assert_max_num_queries: object) -> None:
    by = custodian()
    row, _items = listed(by, *["ordinary"] * 6)
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        items.items(by, row.person.number)


def test_the_store(client: Client) -> None:
    by = custodian()
    row, (bag,) = listed(by, "ordinary")
    client.force_login(by)
    store = reverse("belongings:store")
    assert "A-1" in client.get(store).content.decode()
    shelf = client.get(reverse("belongings:shelf", args=["A-1"])).content.decode()
    assert numbers.shown(bag.number) in shelf
    assert "김가람" not in shelf
    assert client.get(reverse("belongings:shelf", args=["없음"])).status_code == 404
    found = client.get(store, {"q": numbers.shown(bag.number).lower()})
    assert found["Location"] == reverse("belongings:item", args=[row.person.number, bag.pk])
    assert client.get(store, {"q": "nothing"}).status_code == 200
    client.force_login(make_account(Duty.NURSE))
    assert client.get(store).status_code == 403


def test_a_place_is_added_once(client: Client) -> None:
    by = custodian()
    client.force_login(by)
    url = reverse("belongings:add_place")
    said = {"code": "금고-1", "name_ko": "금고", "name_en": "Safe"}
    assert client.get(url).status_code == 200
    assert client.post(url, {}).status_code == 422
    assert client.post(url, said).status_code == 303
    assert client.post(url, said).status_code == 409
    assert Place.objects.count() == 1
    assert ledger.Entry.objects.filter(action="add_place").count() == 1
    done(actions.add_place(by=by, code="B", name_ko="선반", name_en="Shelf"))


def test_every_event_of_the_room_has_a_page() -> None:
    row = welcomed()
    events = pathway.case(custodian(), row.person.number).case.profile.events.values()
    assert ROOM.steps.keys() == {event.id for event in events if event.room == "belongings"}
