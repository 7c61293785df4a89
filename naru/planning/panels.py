"""Small multiples as SVG text: a median line with its 50 and 90 % bands, perhaps a second one.

Colours are attributes, so that a picture stands alone in a file or on paper; `plan.css` adapts
them to dark screens by class. No script draws anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.html import conditional_escape
from django.utils.translation import gettext as _

from naru.kit.charts import INK, RULE, TONES
from naru.kit.scales import Linear, date_ticks, nice_ticks
from naru.planning.courses import Curve

WIDTH, HEIGHT = 420, 190
LEFT, RIGHT, TOP, BOTTOM = 44, 12, 18, 26
RED = "#b3261e"
TICKS, MONTHS = 3, 5
LETTER, LINE = 6, 14
NEAR = 40  # pixels from the right edge within which words end at their mark


@dataclass(frozen=True)
class Mark:
    """A day to point at, with a word."""

    day: date
    words: str
    tone: str = "today"


@dataclass(frozen=True)
class Panel:
    """One picture: curves from `start` on, what there is at most, and days to point at.

    `scale` multiplies the values (100 for shares); `unit` stands behind the numbers.
    """

    title: Any
    start: date
    days: int
    curves: Sequence[Curve]
    capacity: float | None = None
    second_capacity: float | None = None
    marks: Sequence[Mark] = ()
    scale: float = 1.0
    unit: str = ""
    least_top: float = 1.0


def svg(panel: Panel, width: int = WIDTH, height: int = HEIGHT) -> str:
    """The picture."""
    end = panel.start + timedelta(days=panel.days)
    xs = Linear(0, panel.days, LEFT, width - RIGHT)
    ticks = nice_ticks(0, _top(panel), TICKS)
    ys = Linear(0, ticks[-1], height - BOTTOM, TOP)
    parts = [_rules(panel, ticks, xs, ys), _months(panel, end, xs, height)]
    parts += [_capacity(panel, xs, ys)]
    for tone, curve in enumerate(panel.curves):
        parts.append(_curve(curve, tone, panel.scale, xs, ys, alone=len(panel.curves) == 1))
    marks = sorted(panel.marks, key=lambda mark: mark.day)
    for before, mark in zip([None, *marks], marks, strict=False):
        parts.append(_mark(mark, panel, xs, ys, low=_meet(before, mark, panel, xs)))
    return (
        f'<svg class="plan-panel__svg" xmlns="http://www.w3.org/2000/svg" role="img" '
        f'viewBox="0 0 {width} {height}" width="{width}" height="{height}" font-size="13">'
        f"<title>{conditional_escape(panel.title)}</title>{''.join(parts)}</svg>"
    )


def _top(panel: Panel) -> float:
    """The highest value to show; the most there is belongs to it unless it lies far above."""
    highest = max(float(curve.values[4].max()) for curve in panel.curves) * panel.scale
    there = [c * panel.scale for c in (panel.capacity, panel.second_capacity) if c is not None]
    return max([highest, panel.least_top, *(each for each in there if each <= 4 * highest)])


def _rules(panel: Panel, ticks: Sequence[float], xs: Linear, ys: Linear) -> str:
    found = []
    for tick in ticks:
        y, said = ys.at(tick), f"{tick:,.0f}" if float(tick).is_integer() else f"{tick:g}"
        found.append(
            f'<line class="plan-rule" x1="{xs.start:g}" x2="{xs.end:g}" y1="{y:g}" y2="{y:g}" '
            f'stroke="{RULE}"/><text class="plan-ink" x="{xs.start - 6:g}" y="{y + 4:g}" '
            f'text-anchor="end" fill="{INK}">{said}{panel.unit}</text>'
        )
    return "".join(found)


def _months(panel: Panel, end: date, xs: Linear, height: int) -> str:
    """Names below the axis: months where there are many days, else days."""
    found = []
    form = _("M Y") if panel.days > 400 else _("j M")  # noqa: PLR2004 - more than a year
    for day in date_ticks(panel.start, end, MONTHS):
        x = xs.at((day - panel.start).days)
        if LEFT <= x <= xs.end - 6:
            found.append(
                f'<text class="plan-ink" x="{x:g}" y="{height - 8}" text-anchor="middle" '
                f'fill="{INK}">{date_format(day, form)}</text>'
            )
    return "".join(found)


def _capacity(panel: Panel, xs: Linear, ys: Linear) -> str:
    """How much there is at most, as a dashed line with its number."""
    found = []
    for tone, capacity in enumerate((panel.capacity, panel.second_capacity)):
        if capacity is None or capacity * panel.scale > ys.high:
            continue
        y = ys.at(capacity * panel.scale)
        found.append(
            f'<line class="plan-line plan-tone-{tone}" x1="{xs.start:g}" x2="{xs.end:g}" '
            f'y1="{y:g}" y2="{y:g}" stroke="{TONES[tone]}" stroke-width="1.5" '
            f'stroke-dasharray="2 4"/>'
        )
    return "".join(found)


def _curve(curve: Curve, tone: int, scale: float, xs: Linear, ys: Linear, *, alone: bool) -> str:
    """Bands and median; beside another one the wide band is left out, so that both can be read."""
    values = curve.values * scale
    places = [xs.at((number + 0.5) * curve.width) for number in range(values.shape[1])]
    heights = [[ys.at(float(value)) for value in row] for row in values]
    colour = TONES[tone]
    bands = [(0, 4, 0.16), (1, 3, 0.26)] if alone else [(1, 3, 0.22)]
    found = []
    for low, high, opacity in bands:
        there = [f"{x:g},{y:g}" for x, y in zip(places, heights[high], strict=True)]
        back = [f"{x:g},{y:g}" for x, y in zip(places, heights[low], strict=True)]
        found.append(
            f'<polygon class="plan-fill plan-tone-{tone}" fill="{colour}" '
            f'fill-opacity="{opacity}" points="{" ".join(there + back[::-1])}"/>'
        )
    line = "L".join(f"{x:g},{y:g}" for x, y in zip(places, heights[2], strict=True))
    found.append(
        f'<path class="plan-line plan-tone-{tone}" fill="none" stroke="{colour}" '
        f'stroke-width="2.2" stroke-linejoin="round" d="M{line}"/>'
    )
    return "".join(found)


def _meet(before: Mark | None, mark: Mark, panel: Panel, xs: Linear) -> bool:
    """Whether the words of a mark would stand in those of the one before."""
    if before is None:
        return False
    apart = xs.at((mark.day - panel.start).days) - xs.at((before.day - panel.start).days)
    return apart < NEAR / 2 + LETTER * len(before.words)


def _mark(mark: Mark, panel: Panel, xs: Linear, ys: Linear, *, low: bool) -> str:
    x = xs.at((mark.day - panel.start).days)
    if not xs.start <= x <= xs.end:
        return ""
    colour = RED if mark.tone == "break" else INK
    late = x > xs.end - NEAR - LETTER * len(mark.words)
    anchor, at = ("end", x - 4) if late else ("start", x + 4)
    return (
        f'<line class="plan-mark plan-mark--{mark.tone}" x1="{x:g}" x2="{x:g}" y1="{TOP - 8}" '
        f'y2="{ys.start:g}" stroke="{colour}" stroke-width="1.5"/>'
        f'<text class="plan-word plan-word--{mark.tone}" x="{at:g}" y="{TOP - 3 + LINE * low}" '
        f'text-anchor="{anchor}" fill="{colour}" font-weight="600">'
        f"{conditional_escape(mark.words)}</text>"
    )
