"""Names in the custodian: searched by who may, handed out to nobody, gone with the last lock."""

import json
import os
import uuid

import pytest

from naru.ground.vault.custody.budgets import HOUR, Budgets
from naru.ground.vault.custody.core import Custodian
from naru.ground.vault.custody.errors import (
    CustodyError,
    LockedError,
    OverBudgetError,
)
from naru.ground.vault.custody.parts import Seal
from naru.ground.vault.custody.register import span
from naru.ground.vault.epochkeys import EpochKey, Wrapped
from naru.ground.vault.sealing import Cipher, Place, seal, to_bytes

KEY = EpochKey.new("identity", 1)
ASKED = {"name": "Ri Jong A", "dob": None, "sex": None}


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def custodian(**given):
    clock = Clock()
    return Custodian(bytes(32), clock=clock, **given), clock


def sign_in(keeper, compartment="identity"):
    account, holder = uuid.uuid4(), uuid.uuid4()
    public, salt, wrap = keeper.make_holder(holder, "passkey", bytes(32))
    key = KEY if compartment == "identity" else EpochKey.new(compartment, 1)
    seals = [Seal(compartment, 1, key.seal_to(holder, public))]
    return keeper.unlock(account, holder, "passkey", bytes(32), salt, wrap, seals)[0]


def card(name, birth="1999-04-15"):
    return {"names": [{"text": name}], "births": [[birth, birth]], "sex": {"value": "female"}}


def brought(keeper, token, *cards, at=(1, 1)):
    """Sealed cards as they lie in the database; the register begun with them."""
    persons = [uuid.uuid4() for _ in cards]
    keeper.names(token, "begin", at, persons)
    enter(keeper, token, dict(zip(persons, cards, strict=True)))
    return persons


def enter(keeper, token, cards, at=None, gone=()):
    wraps, bound, blobs = [], [], []
    for person, values in cards.items():
        data_key, place = os.urandom(32), Place("people_card", person, person, "identity", 1)
        wrap = KEY.wrap(person.hex, 1, data_key)
        wraps.append(Wrapped(person.hex, "identity", 1, 1, False, wrap))
        bound.append(place.aad())
        blobs.append(seal(Cipher(data_key), place, to_bytes(values)))
    keeper.enter_names(token, at, wraps, bound, blobs, gone)


def found(keeper, token, **asked):
    return [line[0] for line in keeper.names(token, "find", {**ASKED, **asked}, 50) if line[2] > 1]


def test_persons_and_reasons_leave_and_no_name():
    keeper, _clock = custodian()
    token = sign_in(keeper)
    one, _other = brought(keeper, token, card("리정아"), card("박철수"))
    answer = keeper.names(token, "find", ASKED, 50)
    assert answer[0][0] == one
    assert "name.northern" in answer[0][3]
    said = json.dumps(answer, default=str, ensure_ascii=False)
    assert "정아" not in said
    assert "철수" not in said
    assert "1999" not in said
    journal = json.dumps(keeper.journal.waiting(), ensure_ascii=False)
    assert '"find"' in journal
    assert "Jong" not in journal


def test_who_holds_no_identities_searches_nobody():
    keeper, _clock = custodian()
    brought(keeper, sign_in(keeper), card("리정아"))
    nurse = sign_in(keeper, "health")
    for call in (("find", ASKED, 5), ("place",), ("begin", [0, 0], []), ("scanned",)):
        with pytest.raises(LockedError):
            keeper.names(nurse, *call)
    with pytest.raises(LockedError):
        keeper.names("", "find", ASKED, 5)
    with pytest.raises(CustodyError):
        keeper.names(sign_in(keeper), "_look")


@pytest.mark.parametrize("ending", ["lock", "idle", "everything"])
def test_the_last_lock_leaves_no_name_behind(ending):
    keeper, clock = custodian(idle=900)
    first, second = sign_in(keeper), sign_in(keeper)
    brought(keeper, first, card("리정아"))
    keeper.lock(first)
    assert found(keeper, second)
    if ending == "lock":
        keeper.lock(second)
    elif ending == "idle":
        clock.now = 901
        keeper.sessions()
    else:
        keeper.lock_everything()
    assert keeper.register.place() == {"at": None, "left": 0, "of": 0}
    assert keeper.register.find(ASKED, 5) == []


