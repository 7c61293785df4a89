"""A scanned label leads to its item, for whoever may see it."""

import pytest

from naru.domain.duties import Duty
from naru.ground.pathway.testing import make_account, make_case, state_facts
from naru.kit import numbers
from naru.rooms.belongings.models import Item, Place
from naru.rooms.belongings.queries.items import scan

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    row = make_case()
    state_facts(row, items_held=1)
    place = Place.objects.create(code="L", name_ko="보관함", name_en="Locker")
    made = Item(person_id=row.person_id, number=numbers.new_number(), kind="ordinary", place=place)
    made.held_at = row.opened_at
    made.put({"description": "외투", "quantity": "1", "value": "", "currency": "", "photo": ""})
    made.save()
    return made


def test_a_custodian_is_led_to_the_item(client, item):
    client.force_login(make_account(Duty.PROPERTY_CUSTODIAN))
    answer = client.post("/search/", {"q": f"NARU:{item.number}"})
    assert answer.status_code == 303
    assert client.get(answer["Location"]).status_code == 200


def test_others_learn_nothing_from_a_label(item):
    assert scan(make_account(Duty.INSTRUCTOR), item.number) == ""
    assert scan(make_account(Duty.COUNSEL), item.number) == ""
