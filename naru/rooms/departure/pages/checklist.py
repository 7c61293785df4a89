"""The checklist of one departure, those who leave today, and the receipt."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naru.domain.duties import Duty
from naru.ground import ledger
from naru.ground.pathway.pages import StepPage, step_page
from naru.ground.staff.access import duty
from naru.kit.pages import show
from naru.rooms.departure import queries
from naru.rooms.departure.queries import READERS, STAFF


@dataclass(frozen=True)
class ChecklistPage:
    """Every condition of leaving."""

    title: str
    around: StepPage
    checklist: queries.Checklist
    may_depart: bool
    back_url: str


@dataclass(frozen=True)
class TodayPage:
    """Who leaves today."""

    title: str
    rows: list[queries.LeavingRow]


@duty(*READERS)
def checklist(request: HttpRequest, number: str) -> HttpResponse:
    around = step_page(request, number, "depart")
    page = ChecklistPage(
        title=_("Checklist of the departure"),
        around=around,
        checklist=queries.checklist(around.case),
        may_depart=request.user.has(Duty.CASEWORKER, Duty.RECEPTION_OFFICER),
        back_url=around.back_url,
    )
    return show(request, "departure/checklist.html", page)


@duty(*STAFF)
def today(request: HttpRequest) -> HttpResponse:
    page = TodayPage(_("Leaving today"), queries.leaving(request.user))
    return show(request, "departure/today.html", page)


@duty(*READERS)
def receipt(request: HttpRequest, number: str, record_id: UUID) -> HttpResponse:
    paper = queries.receipt(request.user, number, record_id)
    return ledger.send(request, paper, "departure")
