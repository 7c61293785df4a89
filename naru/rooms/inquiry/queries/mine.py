"""The people an interviewer works with: planned times, and what waits."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from naru.ground import people
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.models import CaseRow, TaskRow
from naru.rooms.inquiry import records
from naru.rooms.inquiry.models import Interview, Plan, Statement
from naru.rooms.inquiry.queries import words

LONGEST = 200
READ_BACK = "C10"


@dataclass(frozen=True)
class MineRow:
    """One person: the next interview, what the statement waits for, and the counts."""

    number: str
    name: str
    next_at: datetime | None
    open: bool
    state_words: str
    tone: str
    due: datetime | None
    days: int
    held: int


@dataclass(frozen=True)
class MinePage:
    """The list."""

    title: str
    rows: tuple[MineRow, ...]
    now: datetime


def mine(viewer: Any) -> MinePage:
    """The open cases of the viewer that the inquiry has reached."""
    cases = list(pathway.open_cases(viewer)[:LONGEST])
    ids = [case.person_id for case in cases]
    plans, sessions, states = _next_plans(ids), _sessions(ids), _states(ids)
    labels = people.labels(viewer, ids)
    reached = [case for case in cases if case.person_id in {*plans, *sessions}] or cases
    dues = _read_back_dues(cases)
    rows = tuple(
        _row(
            case,
            labels,
            plans,
            sessions.get(case.person_id, []),
            states.get(case.person_id, ""),
            dues.get(case.person_id),
        )
        for case in reached
    )
    return MinePage(_("My interviews"), rows, timezone.now())


def _row(
    case: CaseRow,
    labels: dict[UUID, Any],
    plans: dict[UUID, datetime],
    held: list[Interview],
    state: str,
    due: datetime | None,
) -> MineRow:
    person = case.person_id
    said, tone = words.state(words.STATEMENT_STATES, state) if state else ("", "")
    return MineRow(
        number=case.person.number,
        name=labels[person].name if person in labels else "",
        next_at=plans.get(person),
        open=any(one.state == Interview.OPEN for one in held),
        state_words=said,
        tone=tone,
        due=due,
        days=len({records.local(one.started_at).date() for one in held}),
        held=sum(one.state in records.USABLE for one in held),
    )


def _read_back_dues(cases: list[CaseRow]) -> dict[UUID, datetime]:
    """When each statement must be read back, by person."""
    rows = TaskRow.objects.filter(case__in=cases, clock=READ_BACK).exclude(due=None)
    return dict(rows.values_list("case__person_id", "due"))


def _next_plans(ids: list[UUID]) -> dict[UUID, datetime]:
    rows = Plan.objects.filter(person_id__in=ids, interview=None).order_by("-at")
    return {row.person_id: row.at for row in rows}


def _sessions(ids: list[UUID]) -> dict[UUID, list[Interview]]:
    found: dict[UUID, list[Interview]] = {}
    for row in Interview.objects.filter(person_id__in=ids):
        found.setdefault(row.person_id, []).append(row)
    return found


def _states(ids: list[UUID]) -> dict[UUID, str]:
    rows = Statement.objects.filter(person_id__in=ids).order_by("version")
    return dict(rows.values_list("person_id", "state"))
