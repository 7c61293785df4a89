"""Reads of the shell, each a fixed number of queries whatever the number of residents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from naru.domain.pathway import Step
from naru.domain.refusals import Refusal, say
from naru.ground import ledger, people, staff
from naru.ground.pathway import profiles, rooms
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.models import CaseRow, TaskRow
from naru.ground.pathway.need import EMERGENCY, Withheld
from naru.ground.pathway.pages import person_url
from naru.ground.pathway.queries import CaseView
from naru.ground.pathway.reach import reachable
from naru.ground.staff import emergency
from naru.ground.staff.models import Account
from naru.ground.vault import accesses
from naru.kit import numbers
from naru.web import words
from naru.web.acts import may_know

PAGE = 50
LOOKED_AT, SHOWN = 80, 15
DAY = timedelta(days=1)


@dataclass(frozen=True)
class QueueItem:
    """One line of the queue."""

    title: str
    text: str
    url: str
    due: datetime | None
    since: datetime
    state: str = ""


@dataclass(frozen=True)
class PersonRow:
    """One line of the list of people."""

    label: people.Label
    opened_at: datetime
    url: str
    sex: str
    language: str


@dataclass(frozen=True)
class StepView:
    """One step on the resident page: open with its address, or refused with its reasons."""

    title: str
    url: str
    refusal: Refusal | None
    event: str
    is_next: bool
    room: Any


@dataclass(frozen=True)
class PanelView:
    """A room's part of the resident page."""

    id: str
    title: Any
    template: str
    panel: object


@dataclass(frozen=True)
class Relative:
    """A member of the family, or another record, that the viewer reaches."""

    name: str
    url: str
    role: str
    number: str


@dataclass(frozen=True)
class Opening:
    """Who opened which part of one's record, when and why."""

    day: Any
    name: str
    compartment: str
    reason: str
    in_need: bool = False


def queue(viewer: Account, start: int = 0) -> list[QueueItem]:
    """A page of the viewer's queue from `start`, with the names that the viewer may read."""
    rows = pathway.queue(viewer, start=start)
    labels = people.labels(viewer, {row.case.person_id for row in rows})
    urls, events = step_urls(), profiles.current().events
    mine = {e: url for e, url in urls.items() if e in events and viewer.duties & set(events[e].by)}
    barred = {row.pk for row in rows if str(viewer.pk) in row.barred}
    return [
        _queue_item(row, labels.get(row.case.person_id), {} if row.pk in barred else mine)
        for row in rows
    ]


def by_urgency(items: Sequence[QueueItem], now: datetime) -> list[tuple[str, list[QueueItem]]]:
    """The queue in the parts of a working day, in the order in which they press."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0) + DAY
    parts: dict[str, list[QueueItem]] = {}
    for item in items:
        parts.setdefault(_part(item.due, now, midnight), []).append(item)
    return list(parts.items())


def _part(due: datetime | None, now: datetime, midnight: datetime) -> str:
    if due is None:
        return _("No time limit")
    if due <= now:
        return _("Late")
    if due < midnight:
        return _("Today")
    if due < midnight + DAY:
        return _("Tomorrow")
    return _("Within seven days") if due < midnight + 6 * DAY else _("After that")


def step_urls() -> dict[str, str]:
    """The url name of each event's page."""
    return {event: url for room in rooms.installed() for event, url in room.steps.items()}


def _queue_item(row: Any, label: people.Label | None, urls: dict[str, str]) -> QueueItem:
    """The act's own page for who may take it, the person's for who is only told."""
    number = row.case.person.number
    who = f"{label.name} · " if label and label.name else ""
    own = urls.get(row.event)
    url = reverse(own, args=[number]) if own else person_url(number)
    first = _("First: %(step)s") % {"step": words.action(row.waits)} if row.waits else ""
    shown = f"{who}{numbers.shown(number)}"
    return QueueItem(words.task(row), shown, url, row.due, row.since, first)


def people_page(viewer: Account, page: str) -> Page:
    """A page of the people within the viewer's reach whose case is open, the newest first."""
    found = Paginator(pathway.open_cases(viewer).defer("sealed"), PAGE).get_page(page)
    rows = list(found.object_list)
    found.object_list = person_rows(viewer, rows)
    return found


def person_rows(viewer: Account, rows: Sequence[CaseRow]) -> list[PersonRow]:
    labels = people.labels(viewer, [row.person_id for row in rows])
    return [
        PersonRow(
            labels[row.person_id],
            row.opened_at,
            person_url(row.person.number),
            words.sex(labels[row.person_id].sex),
            words.language(labels[row.person_id].language),
        )
        for row in rows
        if row.person_id in labels
    ]


