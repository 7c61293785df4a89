"""Planning, starting and ending interviews."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from naru.domain.inquiry import against_start, language_match
from naru.domain.refusals import Done, Refusal
from naru.ground import people
from naru.ground.pathway import conductor
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.ground.vault import SYSTEM, open_row
from naru.rooms.inquiry import records
from naru.rooms.inquiry.actions.common import attended, conducted, finish, move
from naru.rooms.inquiry.models import Interview, Plan, Statement


@dataclass(frozen=True)
class Opening:
    """How a session begins: who is there, in which language, how it is recorded and announced."""

    language: str
    interpreter_id: UUID | None = None
    rights_given: bool = False
    recording: str = ""
    announced: bool = False
    guardian: str = ""
    counsel: str = ""
    others: str = ""
    same_sex: str = "none"
    same_sex_reason: str = ""
    out_of_hours: str = ""


@verb
def plan_interview(
    *,
    by: Account,
    now: datetime,
    number: str,
    at: datetime,
    place: str,
    topics: str,
    languages: Sequence[str],
) -> Done | Refusal:
    """Plan an interview; its topics are told to the person."""
    row = conductor.load(number)
    plan = Plan(person_id=row.person_id, at=at, interviewer_id=by.pk)
    said = {"place": place, "topics": topics, "languages": list(languages)}
    plan.put(said)
    plan.save(force_insert=True)
    body = {"at": at.isoformat(), **said}
    return move(row, "plan_interview", by=by, now=now, subject=plan.pk, body=body)


@verb
def start_interview(*, by: Account, now: datetime, number: str, opening: Opening) -> Done | Refusal:
    """Start a session, when nothing stands against it."""
    row = conductor.load(number)
    full = against_start(records.earlier_today(row.person_id, now), now)
    if full:
        return full
    matches = _matches(row, by, opening)
    interview = Interview(
        person_id=row.person_id,
        plan=records.next_plan(row.person_id),
        interviewer_id=by.pk,
        interpreter_id=opening.interpreter_id,
        started_at=now,
    )
    said = _session(by, opening)
    interview.put(said)
    facts = {
        "session_rights": opening.rights_given,
        "interpreter_ok": matches,
        "recording_on": bool(opening.recording) and opening.announced,
        "guardian_present": bool(opening.guardian),
        "out_of_hours_reason": bool(opening.out_of_hours),
    }
    done = move(
        row, "start_interview", by=by, now=now, subject=interview.pk, facts=facts, body=said
    )
    if isinstance(done, Refusal):
        return done if matches or not _about_language(done) else _unmatched()
    interview.save(force_insert=True)
    return done


def _matches(row: CaseRow, by: Account, opening: Opening) -> bool:
    label = people.label(SYSTEM, row.person_id)
    interpreter = Account.objects.filter(pk=opening.interpreter_id).first()
    spoken = by.speaks or [settings.LANGUAGE_CODE]
    return language_match(
        opening.language, label.languages, spoken, interpreter.speaks if interpreter else ()
    )


def _about_language(refusal: Refusal) -> bool:
    return "interpreter_ok" in refusal.facts.get("missing", ())


def _unmatched() -> Refusal:
    return Refusal("inquiry.language_unmatched")


def _session(by: Account, opening: Opening) -> dict[str, Any]:
    interpreter = Account.objects.filter(pk=opening.interpreter_id).first()
    present = [
        {"role": "interviewer", "name": by.name},
        {"role": "interpreter", "name": interpreter.name if interpreter else ""},
        {"role": "guardian", "name": opening.guardian},
        {"role": "counsel", "name": opening.counsel},
        {"role": "other", "name": opening.others},
    ]
    return {
        "present": [one for one in present if one["name"]],
        "language": opening.language,
        "recording": opening.recording,
        "announced": opening.announced,
        "rights_given": opening.rights_given,
        "same_sex": opening.same_sex,
        "same_sex_reason": opening.same_sex_reason,
        "out_of_hours": opening.out_of_hours,
    }


@verb
def end_interview(
    *, by: Account, now: datetime, number: str, pressure: str, words: str = ""
) -> Done | Refusal:
    """End a session; first comes the question whether anything was promised or threatened."""
    row = conductor.load(number)
    interview = conducted(row, by)
    if isinstance(interview, Refusal):
        return interview
    if not interview.passages.exists():
        return Refusal("inquiry.nothing_recorded")
    said = {"pressure": pressure, "pressure_words": words}
    finish(interview, Interview.CLOSED, now, {**open_row(SYSTEM, interview, "end"), **said})
    held = Interview.objects.filter(person_id=row.person_id, state__in=records.USABLE).count()
    _new_statement(row.person_id, now)
    facts = {"interviews_done": held, **records.planned(row.person_id)}
    return move(row, "end_interview", by=by, now=now, subject=interview.pk, facts=facts, body=said)


def _new_statement(person_id: UUID, now: datetime) -> None:
    """A new version for each interview: what was confirmed before stays as it was."""
    last = Statement.objects.filter(person_id=person_id).order_by("-version").first()
    statement = Statement(person_id=person_id, version=last.version + 1 if last else 1, made_at=now)
    statement.put({"digest": records.fingerprint(person_id)})
    statement.save(force_insert=True)


@verb
def void_interview(*, by: Account, now: datetime, number: str, reason: str) -> Done | Refusal:
    """Stop a session that can't be used; its transcript stays and never enters the statement."""
    row = conductor.load(number)
    interview = attended(row, by)
    if isinstance(interview, Refusal):
        return interview
    said = {"void_reason": reason}
    finish(interview, Interview.VOID, now, {**open_row(SYSTEM, interview, "void"), **said})
    facts = records.planned(row.person_id)
    return move(row, "void_interview", by=by, now=now, subject=interview.pk, facts=facts, body=said)


@verb
def finish_interviews(*, by: Account, now: datetime, number: str) -> Done | Refusal:
    """Say that no further interview is needed."""
    return move(conductor.load(number), "finish_interviews", by=by, now=now)
