"""One interview as it is read: who sat there, every question and answer, and what may be done."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from naru.domain.duties import Duty
from naru.domain.inquiry import LONGEST_BLOCK, MISUNDERSTOOD_LIMIT, block_start, talked
from naru.ground import people
from naru.ground.pathway.queries import CaseView
from naru.ground.vault import open_row, open_rows
from naru.rooms.inquiry import records
from naru.rooms.inquiry.models import Correction, Interview
from naru.rooms.inquiry.queries import words
from naru.rooms.inquiry.queries.cuts import entered

NEWEST = 20
STOPPERS = frozenset(
    {
        Duty.INTERVIEWER,
        Duty.INTERPRETER,
        Duty.HUMAN_RIGHTS_OFFICER,
        Duty.COUNSEL,
        Duty.RESIDENT,
    }
)


@dataclass(frozen=True)
class CorrectionView:
    """How a passage should read, by whom it was said."""

    should_read: str
    said_by: str
    at: datetime


@dataclass(frozen=True)
class PassageView:
    """A question and its answer, with the corrections beside it."""

    id: UUID
    seq: int
    at: datetime
    question: str
    answer: str
    corrections: tuple[CorrectionView, ...]


@dataclass(frozen=True)
class Session:
    """The frame of an interview."""

    id: UUID
    state: str
    state_words: str
    tone: str
    started_at: datetime
    ended_at: datetime | None
    length: Any
    present: tuple[tuple[str, str], ...]
    language: str
    recording: str
    same_sex: str
    same_sex_reason: str
    out_of_hours: str
    pressure: str
    pressure_words: str
    void_reason: str
    breaks: tuple[tuple[datetime, datetime | None], ...]
    misunderstood: int


@dataclass(frozen=True)
class InterviewPage:
    """What the page of one interview shows, and which buttons this viewer has."""

    title: str
    back_url: str
    case: CaseView
    label: Any
    session: Session
    passages: tuple[PassageView, ...]
    now: datetime
    locked: bool
    in_break: bool
    break_due: datetime
    conducts: bool
    may_stop: bool
    counsel_url: str
    misunderstood_limit: int = MISUNDERSTOOD_LIMIT

    @property
    def open(self) -> bool:
        """Whether it goes on."""
        return self.session.state == Interview.OPEN

    @property
    def writes(self) -> bool:
        """Whether this viewer may write the next question and answer now."""
        return self.open and self.conducts and not self.locked and not self.in_break


def interview(viewer: Any, number: str, interview_id: UUID | None = None) -> InterviewPage:
    """The open interview, or else the newest, or the one asked for; Http404 if not the viewer's."""
    case, cut = entered(viewer, number)
    rows = Interview.objects.filter(person_id=case.person_id).order_by("-started_at")
    heard = list(rows.filter(pk=interview_id) if interview_id else rows[:NEWEST])
    row = next((one for one in heard if cut.may_hear(one)), None)
    if row is None:
        raise Http404
    return _page(viewer, case, row)


def _page(viewer: Any, case: CaseView, row: Interview) -> InterviewPage:
    now, sitting = timezone.now(), records.sitting(row)
    stops = bool(viewer.duties & STOPPERS)
    return InterviewPage(
        title=words.state(words.INTERVIEW_STATES, row.state)[0],
        back_url=reverse("inquiry:file", args=[case.number]),
        case=case,
        label=people.labels(viewer, [case.person_id]).get(case.person_id),
        session=session_of(row, open_row(viewer, row, "interview")),
        passages=passages_of(viewer, row),
        now=now,
        locked=case.case.facts.get("counsel_open") is True,
        in_break=sitting.in_break,
        break_due=block_start(sitting) + LONGEST_BLOCK,
        conducts=row.interviewer_id == viewer.pk,
        may_stop=stops and row.state == Interview.OPEN,
        counsel_url=_counsel_url(case.number),
    )


def session_of(row: Interview, said: dict[str, Any]) -> Session:
    """An interview's frame from its row and values."""
    state, tone = words.state(words.INTERVIEW_STATES, row.state)
    return Session(
        id=row.pk,
        state=row.state,
        state_words=state,
        tone=tone,
        started_at=row.started_at,
        ended_at=row.ended_at,
        length=talked(records.sitting(row), timezone.now()),
        present=tuple((str(words.ROLES[one["role"]]), one["name"]) for one in said["present"]),
        language=words.language(said["language"]),
        recording=said["recording"],
        same_sex=str(words.SAME_SEX[said["same_sex"]]),
        same_sex_reason=said["same_sex_reason"],
        out_of_hours=said["out_of_hours"],
        pressure=str(words.PRESSURE.get(said.get("pressure", ""), "")),
        pressure_words=said.get("pressure_words", ""),
        void_reason=str(words.VOID_REASONS.get(said.get("void_reason", ""), "")),
        breaks=tuple((pause.from_at, pause.to_at) for pause in row.breaks.all()),
        misunderstood=len(row.misunderstood.all()),
    )


def passages_of(viewer: Any, row: Interview) -> tuple[PassageView, ...]:
    """The passages of one interview in order."""
    rows = list(row.passages.all())
    corrections = list(Correction.objects.filter(passage__in=rows))
    beside: dict[UUID, list[CorrectionView]] = {}
    for one, said in zip(corrections, open_rows(viewer, corrections, "interview"), strict=True):
        view = CorrectionView(said["should_read"], said["said_by"], one.at)
        beside.setdefault(one.passage_id, []).append(view)
    return tuple(
        PassageView(
            passage.pk,
            passage.seq,
            passage.at,
            said["question"],
            said["answer"],
            tuple(beside.get(passage.pk, ())),
        )
        for passage, said in records.opened(viewer, rows, "interview")
    )


def _counsel_url(number: str) -> str:
    try:
        return reverse("rights:request_counsel", args=[number])
    except NoReverseMatch:
        return ""
