"""The wish to leave: written down word for word, answered in writing."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground import ledger
from naru.ground.pathway import conductor
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.ground.vault import Compartment
from naru.rooms.rights.models import LeaveAnswer, LeaveWish
from naru.rooms.rights.records import keep

GATE_OPEN, LEGAL_GROUND = "gate_open", "legal_ground"
INQUIRY = (Duty.INTERVIEWER, Duty.INQUIRY_REVIEWER, Duty.DECIDING_AUTHORITY)


@dataclass(frozen=True)
class Answer:
    """A written answer: `ground` and `judge` (the way to one) only where somebody is kept."""

    answer: str
    text: str
    ground: str = ""
    judge: str = ""


@verb
def wish_to_leave(
    *, by: Account, now: datetime, number: str, words: str, language: str
) -> Done | Refusal:
    """Record the wish verbatim; earlier wishes stay as they are."""
    row = conductor.load(number)
    said = {"words": words, "language": language}
    wish = keep(LeaveWish, row.person_id, by, now, said)
    return conductor.advance(
        row,
        "wish_to_leave",
        by=by,
        now=now,
        subject=str(wish.pk),
        body=said,
        compartment=Compartment.LEGAL,
        proves=ledger.words(wish.pk, words),
    )


@verb
def answer_leave(
    *, by: Account, now: datetime, number: str, counsellor_id: UUID, answer: Answer
) -> Done | Refusal:
    """Answer in writing, after a talk with somebody outside the inquiry."""
    row = conductor.load(number)
    counsellor = Account.objects.get(pk=counsellor_id)
    against = _against(counsellor, answer)
    if against:
        return against
    said = {**asdict(answer), "counsellor": str(counsellor.pk)}
    kept = keep(LeaveAnswer, row.person_id, by, now, said)
    return conductor.advance(
        row,
        "answer_leave",
        by=by,
        now=now,
        facts={"leave_answer": answer.answer, "counselled": True},
        outcome=_outcome(conductor.state(row).outcome, answer),
        subject=str(kept.pk),
        body=said,
        compartment=Compartment.LEGAL,
    )


def _against(counsellor: Account, answer: Answer) -> Refusal | None:
    if counsellor.has(*INQUIRY):
        return Refusal("rights.counsellor_inquiry", {"name": counsellor.name})
    if answer.answer == LEGAL_GROUND and not (answer.ground and answer.judge):
        return Refusal("rights.ground_needed")
    return None


def _outcome(known: str | None, answer: Answer) -> str:
    """Who already has a decision keeps it when they go."""
    return "withdrawn_voluntary" if answer.answer == GATE_OPEN and not known else ""