def steps(case: CaseView) -> tuple[list[StepView], list[StepView]]:
    """The viewer's steps: open ones, and those of the pathway that still wait for something."""
    urls = step_urls()
    names = {event: room.name for room in rooms.installed() for event in room.steps}
    views = [
        StepView(
            step.event.name[words.lang()],
            reverse(urls[step.event.id], args=[case.number]),
            None if step.open else step.refusals[0],
            step.event.id,
            _is_ahead(step, case),
            names[step.event.id],
        )
        for step in case.steps
        if step.event.id in urls and (step.open or _is_ahead(step, case))
    ]
    return [v for v in views if v.refusal is None], [v for v in views if v.refusal]


def by_room(steps: Sequence[StepView]) -> dict[str, list[StepView]]:
    """The steps that nothing presses for, under the name of the room that takes them."""
    found: dict[str, list[StepView]] = {}
    for step in steps:
        if not step.is_next:
            found.setdefault(str(step.room), []).append(step)
    return found


def _is_ahead(step: Step, case: CaseView) -> bool:
    """A refused step is shown only while its stage still lies ahead."""
    return bool(step.event.stage) and step.event.stage not in case.case.done


def panels(viewer: Account, case: CaseView) -> list[PanelView]:
    """The rooms' panels that this viewer sees, in their order."""
    offered = [panel for room in rooms.installed() for panel in room.panels]
    broken = {row.compartment for row in emergency.open_now(viewer, case.person_id)}
    mine = [p for p in offered if viewer.duties & p.duties or p.emergency in broken]
    filled = (_filled(panel, viewer, case) for panel in sorted(mine, key=lambda p: p.order))
    return [view for view in filled if view is not None]


def _filled(panel: rooms.Panel, viewer: Account, case: CaseView) -> PanelView | None:
    """A panel with its content, or with the reason why it stays closed to this viewer."""
    try:
        content = panel.query(viewer, case)
    except Withheld as closed:
        said = say(closed.refusal, words.lang())
        return PanelView(panel.id, panel.title, "web/withheld.html", said)
    return None if content is None else PanelView(panel.id, panel.title, panel.template, content)


def family_here(viewer: Account, person_id: UUID) -> list[Relative]:
    """The family in the centre, as far as the viewer reaches them."""
    return _reached(viewer, people.household_of(person_id))


def same_person(viewer: Account, person_id: UUID) -> list[Relative]:
    """The other records that are of this person, as far as the viewer reaches them."""
    return _reached(viewer, people.same_records(person_id))


def _reached(viewer: Account, person_ids: Sequence[UUID]) -> list[Relative]:
    if not person_ids:
        return []
    reached = reachable(viewer).filter(person_id__in=person_ids)
    labels = people.labels(viewer, set(reached.values_list("person_id", flat=True)))
    return [
        Relative(
            label.name or numbers.shown(label.number),
            person_url(label.number),
            words.family_role(label.role),
            numbers.shown(label.number),
        )
        for label in labels.values()
    ]


def timeline(viewer: Account, person_id: UUID) -> list[dict[str, object]]:
    """The latest acts about a person that the viewer may know of, with who did them.

    What they said stays in the rooms.
    """
    recent = ledger.happened(viewer, person_id, [], limit=LOOKED_AT)
    acts = [act for act in recent if may_know(viewer, act)][:SHOWN]
    names = staff.names({act.actor_id for act in acts})
    return [
        {
            "title": words.action(act.action),
            "text": _("Ledger entry %(number)s") % {"number": act.seq},
            "at": act.at,
            "by": names.get(act.actor_id, ""),
        }
        for act in acts
    ]


def openings(person_id: UUID) -> list[Opening]:
    """Who opened a resident's record, for the resident."""
    rows = accesses(person_id)
    names = staff.names({row.viewer_id for row in rows})
    own = Account.objects.filter(person_id=person_id).values_list("pk", flat=True)
    names |= dict.fromkeys(own, _("Yourself"))
    return [
        Opening(
            row.day,
            names.get(row.viewer_id, "–"),
            words.part(row.compartment),
            words.purpose(row.reason),
            row.reason == EMERGENCY,
        )
        for row in rows
    ]


def stage_counts() -> list[tuple[str, int]]:
    """How many people somebody has to do something for at each stage: numbers only, for a wall."""
    staged = _waiting().exclude(stage="").values("stage")
    rows = staged.annotate(n=Count("case", distinct=True))
    counts = {row["stage"]: row["n"] for row in rows}
    stages = profiles.current().stages
    return [(stages[s].name[words.lang()], counts[s]) for s in stages if s in counts]


def _waiting() -> QuerySet[TaskRow]:
    """The tasks that somebody can take now; time that is only watched is none."""
    return TaskRow.objects.exclude(event="").filter(since__lte=timezone.now())


def waiting_numbers(limit: int = 24) -> list[tuple[str, str, datetime | None]]:
    """Numbers that wait and for what, the oldest promise first: numbers only, for a wall."""
    rows = _waiting().filter(due__isnull=False).select_related("case__person")
    ordered = rows.order_by(F("due").asc())[:limit]
    return [(numbers.shown(r.case.person.number), words.task(r), r.due) for r in ordered]
