"""Reads of the ruling room: what each viewer may know of the decision, and the letter."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404

from naru.domain.duties import Duty
from naru.ground import ledger, people
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.queries import CaseView
from naru.ground.staff.models import Account
from naru.ground.vault import open_row
from naru.rooms.ruling import words
from naru.rooms.ruling.models import Disclosure, Objection, ObjectionRuling, Ruling, Service
from naru.rooms.ruling.records import Text, latest, remedy_last_day, text_of

WRITERS = frozenset({Duty.DECIDING_AUTHORITY})
PARTIES = frozenset({Duty.RESIDENT, Duty.COUNSEL, Duty.CHILD_GUARDIAN})
READERS = WRITERS | PARTIES | {Duty.HUMAN_RIGHTS_OFFICER}
SERVERS = WRITERS | {Duty.CASEWORKER}


@dataclass(frozen=True)
class DecisionPanel:
    """How far the decision is, and its words for those it concerns."""

    disclosed_at: datetime | None
    drafted: bool
    decided_at: datetime | None
    served_at: datetime | None
    ground: str
    text: Text | None
    last_day: date | None
    objected_at: datetime | None
    reviewed: str
    has_letter: bool

    @property
    def empty(self) -> bool:
        """Whether nothing has happened yet."""
        return not (self.disclosed_at or self.drafted or self.decided_at)


@dataclass(frozen=True)
class Draft:
    """The draft as the one who decides reads it."""

    ground: str
    text: Text


def decision_panel(viewer: Account, case: CaseView) -> DecisionPanel:
    """The decision as this viewer may know it: its words only when served, unless it is theirs."""
    person = case.person_id
    disclosure, service = latest(Disclosure, person), latest(Service, person)
    ruling, draft = latest(Ruling, person, decided=True), latest(Ruling, person, decided=False)
    objection, review = latest(Objection, person), latest(ObjectionRuling, person)
    known = service is not None or viewer.has(*WRITERS)
    text = _text(viewer, ruling) if ruling and known else None
    return DecisionPanel(
        disclosed_at=disclosure.at if disclosure else None,
        drafted=draft is not None and viewer.has(*WRITERS),
        decided_at=ruling.at if ruling else None,
        served_at=service.at if service else None,
        ground=words.ground(text.ground) if text else "",
        text=text if viewer.has(*READERS) else None,
        last_day=remedy_last_day(person),
        objected_at=objection.at if objection else None,
        reviewed=_reviewed(viewer, review),
        has_letter=ruling is not None and _may_read_letter(viewer, service is not None),
    )


def draft(viewer: Account, number: str) -> Draft | None:
    """The newest draft that waits for a decision."""
    case = pathway.case(viewer, number)
    row = latest(Ruling, case.person_id)
    if row is None or row.decided:
        return None
    text = _text(viewer, row)
    return Draft(words.ground(text.ground), text)


def objection(viewer: Account, number: str) -> dict[str, Any]:
    """The objection under review, in its own words."""
    row = latest(Objection, pathway.case(viewer, number).person_id)
    return open_row(viewer, row, "objection") if row else {}


def letter(viewer: Account, number: str) -> ledger.Issued:
    """The ruling's letter; Http404 before it is this viewer's to read."""
    person = pathway.case(viewer, number).person_id
    ruling = latest(Ruling, person, decided=True)
    if ruling is None or not _may_read_letter(viewer, latest(Service, person) is not None):
        raise Http404
    file = open_row(viewer, ruling, "letter")["letter"]
    return ledger.issued(viewer, UUID(file), "letter")


def languages(viewer: Account, number: str) -> tuple[str, ...]:
    """The languages of the person, in which alone a ruling is served."""
    case = pathway.case(viewer, number)
    return people.label(viewer, case.person_id).languages


def _may_read_letter(viewer: Account, served: bool) -> bool:  # noqa: FBT001
    return viewer.has(*SERVERS) or (served and viewer.has(*READERS))


def _text(viewer: Account, row: Ruling) -> Text:
    return text_of(open_row(viewer, row, "ruling"))


def _reviewed(viewer: Account, row: ObjectionRuling | None) -> str:
    if row is None:
        return ""
    return words.said(words.RESULTS, open_row(viewer, row, "review")["result"])
