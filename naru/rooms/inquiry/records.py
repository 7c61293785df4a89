"""What actions and queries share: rows read as the rules see them, and a statement's content."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from naru.domain.inquiry import ExhibitFacts, Sitting, Span, digest, may_support
from naru.ground.vault import SYSTEM, open_rows
from naru.rooms.inquiry.models import Correction, Exhibit, Interview, Passage, Plan, Reply

CATEGORIES = ("offence", "security", "grave_crime")
VOID_REASONS = ("misunderstood", "interpreter", "recording", "unwell", "wish")
USABLE = (Interview.CLOSED,)


def sitting(interview: Interview) -> Sitting:
    """An interview as the rules see it; prefetch `breaks` for more than one."""
    pauses = tuple(Span(pause.from_at, pause.to_at) for pause in interview.breaks.all())
    return Sitting(Span(interview.started_at, interview.ended_at), pauses)


def earlier_today(person_id: UUID, now: datetime, but: UUID | None = None) -> list[Sitting]:
    """The person's other interviews that began on this day of the centre."""
    day = local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    rows = Interview.objects.filter(person_id=person_id, started_at__gte=day, started_at__lte=now)
    return [sitting(row) for row in rows.exclude(pk=but).prefetch_related("breaks")]


def local(moment: datetime) -> datetime:
    """A moment in the centre's time zone."""
    return moment.astimezone(ZoneInfo(settings.TIME_ZONE))


def usable_passages(person_id: UUID) -> list[Passage]:
    """The passages that belong to the statement: those of interviews held to their end."""
    rows = Passage.objects.filter(person_id=person_id, interview__state__in=USABLE)
    return list(rows.select_related("interview"))


def content(viewer: Any, person_id: UUID) -> list[dict[str, Any]]:
    """The statement as it reads now: each passage with the corrections beside it."""
    rows = usable_passages(person_id)
    beside: dict[UUID, list[dict[str, Any]]] = {}
    corrections = list(Correction.objects.filter(passage__in=rows))
    for row, said in opened(viewer, corrections, "statement"):
        beside.setdefault(row.passage_id, []).append({**said, "at": row.at.isoformat()})
    return [
        {
            "id": str(row.pk),
            "at": row.at.isoformat(),
            **said,
            "corrections": beside.get(row.pk, []),
        }
        for row, said in opened(viewer, rows, "statement")
    ]


def fingerprint(person_id: UUID) -> str:
    """The SHA-256 of the statement as it reads now."""
    return digest(content(SYSTEM, person_id))


def opened(viewer: Any, rows: Sequence[Any], reason: str) -> Iterable[tuple[Any, dict[str, Any]]]:
    """Rows with their values, side by side."""
    return list(zip(rows, open_rows(viewer, rows, reason), strict=True))


def exhibit_facts(row: Exhibit, said: Mapping[str, Any]) -> ExhibitFacts:
    """An exhibit as the rules see it."""
    custody = said.get("custody") or [{}]
    return ExhibitFacts(
        row.authenticity,
        said.get("origin", ""),
        custody[-1].get("custodian", ""),
        said.get("sha256", ""),
        said.get("weighing", ""),
    )


def exhibit_name(number: int) -> str:
    """What an exhibit is called in the file."""
    return f"E{number}"


def supports(row: Exhibit, said: Mapping[str, Any]) -> bool:
    """Whether a finding may rest on it."""
    return may_support(exhibit_facts(row, said))


def unanswered(person_id: UUID) -> list[Reply]:
    """The doubts put to the person that have no answer yet."""
    return list(Reply.objects.filter(person_id=person_id, kind=Reply.DOUBT, answers=None))


def next_plan(person_id: UUID) -> Plan | None:
    """The next interview that is planned and not held yet."""
    return Plan.objects.filter(person_id=person_id, interview=None).order_by("at").first()


def planned(person_id: UUID) -> dict[str, bool]:
    """Whether an interview is planned, as the fact that the pathway knows."""
    return {"interview_planned": next_plan(person_id) is not None}
