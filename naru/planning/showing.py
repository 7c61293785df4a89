"""An answer as pictures and tables."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

import numpy as np
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from naru.planning import naming
from naru.planning.answers import Answer, Change, Side
from naru.planning.courses import Curve
from naru.planning.panels import Mark, Panel, svg
from naru.planning.preventing import busiest
from naru.planning.settings import main_limit

STAFF_SHOWN = 5
ALWAYS = ("interviewer", "nurse")
ROWS = 27
PERCENT, MINUS = 100.0, "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Shown:
    """A picture with its name, what it says in a sentence, and its table."""

    key: str
    title: str
    said: str
    picture: SafeString
    table: SafeString


def pictures(answer: Answer, today: date) -> list[Shown]:
    """Every picture of an answer, in its order."""
    return [_shown(name, answer, today) for name in names(answer.first)]


def names(side: Side) -> list[str]:
    """Which rows are shown: beds, who waits, the limit, the longest queue, the busiest staff."""
    worst = busiest(side.plan).resource
    busy = sorted(
        (d for d in side.demands if f"busy {d.resource}" in side.curves), key=lambda d: -d.share
    )
    staff = [d.resource for d in busy[: STAFF_SHOWN - 2]]
    staff += [name for name in ALWAYS if f"busy {name}" in side.curves and name not in staff]
    return ["in use", "waiting", "over", f"queue {worst}", *(f"busy {name}" for name in staff)]


def title(name: str, side: Side) -> str:
    """What a row is called."""
    kind, _space, who = name.partition(" ")
    if name == "in use":
        return _("Beds in use")
    if name == "waiting":
        return _("People waiting for a bed")
    if name == "over":
        limit = naming.limit(side.plan, main_limit(side.plan).id)
        return _("People over the limit: %(limit)s") % {"limit": limit}
    if kind == "queue":
        return _("People waiting: %(who)s") % {"who": naming.resource(who)}
    return _("How busy: %(who)s") % {"who": naming.resource(who)}


def panel_of(name: str, answer: Answer, today: date) -> Panel:
    """A row of both scenarios as a panel."""
    one, two = answer.first, answer.second
    curves = [side.curves[name] for side in (one, two) if side and name in side.curves]
    busy = name.startswith("busy ")
    beds = name == "in use"
    capacity = 1.0 if busy else float(one.places) if beds else None
    second = float(two.places) if two and beds and two.places != one.places else None
    return Panel(
        title(name, one),
        one.plan.start,
        int(one.plan.horizon),
        curves,
        capacity,
        second,
        _marks(name, answer, today),
        PERCENT if busy else 1.0,
        "%" if busy else "",
        PERCENT / 4 if busy else 4.0,
    )


def _marks(name: str, answer: Answer, today: date) -> list[Mark]:
    """Today, and the day on which it breaks."""
    found = [Mark(today, _("today"))]
    kind = {"in use": "beds", "waiting": "beds", "over": "limit"}.get(name)
    one = answer.first.when(kind) if kind else None
    if one and one.median is not None:
        day = answer.first.day(one.median)
        found.append(Mark(day, naming.date_format(day, _("j M")), "break"))
    return found


def _shown(name: str, answer: Answer, today: date) -> Shown:
    panel = panel_of(name, answer, today)
    key = name.replace(" ", "-").replace("_", "-")
    return Shown(
        key,
        str(panel.title),
        _said(name, panel),
        mark_safe(svg(panel)),  # noqa: S308 - drawn from numbers, every word escaped
        _table(panel, [answer.first, answer.second]),
    )


def _said(name: str, panel: Panel) -> str:
    """The middle course in a sentence."""
    median = panel.curves[0].median * panel.scale
    number = int(np.argmax(median))
    day = panel.start + timedelta(days=number * panel.curves[0].width)
    digits = 0 if panel.unit or median.max() >= 10 else 1  # noqa: PLR2004 - below ten, tenths
    words = {
        "high": naming.number(float(median.max()), digits) + panel.unit,
        "mean": naming.number(float(median.mean()), digits) + panel.unit,
        "day": naming.date_format(day, _("j M")),
    }
    if float(median.max()) <= 0:
        return _("Nobody, in the middle course.")
    said = _("Middle course: %(mean)s on average, at most %(high)s (%(day)s).") % words
    late = _("Over 100 %: work past the end of the shift.")
    if panel.unit and float(median.max()) > PERCENT:
        return f"{said} {late}"
    return said


def _table(panel: Panel, sides: Sequence[Side | None]) -> SafeString:
    """The numbers of a panel: at most 27 rows, the bands as columns."""
    two = len(panel.curves) > 1
    heads = [_("From"), "5 %", "25 %", _("Median"), "75 %", "95 %"]
    heads += [_("Second: median"), _("Second: 5–95 %")] if two else []
    first = panel.curves[0]
    step = -(-first.values.shape[1] // ROWS)
    rows = []
    told = [_cells(curve, step, panel) for curve in panel.curves]
    for place, cells in enumerate(told[0]):
        day = panel.start + timedelta(days=place * step * first.width)
        more = []
        if two and place < len(told[1]):
            other = told[1][place]
            more = [other[2], f"{other[0]}–{other[4]}"]
        rows.append((day.isoformat(), *cells, *more))
    return table(panel.title, heads, rows)


def _cells(curve: Curve, step: int, panel: Panel) -> list[list[str]]:
    """The quantiles of every `step` bins together, as words."""
    starts = np.arange(0, curve.values.shape[1], step)
    sizes = np.diff(np.append(starts, curve.values.shape[1]))
    means = np.add.reduceat(curve.values, starts, axis=1) / sizes * panel.scale
    digits = 0 if panel.unit else 1
    return [
        [naming.number(value, digits) + panel.unit for value in row] for row in means.T.tolist()
    ]


def table(caption: Any, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> SafeString:
    """A table of numbers with names in its first column; every word escaped."""
    top = "".join(
        f'<th scope="col"{_numeric(place)}>{conditional_escape(head)}</th>'
        for place, head in enumerate(heads)
    )
    body = "".join(
        f'<tr><th scope="row">{conditional_escape(row[0])}</th>'
        + "".join(f'<td class="n">{conditional_escape(cell)}</td>' for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    return mark_safe(  # noqa: S308 - every word escaped above
        f'<div class="kit-scroll" tabindex="0" role="region" aria-label="'
        f'{conditional_escape(caption)}"><table class="plan-table"><caption '
        f'class="govuk-visually-hidden">{conditional_escape(caption)}</caption>'
        f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _numeric(place: int) -> str:
    return ' class="n"' if place else ""


# -- the tables of waits, staff and cost -----------------------------------------------------------


def waits(answer: Answer) -> SafeString:
    """Each stage: how long those waited whose wait is over, and how many still wait at the end."""
    people = partial(naming.number, digits=1)
    plan = answer.first.plan
    rows = []
    for stage in plan.stages:
        mean = answer.figures.get(f"{stage.id}.wait_mean")
        if mean is not None:
            long = answer.figures[f"{stage.id}.wait_p95"]
            still = answer.figures[f"{stage.id}.waiting_end"]
            rows.append(
                (
                    naming.stage(plan, stage.id),
                    *_pair(mean, naming.span),
                    *_pair(long, naming.span, only_last=True),
                    *_pair(still, people, only_last=True),
                )
            )
    heads = [_("Stage"), *_heads(_("Mean wait"), answer), _("95 % wait less than")]
    heads.append(_("Still waiting at the end"))
    return table(_("Waits by stage"), heads, rows)


def staff(answer: Answer) -> SafeString:
    """Each kind of staff: how many, what is asked of them, how busy they are."""
    plan, demands = answer.first.plan, {d.resource: d for d in answer.first.demands}
    rows = []
    for place, one in enumerate(plan.resources):
        busy = answer.figures.get(f"{one.id}.utilisation")
        if busy is not None:
            rows.append(
                (
                    naming.heading(one.id),
                    _servers(answer, place),
                    naming.share(float(demands[one.id].share)),
                    *_pair(busy, naming.share),
                )
            )
    heads = [_("Staff"), _("How many"), _("Asked of them"), *_heads(_("Busy"), answer)]
    return table(_("Staff"), heads, rows)


def _servers(answer: Answer, place: int) -> str:
    """How many there are, and how many in the second scenario where that differs."""
    sides = filter(None, (answer.first, answer.second))
    counts = dict.fromkeys(side.plan.resources[place].servers for side in sides)
    return " / ".join(naming.number(count) for count in counts)


def figures(answer: Answer, profile: str) -> SafeString:
    """Beds, limit and cost in one table."""
    plan = answer.first.plan
    places, limit = next(iter(answer.figures)).removesuffix(".mean"), main_limit(plan).id
    people = lambda value: naming.number(value, 1)  # noqa: E731
    named: list[tuple[str, str, Callable[[float], str]]] = [
        (f"{places}.mean", _("Beds in use, on average"), people),
        (f"{places}.p95", _("Beds in use, on 19 of 20 days at most"), people),
        (f"{limit}.late_share", _("Share that ends after the limit"), naming.share),
        (f"{limit}.time_mean", _("Time until then, on average"), naming.span),
    ]
    rows = [(said, *_pair(answer.figures[name], form)) for name, said, form in named]
    rows.append((_("Cost a month, by the stated unit costs"), *_costs(answer, profile)))
    return table(
        _("Beds, limit, cost"), [_("Figure"), *_heads(_("In this scenario"), answer)], rows
    )


def _costs(answer: Answer, profile: str) -> list[str]:
    one, two = answer.first.cost, answer.second.cost if answer.second else None
    if two is None:
        return [naming.money(profile, one)]
    sign = "+" if two > one else MINUS if two < one else ""
    difference = sign + naming.money(profile, abs(two - one))
    return [naming.money(profile, one), naming.money(profile, two), difference]


def _heads(name: str, answer: Answer) -> list[str]:
    if answer.second is None:
        return [name]
    return [_("First"), _("Second"), _("Difference")]


def _pair(change: Change, form: Callable[[float], str], *, only_last: bool = False) -> list[str]:
    """The value with its half-width; beside another, both and the paired difference."""
    if change.second is None or change.difference is None:
        return [_with_half(change.first.mean, change.first.half_width, form)]
    if only_last:
        return [f"{form(change.first.mean)} / {form(change.second.mean)}"]
    difference = change.difference
    sign = "+" if difference.mean > 0 else MINUS if difference.mean < 0 else ""
    unsure = "" if change.sure or not difference.half_width else " " + _("(not sure)")
    return [
        form(change.first.mean),
        form(change.second.mean),
        sign + _with_half(abs(difference.mean), difference.half_width, form) + unsure,
    ]


def _with_half(mean: float, half: float, form: Callable[[float], str]) -> str:
    if not np.isfinite(half):
        return form(mean)
    said = naming.span(half, mean) if form is naming.span else form(half)
    return f"{form(mean)} ±{said}"
