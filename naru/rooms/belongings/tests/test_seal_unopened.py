"""An emergency at the gate (B1): the bag is sealed as it is, and listed later with its owner."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal, say
from naru.ground.pathway import conductor
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.testing import make_account, make_case, state_facts
from naru.rooms.belongings import actions
from naru.rooms.belongings.models import CustodyEvent, Item
from naru.rooms.belongings.queries import choices
from naru.rooms.belongings.tests.parts import custodian, done, draft, pen, place, take

pytestmark = pytest.mark.django_db


def hurt() -> CaseRow:
    """Somebody whom triage sends straight to the infirmary."""
    row, nurse = make_case(), make_account(Duty.NURSE)
    now = timezone.now()
    result = conductor.advance(row, "triage", by=nurse, now=now, facts={"triage_code": "red"})
    assert isinstance(result, Done), result
    return row


def seal(row: CaseRow, number: str = "4471", **changed: object) -> Done | Refusal:
    said = {"description": "검은 배낭", "seal": number, "place_id": place().pk, **changed}
    return actions.seal_unopened(by=custodian(), number=row.person.number, **said)


def test_in_an_emergency_nothing_is_opened_and_the_bag_is_sealed() -> None:
    row = hurt()
    opened = actions.hold(by=custodian(), number=row.person.number, draft=draft())
    assert isinstance(opened, Refusal)
    done(seal(row))
    item = Item.objects.get()
    assert (item.kind, item.seal, item.state) == ("unopened", "4471", Item.HELD)
    assert CustodyEvent.objects.get().act == "seal_unopened"
    assert conductor.state(CaseRow.objects.get(pk=row.pk)).facts["items_held"] == 1


def test_a_bag_without_a_seal_or_with_a_used_one_is_not_taken() -> None:
    row = hurt()
    assert seal(row, " ") == Refusal("belongings.no_seal")
    done(seal(row))
    assert isinstance(seal(row), Refusal)
    assert Item.objects.count() == 1


def test_without_an_emergency_everything_is_listed_one_by_one() -> None:
    refused = seal(make_case())
    assert isinstance(refused, Refusal)
    assert refused.code in {"guard.block", "guard.protected"}
    assert "unopened" not in {code for code, _rule in choices.class_choices()}


def test_the_list_is_signed_only_when_the_bag_was_opened_with_its_owner() -> None:
    row, by = hurt(), custodian()
    done(seal(row))
    now = timezone.now()
    conductor.advance(row, "clear_urgent", by=make_account(Duty.PHYSICIAN), now=now)
    state_facts(row, searched=True, done={"S02": now})
    take(by, row)
    said = {"by": by, "number": row.person.number, "signature": pen()}
    said["second_officer"] = custodian().pk
    early = actions.sign_inventory(**said)
    assert early == Refusal("belongings.unopened")
    for lang in ("ko", "en"):
        assert say(early, lang).why


def test_the_page_seals_it(client: Client) -> None:
    row = hurt()
    client.force_login(make_account(Duty.RECEPTION_OFFICER))
    url = reverse("belongings:seal_unopened", args=[row.person.number])
    assert client.get(url).status_code == 200
    assert client.post(url, {"once": str(uuid.uuid4())}).status_code == 422
    given = {"description": "여행 가방", "seal": "9", "place_id": str(place().pk)}
    assert client.post(url, {"once": str(uuid.uuid4()), **given}).status_code == 303
    assert Item.objects.get().seal == "9"
