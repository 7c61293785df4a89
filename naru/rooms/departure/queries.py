"""Reads of the departure room: the checklist, who leaves today, the panel, the certificate."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils import timezone, translation

from naru.domain.duties import Duty
from naru.domain.guards import View, facts_of, failures
from naru.domain.profile import Guard
from naru.domain.sayings import guard_refusal
from naru.ground import ledger, people
from naru.ground.pathway import queries as pathway
from naru.ground.pathway import rooms
from naru.ground.pathway.queries import CaseView
from naru.ground.staff.models import Account
from naru.ground.vault import open_rows
from naru.kit import numbers
from naru.rooms.departure.models import Closure, DepartureRecord
from naru.rooms.departure.names import COPIES, DESTINATIONS
from naru.rooms.departure.retention import RULES

EVENT = "depart"
STAFF = frozenset({Duty.CASEWORKER, Duty.PROPERTY_CUSTODIAN, Duty.RECEPTION_OFFICER})
READERS = STAFF | {
    Duty.HUMAN_RIGHTS_OFFICER,
    Duty.COUNSEL,
    Duty.CHILD_GUARDIAN,
    Duty.RESIDENT,
}
ASKED_THERE = frozenset({"destination_informed"})
"""Facts that the page of the departure itself asks for."""


@dataclass(frozen=True)
class Line:
    """One condition of leaving: met or open, whose it is, and where it is done."""

    name: str
    done: bool
    who: str
    act: str
    url: str
    here: bool


@dataclass(frozen=True)
class Checklist:
    """Every condition of leaving."""

    lines: list[Line]

    @property
    def open(self) -> list[Line]:
        """The lines that stand against leaving."""
        return [line for line in self.lines if not line.done and not line.here]


@dataclass(frozen=True)
class LeavingRow:
    """Somebody who leaves today or has left."""

    number: str
    shown: str
    name: str
    started_at: datetime
    left_at: datetime | None
    id: UUID


@dataclass(frozen=True)
class DeparturePanel:
    """What the resident page shows of a departure."""

    number: str
    started_at: datetime | None
    left_at: datetime | None
    outcome: str
    destination: Any
    copies: list[Any]
    record_id: UUID | None
    open_lines: int
    may_open: bool
    closed: "ClosureView | None"


@dataclass(frozen=True)
class ClosureView:
    """The certificate: what was erased, and the day each class is to be erased."""

    at: datetime
    kin_kept: bool
    timers: list[tuple[Any, date]]


def lang() -> str:
    """The staff language of this request."""
    return "ko" if (translation.get_language() or "ko").startswith("ko") else "en"


def checklist(case: CaseView) -> Checklist:
    """Every guard of the departure as lines, one for each thing that it names."""
    profile = case.case.profile
    rule = profile.events[EVENT]
    stage = profile.stages[rule.stage].guards if rule.stage else ()
    urls = {event: url for room in rooms.installed() for event, url in room.steps.items()}
    return Checklist(
        [
            _line(case, guard, arg, urls)
            for guard in (*stage, *rule.guards)
            for arg in guard.args or (guard.name,)
        ]
    )


def _line(case: CaseView, guard: Guard, arg: str, urls: dict[str, str]) -> Line:
    profile = case.case.profile
    one = Guard(guard.name, (arg,)) if guard.args else guard
    view = View(case.case, case.case.facts, str(case.viewer.pk), case.now)
    missing = failures(one, view)
    facts = guard_refusal(profile, one, (arg,), duties=case.viewer.duties).facts
    acts = [e for e in profile.events.values() if e.name in facts["act"]]
    mine = next((e for e in acts if case.viewer.duties & set(e.by) and e.id in urls), None)
    here = bool(ASKED_THERE & set(facts_of(one)))
    return Line(
        name=_said(facts["what"]),
        done=not missing,
        who=_said(facts["who"]),
        act=mine.name[lang()] if mine else _said(facts["act"]),
        url=reverse(urls[mine.id], args=[case.number]) if mine and missing and not here else "",
        here=here,
    )


def _said(words: Any) -> str:
    return ", ".join(w if isinstance(w, str) else w[lang()] for w in words)


def leaving(viewer: Account, now: datetime | None = None) -> list[LeavingRow]:
    """Who is being prepared to leave, and who has left today."""
    today = timezone.localdate(now)
    rows = {row.person_id: row for row in pathway.open_cases(viewer)}
    records = DepartureRecord.objects.filter(person_id__in=rows)
    found = [r for r in records if r.left_at is None or timezone.localdate(r.left_at) == today]
    labels = people.labels(viewer, {record.person_id for record in found})
    return [
        LeavingRow(
            number=labels[record.person_id].number,
            shown=numbers.shown(labels[record.person_id].number),
            name=labels[record.person_id].name,
            started_at=record.started_at,
            left_at=record.left_at,
            id=record.pk,
        )
        for record in found
    ]


def receipt(viewer: Account, number: str, record_id: UUID) -> ledger.Issued:
    """The receipt of a departure; Http404 when it isn't this person's."""
    case = pathway.case(viewer, number)
    record = DepartureRecord.objects.filter(pk=record_id, person_id=case.person_id).first()
    if record is None or record.pdf_id is None:
        raise Http404
    return ledger.issued(viewer, record.pdf_id, "departure receipt")


def panel(viewer: Account, case: CaseView) -> DeparturePanel | None:
    """Where the departure stands; None before there is an outcome to leave with."""
    record = DepartureRecord.objects.filter(person_id=case.person_id).last()
    if record is None and case.case.outcome is None:
        return None
    said = open_rows(viewer, [record], "departure")[0] if record else {}
    known = case.case.profile.outcomes.get(case.case.outcome or "")
    reads = viewer.has(*READERS)
    return DeparturePanel(
        number=case.number,
        started_at=record.started_at if record else None,
        left_at=record.left_at if record else None,
        outcome=known.name[lang()] if known else "",
        destination=DESTINATIONS.get(said.get("destination", ""), ""),
        copies=[COPIES[key] for key in said.get("copies", [])],
        record_id=record.pk if record and record.pdf_id and reads else None,
        open_lines=len(checklist(case).open),
        may_open=reads,
        closed=closure(viewer, case.person_id),
    )


def closure(viewer: Account, person_id: UUID) -> ClosureView | None:
    """The certificate of the closed file."""
    row = Closure.objects.filter(person_id=person_id).first()
    if row is None:
        return None
    said = open_rows(viewer, [row], "closure")[0]
    named = {rule.id: rule.name for rule in RULES}
    kept = [(named[key], date.fromisoformat(day)) for key, day in said["timers"].items()]
    return ClosureView(row.at, said["kin_kept"], kept)


def planned(now: datetime) -> list[tuple[Any, datetime]]:
    """The timers as they would run if the file were closed now."""
    return [(rule.name, rule.until(now)) for rule in RULES]
