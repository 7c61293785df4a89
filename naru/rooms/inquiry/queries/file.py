"""The inquiry file of one person, cut to its viewer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from naru.domain.duties import Duty
from naru.domain.inquiry import days_of_questioning
from naru.domain.refusals import Refusal
from naru.ground import ledger, people
from naru.ground.pathway.pages import person_url
from naru.ground.pathway.queries import CaseView
from naru.ground.vault import open_row
from naru.rooms.inquiry import records
from naru.rooms.inquiry.models import (
    AuthorityReference,
    Exhibit,
    Finding,
    Interview,
    Plan,
    Reply,
    Review,
    Statement,
    Suspicion,
)
from naru.rooms.inquiry.queries import words
from naru.rooms.inquiry.queries.cuts import Cut, entered
from naru.rooms.inquiry.queries.transcript import Session, session_of

ROOM = "inquiry"
DURING_INTERVIEW = frozenset({"take_break", "end_interview", "void_interview", "raise_suspicion"})


@dataclass(frozen=True)
class PlanView:
    """A planned interview."""

    at: datetime
    place: str
    topics: str
    languages: str


@dataclass(frozen=True)
class StatementView:
    """The newest version of the statement, without its text."""

    version: int
    state_words: str
    tone: str
    made_at: datetime
    read_at: datetime | None
    digest: str
    entry: int | None


@dataclass(frozen=True)
class DoubtView:
    """A doubt put to the person, or a comment, with the answers."""

    words: str
    at: datetime
    is_doubt: bool
    answers: tuple[str, ...]


@dataclass(frozen=True)
class ExhibitView:
    """An exhibit with its origin, custody and authenticity."""

    id: UUID
    name: str
    title: str
    origin: str
    custody: str
    filed_at: datetime
    state_words: str
    tone: str
    reason: str
    sha256: str
    has_file: bool
    supports: bool


@dataclass(frozen=True)
class FindingView:
    """A finding with what speaks for and against it."""

    id: UUID
    issue: str
    state_words: str
    tone: str
    reasons: str
    cited_for: tuple[str, ...]
    cited_against: tuple[str, ...]
    reply: str
    author: str


@dataclass(frozen=True)
class Counts:
    """How much somebody was questioned, and how: numbers that speak for themselves."""

    days: int
    length: timedelta
    without_counsel: int
    out_of_hours: int
    pressure: int


@dataclass(frozen=True)
class StepView:
    """A step of the inquiry as a button: open, or greyed with its reason."""

    title: str
    url: str
    refused: Refusal | None


@dataclass(frozen=True)
class FilePage:
    """The whole file as this viewer may read it."""

    title: str
    back_url: str
    case: CaseView
    label: Any
    cut: Cut
    plans: tuple[PlanView, ...] = ()
    sessions: tuple[Session, ...] = ()
    counts: Counts | None = None
    statement: StatementView | None = None
    doubts: tuple[DoubtView, ...] = ()
    exhibits: tuple[ExhibitView, ...] = ()
    findings: tuple[FindingView, ...] = ()
    reviews: tuple[tuple[str, datetime, str], ...] = ()
    suspicions: tuple[tuple[str, datetime], ...] = ()
    references: tuple[dict[str, Any], ...] = ()
    steps: tuple[str, ...] = ()
    open_steps: tuple[StepView, ...] = ()
    waiting_steps: tuple[StepView, ...] = ()


def file(viewer: Any, number: str) -> FilePage:
    """The file; Http404 when nothing of it is the viewer's."""
    case, cut = entered(viewer, number)
    person = case.person_id
    shown = (*_events(case), *_extra_steps(case))
    sessions, values = _sessions(viewer, case, cut)
    exhibits = exhibits_of(viewer, person) if cut.talks or cut.findings else ()
    return FilePage(
        title=_("Inquiry file"),
        back_url=person_url(case.number),
        case=case,
        label=people.labels(viewer, [person]).get(person),
        cut=cut,
        plans=plans_of(viewer, person) if cut.talks else (),
        sessions=sessions,
        counts=_counts(sessions, values) if cut.talks else None,
        statement=statement_of(viewer, person) if cut.statement else None,
        doubts=doubts_of(viewer, person) if cut.talks or cut.findings else (),
        exhibits=exhibits,
        findings=_findings(viewer, person, exhibits) if cut.findings else (),
        reviews=_reviews(viewer, person) if cut.findings else (),
        suspicions=_suspicions(viewer, person) if cut.talks else (),
        references=_references(viewer, person) if cut.talks else (),
        steps=tuple(step.event.id for step in case.steps),
        open_steps=tuple(step for step in shown if not step.refused),
        waiting_steps=tuple(step for step in shown if step.refused),
    )


