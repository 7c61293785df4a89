"""The list of people, and the search box that also takes a scanned code."""

from dataclasses import dataclass

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naru.ground.staff.access import signed_in
from naru.kit import asked
from naru.kit.pages import see_other, show
from naru.web import queries, searching


@dataclass(frozen=True)
class PeoplePage:
    """Open cases within reach."""

    title: str
    rows: Page


@dataclass(frozen=True)
class SearchPage:
    """What a text means."""

    title: str
    text: str
    answer: searching.Answer


@signed_in
def people(request: HttpRequest) -> HttpResponse:
    """Everybody here whom the viewer reaches."""
    rows = queries.people_page(request.user, request.GET.get("page", "1"))
    return show(request, "web/people.html", PeoplePage(_("People"), rows))


@signed_in
def search(request: HttpRequest) -> HttpResponse:
    """Search; a number or a scanned code leads straight to its person or thing."""
    if request.method == "POST":
        url = searching.coded(request.user, asked.typed(request))
        return see_other(url) if url else asked.keep(request)
    text = asked.asked(request)
    answer = searching.meant(request.user, text) if text else searching.Answer()
    return show(request, "web/search.html", SearchPage(_("Search"), text, answer))
