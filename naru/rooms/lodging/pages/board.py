"""The live board of beds."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naru.domain.duties import Duty
from naru.ground.staff.access import duty
from naru.kit.pages import show
from naru.rooms.lodging import queries
from naru.rooms.lodging.pages.faults import REPORTS
from naru.rooms.lodging.queries import Board


@dataclass(frozen=True)
class BoardPage:
    """The board of one building."""

    title: Any
    board: Board
    may_edit: bool
    may_move: bool
    may_report: bool


@duty(
    Duty.LODGING_OFFICER,
    Duty.CASEWORKER,
    Duty.NURSE,
    Duty.HUMAN_RIGHTS_OFFICER,
    Duty.DIRECTOR,
)
def board(request: HttpRequest) -> HttpResponse:
    chosen = _building(request)
    page = BoardPage(
        title=_("Beds"),
        board=queries.board(request.user, chosen),
        may_edit=request.user.has(Duty.LODGING_OFFICER, Duty.DIRECTOR),
        may_move=request.user.has(Duty.LODGING_OFFICER, Duty.CASEWORKER),
        may_report=request.user.has(*REPORTS),
    )
    return show(request, "lodging/board.html", page)


def _building(request: HttpRequest) -> UUID | None:
    said = request.GET.get("building", "")
    try:
        return UUID(said) if said else None
    except ValueError:
        raise Http404 from None
