"""Opening a part of a record in an emergency: who may, what never, how long (domain.md 5, C20)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from naru.domain.duties import Duty
from naru.domain.refusals import Refusal

OPEN_FOR = timedelta(minutes=60)
REVIEW_WITHIN = timedelta(hours=72)
ROLES = frozenset({Duty.NURSE, Duty.PHYSICIAN, Duty.DUTY_OFFICER})
OFFICES = (Duty.HUMAN_RIGHTS_OFFICER, Duty.DATA_PROTECTION_OFFICER)
OPENS = ("health", "identity")
"""Allergies, medicines and conditions; and who the person is and what they speak."""
NEVER = frozenset({"inquiry", "complaints", "kin"})
"""Only a court opens these, with two keys; so also a psychologist's own notes."""
GROUNDS = ("life", "court")
VERDICTS = ("proper", "improper")
SHORTEST_REASON = 10


def refused(duties: Iterable[Duty], compartment: str, ground: str, reason: str) -> Refusal | None:
    """Why this can't be opened in an emergency, or None when it can."""
    if compartment in NEVER:
        return Refusal("emergency.never")
    if not ROLES & set(duties):
        return Refusal("emergency.not_your_role")
    if compartment not in OPENS or ground not in GROUNDS:
        return Refusal("emergency.nothing_to_open")
    if len(reason.split()) < 2 or len(reason.strip()) < SHORTEST_REASON:  # noqa: PLR2004
        return Refusal("emergency.say_why", {"least": SHORTEST_REASON})
    return None


def due(opened_at: datetime) -> datetime:
    """Until when both offices must have reviewed it (C20)."""
    return opened_at + REVIEW_WITHIN
