"""Charts as SVG text: lines, bands, bars and dots, each with its table and its source.

No script and no dependency: the same picture on screen, on paper and in a PDF. Colours are
attributes, so that a chart stands alone; the stylesheet adapts them to dark screens by class.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zlib import crc32

from django.utils.formats import date_format, number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from naru.kit.scales import Across, Linear, X, nice_ticks

TONES = ("#0d5c63", "#b4531b", "#54319f", "#3b6ea5", "#5c6b2f")
INK, RULE = "#3b4a4d", "#d5dedf"
LEFT, RIGHT, TOP, BOTTOM = 56, 16, 16, 36
LABEL_WIDTH = 90


@dataclass(frozen=True)
class Line:
    """A line through points (x, y); a y of None breaks it."""

    name: Any
    points: Sequence[tuple[X, float | None]]
    dashed: bool = False


@dataclass(frozen=True)
class Dots:
    """Single points (x, y)."""

    name: Any
    points: Sequence[tuple[X, float | None]]


@dataclass(frozen=True)
class Bars:
    """Bars from zero to y, one an x."""

    name: Any
    points: Sequence[tuple[X, float | None]]


@dataclass(frozen=True)
class Band:
    """An area between low and high: points (x, low, high); the name says what share it holds."""

    name: Any
    points: Sequence[tuple[X, float, float]]


@dataclass(frozen=True)
class Limit:
    """A level to compare with, such as the number of beds."""

    name: Any
    y: float


Layer = Line | Dots | Bars | Band | Limit


@dataclass(frozen=True)
class Figure:
    """A chart: the title states the finding, the source who counted; width and height in pixels."""

    title: Any
    source: Any
    layers: Sequence[Layer]
    x_name: Any = ""
    y_name: Any = ""
    width: int = 720
    height: int = 320
    zero: bool = True


@dataclass(frozen=True)
class _Paper:
    """The two scales that all layers share."""

    across: Across
    up: Linear
    ticks: Sequence[float]


def draw(figure: Figure) -> SafeString:
    """The whole figure as HTML: picture, legend, table in `<details>`, source."""
    key = f"chart-{crc32(str(figure.title).encode())}"
    return format_html(
        '<figure class="kit-chart" aria-labelledby="{0}">'
        '<figcaption class="kit-chart__title" id="{0}">{1}</figcaption>{2}{3}{4}'
        '<p class="kit-chart__source">{5} {6}</p></figure>',
        key,
        figure.title,
        _legend(figure),
        svg(figure),
        _table(figure),
        _("Source:"),
        figure.source,
    )


def svg(figure: Figure) -> SafeString:
    """The picture alone; its title is the figure's finding."""
    paper = _paper(figure)
    drawn = [
        *_grid(figure, paper),
        *(_layer(layer, tone, paper) for tone, layer in enumerate(figure.layers) if _has(layer)),
    ]
    return format_html(
        '<svg class="kit-chart__svg" xmlns="http://www.w3.org/2000/svg" role="img" '
        'viewBox="0 0 {0} {1}" width="{0}" height="{1}" font-size="13">'
        "<title>{2}</title>{3}</svg>",
        figure.width,
        figure.height,
        figure.title,
        format_html_join("", "{}", ((part,) for part in drawn)),
    )


def _has(layer: Layer) -> bool:
    return isinstance(layer, Limit) or bool(layer.points)


def _paper(figure: Figure) -> _Paper:
    points = [layer for layer in figure.layers if not isinstance(layer, Limit)]
    xs: dict[X, None] = dict.fromkeys(point[0] for layer in points for point in layer.points)
    ys = [y for layer in points for point in layer.points for y in point[1:] if y is not None]
    ys += [layer.y for layer in figure.layers if isinstance(layer, Limit)]
    ys = ([0.0] if figure.zero else []) + ys or [0.0]
    ticks = nice_ticks(min(ys), max(ys))
    banded = any(isinstance(layer, Bars) for layer in figure.layers)
    order = list(xs) if any(isinstance(x, str) for x in xs) else sorted(xs)
    return _Paper(
        Across(order, LEFT, figure.width - RIGHT, banded=banded),
        Linear(ticks[0], ticks[-1], figure.height - BOTTOM, TOP),
        ticks,
    )


def _grid(figure: Figure, paper: _Paper) -> list[SafeString]:
    """Rules and numbers of the y axis, values of the x axis."""
    right, floor_y = figure.width - RIGHT, figure.height - BOTTOM
    rules = [
        format_html(
            '<line class="kit-chart__rule" x1="{}" x2="{}" y1="{}" y2="{}" stroke="{}"/>'
            '<text class="kit-chart__ink" x="{}" y="{}" text-anchor="end" fill="{}">{}</text>',
            LEFT,
            right,
            paper.up.at(tick),
            paper.up.at(tick),
            RULE,
            LEFT - 8,
            paper.up.at(tick) + 4,
            INK,
            _say(tick),
        )
        for tick in paper.ticks
    ]
    if not paper.across.values:
        return rules
    room = max(2, int((right - LEFT) / LABEL_WIDTH))
    return rules + [
        format_html(
            '<text class="kit-chart__ink" x="{}" y="{}" text-anchor="middle" fill="{}">{}</text>',
            paper.across.at(value),
            floor_y + 22,
            INK,
            _say(value),
        )
        for value in paper.across.ticks(room)
        if value in paper.across.values or not paper.across.banded
    ]


