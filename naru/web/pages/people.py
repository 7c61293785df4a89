"""The list of people, and the search box that also takes a scanned code."""

from dataclasses import dataclass

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naru.ground.staff.access import signed_in
from naru.kit.pages import see_other, show
from naru.web import queries


@dataclass(frozen=True)
class PeoplePage:
    """Open cases within reach."""

    title: str
    rows: Page


@dataclass(frozen=True)
class SearchPage:
    """What a text or a code means."""

    title: str
    text: str
    rows: list[queries.PersonRow]


@signed_in
def people(request: HttpRequest) -> HttpResponse:
    """Everybody here whom the viewer reaches."""
    rows = queries.people_page(request.user, request.GET.get("page", "1"))
    return show(request, "web/people.html", PeoplePage(_("People"), rows))


@signed_in
def search(request: HttpRequest) -> HttpResponse:
    """Search; a scanned code leads straight to its person."""
    text = request.GET.get("q", "").strip()[:200]
    rows = queries.found(request.user, text) if text else []
    url = rows[0].url if len(rows) == 1 else "" if rows else queries.scanned(request.user, text)
    if url:
        return see_other(url)
    return show(request, "web/search.html", SearchPage(_("Search"), text, rows))
