"""Who is expected, day by day."""

from dataclasses import dataclass

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naru.domain.duties import Duty
from naru.ground.staff.access import duty
from naru.kit import asked
from naru.kit.pages import show
from naru.rooms.reception import queries
from naru.rooms.reception.queries import Day


@dataclass(frozen=True)
class ExpectedPage:
    """The list, and what was searched in it."""

    title: str
    searched: str
    days: list[Day]
    list_page: Page


@duty(Duty.RECEPTION_OFFICER)
def expected(request: HttpRequest) -> HttpResponse:
    """The list, or what was last searched in it (`?found`)."""
    if request.method == "POST":
        return asked.keep(request, "?found" if asked.typed(request) else "")
    searched = asked.asked(request) if "found" in request.GET else ""
    shown, days = queries.expected(request.user, searched, request.GET.get("page", "1"))
    page = ExpectedPage(_("Expected arrivals"), searched, days, shown)
    return show(request, "reception/expected.html", page)
