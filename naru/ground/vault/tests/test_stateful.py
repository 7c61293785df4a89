"""Accounts, grants, leavers, resets, rotation, recovery, erasure in any order: who opens what."""

import uuid
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.testing import make_account
from naru.ground.staff import keys
from naru.ground.vault import (
    SYSTEM,
    Compartment,
    ErasedError,
    epochs,
    erase,
    keep_file,
    members,
    read_file,
    recovery,
)
from naru.ground.vault.closed import ClosedError
from naru.ground.vault.compartments import HOST
from naru.ground.vault.custody.budgets import AN_HOUR, Budgets
from naru.ground.vault.custody.core import Custodian
from naru.ground.vault.keeper import NOBODY, host_secret, standing_in
from naru.ground.vault.models import EpochSeal, Holder
from naru.ground.vault.rings import own_ring
from naru.ground.vault.tests.test_members import PASSWORD, given_over, kept, request_of, sign_in


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
        ample = Budgets(dict.fromkeys(AN_HOUR, 10**6))  # how much is opened is tested elsewhere
        self.agent = Custodian(host_secret(), budgets=ample)
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
