"""Complaints: opened for the human-rights officer; the director gets a count, others nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import translation

from naru.domain.duties import Duty
from naru.ground import ledger, people, staff
from naru.ground.pathway import queries as pathway
from naru.ground.staff.models import Account
from naru.ground.staff.queries import duty_name, holders
from naru.ground.vault import CENTRE, SYSTEM, open_rows
from naru.ground.vault.letters import open_letters
from naru.rooms.rights import tokens
from naru.rooms.rights.models import Complaint, ComplaintStep

# domain.md C18: acknowledged within three days, one day when urgent, answered within fourteen;
# whoever signed is watched over for ninety days against reprisal.
ACKNOWLEDGE, URGENT, ANSWER = timedelta(days=3), timedelta(hours=24), timedelta(days=14)
WATCH = timedelta(days=90)
REASON = "complaint"
ROLES = (
    Duty.INTERVIEWER,
    Duty.CASEWORKER,
    Duty.RECEPTION_OFFICER,
    Duty.PROPERTY_CUSTODIAN,
    Duty.LODGING_OFFICER,
    Duty.NURSE,
    Duty.PHYSICIAN,
    Duty.INTERPRETER,
    Duty.INSTRUCTOR,
    Duty.DIRECTOR,
)


@dataclass(frozen=True)
class ComplaintRow:
    """A complaint in the officer's list."""

    id: UUID
    at: datetime
    urgent: bool
    signed: bool
    role: str
    acknowledged: bool
    answered: bool
    due: datetime | None


@dataclass(frozen=True)
class StepView:
    """A step as the page tells it."""

    kind: str
    at: datetime
    words: str
    name: str = ""


@dataclass(frozen=True)
class ComplaintView:
    """One complaint with everything said and done about it."""

    row: ComplaintRow
    words: str
    language: str
    wish: str
    about: str
    person: str
    watch_until: datetime | None
    steps: tuple[StepView, ...]


@dataclass(frozen=True)
class Followed:
    """What the holder of a receipt may read: their own words, the state and the answer."""

    id: UUID
    at: datetime
    words: str
    language: str
    due: datetime | None
    steps: tuple[StepView, ...]
    proof: ledger.Opened


def listed(viewer: Account) -> list[ComplaintRow]:
    """The complaints this viewer deals with, those due first; nothing for anyone else."""
    rows = [_row(row, said) for row, said in _mine(viewer)]
    return sorted(rows, key=lambda row: (row.due is None, row.due or row.at))


def answers_due() -> int:
    """How many complaints still wait for an answer: all that a director learns."""
    return Complaint.objects.exclude(steps__kind="answered").count()


def complaint(viewer: Account, complaint_id: UUID) -> ComplaintView:
    """One complaint; Http404 for whoever doesn't deal with it."""
    for row, said in _mine(viewer, pk=complaint_id):
        signed = row.person_id != CENTRE
        return ComplaintView(
            row=_row(row, said),
            words=said["words"],
            language=said["language"],
            wish=said["wish"],
            about=staff.names([UUID(said["about"])]).get(UUID(said["about"]), "")
            if said["about"]
            else "",
            person=people.number_of(row.person_id) if signed else "",
            watch_until=row.at + WATCH if signed else None,
            steps=_steps(viewer, row),
        )
    raise Http404


def followed(token: str) -> Followed | None:
    """What became of the complaint with this receipt; None when there is none.

    The receipt itself opens it: nobody who may read complaints need be signed in.
    """
    row = Complaint.objects.filter(token_hash=tokens.hash_of(token)).first()
    if row is None or row.told is None:
        return None
    steps = [step for step in ComplaintStep.objects.filter(complaint=row) if step.told]
    copies = {row.pk: bytes(row.told), **{step.pk: bytes(step.told) for step in steps}}
    said = open_letters(token, row.pk, copies)
    names = staff.names({step.by_id for step in steps})
    told = tuple(
        StepView(step.kind, step.at, said[step.pk]["words"], names.get(step.by_id, ""))
        for step in steps
    )
    mine, kinds = said[row.pk], {step.kind for step in row.steps.all()}
    salt, words = bytes.fromhex(mine["salt"]), mine["words"]
    proof = ledger.Opened(salt, ledger.WORDS, words.encode())
    return Followed(row.pk, row.at, words, mine["language"], _due(row, kinds), told, proof)


def role_choices() -> list[tuple[str, str]]:
    """The roles a complaint can be about, in the page's language."""
    lang = translation.get_language() or "ko"
    return [(duty.value, duty_name(duty, lang)) for duty in ROLES]


def account_choices(viewer: Account) -> list[tuple[str, str]]:
    """Whom a complaint can name: who works on the resident's own case; for staff, colleagues."""
    if viewer.person_id is None:
        return [(str(row.pk), row.name) for row in holders(*ROLES)]
    row = pathway.rows_of(viewer, [viewer.person_id]).get(viewer.person_id)
    found = pathway.assigned(viewer, row.pk) if row else []
    return list({str(work.account_id): work.account.name for work in found}.items())


def _mine(viewer: Account, **only: Any) -> list[tuple[Complaint, dict[str, Any]]]:
    """What the viewer may open: an officer's, and never a complaint about the officer."""
    if not viewer.has(Duty.HUMAN_RIGHTS_OFFICER):
        return []
    rows = list(Complaint.objects.filter(**only).prefetch_related("steps"))
    about = [said["about"] for said in open_rows(SYSTEM, rows, REASON)]
    mine = [row for row, name in zip(rows, about, strict=True) if name != str(viewer.pk)]
    return list(zip(mine, open_rows(viewer, mine, REASON), strict=True))


def _row(row: Complaint, said: dict[str, Any]) -> ComplaintRow:
    kinds = {step.kind for step in row.steps.all()}
    lang = translation.get_language() or "ko"
    return ComplaintRow(
        id=row.pk,
        at=row.at,
        urgent=row.urgent,
        signed=bool(said["writer"]),
        role=duty_name(Duty(said["role"]), lang) if said["role"] else "",
        acknowledged="acknowledged" in kinds,
        answered="answered" in kinds,
        due=_due(row, kinds),
    )


def _due(row: Complaint, kinds: set[str]) -> datetime | None:
    """The next promise that is not kept yet."""
    if "answered" in kinds:
        return None
    if "acknowledged" in kinds:
        return row.at + ANSWER
    return row.at + (URGENT if row.urgent else ACKNOWLEDGE)


def _steps(viewer: Any, row: Complaint) -> tuple[StepView, ...]:
    steps = list(ComplaintStep.objects.filter(complaint=row))
    names = staff.names({step.by_id for step in steps})
    return tuple(
        StepView(step.kind, step.at, said["words"], names.get(step.by_id, ""))
        for step, said in zip(steps, open_rows(viewer, steps, REASON), strict=True)
    )
