"""Findings: drafted by the interviewer on cited evidence, reviewed and signed by another."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from naru.domain.inquiry import UNVERIFIED, FindingFacts, against_finding
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway import conductor
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.ground.vault import SYSTEM
from naru.rooms.inquiry import records
from naru.rooms.inquiry.actions.common import move, note
from naru.rooms.inquiry.models import Exhibit, Finding, Interview, Passage, Reply, Review


@dataclass(frozen=True)
class FindingDraft:
    """What is held about one issue; evidence by the ids of exhibits and passages."""

    issue: str
    state: str
    reasons: str
    cited_for: Sequence[str] = ()
    cited_against: Sequence[str] = ()
    none_against: bool = False
    reply_id: str = ""


@verb
def add_finding(*, by: Account, now: datetime, number: str, draft: FindingDraft) -> Done | Refusal:
    """Write what the inquiry holds about one issue."""
    row = conductor.load(number)
    if _with_reviewer(row):
        return Refusal("inquiry.findings_with_reviewer")
    against = _against(row, draft)
    if against:
        return against
    finding = Finding(person_id=row.person_id, state=draft.state, at=now)
    said = {**asdict(draft), "author": by.name}
    finding.put(said)
    finding.save(force_insert=True)
    return note(row, "add_finding", by=by, now=now, subject=finding.pk, body=said)


@verb
def drop_finding(*, by: Account, now: datetime, number: str, finding_id: UUID) -> Done | Refusal:
    """Take a drafted finding out; the record of it stays."""
    row = conductor.load(number)
    if _with_reviewer(row):
        return Refusal("inquiry.findings_with_reviewer")
    mine = Finding.objects.filter(person_id=row.person_id, pk=finding_id, dropped_at=None)
    if not mine.update(dropped_at=now):
        return Refusal("inquiry.no_findings")
    return note(row, "drop_finding", by=by, now=now, subject=finding_id, body={})


def _with_reviewer(row: CaseRow) -> bool:
    facts = conductor.state(row).facts
    return facts.get("findings_drafted") is True or facts.get("findings_signed") is True


def _against(row: CaseRow, draft: FindingDraft) -> Refusal | None:
    exhibits = _exhibits(row.person_id)
    replies = Reply.objects.filter(person_id=row.person_id).exclude(kind=Reply.DOUBT)
    known = {*exhibits, *_passages(row.person_id)}
    if not {*draft.cited_for, *draft.cited_against} <= known:
        return Refusal("inquiry.unknown_citation")
    if draft.reply_id and not replies.filter(pk=draft.reply_id).exists():
        return Refusal("inquiry.unknown_citation")
    return _against_draft(row, draft, exhibits)


def _against_draft(
    row: CaseRow, draft: FindingDraft, exhibits: dict[str, tuple[Exhibit, bool]]
) -> Refusal | None:
    unfit = [
        records.exhibit_name(exhibit.number)
        for key, (exhibit, fit) in exhibits.items()
        if key in draft.cited_for and not fit
    ]
    held = Interview.objects.filter(person_id=row.person_id, state__in=records.USABLE).count()
    return against_finding(
        FindingFacts(
            draft.state,
            draft.cited_for,
            draft.cited_against,
            draft.none_against,
            unfit,
            held,
            len(records.unanswered(row.person_id)),
        )
    )


def _exhibits(person_id: UUID) -> dict[str, tuple[Exhibit, bool]]:
    rows = list(Exhibit.objects.filter(person_id=person_id))
    pairs = records.opened(SYSTEM, rows, "findings")
    return {str(row.pk): (row, records.supports(row, said)) for row, said in pairs}


def _passages(person_id: UUID) -> set[str]:
    rows = Passage.objects.filter(person_id=person_id, interview__state__in=records.USABLE)
    return {str(pk) for pk in rows.values_list("pk", flat=True)}


@verb
def draft_findings(*, by: Account, now: datetime, number: str) -> Done | Refusal:
    """Hand the findings to the reviewer; what they rest on is looked at once more."""
    row = conductor.load(number)
    rows = list(Finding.objects.filter(person_id=row.person_id, dropped_at=None))
    if not rows:
        return Refusal("inquiry.no_findings")
    drafts = [_draft(said) for _row, said in records.opened(SYSTEM, rows, "draft_findings")]
    for draft in drafts:
        against = _against(row, draft)
        if against:
            return against
    cited = {key for draft in drafts for key in (*draft.cited_for, *draft.cited_against)}
    facts = {
        "doubts_unanswered": bool(records.unanswered(row.person_id)),
        "evidence_unweighed": _unweighed(row.person_id, cited),
    }
    body = {"findings": [str(one.pk) for one in rows]}
    return move(row, "draft_findings", by=by, now=now, facts=facts, body=body)


def _draft(said: dict[str, object]) -> FindingDraft:
    return FindingDraft(**{key: value for key, value in said.items() if key != "author"})  # type: ignore[arg-type]


def _unweighed(person_id: UUID, cited: Collection[str]) -> bool:
    rows = Exhibit.objects.filter(person_id=person_id, pk__in=cited, authenticity=UNVERIFIED)
    return rows.exists()


@verb
def send_back_findings(*, by: Account, now: datetime, number: str, reason: str) -> Done | Refusal:
    """Send the findings back to their author, with the reason."""
    return _review(number, "send_back_findings", "sent_back", by, now, reason)


@verb
def note_other_route(*, by: Account, now: datetime, number: str, reason: str) -> Done | Refusal:
    """Note that another route applies to the person, with the reason."""
    return _review(number, "note_other_route", "other_route", by, now, reason)


@verb
def sign_findings(*, by: Account, now: datetime, number: str, reason: str) -> Done | Refusal:
    """Sign the findings after review; whoever interviewed or drafted can't."""
    return _review(number, "sign_findings", "signed", by, now, reason)


def _review(
    number: str, event: str, kind: str, by: Account, now: datetime, reason: str
) -> Done | Refusal:
    row = conductor.load(number)
    review = Review(person_id=row.person_id, kind=kind, at=now)
    said = {"reason": reason, "reviewer": by.name}
    review.put(said)
    review.save(force_insert=True)
    return move(row, event, by=by, now=now, subject=review.pk, body=said)
