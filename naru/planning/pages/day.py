"""A single day as moving dots, as still pictures and as a table."""

from dataclasses import dataclass
from datetime import date, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from naru.ground.staff.access import duty
from naru.kit.pages import see_other, show
from naru.planning import floor, naming, running, showing
from naru.planning.asking import PLANNERS, form_of, state_of
from naru.planning.oneday import Day, day_of
from naru.planning.running import Job
from naru.planning.scenario import Scenario

HOURS = (8, 10, 12, 14, 16, 20)
USUAL, WAIT = 28, 12.0


@dataclass(frozen=True)
class DayPage:
    """A day: its pictures, its table, where the days before and after are."""

    title: Any
    back_url: str
    back_text: Any
    hidden: list[tuple[str, str]]
    when: str
    day: str
    first: str
    last: str
    before_url: str
    after_url: str
    live: Any
    stills: list[tuple[str, Any]]
    table: Any
    data: dict[str, object]
    shown: int
    inside: int


@duty(*PLANNERS)
@require_safe
def day(request: HttpRequest) -> HttpResponse:
    """One day of the first simulated course of the scenario in the address."""
    form = form_of(request)
    if not form.is_valid() or form.scenario is None:
        return see_other(f"{reverse('plan:planner')}?{request.GET.urlencode()}")
    scenario, start = form.scenario, form.scenario.begins or form.today
    number = _number(request.GET.get("on", ""), start, scenario.days)
    if number is None:
        return _off(request, scenario, start)
    state = state_of(scenario.profile) if scenario.start == "now" else ""
    asker = (request.session.session_key, "day")

    def run(job: Job) -> None:
        made = running.DESK.piece(job, lambda: day_of(scenario, state, form.today, number))
        job.tell(1, 1, made)

    job = running.DESK.ask(("day", scenario, state, start, number), run, asker)
    job.wait(lambda job: job.found is not None, WAIT)
    if job.found is None:
        page = {"title": _("The day isn't ready yet"), "query": scenario.query()}
        status = HTTPStatus.SERVICE_UNAVAILABLE
        return render(request, "planning/not_ready.html", {"page": page}, status=status)
    return show(request, "planning/day.html", _page(job.found, scenario, start, number))


def _number(said: str, start: date, days: int) -> int | None:
    """Which day of the plan is asked for; None where it lies outside or is no day."""
    if not said:
        return min(USUAL, days - 1)
    try:
        number = (date.fromisoformat(said) - start).days
    except ValueError:
        return None
    return number if 0 <= number < days else None


def _off(request: HttpRequest, scenario: Scenario, start: date) -> HttpResponse:
    """Which days there are, where another one was asked for (422)."""
    last = start + timedelta(days=scenario.days - 1)
    page = {
        "title": _("This day isn't simulated"),
        "said": _("The scenario runs from %(first)s to %(last)s.")
        % {"first": naming.day(start), "last": naming.day(last)},
        "query": scenario.query(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "planning/no_day.html", {"page": page}, status=status)


def _page(found: Day, scenario: Scenario, start: date, number: int) -> DayPage:
    query = scenario.query()
    here = f"{reverse('plan:day')}?{query}"
    last = start + timedelta(days=scenario.days - 1)
    before, after = found.day - timedelta(days=1), found.day + timedelta(days=1)
    return DayPage(
        title=_("A day in the house"),
        back_url=f"{reverse('plan:planner')}?{query}",
        back_text=_("Planning"),
        hidden=parse_qsl(query),
        when=naming.day(found.day),
        day=found.day.isoformat(),
        first=start.isoformat(),
        last=last.isoformat(),
        before_url=f"{here}&on={before}" if number > 0 else "",
        after_url=f"{here}&on={after}" if found.day < last else "",
        live=mark_safe(floor.still(found, HOURS[0] * 60)),  # noqa: S308 - words escaped
        stills=[
            (floor.clock(60 * hour), mark_safe(floor.still(found, 60 * hour)))  # noqa: S308
            for hour in HOURS
        ],
        table=_table(found),
        data=_data(found),
        shown=found.shown,
        inside=found.inside,
    )


def _table(found: Day) -> Any:
    """How many people are in each room, every two hours."""
    heads = [_("Where"), *(floor.clock(60 * hour) for hour in range(6, 23, 2))]
    counts = [found.at(60 * hour) for hour in range(6, 23, 2)]
    rows = [
        (floor.name_of(room), *(naming.number(count[room]) for count in counts))
        for room in found.rooms
    ]
    return showing.table(_("How many people are in each room"), heads, rows)


def _data(found: Day) -> dict[str, object]:
    """What the script moves: boxes, looks and everybody's moves."""
    rooms = list(found.rooms)
    return {
        "rooms": [
            {"id": b.id, "x": b.x, "y": b.y, "w": b.width, "h": b.height}
            for b in floor.boxes(found)
        ],
        "tracks": [
            [[at, rooms.index(room) if room else -1] for at, room in track]
            for track in found.tracks
        ],
        "order": rooms,
        "pitch": floor.PITCH,
        "padding": floor.PADDING,
        "head": floor.HEAD,
    }
