"""Who holds a compartment opens it; who doesn't can only put something in."""

import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from django.test import TestCase
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.testing import make_account
from naru.ground.staff import keys, unlocking
from naru.ground.vault import (
    SYSTEM,
    Compartment,
    ErasedError,
    companions,
    epochs,
    erase,
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
from naru.ground.vault.keeper import NOBODY, held_by, host_secret, standing_in
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
    said = unlocking.open_session(account, "password", password.encode())
    return unlocking.holding_of(account, said) if said else None


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


@dataclass
class Believed:
    """What the test believes of one account."""

    account: object
    password: str
    inside: set = field(default_factory=set)
    session: object = None


class Vault(RuleBasedStateMachine):
    """Accounts, grants, leavers, resets, rotation, recovery, erasure: who opens what, always."""

    @initialize()
    def start(self):
        self.agent = Custodian(host_secret())
        self._stack = standing_in(self.agent)
        self._stack.__enter__()
        self.ring = own_ring()
        self.ring.__enter__()
        epochs.found_all()
        self.people = [Believed(make_account(Duty.NURSE), PASSWORD) for _ in range(5)]
        for one in self.people[:2]:
            one.session = sign_in(one.account)
            one.inside = {"health", "kin"}
        self.sheets = given_over(*(one.account for one in self.people[:2]))
        for one in self.people[:2]:
            one.session = sign_in(one.account)
        self.files, self.erased = [], set()

    def teardown(self):
        if hasattr(self, "ring"):
            self.ring.__exit__(None, None, None)
            self._stack.__exit__(None, None, None)

    def _live(self, compartment):
        return [p for p in self.people if p.session and compartment in p.session.compartments]

    @rule(who=st.integers(0, 4))
    def sign_in(self, who):
        one = self.people[who]
        one.session = sign_in(one.account, one.password)
        assert one.session is not None
        with kept(), request_of(one.session):
            keys.rotate_due(by=one.account, now=timezone.now())
        self._refresh()

    @rule(who=st.integers(0, 4))
    def sign_out(self, who):
        one = self.people[who]
        if one.session:
            self.agent.lock(one.session.token)
            one.session = None

    @rule(who=st.integers(0, 4))
    def wrong_password(self, who):
        one = self.people[who]
        if members.holder_of(one.account.pk):
            assert sign_in(one.account, "not the password at all") is None

    @rule(
        who=st.integers(0, 4),
        asker=st.integers(0, 4),
        approver=st.integers(0, 4),
        part=st.sampled_from(["health"]),
    )
    def grant(self, who, asker, approver, part):
        grantee, first, second = (self.people[n] for n in (who, asker, approver))
        if not (first.session and second.session) or part in grantee.inside:
            return
        given = {"account_id": grantee.account.pk, "compartment": Compartment(part)}
        with kept(), request_of(first.session):
            asked = keys.ask_grant(by=first.account, now=timezone.now(), **given)
        if isinstance(asked, Refusal):
            return
        assert part in first.session.compartments
        step = {"now": timezone.now(), "grant_id": uuid.UUID(asked.subject)}
        with kept(), request_of(second.session):
            done = keys.approve_grant(by=second.account, **step)
        alone = len({who, asker, approver}) < 3
        if isinstance(done, Done):
            assert not alone
            assert part in second.session.compartments
            grantee.inside.add(part)
        else:
            assert alone or part not in second.session.compartments
            keys.refuse_grant(by=first.account, **step)
        grantee.session = None

    @rule(who=st.integers(0, 4), by=st.integers(0, 4), part=st.sampled_from(["health", "kin"]))
    def withdraw(self, who, by, part):
        one, me = self.people[who], self.people[by]
        if not me.session or part not in me.session.compartments:
            return
        given = {"account_id": one.account.pk, "compartment": Compartment(part)}
        inside = [p for p in self.people if part in p.inside]
        with kept(), request_of(me.session):
            done = keys.withdraw_grant(by=me.account, now=timezone.now(), **given)
        if isinstance(done, Done):
            assert len(inside) > 2
            one.inside.discard(part)
            one.session = None
            self._refresh()
        else:
            assert part not in one.inside or len(inside) <= 2

    @rule(who=st.integers(0, 4))
    def leave_and_return_with_a_new_key(self, who):
        one = self.people[who]
        old = one.session
        with kept():
            keys.leaver(by=SYSTEM, now=timezone.now(), account_id=one.account.pk)
        one.inside, one.session = set(), None
        one.password += "!"
        if old:
            with pytest.raises(Exception, match="locked"):
                self.agent.holds(old.token)

    @rule(part=st.sampled_from(["health", "kin"]))
    def rotate(self, part):
        live = self._live(part)
        if live:
            with kept(), request_of(live[0].session):
                members.rotate(part, live[0].session.token)

    @rule(
        who=st.integers(0, 4), part=st.sampled_from(["health", "kin"]), text=st.binary(max_size=9)
    )
    def put_in(self, who, part, text):
        with request_of(self.people[who].session or NOBODY):
            file = keep_file(uuid.uuid4(), Compartment(part), text, "text/plain")
        self.files.append((file.pk, file.person_id, part, text))

    @precondition(lambda self: self.files)
    @rule(data=st.data())
    def erase(self, data):
        _pk, person, part, _text = data.draw(st.sampled_from(self.files))
        with kept():
            erase(person, [Compartment(part)], timezone.now())
        self.erased.add(person)

    @rule(data=st.data())
    def recover(self, data):
        three = data.draw(st.permutations(self.sheets))[:3]
        two = [one for one in self.people if members.holder_of(one.account.pk)][-2:]
        if len(two) < 2:
            return
        with kept():
            opened = recovery.use(three, [one.account.pk for one in two], timezone.now())
        assert {"health", "kin"} <= set(opened)
        for one in two:
            one.inside |= {"health", "kin"}
            one.session = None

    def _refresh(self):
        """A request asks the agent what its session holds now."""
        for one in self.people:
            if one.session:
                held = frozenset(self.agent.holds(one.session.token))
                one.session = type(one.session)(
                    one.session.token, one.session.account, one.session.holder, held
                )

    @invariant()
    def members_open_and_others_do_not(self):
        for one in getattr(self, "people", []):
            if not one.session:
                continue
            for pk, person, part, text in self.files[-4:]:
                with request_of(one.session):
                    if person in self.erased:
                        with pytest.raises(ErasedError):
                            read_file(SYSTEM, pk, "test")
                    elif part in one.inside and part in one.session.compartments:
                        assert read_file(SYSTEM, pk, "test")[0] == text
                    else:
                        with pytest.raises(ClosedError):
                            read_file(SYSTEM, pk, "test")

    @invariant()
    def no_seal_is_left_for_an_old_key(self):
        if hasattr(self, "people"):
            live = set(Holder.objects.filter(retired_at=None).values_list("pk", flat=True))
            assert set(EpochSeal.objects.values_list("holder_id", flat=True)) <= live | {HOST}

    @invariant()
    def the_database_agrees(self):
        for part in ("health", "kin") if hasattr(self, "people") else ():
            inside = {one.account.pk for one in self.people if part in one.inside}
            assert set(members.people_in(part)) == inside


@pytest.mark.django_db
def test_whatever_happens_only_members_open():
    from django.db import transaction
    from hypothesis.stateful import run_state_machine_as_test

    class InTransaction(Vault):
        def __init__(self):
            self._block = transaction.atomic()
            self._block.__enter__()
            super().__init__()

        def teardown(self):
            super().teardown()
            transaction.set_rollback(True)
            self._block.__exit__(None, None, None)

    run_state_machine_as_test(
        InTransaction,
        settings=settings(
            max_examples=25,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_argon2_is_as_strong_as_promised():
    import importlib

    fresh = importlib.util.find_spec("naru.ground.vault.userkeys").loader.get_source(
        "naru.ground.vault.userkeys"
    )
    assert "MEMORY_KIB, PASSES, LANES = 64 * 1024, 3, 1" in fresh
    assert userkeys.LANES == 1
