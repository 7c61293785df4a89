"""A resident's own page: their file, their clocks, and who opened it."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naru.domain.duties import Duty
from naru.ground import people
from naru.ground.staff.access import duty
from naru.kit.pages import see_other, show
from naru.web import queries


@dataclass(frozen=True)
class OpeningsPage:
    """Who opened the record, the latest day first."""

    title: str
    back_url: str
    openings: list[queries.Opening]


@duty(Duty.RESIDENT)
def me(request: HttpRequest) -> HttpResponse:
    """To one's own file."""
    if request.user.person_id is None:
        raise Http404
    return see_other(f"/p/{people.number_of(request.user.person_id)}/")


@duty(Duty.RESIDENT)
def openings(request: HttpRequest) -> HttpResponse:
    """Who opened my record."""
    if request.user.person_id is None:
        raise Http404
    page = OpeningsPage(_("Who opened my file"), "/me/", queries.openings(request.user.person_id))
    return show(request, "web/openings.html", page)