def _events(case: CaseView) -> tuple[StepView, ...]:
    """The steps of the file itself; those of a running interview stand on its own page."""
    lang = "ko" if (get_language() or "ko").startswith("ko") else "en"
    return tuple(
        StepView(step.event.name[lang], _url(step.event.id, case), next(iter(step.refusals), None))
        for step in case.steps
        if step.event.room == ROOM and step.event.id not in DURING_INTERVIEW
    )


def _extra_steps(case: CaseView) -> tuple[StepView, ...]:
    """What moves nothing on the pathway: a doubt, a finding."""
    doubt = StepView(_("Put a doubt to the person"), _url("put_doubt", case), None)
    finding = StepView(_("Write a finding"), _url("add_finding", case), None)
    duties = case.viewer.duties
    drafts = any(step.event.id == "draft_findings" for step in case.steps)
    return (
        *([doubt] if duties & {Duty.INTERVIEWER, Duty.INQUIRY_REVIEWER} else []),
        *([finding] if drafts else []),
    )


def _url(event: str, case: CaseView) -> str:
    return reverse(f"inquiry:{event}", args=[case.number])


def plans_of(viewer: Any, person_id: UUID) -> tuple[PlanView, ...]:
    """The interviews planned and not held yet."""
    rows = list(Plan.objects.filter(person_id=person_id, interview=None))
    return tuple(
        PlanView(
            row.at,
            said["place"],
            said["topics"],
            ", ".join(words.language(code) for code in said["languages"]),
        )
        for row, said in records.opened(viewer, rows, "inquiry_file")
    )


def _sessions(
    viewer: Any, case: CaseView, cut: Cut
) -> tuple[tuple[Session, ...], list[dict[str, Any]]]:
    rows = Interview.objects.filter(person_id=case.person_id)
    heard = [r for r in rows.prefetch_related("breaks", "misunderstood") if cut.may_hear(r)]
    pairs = list(records.opened(viewer, heard, "inquiry_file"))
    return tuple(session_of(row, said) for row, said in pairs), [said for _row, said in pairs]


def _counts(sessions: Sequence[Session], values: Sequence[dict[str, Any]]) -> Counts:
    alone = [v for v in values if all(one["role"] != "counsel" for one in v["present"])]
    return Counts(
        days_of_questioning(records.local(session.started_at) for session in sessions),
        sum((session.length for session in sessions), timedelta(0)),
        len(alone),
        sum(bool(said["out_of_hours"]) for said in values),
        sum(said.get("pressure") == "yes" for said in values),
    )


def statement_of(viewer: Any, person_id: UUID) -> StatementView | None:
    """The newest version, or None before the first interview has ended."""
    row = Statement.objects.filter(person_id=person_id).order_by("-version").first()
    if row is None:
        return None
    said, tone = words.state(words.STATEMENT_STATES, row.state)
    digest = open_row(viewer, row, "inquiry_file")["digest"]
    entry = ledger.entry_of(row.pk)
    return StatementView(row.version, said, tone, row.made_at, row.read_at, digest, entry)


def doubts_of(viewer: Any, person_id: UUID) -> tuple[DoubtView, ...]:
    """The doubts put to the person and their comments, each with its answers."""
    rows = list(Reply.objects.filter(person_id=person_id))
    pairs = list(records.opened(viewer, rows, "inquiry_file"))
    answers: dict[UUID, list[str]] = {}
    for row, said in pairs:
        if row.doubt_id:
            answers.setdefault(row.doubt_id, []).append(said["words"])
    return tuple(
        DoubtView(said["words"], row.at, row.kind == Reply.DOUBT, tuple(answers.get(row.pk, ())))
        for row, said in pairs
        if row.kind != Reply.ANSWER
    )


