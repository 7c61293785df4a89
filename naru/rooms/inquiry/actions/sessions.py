"""Writing during a session: passages, breaks, and the word that something isn't understood."""

from datetime import datetime

from naru.domain.inquiry import MISUNDERSTOOD_LIMIT, against_passage
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway import conductor
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.ground.vault import SYSTEM, open_row
from naru.rooms.inquiry import records
from naru.rooms.inquiry.actions.common import (
    attended,
    conducted,
    counsel_asked,
    finish,
    move,
    note,
)
from naru.rooms.inquiry.models import Break, Interview, Misunderstood, Passage


@verb
def add_passage(
    *, by: Account, now: datetime, number: str, question: str, answer: str
) -> Done | Refusal:
    """Write down a question and its answer; an empty answer is silence, which counts nothing."""
    row = conductor.load(number)
    interview = conducted(row, by)
    if isinstance(interview, Refusal):
        return interview
    others = records.earlier_today(row.person_id, now, but=interview.pk)
    asked = counsel_asked(row)
    against = against_passage(records.sitting(interview), others, now, counsel_open=asked)
    if against:
        return against
    passage = Passage(
        person_id=row.person_id,
        interview=interview,
        seq=interview.passages.count() + 1,
        at=now,
    )
    said = {"question": question, "answer": answer}
    passage.put(said)
    passage.save(force_insert=True)
    return note(row, "add_passage", by=by, now=now, subject=passage.pk, body=said)


@verb
def take_break(*, by: Account, now: datetime, number: str) -> Done | Refusal:
    """Pause the session."""
    row = conductor.load(number)
    interview = conducted(row, by)
    if isinstance(interview, Refusal):
        return interview
    if records.sitting(interview).in_break:
        return Refusal("inquiry.already_in_break")
    Break.objects.create(interview=interview, from_at=now)
    return move(row, "take_break", by=by, now=now, subject=interview.pk)


@verb
def resume_interview(*, by: Account, now: datetime, number: str) -> Done | Refusal:
    """End the break."""
    row = conductor.load(number)
    interview = conducted(row, by)
    if isinstance(interview, Refusal):
        return interview
    if not interview.breaks.filter(to_at=None).update(to_at=now):
        return Refusal("inquiry.not_in_break")
    return note(row, "resume_interview", by=by, now=now, subject=interview.pk, body={})


@verb
def say_misunderstood(*, by: Account, now: datetime, number: str) -> Done | Refusal:
    """Say "I do not understand"; the third time ends the session, its transcript unusable."""
    row = conductor.load(number)
    interview = attended(row, by)
    if isinstance(interview, Refusal):
        return interview
    Misunderstood.objects.create(interview=interview, at=now, by_id=by.pk)
    times = interview.misunderstood.count()
    done = note(
        row, "say_misunderstood", by=by, now=now, subject=interview.pk, body={"times": times}
    )
    if times < MISUNDERSTOOD_LIMIT:
        return done
    said = {"void_reason": "misunderstood"}
    finish(interview, Interview.VOID, now, {**open_row(SYSTEM, interview, "void"), **said})
    facts = records.planned(row.person_id)
    return move(row, "void_interview", by=by, now=now, subject=interview.pk, facts=facts, body=said)
