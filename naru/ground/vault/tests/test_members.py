"""Who holds a compartment opens it; who doesn't can only put something in."""

import uuid
from contextlib import contextmanager

import pytest
from django.test import TestCase
from django.utils import timezone

from naru.domain.duties import Duty
from naru.domain.refusals import Done
from naru.ground.pathway.testing import make_account
from naru.ground.staff import keys, session_keys
from naru.ground.vault import (
    SYSTEM,
    Compartment,
    companions,
    epochs,
    keep_file,
    members,
    read_file,
    recovery,
    userkeys,
)
from naru.ground.vault.closed import ClosedError
from naru.ground.vault.companions import accompany
from naru.ground.vault.compartments import HOST
from naru.ground.vault.custody.core import Custodian
from naru.ground.vault.keeper import NOBODY, held_by
from naru.ground.vault.models import DataKey, EpochSeal, Holder
from naru.ground.vault.rings import own_ring

HEALTH, KIN = Compartment.HEALTH, Compartment.KIN
PASSWORD = "a long enough password"


@contextmanager
def kept():
    """What waits for the end of a transaction happens at the end of this block."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        yield


def sign_in(account, password=PASSWORD):
    said = session_keys.open_session(account, "password", password.encode())
    return session_keys.holding_of(account, said) if said else None


@contextmanager
def request_of(holding):
    with held_by(holding), own_ring():
        yield


def given_over(*accounts):
    """Members hold everything; the sheets exist."""
    _holder, sheets = recovery.make(timezone.now())
    holders = [members.holder_of(account.pk) for account in accounts]
    with kept():
        members.hand_over([HEALTH, KIN], holders)
    return sheets


def two_nurses():
    made = [make_account(Duty.NURSE), make_account(Duty.PHYSICIAN)]
    for account in made:
        sign_in(account)
    sheets = given_over(*made)
    return *made, sheets


def test_after_the_hand_over_the_machine_opens_nothing(agent, person):
    file = keep_file(person, HEALTH, b"insulin", "text/plain")
    nurse, physician, _sheets = two_nurses()
    assert not members.is_held_by_host(HEALTH)
    assert members.people_in(HEALTH) == sorted([nurse.pk, physician.pk])
    with request_of(NOBODY), pytest.raises(ClosedError):
        read_file(SYSTEM, file.pk, "test")
    with request_of(sign_in(nurse)):
        assert read_file(SYSTEM, file.pk, "test")[0] == b"insulin"


def test_who_may_not_read_puts_in_and_a_member_reads(agent, person):
    nurse, _physician, _sheets = two_nurses()
    custodian = make_account(Duty.PROPERTY_CUSTODIAN)
    with request_of(sign_in(custodian)):
        file = keep_file(person, HEALTH, b"pen", "text/plain")
        again = keep_file(person, HEALTH, b"needle", "text/plain")
    with request_of(sign_in(custodian)), pytest.raises(ClosedError):
        read_file(SYSTEM, file.pk, "test")
    assert DataKey.objects.get(person_id=person).boxed
    with request_of(sign_in(nurse)):
        assert read_file(SYSTEM, file.pk, "test")[0] == b"pen"
        assert read_file(SYSTEM, again.pk, "test")[0] == b"needle"
    assert not DataKey.objects.get(person_id=person).boxed


def test_an_own_draft_opens_for_its_writer_only(agent):
    writer, other = make_account(Duty.INSTRUCTOR), make_account(Duty.INSTRUCTOR)
    with request_of(sign_in(writer)):
        file = keep_file(writer.pk, HEALTH, b"half a sentence", "text/plain")
        assert read_file(SYSTEM, file.pk, "test")[0] == b"half a sentence"
    with request_of(sign_in(writer)):
        assert read_file(SYSTEM, file.pk, "test")[0] == b"half a sentence"
    with request_of(sign_in(other)), pytest.raises(ClosedError):
        read_file(SYSTEM, file.pk, "test")


def test_a_resident_opens_one_person_old_keys_and_new(agent, person):
    nurse, _physician, _sheets = two_nurses()
    resident, custodian = make_account(Duty.RESIDENT), make_account(Duty.PROPERTY_CUSTODIAN)
    sign_in(resident)
    with request_of(sign_in(nurse)):
        old = keep_file(person, HEALTH, b"old", "text/plain")
        theirs = keep_file(uuid.uuid4(), HEALTH, b"theirs", "text/plain")
        assert accompany(resident.pk, person, ["health"], timezone.now()) == 1
    with request_of(sign_in(custodian)):
        new = keep_file(person, HEALTH, b"new", "text/plain")
    with request_of(sign_in(resident)):
        assert read_file(SYSTEM, old.pk, "test")[0] == b"old"
        assert read_file(SYSTEM, new.pk, "test")[0] == b"new"
        with pytest.raises(ClosedError):
            read_file(SYSTEM, theirs.pk, "test")
    companions.leave(resident.pk, person, timezone.now())
    with request_of(sign_in(resident)), pytest.raises(ClosedError):
        read_file(SYSTEM, old.pk, "test")


def test_nobody_lets_a_colleague_in_alone(agent):
    nurse, physician, _sheets = two_nurses()
    newcomer = make_account(Duty.NURSE)
    given = {"now": timezone.now(), "account_id": newcomer.pk, "compartment": HEALTH}
    with request_of(sign_in(nurse)):
        assert keys.ask_grant(by=nurse, **given).code == "vault.no_key_pair"
    sign_in(newcomer)
    with request_of(sign_in(nurse)):
        asked = keys.ask_grant(by=nurse, **given)
        grant = {"now": timezone.now(), "grant_id": uuid.UUID(asked.subject)}
        assert keys.approve_grant(by=nurse, **grant).code == "vault.second_person"
    with request_of(sign_in(newcomer)):
        assert keys.approve_grant(by=newcomer, **grant).code == "vault.second_person"
    with request_of(sign_in(physician)):
        assert isinstance(keys.approve_grant(by=physician, **grant), Done)
    assert sign_in(newcomer).compartments == {"health"}


def test_a_duty_without_need_is_not_let_in(agent):
    nurse, _physician, _sheets = two_nurses()
    director = make_account(Duty.DIRECTOR)
    sign_in(director)
    with request_of(sign_in(nurse)):
        given = {"now": timezone.now(), "account_id": director.pk, "compartment": HEALTH}
        assert keys.ask_grant(by=nurse, **given).code == "vault.not_needed"


def test_a_key_slipped_into_the_database_is_let_in_by_nobody(agent):
    """Who can write the database swaps the newcomer's public half, or adds a member."""
    nurse, physician, _sheets = two_nurses()
    newcomer = make_account(Duty.NURSE)
    sign_in(newcomer)
    thief = Holder.objects.exclude(account_id=newcomer.pk).first()
    with request_of(sign_in(nurse)):
        given = {"now": timezone.now(), "account_id": newcomer.pk, "compartment": HEALTH}
        asked = keys.ask_grant(by=nurse, **given)
    Holder.objects.filter(account_id=newcomer.pk).update(public=thief.public)
    with request_of(sign_in(physician)):
        grant = {"now": timezone.now(), "grant_id": uuid.UUID(asked.subject)}
        assert keys.approve_grant(by=physician, **grant).code == "vault.not_vouched"
        seal = EpochSeal.objects.filter(epoch__compartment="health").exclude(holder_id=HOST).first()
        EpochSeal.objects.create(
            epoch=seal.epoch,
            holder_id=uuid.uuid4(),
            public=bytes(thief.public)[::-1],
            mark=seal.mark,
            sealed=b"",
        )
        with pytest.raises(Exception, match="vouched"):
            members.rotate("health", sign_in(physician).token)


