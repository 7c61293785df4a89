"""Who can't stay where they sleep."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from naru.domain.duties import Duty
from naru.ground.staff.access import duty
from naru.kit.pages import show
from naru.rooms.lodging import queries
from naru.rooms.lodging.queries import Move


@dataclass(frozen=True)
class MovesPage:
    """The list of those who must move, each with the reasons."""

    title: Any
    back_url: str
    back_text: Any
    moves: list[Move]
    may_move: bool


@duty(Duty.LODGING_OFFICER, Duty.CASEWORKER)
def moves(request: HttpRequest) -> HttpResponse:
    page = MovesPage(
        title=_("Who must move"),
        back_url=reverse("lodging:board"),
        back_text=_("Back to the beds"),
        moves=queries.must_move(request.user),
        may_move=request.user.has(Duty.LODGING_OFFICER),
    )
    return show(request, "lodging/moves.html", page)
