"""What stands in a person's record about their rights."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.http import Http404

from naru.ground import staff
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.queries import CaseView
from naru.ground.staff.models import Account
from naru.ground.staff.queries import mandated
from naru.ground.vault import open_rows
from naru.rooms.rights.looks import Look, looks_at
from naru.rooms.rights.models import (
    Act,
    CounselRequest,
    DataRequest,
    EntryCorrection,
    LeaveAnswer,
    LeaveWish,
    Petition,
    SafetyPlan,
    StayExtension,
    StayReview,
)

REASON = "rights"
Kind = TypeVar("Kind", bound=Act)


@dataclass(frozen=True)
class WishView:
    """A wish to leave as it was said."""

    id: UUID
    number: str
    at: datetime
    words: str
    language: str


@dataclass(frozen=True)
class AnswerView:
    """The written answer to a wish to leave."""

    at: datetime
    answer: str
    text: str
    ground: str
    judge: str
    counsellor: str


@dataclass(frozen=True)
class Kept:
    """Any other act of the record: when, what it says by name, and whether it is still open."""

    at: datetime
    said: Mapping[str, Any]
    open: bool = False


@dataclass(frozen=True)
class RightsPanel:
    """The rights part of a person's page; `entered_on` is the day from which the stay counts."""

    day: int
    entered_on: str
    last_day: Any
    warned: tuple[int, ...]
    over: bool
    counsel_open: bool
    counsel: tuple[str, ...]
    presses: tuple[Kept, ...]
    wishes: tuple[WishView, ...]
    wish_open: bool
    answers: tuple[AnswerView, ...]
    reviews: tuple[Kept, ...]
    extensions: tuple[Kept, ...]
    corrections: tuple[Kept, ...]
    petitions: tuple[Kept, ...]
    requests: tuple[Kept, ...]


@dataclass(frozen=True)
class SafetyView:
    """The open safety plans of a person."""

    plans: tuple[Kept, ...]


def panel(viewer: Account, case: CaseView) -> RightsPanel:
    """All that the record says of a person's rights."""
    stay = next((view for view in case.clocks if view.rule.id == "C12"), None)
    person = case.person_id
    return RightsPanel(
        day=case.day,
        entered_on=str(case.case.facts.get("country_entry", "")),
        last_day=stay.state.last_lawful_day if stay else None,
        warned=stay.state.warned if stay else (),
        over=stay is not None and stay.state.kind == "expired",
        counsel_open=case.case.facts.get("counsel_open") is True,
        counsel=tuple(account.name for account in mandated(person, "counsel")),
        presses=_kept(viewer, CounselRequest, person),
        wishes=tuple(wishes(viewer, case)),
        wish_open=case.case.facts.get("leave_wish_open") is True,
        answers=tuple(_answers(viewer, person)),
        reviews=_kept(viewer, StayReview, person),
        extensions=_kept(viewer, StayExtension, person),
        corrections=_kept(viewer, EntryCorrection, person),
        petitions=_kept(viewer, Petition, person),
        requests=_kept(viewer, DataRequest, person),
    )


def safety(viewer: Account, case: CaseView) -> SafetyView | None:
    """The open safety plans; None when there is none."""
    plans = tuple(plan for plan in _kept(viewer, SafetyPlan, case.person_id) if plan.open)
    return SafetyView(plans) if plans else None


def wishes(viewer: Account, case: CaseView) -> list[WishView]:
    """Every wish to leave, the first first."""
    return [
        WishView(row.pk, case.number, row.at, said["words"], said["language"])
        for row, said in _opened(viewer, LeaveWish, case.person_id)
    ]


def wish(viewer: Account, number: str, wish_id: UUID) -> WishView:
    """One wish, for its receipt; Http404 out of the viewer's reach."""
    case = pathway.case(viewer, number)
    found = [view for view in wishes(viewer, case) if view.id == wish_id]
    if not found:
        raise Http404
    return found[0]


def open_requests(viewer: Account, number: str) -> tuple[Kept, ...]:
    """The requests for one's own data that wait for an answer."""
    person = pathway.case(viewer, number).person_id
    return tuple(kept for kept in _kept(viewer, DataRequest, person) if kept.open)


def looks(viewer: Account, number: str) -> list[Look]:
    """Who opened the person's record, as the answer will list it."""
    return looks_at(pathway.case(viewer, number).person_id)


def _answers(viewer: Account, person_id: UUID) -> list[AnswerView]:
    opened = _opened(viewer, LeaveAnswer, person_id)
    names = staff.names({UUID(said["counsellor"]) for _row, said in opened})
    return [
        AnswerView(
            row.at,
            said["answer"],
            said["text"],
            said["ground"],
            said["judge"],
            names.get(UUID(said["counsellor"]), ""),
        )
        for row, said in opened
    ]


def _kept(viewer: Account, kind: type[Act], person_id: UUID) -> tuple[Kept, ...]:
    opened = _opened(viewer, kind, person_id)
    return tuple(Kept(row.at, said, open=_is_open(row)) for row, said in opened)


def _opened(
    viewer: Account, kind: type[Kind], person_id: UUID
) -> list[tuple[Kind, dict[str, Any]]]:
    rows = list(kind.objects.filter(person_id=person_id))
    return list(zip(rows, open_rows(viewer, rows, REASON), strict=True))


def _is_open(row: Act) -> bool:
    """Whether none of the ways in which an act of this kind can end has come."""
    ends = ("contacted_at", "withdrawn_at", "ended_at", "answered_at", "closed_at")
    return all(getattr(row, end, None) is None for end in ends)
