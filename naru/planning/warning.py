"""The forecast on the director's home: a few sentences and a small picture."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from naru.planning import forecast, naming
from naru.planning.courses import Break, Curve
from naru.planning.forecast import Kept
from naru.planning.panels import Mark, Panel, svg
from naru.planning.settings import main_limit, shipped

PERCENT, LOADED = 100.0, 0.85
PICTURES = (("in use", ""), ("over", ""), ("busy interviewer", "%"), ("busy nurse", "%"))


@dataclass(frozen=True)
class Line:
    """A sentence and how much it presses: calm or late."""

    said: str
    tone: str


@dataclass(frozen=True)
class HomeForecast:
    """What the home shows of a forecast; without `made_at` there is none yet."""

    lines: list[Line]
    pictures: list[tuple[str, Any]]
    made_at: datetime | None
    fresh: bool
    replications: int
    scenario: str
    url: str


def for_home() -> HomeForecast:
    """The newest forecast in words and pictures; one is begun where today's is missing."""
    kept, fresh = forecast.of_today()
    url = f"{reverse('plan:planner')}?profile={settings.NARU_PROFILE}&from=now&days={forecast.DAYS}"
    if kept is None:
        return HomeForecast([], [], None, fresh, 0, "", url)
    return HomeForecast(
        lines(kept),
        [
            (title(name), _picture(name, unit, kept))
            for name, unit in PICTURES
            if name in kept.curves
        ],
        kept.made_at,
        fresh,
        kept.replications,
        kept.scenario,
        url,
    )


def lines(kept: Kept) -> list[Line]:
    """Beds, limit, interviewers and nurses over the next eight weeks, a sentence each."""
    told = [_beds(kept), _over(kept)]
    told += [_busy(kept, who) for who in ("interviewer", "nurse") if f"busy {who}" in kept.curves]
    return told


def _beds(kept: Kept) -> Line:
    one = _of(kept, "beds")
    high = min(float(kept.curves["in use"].values[4].max()), kept.places)
    words = {
        "now": naming.number(float(kept.curves["in use"].values[2][0])),
        "places": naming.number(kept.places),
        "high": naming.number(high),
    }
    if one.median is not None:
        day = naming.day(kept.day + timedelta(days=one.median))
        said = _("Beds run out around %(day)s (%(now)s of %(places)s are in use now).")
        return Line(said % {**words, "day": day}, "late")
    said = _("Beds suffice: %(now)s of %(places)s in use now, at most %(high)s in eight weeks.")
    if one.share > 0:
        said = _("Beds run out in %(share)s of the courses; %(now)s of %(places)s are in use now.")
        return Line(said % {**words, "share": naming.share(one.share)}, "soon")
    return Line(said % words, "calm")


def _over(kept: Kept) -> Line:
    curve, plan = kept.curves["over"], shipped(settings.NARU_PROFILE)
    words = {
        "limit": naming.limit(plan, main_limit(plan).id),
        "now": naming.number(float(curve.values[2][0])),
        "then": naming.number(float(curve.values[2][-1])),
        "high": naming.number(float(curve.values[4].max())),
    }
    said = _(
        "Over the limit “%(limit)s”: %(now)s people now, %(then)s in eight weeks "
        "(at most %(high)s)."
    )
    near = _("%(n)s people reach it within two weeks or have passed it.")
    said = f"{said} {near}"
    words["n"] = naming.number(kept.nearing)
    return Line(said % words, _pressing(curve))


def _pressing(over: Curve) -> str:
    """One person past the limit is one too many: late if half the courses say so, soon if any."""
    middle, high = float(over.values[2].max()), float(over.values[4].max())
    return "late" if middle >= 1 else "soon" if high >= 1 else "calm"


def _busy(kept: Kept, who: str) -> Line:
    curve = kept.curves[f"busy {who}"]
    mean, high = float(curve.values[2].mean()), float(curve.values[2].max())
    words = {
        "who": naming.resource(who),
        "mean": naming.share(mean),
        "high": naming.share(high),
    }
    said = _("%(who)s: %(mean)s busy on average, %(high)s in the fullest week.") % words
    late = _("Over 100 %: work past the end of the shift.")
    said = f"{said} {late}" if high > 1 else said
    return Line(said[0].upper() + said[1:], "soon" if mean >= LOADED else "calm")


def _of(kept: Kept, kind: str) -> Break:
    return next(one for one in kept.breaks if one.kind == kind)


def title(name: str) -> str:
    """What a picture shows."""
    kind, _space, who = name.partition(" ")
    if kind == "busy":
        return _("How busy: %(who)s") % {"who": naming.resource(who)}
    return _("Beds in use") if name == "in use" else _("People over the limit")


def _picture(name: str, unit: str, kept: Kept) -> Any:
    scale = PERCENT if unit else 1.0
    capacity = 1.0 if unit else float(kept.places) if name == "in use" else None
    panel = Panel(
        title(name),
        kept.day,
        forecast.DAYS,
        [kept.curves[name]],
        capacity,
        None,
        [Mark(kept.day, _("today"))],
        scale,
        unit,
        PERCENT / 4 if unit else 4.0,
    )
    return mark_safe(svg(panel, 340, 150))  # noqa: S308 - drawn from numbers, words escaped
