"""The list of people, and the search box that also takes a scanned code."""

from dataclasses import dataclass

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naru.ground.staff.access import signed_in
from naru.kit.pages import see_other, show
from naru.kit.text import clean, one_line
from naru.web import queries, searching

LONGEST = 200


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
    text = one_line(clean(request.GET.get("q", "")))[:LONGEST]
    answer = searching.meant(request.user, text) if text else searching.Answer()
    if answer.url:
        return see_other(answer.url)
    return show(request, "web/search.html", SearchPage(_("Search"), text, answer))
