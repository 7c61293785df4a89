"""The statement: read back, corrected beside the original, answered, confirmed or refused."""

from datetime import datetime
from uuid import UUID

from naru.domain.refusals import Done, Refusal
from naru.ground import ledger
from naru.ground.pathway import conductor
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.ground.vault import SYSTEM, open_row
from naru.rooms.inquiry import records
from naru.rooms.inquiry.actions.common import move, note
from naru.rooms.inquiry.models import Correction, Passage, Reply, Statement


@verb
def read_back(
    *, by: Account, now: datetime, number: str, language: str, reader: str
) -> Done | Refusal:
    """Read the statement back to the person in their language."""
    row = conductor.load(number)
    statement = _current(row)
    if isinstance(statement, Refusal):
        return statement
    said = {
        "digest": records.fingerprint(row.person_id),
        "read_language": language,
        "reader": reader,
    }
    statement.state, statement.read_at = Statement.READ_BACK, now
    return _keep(row, statement, "read_back", by, now, said)


@verb
def correct_statement(
    *, by: Account, now: datetime, number: str, passage_id: UUID, should_read: str, said_by: str
) -> Done | Refusal:
    """Put a correction beside a passage; the original stays as it was written."""
    row = conductor.load(number)
    passage = Passage.objects.filter(
        pk=passage_id, person_id=row.person_id, interview__state__in=records.USABLE
    ).first()
    if passage is None:
        return Refusal("inquiry.unknown_passage")
    correction = Correction(person_id=row.person_id, passage=passage, at=now)
    said = {"should_read": should_read, "said_by": said_by}
    correction.put(said)
    correction.save(force_insert=True)
    body = {"passage": str(passage.pk), **said}
    return move(row, "correct_statement", by=by, now=now, subject=correction.pk, body=body)


@verb
def put_doubt(*, by: Account, now: datetime, number: str, words: str) -> Done | Refusal:
    """Put a doubt to the person, who can answer it; unasked it counts nothing."""
    row = conductor.load(number)
    reply = _write_reply(row, Reply.DOUBT, None, words, now)
    return note(row, "put_doubt", by=by, now=now, subject=reply.pk, body={"words": words})


@verb
def reply_statement(
    *, by: Account, now: datetime, number: str, words: str, doubt_id: UUID | None = None
) -> Done | Refusal:
    """Record the person's answer to a doubt, or a comment of their own, in their words."""
    row = conductor.load(number)
    doubt = None
    if doubt_id is not None:
        doubt = next((one for one in records.unanswered(row.person_id) if one.pk == doubt_id), None)
        if doubt is None:
            return Refusal("inquiry.doubt_answered")
    kind = Reply.ANSWER if doubt else Reply.COMMENT
    reply = _write_reply(row, kind, doubt, words, now)
    body = {"kind": kind, "doubt": str(doubt_id or ""), "words": words}
    return move(row, "reply_statement", by=by, now=now, subject=reply.pk, body=body)


def _write_reply(row: CaseRow, kind: str, doubt: Reply | None, words: str, now: datetime) -> Reply:
    reply = Reply(person_id=row.person_id, kind=kind, doubt=doubt, at=now)
    reply.put({"words": words})
    reply.save(force_insert=True)
    return reply


@verb
def confirm_statement(
    *, by: Account, now: datetime, number: str, signature: str, copy_given: bool
) -> Done | Refusal:
    """Confirm the statement, its passages and corrections fixed by their fingerprint."""
    said = {"signature": signature, "copy_given": copy_given}
    return _close(number, "confirm_statement", Statement.CONFIRMED, by, now, said)


@verb
def refuse_statement(*, by: Account, now: datetime, number: str, reason: str) -> Done | Refusal:
    """Record that the person doesn't confirm the statement; refusing costs nothing."""
    said = {"refused_because": reason}
    return _close(number, "refuse_statement", Statement.REFUSED, by, now, said)


def _close(
    number: str, event: str, state: str, by: Account, now: datetime, said: dict[str, object]
) -> Done | Refusal:
    row = conductor.load(number)
    statement = _current(row)
    if isinstance(statement, Refusal):
        return statement
    statement.state, statement.closed_at = state, now
    fixed = {"digest": records.fingerprint(row.person_id)}
    proves = ledger.words(statement.pk, records.text(row.person_id), "application/json")
    return _keep(row, statement, event, by, now, {**fixed, **said}, proves)


def _keep(
    row: CaseRow,
    statement: Statement,
    event: str,
    by: Account,
    now: datetime,
    said: dict[str, object],
    proves: ledger.Proven | None = None,
) -> Done | Refusal:
    statement.put({**open_row(SYSTEM, statement, event), **said})
    statement.save()
    body = {"version": statement.version, **said}
    return move(row, event, by=by, now=now, subject=statement.pk, body=body, proves=proves)


def _current(row: CaseRow) -> Statement | Refusal:
    """The statement that is still open; one that was confirmed or refused never changes."""
    rows = Statement.objects.select_for_update().filter(person_id=row.person_id)
    found = rows.order_by("-version").first()
    if found is None:
        return Refusal("inquiry.no_statement")
    if found.state in {Statement.CONFIRMED, Statement.REFUSED}:
        return Refusal("inquiry.statement_closed")
    return found
