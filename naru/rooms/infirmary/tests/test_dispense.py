"""The shelf: deliveries, dispensing, what is low or expired, corrections."""

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from naru.domain.duties import Duty
from naru.domain.refusals import Done
from naru.ground.ledger.models import Entry
from naru.ground.pathway import actions as pathway_actions
from naru.ground.pathway.testing import make_account
from naru.rooms.infirmary import actions
from naru.rooms.infirmary.models import MedicationDispense, StockItem, StockMove
from naru.rooms.infirmary.queries import shelves
from naru.rooms.infirmary.tests.people import INSULIN, delivery, examined, prescribed, refused

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def pharmacist():
    return make_account(Duty.PHARMACIST)


@pytest.fixture
def said(pharmacist):
    row = examined()
    request = prescribed(row, INSULIN)
    return {"by": pharmacist, "number": row.person.number, "request_id": request}


def test_dispensing_reduces_the_stock_once_and_can_be_undone(said, pharmacist):
    lot, once = delivery(pharmacist), str(uuid.uuid4())
    done = actions.dispense(**said, stock_id=lot, quantity=2, once=once)
    assert actions.dispense(**said, stock_id=lot, quantity=2, once=once).repeated
    assert StockItem.objects.get().quantity == 3
    assert shelves.lots(pharmacist)[0].low
    undone = pathway_actions.undo(
        by=pharmacist, number=said["number"], event="dispense", subject=done.subject
    )
    assert isinstance(undone, Done), undone
    assert StockItem.objects.get().quantity == 5
    assert MedicationDispense.objects.get().taken_back
    again = actions.undo_dispense(by=pharmacist, now=timezone.now(), subject=done.subject)
    refused(again, "undo.nothing")


def test_too_little_expired_or_another_medicine_is_refused(said, pharmacist):
    lot = delivery(pharmacist)
    refused(actions.dispense(**said, stock_id=lot, quantity=6), "infirmary.stock_low")
    other = delivery(pharmacist, drug="Metformin", lot="B2")
    refused(actions.dispense(**said, stock_id=other, quantity=1), "infirmary.other_drug")
    brand = delivery(pharmacist, drug="란투스", lot="B3")
    named = {**said, "stock_id": brand, "quantity": 1, "reason": "글라진 상품명"}
    assert isinstance(actions.dispense(**named), Done)
    StockItem.objects.filter(pk=lot).update(expires_on=TODAY() - timedelta(days=1))
    refused(actions.dispense(**said, stock_id=lot, quantity=1), "infirmary.stock_expired")
    stranger = {**said, "request_id": uuid.uuid4()}
    refused(actions.dispense(**stranger, stock_id=lot, quantity=1), "infirmary.not_active")


def test_the_same_lot_again_adds_to_it(pharmacist):
    assert delivery(pharmacist) == delivery(pharmacist, quantity=2)
    assert StockItem.objects.get().quantity == 7
    draft = {"by": pharmacist, "delivery": None}
    wrong = actions.stock.Delivery("Insulin glargine", "100 U/mL", "pen", "mL", "A1", TODAY(), 1)
    refused(actions.receive_stock(**{**draft, "delivery": wrong}), "infirmary.stock_unit")
    old = actions.stock.Delivery("Insulin", "", "", "pen", "C", TODAY() - timedelta(days=1), 1)
    refused(actions.receive_stock(**{**draft, "delivery": old}), "infirmary.stock_expired")


def test_a_correction_and_a_removal_leave_their_moves(pharmacist):
    lot = delivery(pharmacist)
    done = actions.correct_stock(by=pharmacist, item_id=lot, counted=4, reason="파손")
    assert Entry.objects.get(seq=done.entry).action == "correct_stock"
    refused(actions.expire_stock(by=pharmacist, item_id=lot), "infirmary.not_expired")
    StockItem.objects.filter(pk=lot).update(expires_on=TODAY() - timedelta(days=1))
    assert shelves.lot(pharmacist, lot).expired
    assert isinstance(actions.expire_stock(by=pharmacist, item_id=lot), Done)
    assert shelves.lots(pharmacist) == []
    page = shelves.stock_page(pharmacist)
    assert sorted(move.change for move in page.moves) == [-4, -1, 5]
    assert page.moves[0].by == pharmacist.name


def test_a_move_is_never_changed(pharmacist):
    delivery(pharmacist)
    with pytest.raises(DatabaseError), transaction.atomic():
        StockMove.objects.update(change=0)