def exhibits_of(viewer: Any, person_id: UUID) -> tuple[ExhibitView, ...]:
    """Everything in the file, in its order."""
    rows = list(Exhibit.objects.filter(person_id=person_id))
    return tuple(_exhibit(row, said) for row, said in records.opened(viewer, rows, "inquiry_file"))


def _exhibit(row: Exhibit, said: dict[str, Any]) -> ExhibitView:
    state, tone = words.state(words.AUTHENTICITY, row.authenticity)
    return ExhibitView(
        id=row.pk,
        name=records.exhibit_name(row.number),
        title=said["title"],
        origin=said["origin"],
        custody=" → ".join(one["custodian"] for one in said["custody"]),
        filed_at=row.filed_at,
        state_words=state,
        tone=tone,
        reason=said.get("weighing") or said.get("reason", ""),
        sha256=said["sha256"],
        has_file=bool(said["file"]),
        supports=records.supports(row, said),
    )


def findings(viewer: Any, number: str) -> tuple[FindingView, ...]:
    """What the step pages show of the findings, to whom they are open."""
    case, cut = entered(viewer, number)
    exhibits = exhibits_of(viewer, case.person_id) if cut.findings else ()
    return _findings(viewer, case.person_id, exhibits) if cut.findings else ()


def _findings(
    viewer: Any, person_id: UUID, exhibits: Sequence[ExhibitView]
) -> tuple[FindingView, ...]:
    rows = list(Finding.objects.filter(person_id=person_id, dropped_at=None))
    pairs = list(records.opened(viewer, rows, "findings"))
    names = _evidence_names(person_id, exhibits) if pairs else {}
    replies = _reply_words(viewer, [said["reply_id"] for _row, said in pairs if said["reply_id"]])
    return tuple(_finding(row, said, names, replies) for row, said in pairs)


def _finding(
    row: Finding, said: dict[str, Any], names: dict[str, str], replies: dict[str, str]
) -> FindingView:
    state, tone = words.state(words.FINDING_STATES, row.state)
    return FindingView(
        id=row.pk,
        issue=said["issue"],
        state_words=state,
        tone=tone,
        reasons=said["reasons"],
        cited_for=tuple(names[key] for key in said["cited_for"]),
        cited_against=tuple(names[key] for key in said["cited_against"]),
        reply=replies.get(said["reply_id"], ""),
        author=said["author"],
    )


def _evidence_names(person_id: UUID, exhibits: Sequence[ExhibitView]) -> dict[str, str]:
    """Citations in words: the exhibit's name, or the passage's place in the statement."""
    passages = records.usable_passages(person_id)
    numbered = {
        str(row.pk): _("Passage %(number)s") % {"number": place}
        for place, row in enumerate(passages, start=1)
    }
    return {**numbered, **{str(one.id): f"{one.name} {one.title}" for one in exhibits}}


def _reply_words(viewer: Any, ids: Sequence[str]) -> dict[str, str]:
    rows = list(Reply.objects.filter(pk__in=ids))
    return {str(row.pk): said["words"] for row, said in records.opened(viewer, rows, "findings")}


def _reviews(viewer: Any, person_id: UUID) -> tuple[tuple[str, datetime, str], ...]:
    names = {
        "sent_back": _("Sent back"),
        "signed": _("Signed"),
        "other_route": _("Another route applies"),
    }
    rows = list(Review.objects.filter(person_id=person_id))
    pairs = records.opened(viewer, rows, "findings")
    return tuple((names[row.kind], row.at, said["reason"]) for row, said in pairs)


def _suspicions(viewer: Any, person_id: UUID) -> tuple[tuple[str, datetime], ...]:
    rows = list(Suspicion.objects.filter(person_id=person_id))
    pairs = records.opened(viewer, rows, "inquiry_file")
    return tuple((str(words.CATEGORIES[said["category"]]), row.at) for row, said in pairs)


def _references(viewer: Any, person_id: UUID) -> tuple[dict[str, Any], ...]:
    rows = list(AuthorityReference.objects.filter(person_id=person_id))
    return tuple(
        {"at": row.at, **said} for row, said in records.opened(viewer, rows, "inquiry_file")
    )
