"""Early warning: the next eight weeks from the centre as it is this morning, kept for the day.

`make` simulates and keeps a row; `latest` reads one row, so that the home stays fast. Where a
morning's forecast is missing, `freshen` makes it behind the pages.
"""

import json
import logging
import threading
from dataclasses import astuple, dataclass, replace
from datetime import date, datetime, timedelta

import numpy as np
from django.conf import settings
from django.db import connection
from django.utils import timezone

from naru.ground.pathway.models import TaskRow
from naru.planning import present, saving
from naru.planning.answers import Answer, answer
from naru.planning.courses import Break, Curve
from naru.planning.form import PlannerForm
from naru.planning.models import Forecast
from naru.planning.running import sides, steps
from naru.planning.scenario import Scenario
from naru.planning.settings import main_limit, shipped

log = logging.getLogger("naru.planning")
DAYS, KEPT = 56, 400
ROWS = ("in use", "over", "busy interviewer", "busy nurse")
AGAIN, NEAR = timedelta(minutes=10), timedelta(days=14)


@dataclass(frozen=True)
class Kept:
    """A forecast as it was kept: bands by day, how many places, and what breaks when."""

    day: date
    made_at: datetime
    people: int
    nearing: int
    places: int
    replications: int
    scenario: str
    curves: dict[str, Curve]
    breaks: tuple[Break, ...]


def scenario_today(profile: str) -> tuple[Scenario, str]:
    """The scenario by which the forecast reckons, and its name where somebody chose one."""
    said = saving.chosen()
    plain = Scenario(profile, "now", DAYS)
    if said is None or said.query.get("profile", profile) != profile:
        return plain, ""
    form = PlannerForm(said.query, profile, {"now": ""}, present.begins(shipped(profile)))
    form.fields["from"].choices = [(each, each) for each in ("now", "steady", "empty")]
    if not form.is_valid() or form.scenario is None:
        return plain, ""
    return replace(plain, changes=form.scenario.changes), said.name


def make(now: datetime | None = None) -> Kept:
    """Simulate the next eight weeks from who is in the centre, and keep what was found."""
    moment, profile = now or timezone.now(), settings.NARU_PROFILE
    scenario, name = scenario_today(profile)
    state = present.table(profile, moment)
    today = present.begins(shipped(profile), moment)
    first, _none = sides(scenario, state, today)
    people = state.count("\n") - 1
    _quick, full, piece = steps(first.plan, people)
    while not first.results or first.count < full:
        first.more(min(piece, full - first.count))
    found = _as_data(answer(first, None, full), people, name) | {"nearing": _nearing(moment)}
    Forecast.objects.update_or_create(
        day=today, defaults={"made_at": moment, "found": json.dumps(found)}
    )
    old = Forecast.objects.values_list("day", flat=True)[KEPT:]
    Forecast.objects.filter(day__in=list(old)).delete()
    kept = latest()
    return kept if kept is not None else _kept(today, moment, found)


def _nearing(now: datetime) -> int:
    """How many people are two weeks or less before their main limit, or already past it."""
    plan = shipped(settings.NARU_PROFILE)
    rows = TaskRow.objects.filter(clock=main_limit(plan).clock, due__lte=now + NEAR)
    return rows.values("case").distinct().count()


def _as_data(found: Answer, people: int, name: str) -> dict[str, object]:
    side = found.first
    return {
        "people": people,
        "places": side.places,
        "replications": found.replications,
        "scenario": name,
        "curves": {
            row: [[round(float(x), 3) for x in line] for line in side.curves[row].values]
            for row in ROWS
            if row in side.curves
        },
        "breaks": [list(astuple(one)) for one in side.breaks],
    }


def latest() -> Kept | None:
    """The newest forecast, if there is one."""
    row = Forecast.objects.first()
    return _kept(row.day, row.made_at, json.loads(row.found)) if row else None


def _kept(day: date, made_at: datetime, found: dict[str, object]) -> Kept:
    curves: dict[str, list[list[float]]] = found["curves"]  # type: ignore[assignment]
    rows: list[list[object]] = found["breaks"]  # type: ignore[assignment]
    return Kept(
        day,
        made_at,
        int(found["people"]),  # type: ignore[call-overload]
        int(found.get("nearing", 0)),  # type: ignore[call-overload]
        int(found["places"]),  # type: ignore[call-overload]
        int(found["replications"]),  # type: ignore[call-overload]
        str(found["scenario"]),
        {name: Curve(1, np.array(values, np.float32)) for name, values in curves.items()},
        tuple(Break(*row) for row in rows),  # type: ignore[arg-type]
    )


_TURN = threading.Lock()
_LAST: dict[str, datetime] = {}


def freshen() -> bool:
    """Make this morning's forecast behind the pages where it is missing; whether it was begun.

    At most one at a time, and after a failure not again for ten minutes.
    """
    now = timezone.now()
    tried = _LAST.get("at")
    if not settings.NARU_FORECASTS or (tried is not None and now - tried < AGAIN):
        return False
    if not _TURN.acquire(blocking=False):
        return False
    _LAST["at"] = now
    threading.Thread(target=_behind, daemon=True).start()
    return True


def _behind() -> None:
    try:
        make()
    except Exception:
        log.exception("this morning's forecast couldn't be made")
    finally:
        connection.close()
        _TURN.release()


def of_today() -> tuple[Kept | None, bool]:
    """The newest forecast, and whether it was made today; if not, a new one is begun."""
    kept = latest()
    fresh = kept is not None and timezone.localdate(kept.made_at) == timezone.localdate()
    if not fresh:
        freshen()
    return kept, fresh
