"""Five sheets, any three: all ten triples open, no pair does, and old sheets are only paper."""

from itertools import combinations

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from naru.domain.duties import Duty
from naru.ground.pathway.testing import make_account
from naru.ground.vault import Compartment, epochs, members, recovery
from naru.ground.vault.compartments import RECOVERY
from naru.ground.vault.models import EpochSeal
from naru.ground.vault.recovery import RecoveryError
from naru.ground.vault.tests.test_members import kept, sign_in

ALL = sorted(part.value for part in Compartment)


@settings(max_examples=10, deadline=None)
@given(st.binary(min_size=32, max_size=32))
def test_every_triple_gives_the_key_back_and_no_pair_does(seed):
    sheets = recovery.split(seed)
    assert [len(sheet.split()) for sheet in sheets] == [recovery.WORDS] * recovery.SHEETS
    assert len(list(combinations(sheets, 3))) == 10
    for three in combinations(sheets, 3):
        assert recovery.combine(three) == seed
    for two in combinations(sheets, 2):
        with pytest.raises(RecoveryError):
            recovery.combine(two)


def test_a_wrong_word_is_named_and_case_and_spaces_are_forgiven():
    sheets = recovery.split(bytes(32))
    assert recovery.combine([f"  {sheet.upper()} \n" for sheet in sheets[:3]]) == bytes(32)
    broken = sheets[0].rsplit(" ", 1)[0] + " academic"
    with pytest.raises(RecoveryError, match="fit together"):
        recovery.combine([broken, *sheets[1:3]])
    for nonsense in ([], ["", ""], ["naru"] * 3, ["가나다"] * 3):
        with pytest.raises(RecoveryError):
            recovery.combine(nonsense)


def test_all_ten_triples_open_every_compartment(agent):
    _holder, sheets = recovery.make(timezone.now())
    for three in combinations(sheets, 3):
        assert recovery.test(three) == ALL


def test_the_sheets_let_two_in_after_everybody_is_gone(agent):
    nurses = [make_account(Duty.NURSE) for _ in range(2)]
    for one in nurses:
        sign_in(one)
    _holder, sheets = recovery.make(timezone.now())
    with kept():
        members.hand_over([Compartment.HEALTH], [members.holder_of(one.pk) for one in nurses])
    for one in nurses:
        members.retire(one.pk, timezone.now())
    assert members.people_in("health") == []
    with pytest.raises(RecoveryError, match="two accounts"):
        recovery.use(sheets[:3], [nurses[0].pk], timezone.now())
    newcomers = [make_account(Duty.NURSE) for _ in range(2)]
    for one in newcomers:
        assert sign_in(one).compartments == frozenset()
    assert recovery.use(sheets[2:], [one.pk for one in newcomers], timezone.now()) == ALL
    with kept():
        assert members.rotate("health", sign_in(newcomers[0]).token) == 0
    assert "health" in sign_in(newcomers[1]).compartments
    assert recovery.test(sheets[1:4]) == ALL


def test_new_sheets_make_the_old_ones_worthless(agent):
    _holder, old = recovery.make(timezone.now())
    recovery.make(timezone.now())
    with pytest.raises(RecoveryError, match="older"):
        recovery.test(old[:3])
    assert recovery.covered() == ALL


def test_two_members_seal_to_new_sheets_and_one_alone_does_not(agent):
    nurses = [make_account(Duty.NURSE) for _ in range(2)]
    for one in nurses:
        sign_in(one)
    recovery.make(timezone.now())
    with kept():
        members.hand_over([Compartment.HEALTH], [members.holder_of(one.pk) for one in nurses])
    holder, sheets = recovery.make(timezone.now())
    assert "health" not in recovery.covered()
    first, second = (sign_in(one) for one in nurses)
    with pytest.raises(Exception, match="three persons"):
        recovery.cover("health", first, first)
    recovery.cover("health", first, second)
    assert recovery.test(sheets[:3]) == ALL
    assert holder.account_id == RECOVERY


def test_a_swapped_seal_is_named(agent):
    _holder, sheets = recovery.make(timezone.now())
    seals = EpochSeal.objects.filter(holder_id=members.holder_of(RECOVERY).pk)
    kin = seals.get(epoch__compartment="kin")
    seals.filter(epoch__compartment="health").update(sealed=kin.sealed)
    with pytest.raises(RecoveryError, match="health"):
        recovery.test(sheets[:3])
    assert epochs.current("health").number == 1
