"""What the live conductor keeps is the fold of the pure rules, act for act."""

from dataclasses import fields
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from naru.domain import pathway
from naru.domain.cases import Case, Event
from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.domain.tasks import Task, tasks
from naru.ground import ledger
from naru.ground.pathway import conductor, profiles
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.testing import make_account, make_person
from naru.ground.staff.models import Account
from naru.ground.vault import SYSTEM, Compartment
from tests.laws.stays import MONDAY, Act, Search, acts

LAW = settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,
    ],
)
HELD = ("items_held", "medicine_pending", "claims_open", "loans_open")


class Stay:
    """One stay told twice: to the pure rules, and to the conductor."""

    def __init__(self, staff: dict[str, Account]) -> None:
        self.staff = staff
        self.now = MONDAY
        person = make_person(next(iter(staff.values())), MONDAY)
        self.row = conductor.open_case(person.subject, MONDAY)
        self.pure = Case(profiles.current())

    def tell(self, act: Act) -> None:
        """The same act to both, which must say the same."""
        self.now += timedelta(minutes=act.minutes)
        pure = told(self.pure, act, self.now)
        live = self._live(act)
        assert isinstance(live, Refusal) == isinstance(pure, Refusal), (pure, live)
        if isinstance(pure, Refusal):
            assert live == pure
        else:
            self.pure = pure
            self._leaves_with_everything(act)
        self.check()

    def _leaves_with_everything(self, act: Act) -> None:
        if act.event.id == "depart" and not act.undo:
            assert not [fact for fact in HELD if self.pure.facts.get(fact)]

    def _live(self, act: Act) -> Done | Refusal:
        row, by, event = self._fresh(), self.staff[act.event.actor], act.event
        if act.undo:
            return conductor.undo(row, by=by, now=self.now)
        said = {"facts": event.facts, "record": event.record, "outcome": event.outcome}
        return conductor.advance(row, event.id, by=by, now=self.now, **said)

    def _fresh(self) -> CaseRow:
        return CaseRow.objects.get(pk=self.row.pk)

    def check(self) -> None:
        """The kept case is the fold, and its task rows are its promises."""
        row = self._fresh()
        assert conductor.state(row) == self.pure
        assert row.version == self.pure.version
        assert (row.closed_at is not None) == self.pure.closed
        if self.pure.version:
            rows = [
                Task(**{field.name: getattr(t, field.name) for field in fields(Task)})
                for t in row.tasks.all()
            ]
            assert sorted(rows, key=by_key) == sorted(tasks(self.pure), key=by_key)

    def replayed(self) -> Case:
        """The case as the sealed bodies of the ledger tell it."""
        person, parts = self.row.person_id, {part.value for part in Compartment}
        case = Case(profiles.current())
        for entry in reversed(ledger.happened(SYSTEM, person, parts, limit=1000)):
            body = entry.body or {}
            if "facts" in body or "undone" in body:
                case = self._again(case, entry.at, str(entry.actor_id), entry.action, body)
        return case

    def _again(self, case: Case, at: datetime, actor: str, action: str, body: dict) -> Case:
        facts, record, outcome = (body.get(part) for part in ("facts", "record", "outcome"))
        event = Event(
            action, actor, self.staff[actor].duties, facts or {}, record or {}, outcome or ""
        )
        moved = told(case, Act(event, undo="undone" in body), at)
        assert not isinstance(moved, Refusal), moved
        return moved


def told(case: Case, act: Act, now: datetime) -> Case | Refusal:
    """The pure rules' answer to an act."""
    if act.undo:
        return pathway.undo(case, act.event.actor, now)
    return pathway.advance(case, act.event, now)


def by_key(task: Task) -> str:
    return task.key


@pytest.fixture
def staff(db: None) -> dict[str, Account]:
    """Three who may do everything, so that stays go far, and one who may little."""
    every = [make_account(*Duty) for _ in range(3)]
    accounts = [*every, make_account(Duty.INTERVIEWER)]
    return {str(account.pk): account for account in accounts}


@LAW
@given(st.data(), st.integers(5, 50))
def test_the_live_case_is_the_fold_and_so_is_its_ledger(
    staff: dict[str, Account], data: st.DataObject, length: int
) -> None:
    stay = Stay(staff)
    duties = {pk: account.duties for pk, account in staff.items()}
    for _ in range(length):
        act = data.draw(acts(stay.pure, duties, stay.now))
        stay.tell(act)
    assert stay.replayed() == stay.pure
    assert list(ledger.verify()) == []


def test_nobody_departs_while_belongings_are_held(staff: dict[str, Account]) -> None:
    duties = {pk: account.duties for pk, account in staff.items()}
    stay = Stay(staff)
    hold = Event("hold", next(iter(staff)), frozenset(Duty), {"items_held": 1})
    sign = Event("sign_inventory", hold.actor, hold.duties, {"inventory_signed": True})
    for event in Search(stay.pure.profile, duties).way():
        if event.id == "depart":
            stay.tell(Act(hold))
            stay.tell(Act(sign))
            stay.tell(Act(event))
            assert not stay.pure.facts.get("departed")
            stay.tell(Act(Event("give_back", hold.actor, hold.duties, {"items_held": 0})))
        stay.tell(Act(event))
    assert stay.pure.closed
    assert stay.replayed() == stay.pure


def test_nothing_is_begun_with_somebody_who_has_left(staff: dict[str, Account]) -> None:
    duties = {pk: account.duties for pk, account in staff.items()}
    stay = Stay(staff)
    for event in Search(stay.pure.profile, duties).way():
        stay.tell(Act(event))
        if event.id == "depart":
            break
    left, profile = stay.pure, stay.pure.profile
    for rule in profile.events.values():
        stay.tell(Act(Event(rule.id, next(iter(staff)), frozenset(Duty))))
        if rule.id not in profile.after_departure:
            assert stay.pure == left, rule.id
        left = stay.pure
