"""The wall screen: numbers and rooms only, never a name."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from naru.ground.staff.access import signed_in, while_locked
from naru.kit.pages import show
from naru.web import queries


@dataclass(frozen=True)
class WallPage:
    """What a screen in the corridor shows."""

    title: str
    stages: list[tuple[str, int]]
    waiting: list[tuple[str, str, datetime | None]]
    now: datetime


@while_locked
@signed_in
def wall(request: HttpRequest) -> HttpResponse:
    """The screen; it keeps itself fresh."""
    page = WallPage(
        _("Wall screen"), queries.stage_counts(), queries.waiting_numbers(), timezone.now()
    )
    return show(request, "web/wall.html", page)