def test_two_must_stay(agent):
    nurse, physician, _sheets = two_nurses()
    with request_of(sign_in(nurse)):
        given = {"now": timezone.now(), "account_id": physician.pk, "compartment": HEALTH}
        assert keys.withdraw_grant(by=nurse, **given).code == "vault.two_members"


def test_who_takes_themself_out_leaves_the_rotation_to_the_next_member(agent):
    three = [make_account(duty) for duty in (Duty.NURSE, Duty.PHYSICIAN, Duty.NURSE)]
    for account in three:
        sign_in(account)
    given_over(*three)
    leaving, staying = sign_in(three[0]), sign_in(three[1])
    given = {"account_id": three[0].pk, "compartment": HEALTH, "now": timezone.now()}
    with kept(), request_of(leaving):
        assert isinstance(keys.withdraw_grant(by=three[0], **given), Done)
    assert members.rotations_due() == [HEALTH.value]
    with kept(), request_of(staying):
        assert keys.rotate_due(by=three[1], now=timezone.now()) == [HEALTH.value]
    assert members.people_in(HEALTH) == sorted(account.pk for account in three[1:])


def test_a_leaver_opens_nothing_and_the_next_member_rotates(agent, person):
    nurse, physician, _sheets = two_nurses()
    file = keep_file(person, HEALTH, b"insulin", "text/plain")
    session, before = sign_in(physician), epochs.current("health").number
    with kept():
        assert keys.leaver(by=SYSTEM, now=timezone.now(), account_id=physician.pk) == [
            "health",
            "kin",
        ]
    with request_of(session), pytest.raises(ClosedError):
        read_file(SYSTEM, file.pk, "test")
    assert sign_in(physician).compartments == frozenset()
    assert members.rotations_due() == ["health", "kin"]
    holding = sign_in(nurse)
    with kept(), request_of(holding):
        assert keys.rotate_due(by=nurse, now=timezone.now()) == ["health", "kin"]
    assert epochs.current("health").number == before + 1
    with request_of(holding):
        assert read_file(SYSTEM, file.pk, "test")[0] == b"insulin"


def test_a_passkey_unlocks_beside_the_password(agent):
    nurse, _physician, _sheets = two_nurses()
    holding = sign_in(nurse)
    salt, wrap = agent.add_wrap(holding.token, "passkey", bytes(32))
    seals = epochs.seals_of(holding.holder)
    token, held = agent.unlock(nurse.pk, holding.holder, "passkey", bytes(32), salt, wrap, seals)
    assert held == ["health", "kin"]
    assert token != holding.token
    with pytest.raises(Exception, match="doesn't open"):
        agent.unlock(nurse.pk, holding.holder, "passkey", bytes(31) + b"1", salt, wrap, seals)


def test_the_password_alone_opens_nothing_without_the_hosts_secret(agent):
    """A stolen backup has wraps and may guess passwords; the host's secret isn't in it."""
    nurse, _physician, _sheets = two_nurses()
    holder = members.holder_of(nurse.pk)
    wrap = holder.wraps.get()
    elsewhere = Custodian(bytes(32))
    given = (bytes(wrap.salt), bytes(wrap.wrapped), epochs.seals_of(holder.pk))
    with pytest.raises(Exception, match="doesn't open"):
        elsewhere.unlock(nurse.pk, holder.pk, "password", PASSWORD.encode(), *given)


def test_argon2_is_as_strong_as_promised():
    import importlib

    fresh = importlib.util.find_spec("naru.ground.vault.userkeys").loader.get_source(
        "naru.ground.vault.userkeys"
    )
    assert "MEMORY_KIB, PASSES, LANES = 64 * 1024, 3, 1" in fresh
    assert userkeys.LANES == 1