def test_a_canary_and_an_erased_person_are_found_by_nobody():
    keeper, _clock = custodian()
    token, canary, gone, here = sign_in(keeper), *(uuid.uuid4() for _ in range(3))
    keeper.canaries = frozenset({canary.hex})
    keeper.names(token, "begin", [1, 1], [canary, gone, here])
    enter(keeper, token, dict.fromkeys((canary, gone, here), card("리정아")))
    assert set(found(keeper, token)) == {gone, here}
    enter(keeper, token, {}, at=[2, 2], gone=[gone])
    assert found(keeper, token) == [here]
    assert keeper.names(token, "place") == {"at": [2, 2], "left": 0, "of": 3}


def test_a_changed_card_is_found_by_its_new_name_alone():
    keeper, _clock = custodian()
    token = sign_in(keeper)
    (one,) = brought(keeper, token, card("리정아"))
    enter(keeper, token, {one: card("황보꽃")}, at=[2, 2])
    assert found(keeper, token) == []
    assert found(keeper, token, name="Hwangbo Kkot") == [one]


def test_a_torn_card_is_noted_and_ends_nobody_elses_search():
    keeper, _clock = custodian()
    token = sign_in(keeper)
    one, other = brought(keeper, token, card("리정아"), card("리정아"))
    wrap = Wrapped(one.hex, "identity", 1, 1, False, KEY.wrap(one.hex, 1, bytes(32)))
    keeper.enter_names(token, None, [wrap], [b"elsewhere"], [bytes(80)], [])
    assert found(keeper, token) == [other]
    torn = [line for line in keeper.journal.waiting() if line["what"] == "BROKEN card"]
    assert [line["person"] for line in torn] == [str(one)]


def test_an_account_asks_no_more_than_its_work_needs():
    keeper, clock = custodian(budgets=Budgets({"search": 3}), idle=1e9, shift=1e9)
    token = sign_in(keeper)
    brought(keeper, token, card("리정아"))
    for _ in range(3):
        found(keeper, token)
    with pytest.raises(OverBudgetError):
        found(keeper, token)
    clock.now = HOUR + 1
    assert found(keeper, token)


def test_a_scan_finds_each_pair_once_and_goes_on_by_itself():
    keeper, _clock = custodian()
    token = sign_in(keeper)
    people = [card("리정아"), card("리종아"), card("Ri Jong A"), card("박철수", "1950-01-02")]
    one, other, latin, _alone = brought(keeper, token, *people)
    stands = keeper.names(token, "scan", 3.0)
    assert stands["of"] == 4
    while stands["done"] < stands["of"]:
        stands = keeper.names(token, "scanned")
    pairs = [frozenset(line[:2]) for line in stands["pairs"]]
    assert len(pairs) == len(set(pairs))
    assert {frozenset((one, latin)), frozenset((other, latin))} <= set(pairs)
    assert not any(_alone in pair for pair in pairs)


@pytest.mark.parametrize(
    ("first", "last", "meant"),
    [
        ("1990-05-03", "1990-05-03", "1990-05-03"),
        ("1990-05-01", "1990-05-31", "1990-05"),
        ("1990-01-01", "1990-12-31", "1990"),
        ("1990-01-27", "1991-02-14", "1990"),
        ("1980-01-01", "1989-12-31", ""),
    ],
)
def test_a_stretch_of_days_is_a_date_a_month_or_a_year(first, last, meant):
    assert span(first, last) == meant


def test_names_in_a_text_are_found_for_two_accounts_together():
    keeper, _clock = custodian()
    first, second = sign_in(keeper), sign_in(keeper)
    one, other = brought(keeper, first, card("리정아"), card("박철수"))
    text = "리정아와 박철수, 다시 박철수"
    assert keeper.named_in(first, second, [text, ""], one) == [[[5, 8, 1], [13, 16, 1]], []]
    assert keeper.named_in(first, second, [text], other) == [[[0, 3, 1]]]
    with pytest.raises(CustodyError, match="two accounts"):
        keeper.named_in(first, first, [text], one)
    stranger = sign_in(keeper, "health")
    with pytest.raises(LockedError):
        keeper.named_in(first, stranger, [text], one)
    assert [line["what"] for line in keeper.journal.waiting()].count("named_in") == 4


def test_both_pay_for_every_letter_of_a_text():
    keeper, _clock = custodian()
    first, second = sign_in(keeper), sign_in(keeper)
    (one,) = brought(keeper, first, card("리정아"))
    keeper.named_in(first, second, ["가" * 15_000], one)
    third = sign_in(keeper)
    with pytest.raises(OverBudgetError):
        keeper.named_in(third, second, ["가" * 6_000], one)
    keeper.named_in(third, sign_in(keeper), ["가" * 6_000], one)
