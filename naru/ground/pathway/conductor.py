"""Loads a case, moves it on by the rules, writes the ledger, saves: the only place that does."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404

from naru.domain import cases, pathway
from naru.domain.cases import Case, Event
from naru.domain.refusals import Done, Refusal
from naru.domain.tasks import tasks
from naru.ground import ledger
from naru.ground.pathway import profiles
from naru.ground.pathway.models import CaseRow, TaskRow
from naru.ground.staff.models import Account
from naru.ground.vault import SYSTEM, Compartment, open_row
from naru.kit import numbers


def open_case(person_id: UUID, now: datetime) -> CaseRow:
    """A new case under the profile of today; the caller then advances it with `arrive`."""
    profile = profiles.pin()
    row = CaseRow(
        person_id=person_id,
        profile_id=profile.id,
        profile_version=profile.version,
        opened_at=now,
    )
    _write(row, Case(profile))
    row.save(force_insert=True)
    return row


def load(number: str) -> CaseRow:
    """The open case of a person's number, locked for this transaction; Http404 if there is none."""
    read = numbers.read(number)
    row = (
        CaseRow.objects.select_for_update(of=("self",))
        .filter(person__number=read, closed_at=None)
        .first()
        if read
        else None
    )
    if row is None:
        raise Http404
    return row


def state(row: CaseRow) -> Case:
    """The pure case of a row."""
    data = open_row(SYSTEM, row, reason="conduct")
    return cases.from_data(data, profiles.of(row.profile_id, row.profile_version))


def advance(
    row: CaseRow,
    event: str,
    *,
    by: Account,
    now: datetime,
    facts: Mapping[str, Any] | None = None,
    record: Mapping[str, str] | None = None,
    outcome: str = "",
    subject: str = "",
    body: Mapping[str, Any] | None = None,
    compartment: Compartment = Compartment.OPS,
    proves: ledger.Proven | None = None,
) -> Done | Refusal:
    """Move the case by one event: rules, ledger entry, facts, clocks and tasks, or a refusal.

    `facts` are what the event states to other rooms; `body` is what only the compartment may
    read, `proves` the papers that the entry binds. Call it inside the verb's transaction, after
    `load`.
    """
    case = state(row)
    moment = max(now, case.last_at) if case.last_at else now
    act = Event(event, str(by.pk), by.duties, facts or {}, record or {}, outcome)
    moved = pathway.advance(case, act, moment)
    if isinstance(moved, Refusal):
        return moved
    said: dict[str, Any] = {"facts": dict(act.facts), "record": dict(act.record)}
    said |= {"outcome": outcome, "body": body or {}}
    return _keep(row, moved, event, by, moment, subject, said, compartment, proves)


def undo(row: CaseRow, *, by: Account, now: datetime, subject: str = "") -> Done | Refusal:
    """Take back the last act of this person, by a reversing entry; nothing is deleted."""
    case = state(row)
    moment = max(now, case.last_at) if case.last_at else now
    moved = pathway.undo(case, str(by.pk), moment)
    if isinstance(moved, Refusal):
        return moved
    last = case.last
    said = {"undone": last.event if last else ""}
    return _keep(row, moved, "undo", by, moment, subject, said, Compartment.OPS)


def _keep(
    row: CaseRow,
    case: Case,
    action: str,
    by: Account,
    now: datetime,
    subject: str,
    body: Mapping[str, Any],
    compartment: Compartment,
    proves: ledger.Proven | None = None,
) -> Done:
    entry = ledger.append(
        action,
        at=now,
        actor=by,
        person_id=row.person_id,
        compartment=compartment,
        body=body,
        subject=subject,
        proves=proves,
    )
    _write(row, case)
    row.closed_at = now if case.closed else None
    row.save(update_fields=["sealed", "epoch", "version", "closed_at"])
    _sync_tasks(row, case)
    return Done(subject or str(row.person_id), str(entry.seq))


def _write(row: CaseRow, case: Case) -> None:
    row.version = case.version
    row.put(cases.to_data(case))


def _sync_tasks(row: CaseRow, case: Case) -> None:
    """Make the task rows those of the case, touching only what changed."""
    wanted = {task.key: task for task in tasks(case)}
    present = {task.key: task for task in row.tasks.all()}
    gone = [task.pk for key, task in present.items() if key not in wanted]
    if gone:
        TaskRow.objects.filter(pk__in=gone).delete()
    fresh = []
    for key, task in wanted.items():
        values = asdict(task)
        del values["key"]
        old = present.get(key)
        if old is None:
            fresh.append(TaskRow(case=row, key=key, **values))
        elif any(getattr(old, name) != value for name, value in values.items()):
            TaskRow.objects.filter(pk=old.pk).update(**values)
    if fresh:
        TaskRow.objects.bulk_create(fresh)