def _layer(layer: Layer, tone: int, paper: _Paper) -> SafeString:
    colour, look = TONES[tone % len(TONES)], f"kit-chart__tone-{tone % len(TONES)}"
    if isinstance(layer, Limit):
        return _limit(layer, colour, look, paper)
    if isinstance(layer, Band):
        return _band(layer, colour, look, paper)
    if isinstance(layer, Bars):
        return _bars(layer, colour, look, paper)
    if isinstance(layer, Dots):
        return _dots(layer, colour, look, paper)
    return _line(layer, colour, look, paper)


def _line(layer: Line, colour: str, look: str, paper: _Paper) -> SafeString:
    """One path; a missing value lifts the pen."""
    path, pen = [], "M"
    for x, y in layer.points:
        if y is None:
            pen = "M"
            continue
        path.append(f"{pen}{paper.across.at(x)},{paper.up.at(y)}")
        pen = "L"
    return format_html(
        '<path class="kit-chart__line {}" d="{}" fill="none" stroke="{}" stroke-width="2.5"{}/>',
        look,
        "".join(path),
        colour,
        SafeString(' stroke-dasharray="6 5"') if layer.dashed else "",
    )


def _dots(layer: Dots, colour: str, look: str, paper: _Paper) -> SafeString:
    return format_html_join(
        "",
        '<circle class="kit-chart__fill {}" cx="{}" cy="{}" r="4" fill="{}"/>',
        (
            (look, paper.across.at(x), paper.up.at(y), colour)
            for x, y in layer.points
            if y is not None
        ),
    )


def _bars(layer: Bars, colour: str, look: str, paper: _Paper) -> SafeString:
    width = round(paper.across.step() * 0.68, 1)
    base = paper.up.at(max(0.0, paper.up.low))
    return format_html_join(
        "",
        '<rect class="kit-chart__fill {}" x="{}" y="{}" width="{}" height="{}" fill="{}"/>',
        (
            (
                look,
                round(paper.across.at(x) - width / 2, 1),
                min(base, paper.up.at(y)),
                width,
                round(abs(base - paper.up.at(y)), 1),
                colour,
            )
            for x, y in layer.points
            if y is not None
        ),
    )


def _band(layer: Band, colour: str, look: str, paper: _Paper) -> SafeString:
    above = [f"{paper.across.at(x)},{paper.up.at(high)}" for x, _low, high in layer.points]
    below = [f"{paper.across.at(x)},{paper.up.at(low)}" for x, low, _high in layer.points]
    return format_html(
        '<polygon class="kit-chart__fill {}" points="{}" fill="{}" fill-opacity="0.18"/>',
        look,
        " ".join([*above, *reversed(below)]),
        colour,
    )


def _limit(layer: Limit, colour: str, look: str, paper: _Paper) -> SafeString:
    y = paper.up.at(layer.y)
    return format_html(
        '<line class="kit-chart__line {}" x1="{}" x2="{}" y1="{}" y2="{}" stroke="{}" '
        'stroke-width="2" stroke-dasharray="2 4"/>',
        look,
        paper.across.start,
        paper.across.end,
        y,
        y,
        colour,
    )


def _legend(figure: Figure) -> SafeString:
    """The names of the layers beside their colours; the y axis' name leads."""
    items = format_html_join(
        "",
        '<li class="kit-chart__key"><svg width="18" height="12" aria-hidden="true">'
        '<rect class="kit-chart__fill kit-chart__tone-{}" width="18" height="{}" y="{}" fill="{}" '
        'fill-opacity="{}"/></svg>{}</li>',
        (
            (
                tone % len(TONES),
                12 if isinstance(layer, (Band, Bars)) else 3,
                0 if isinstance(layer, (Band, Bars)) else 5,
                TONES[tone % len(TONES)],
                "0.3" if isinstance(layer, Band) else "1",
                layer.name,
            )
            for tone, layer in enumerate(figure.layers)
        ),
    )
    return format_html(
        '<p class="kit-chart__axis">{}</p><ul class="kit-chart__keys">{}</ul>',
        figure.y_name,
        items,
    )


def _table(figure: Figure) -> SafeString:
    """Every number of the figure, for those who read rather than look."""
    rows = format_html_join(
        "",
        '<tr class="govuk-table__row"><th scope="row" class="govuk-table__header">{}</th>{}</tr>',
        (
            (
                _say(x),
                format_html_join(
                    "",
                    '<td class="govuk-table__cell govuk-table__cell--numeric">{}</td>',
                    ((_cell(layer, x),) for layer in figure.layers),
                ),
            )
            for x in _paper(figure).across.values
        ),
    )
    heads = format_html_join(
        "",
        '<th scope="col" class="govuk-table__header govuk-table__header--numeric">{}</th>',
        ((layer.name,) for layer in figure.layers),
    )
    return format_html(
        '<details class="govuk-details kit-chart__table"><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">{}</span></summary>'
        '<div class="kit-scroll" tabindex="0" role="region" aria-label="{}">'
        '<table class="govuk-table"><thead><tr class="govuk-table__row">'
        '<th scope="col" class="govuk-table__header">{}</th>{}</tr></thead>'
        "<tbody>{}</tbody></table></div></details>",
        _("The numbers"),
        figure.title,
        figure.x_name,
        heads,
        rows,
    )


def _cell(layer: Layer, x: X) -> str:
    if isinstance(layer, Limit):
        return _say(layer.y)
    for point in layer.points:
        if point[0] == x and point[1] is not None:
            return " – ".join(_say(y) for y in point[1:] if y is not None)
    return "–"


def _say(value: X) -> str:
    """A value as people read it: dates and numbers in the page's language."""
    if isinstance(value, date):
        return date_format(value, "Y-m-d")
    if isinstance(value, str):
        return value
    return number_format(int(value) if float(value).is_integer() else value, force_grouping=True)
