"""Reads of the pathway: a case as a viewer may see it, its steps, and the viewer's queue."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from naru.domain import clocks, pathway
from naru.domain.cases import Case
from naru.domain.clocks import Clock, ClockRule, ClockState
from naru.domain.duties import Duty
from naru.domain.pathway import Step
from naru.domain.profile import FactValue
from naru.ground.pathway import conductor, profiles
from naru.ground.pathway.models import Assignment, CaseRow, TaskRow
from naru.ground.pathway.reach import may_reach, reachable, reached
from naru.ground.staff.models import Account
from naru.kit import numbers

QUEUE_LENGTH = 50


@dataclass(frozen=True)
class ClockView:
    """A clock as the page shows it."""

    rule: ClockRule
    clock: Clock
    state: ClockState


@dataclass(frozen=True)
class CaseView:
    """A case as one viewer may see it: facts and clocks cut down to the viewer's duties."""

    id: UUID
    person_id: UUID
    number: str
    viewer: Account
    case: Case
    facts: dict[str, FactValue]
    now: datetime
    opened_at: datetime
    closed_at: datetime | None

    def fact(self, name: str) -> FactValue | None:
        """A fact, or None when it isn't known or isn't for this viewer."""
        return self.facts.get(name)

    @property
    def day(self) -> int:
        """The nth day of the stay, counted as the state's own clock counts it."""
        clock = self.case.clocks.get("C12")
        if clock is None:
            return (self.now - self.opened_at).days + 1
        return clocks.state(self.case.profile.clocks["C12"], clock, self.now).day

    @property
    def clocks(self) -> list[ClockView]:
        """The running clocks this viewer may see, the soonest first."""
        mine = {duty.value for duty in self.viewer.duties}
        rules = self.case.profile.clocks
        seen = [
            ClockView(rules[name], clock, clocks.state(rules[name], clock, self.now))
            for name, clock in self.case.clocks.items()
            if clock.ended is None and mine & {rules[name].owner, *rules[name].visible_to}
        ]
        return sorted(seen, key=lambda view: (view.clock.due is None, view.clock.due or self.now))

    @property
    def steps(self) -> list[Step]:
        """Every step this viewer's duties reach, open or with its refusals."""
        actor = str(self.viewer.pk)
        return pathway.open_steps(self.case, self.viewer.duties, self.now, actor)

    def step(self, event: str) -> Step | None:
        """One step by its event, or None when it isn't the viewer's or isn't reached."""
        return next((step for step in self.steps if step.event.id == event), None)


def case(viewer: Account, number: str, now: datetime | None = None) -> CaseView:
    """The newest case of a person; Http404 for a stranger and for whom the viewer may not reach."""
    read = numbers.read(number)
    row = (
        CaseRow.objects.select_related("person")
        .filter(person__number=read)
        .order_by(F("closed_at").desc(nulls_first=True))
        .first()
        if read
        else None
    )
    if row is None or not may_reach(viewer, row):
        raise Http404
    return view_of(viewer, row, now)


def view_of(viewer: Account, row: CaseRow, now: datetime | None = None) -> CaseView:
    """A loaded row as the viewer may see it."""
    pure = conductor.state(row)
    rules = pure.profile.facts
    facts = {k: v for k, v in pure.facts.items() if k in rules and viewer.duties & rules[k].seen_by}
    return CaseView(
        id=row.pk,
        person_id=row.person_id,
        number=row.person.number,
        viewer=viewer,
        case=pure,
        facts=facts,
        now=now or timezone.now(),
        opened_at=row.opened_at,
        closed_at=row.closed_at,
    )


def queue(
    viewer: Account, now: datetime | None = None, start: int = 0, limit: int | None = None
) -> list[TaskRow]:
    """The viewer's open tasks, the oldest promise first; those without a limit come last."""
    ordered = _ordered(_queued(viewer, now or timezone.now())).values("pk")
    page = ordered[start : start + (limit or QUEUE_LENGTH)]
    some = TaskRow.objects.filter(pk__in=page)  # sorted narrow, then read
    return list(_ordered(some).select_related("case__person").defer("case__sealed"))


def _ordered(tasks: QuerySet[TaskRow]) -> QuerySet[TaskRow]:
    return tasks.order_by(F("due").asc(nulls_last=True), "since", "key")


def queue_length(viewer: Account, now: datetime | None = None) -> int:
    """How many tasks wait for the viewer."""
    return _queued(viewer, now or timezone.now()).count()


def _queued(viewer: Account, now: datetime) -> QuerySet[TaskRow]:
    """The tasks the viewer may take, and the broken promises of which the viewer must know."""
    mine = Q(duty__in=[duty.value for duty in viewer.duties])
    told = [
        rule.id
        for rule in profiles.current().clocks.values()
        if viewer.duties & {Duty(duty) for duty in rule.visible_to}
    ]
    free = mine & ~Q(barred__contains=str(viewer.pk))
    tasks = TaskRow.objects.filter(free | Q(clock__in=told, due__lt=now))
    return reached(viewer, tasks.filter(since__lte=now))


def promised_since(clock_ids: Iterable[str]) -> dict[UUID, datetime]:
    """By person, the moment from which an open promise of these clocks counts; nothing opened."""
    rows = TaskRow.objects.filter(clock__in=list(clock_ids))
    return dict(rows.values_list("case__person_id", "counts_from"))


def open_cases(viewer: Account) -> QuerySet[CaseRow]:
    """The cases that are open and within the viewer's reach, the newest first."""
    rows = reachable(viewer).filter(closed_at=None)
    return rows.select_related("person").order_by("-opened_at")


def rows_of(viewer: Account, person_ids: Iterable[UUID]) -> dict[UUID, CaseRow]:
    """The open case of each person within the viewer's reach, by person."""
    rows = open_cases(viewer).filter(person_id__in=list(person_ids))
    return {row.person_id: row for row in rows}


def assigned(viewer: Account, case_id: UUID) -> list[Assignment]:
    """Who works on a case now."""
    rows = Assignment.objects.filter(case_id=case_id, until=None)
    return list(rows.select_related("account").order_by("since"))
