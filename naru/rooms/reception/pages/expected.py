"""Who is expected, day by day."""

from dataclasses import dataclass

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naru.domain.duties import Duty
from naru.ground.staff.access import duty
from naru.kit import text
from naru.kit.pages import show
from naru.rooms.reception import queries
from naru.rooms.reception.queries import Day

LONGEST_SEARCH = 200


@dataclass(frozen=True)
class ExpectedPage:
    """The list, and what was searched in it."""

    title: str
    searched: str
    days: list[Day]
    list_page: Page


@duty(Duty.RECEPTION_OFFICER)
def expected(request: HttpRequest) -> HttpResponse:
    """The list."""
    searched = text.one_line(text.clean(request.GET.get("q", "")))[:LONGEST_SEARCH]
    shown, days = queries.expected(request.user, searched, request.GET.get("page", "1"))
    page = ExpectedPage(_("Expected arrivals"), searched, days, shown)
    return show(request, "reception/expected.html", page)
