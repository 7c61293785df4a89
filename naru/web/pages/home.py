"""Home: my queue, the oldest promise first."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from naru.domain.duties import Duty
from naru.ground.pathway import profiles, rooms
from naru.ground.pathway import queries as pathway
from naru.ground.staff.access import signed_in
from naru.kit.pages import is_part, see_other, show
from naru.planning.warning import HomeForecast, for_home
from naru.web import queries, words


@dataclass(frozen=True)
class HomePage:
    """The queue of whoever has signed in."""

    title: str
    parts: list[tuple[str, list[queries.QueueItem]]]
    turns: Page
    centre: str
    unverified: list[str]
    rooms: list[tuple[Any, str]]
    forecast: HomeForecast | None


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """The queue; a resident's home is their own file."""
    if request.user.duties == {Duty.RESIDENT}:
        return see_other("/me/")
    profile = profiles.current()
    request.waiting = pathway.queue_length(request.user)  # the menu shows it too
    turns = Paginator(range(request.waiting), pathway.QUEUE_LENGTH).get_page(
        request.GET.get("page")
    )
    items = queries.queue(request.user, max(turns.start_index() - 1, 0))
    page = HomePage(
        title=_("My queue"),
        parts=queries.by_urgency(items, timezone.now()),
        turns=turns,
        centre=profile.name[words.lang()],
        unverified=[rule.name[words.lang()] for rule in profile.unverified_clocks()],
        rooms=[] if items else _rooms(request),
        forecast=_forecast(request),
    )
    return show(request, "web/home.html", page)


def _rooms(request: HttpRequest) -> list[tuple[Any, str]]:
    """Where whoever has nothing to do can begin: the pages of their own rooms."""
    offered = [nav for room in rooms.installed() for nav in room.nav]
    mine = [nav for nav in offered if request.user.duties & nav.duties]
    return [(nav.title, reverse(nav.url_name)) for nav in mine]


def _forecast(request: HttpRequest) -> HomeForecast | None:
    """The early warning, for the director; the queue that asks again for itself leaves it out."""
    if Duty.DIRECTOR not in request.user.duties or is_part(request):
        return None
    return for_home()
