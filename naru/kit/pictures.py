"""More kinds of chart as SVG text: intervals on a log scale with dated marks, stacked bars, ranges
in rows, and a share as a field of cells.

Each is drawn twice, wide for a screen and narrow for a phone, and stands in a figure with its
title, legend, table and source. Like `charts`: no script, colours as attributes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from naru.kit.charts import INK, RULE, TONES
from naru.kit.scales import Linear, Log, nice_ticks

WIDE, NARROW = 700, 370
LEAST = 4.0  # pixels of the thinnest mark
Draw = Callable[[int, bool], str]


@dataclass(frozen=True)
class Quote:
    """An interval over a period: low to high, or open at an end (None); where it leads; its words.

    `strong` sets a quote apart from the others and prints `label` beside it.
    """

    start: date
    end: date
    low: float | None
    high: float | None
    url: str = ""
    words: Any = ""
    strong: bool = False
    label: str = ""


@dataclass(frozen=True)
class Mark:
    """A day to remember, drawn as a line with a letter."""

    day: date
    letter: str


@dataclass(frozen=True)
class Panel:
    """One of several small charts that share their scales."""

    title: Any
    tone: int
    quotes: Sequence[Quote]


@dataclass(frozen=True)
class Stack:
    """A bar of several parts from zero up; its name stands below where there is room."""

    name: str
    parts: Sequence[float]
    url: str = ""
    words: Any = ""


@dataclass(frozen=True)
class Row:
    """A range on a log scale in a row of its own."""

    name: Any
    low: float
    high: float
    tone: int
    said: str


def figure(
    key: str, title: Any, draw: Draw, *, legend: Any = "", table: Any = "", source: Any = ""
) -> SafeString:
    """The whole figure as HTML; `draw(width, linked)` gives the picture for a width in pixels."""
    return format_html(
        '<figure class="kit-chart" aria-labelledby="{0}">'
        '<figcaption class="kit-chart__title" id="{0}">{1}</figcaption>{2}'
        '<div class="kit-chart__wide">{3}</div><div class="kit-chart__narrow">{4}</div>{5}'
        '<p class="kit-chart__source">{6}</p></figure>',
        key,
        title,
        legend,
        mark_safe(draw(WIDE, True)),  # noqa: S308 - drawn below, every text escaped
        mark_safe(draw(NARROW, False)),  # noqa: S308
        table,
        source,
    )


def legend(entries: Sequence[tuple[int, Any]], axis: Any = "") -> SafeString:
    """Tones and what they stand for; the axis' name leads."""
    items = format_html_join(
        "",
        '<li class="kit-chart__key"><svg width="18" height="12" aria-hidden="true"><rect '
        'class="kit-chart__fill kit-chart__tone-{}" width="18" height="12" fill="{}"/></svg>{}</li>',
        ((tone, TONES[tone], name) for tone, name in entries),
    )
    return format_html(
        '<p class="kit-chart__axis">{}</p><ul class="kit-chart__keys">{}</ul>', axis, items
    )


def table(
    label: Any, heads: Sequence[Any], rows: Sequence[Sequence[Any]], summary: Any = ""
) -> SafeString:
    """Every number of a figure in `<details>`; a head that starts with '#' holds numbers."""
    named = [(str(head).lstrip("#"), str(head).startswith("#")) for head in heads]
    top = format_html_join(
        "", '<th scope="col"{}>{}</th>', ((_numeric(is_), head) for head, is_ in named)
    )
    body = format_html_join(
        "",
        "<tr>{}</tr>",
        (
            (format_html_join("", "<td{}>{}</td>", _cells(row, named)),)
            for row in rows
        ),
    )
    return format_html(
        '<details class="govuk-details kit-chart__table"><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">{}</span></summary><div class="kit-scroll" '
        'tabindex="0" role="region" aria-label="{}"><table class="kit-plain"><thead><tr>{}</tr>'
        "</thead><tbody>{}</tbody></table></div></details>",
        summary or _("The numbers"),
        label,
        top,
        body,
    )


def _cells(row: Sequence[Any], named: Sequence[tuple[str, bool]]) -> list[tuple[SafeString, Any]]:
    return [(_numeric(is_), cell) for cell, (_head, is_) in zip(row, named, strict=True)]


def _numeric(is_: bool) -> SafeString:  # noqa: FBT001
    return SafeString(' class="n"' if is_ else "")


def _svg(width: int, height: float, title: Any, drawn: Sequence[str]) -> str:
    return (
        f'<svg class="kit-chart__svg" xmlns="http://www.w3.org/2000/svg" role="img" '
        f'viewBox="0 0 {width} {height:g}" width="{width}" height="{height:g}" font-size="13">'
        f"<title>{conditional_escape(title)}</title>{''.join(drawn)}</svg>"
    )


def _text(x: float, y: float, said: Any, *, anchor: str = "start", bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text class="kit-chart__ink" x="{x:g}" y="{y:g}" text-anchor="{anchor}" fill="{INK}"'
        f"{weight}>{conditional_escape(said)}</text>"
    )


def _rule(x1: float, y1: float, x2: float, y2: float, *, dash: bool = False) -> str:
    dashed = ' stroke-dasharray="3 4"' if dash else ""
    return (
        f'<line class="kit-chart__rule" x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" '
        f'stroke="{RULE}"{dashed}/>'
    )


def _fill(x: float, y: float, width: float, height: float, tone: int, more: str = "") -> str:
    return (
        f'<rect class="kit-chart__fill kit-chart__tone-{tone}" x="{x:g}" y="{y:g}" '
        f'width="{width:.1f}" height="{height:.1f}" fill="{TONES[tone]}"{more}/>'
    )


def _linked(drawn: str, url: str, words: Any) -> str:
    said = conditional_escape(words)
    return f'<a href="{conditional_escape(url)}"><title>{said}</title>{drawn}</a>'


# -- intervals over time -----------------------------------------------------------------------


@dataclass(frozen=True)
class Intervals:
    """Panels of quotes over time on one log scale, with the same marks in each."""

    title: Any
    panels: Sequence[Panel]
    marks: Sequence[Mark]
    first: date
    last: date
    low: float
    high: float
    unit: str = ""

    def draw(self, width: int, linked: bool) -> str:  # noqa: FBT001
        """The panels two in a row when wide, one below the other when narrow."""
        across = 2 if width >= WIDE else 1
        wide, tall = width / across, 216 if across > 1 else 190
        drawn = [
            self._panel(panel, (place % across) * wide, (place // across) * tall, wide, tall, linked)
            for place, panel in enumerate(self.panels)
        ]
        rows = (len(self.panels) + across - 1) // across
        return _svg(width, rows * tall, self.title, drawn)

    def _panel(
        self,
        panel: Panel,
        left: float,
        top: float,
        wide: float,
        tall: float,
        linked: bool,  # noqa: FBT001
    ) -> str:
        xs = Linear(
            self.first.toordinal(), self.last.toordinal(), round(left + 52), round(left + wide - 12)
        )
        ys = Log(self.low, self.high, round(top + tall - 26), round(top + 40))
        drawn = [_text(left + 2, top + 15, panel.title, bold=True)]
        for tick in ys.ticks():
            drawn.append(_rule(xs.start, ys.at(tick), xs.end, ys.at(tick)))
            drawn.append(_text(xs.start - 6, ys.at(tick) + 4, f"{tick:,.0f}", anchor="end"))
        drawn += self._years(xs, ys)
        drawn += [_quote(quote, panel.tone, xs, ys, linked=linked) for quote in panel.quotes]
        return "".join(drawn)

    def _years(self, xs: Linear, ys: Log) -> list[str]:
        drawn = []
        for year in range(self.first.year + -self.first.year % 5, self.last.year + 1, 5):
            x = xs.at(date(year, 1, 1).toordinal())
            drawn.append(_text(x, ys.start + 19, year, anchor="middle"))
        for mark in self.marks:
            x = xs.at(mark.day.toordinal())
            drawn.append(_rule(x, ys.end - 6, x, ys.start, dash=True))
            drawn.append(_text(x, ys.end - 9, mark.letter, anchor="middle"))
        return drawn


def _quote(quote: Quote, tone: int, xs: Linear, ys: Log, *, linked: bool) -> str:
    """A bar from low to high over its period; an open end fades into an arrow."""
    x1, x2 = xs.at(quote.start.toordinal()), xs.at(quote.end.toordinal())
    width = max(x2 - x1, LEAST)
    low = quote.low if quote.low is not None else (quote.high or 1) / 2
    high = quote.high if quote.high is not None else (quote.low or 1) * 2
    y1, y2 = ys.at(high), ys.at(low)
    look = ' fill-opacity="0.4" rx="1.5"'
    if quote.strong:
        look = ' fill-opacity="0.15" rx="1.5" stroke-width="2.5" stroke-dasharray="4 2"'
    drawn = _fill(x1, y1, width, max(y2 - y1, LEAST), tone, look)
    if quote.strong:
        drawn = drawn.replace("kit-chart__fill", "kit-chart__fill kit-chart__line")
        drawn = drawn.replace("<rect ", f'<rect stroke="{TONES[tone]}" ')
    middle = x1 + width / 2
    if quote.high is None:
        drawn += _arrow(middle, y1, -6, tone)
    if quote.low is None:
        drawn += _arrow(middle, y2, 6, tone)
    if quote.label:
        at_end = middle > xs.end - 70
        x, side = (x1 - 5, "end") if at_end else (x1 + width + 5, "start")
        drawn += _text(x, (y1 + y2) / 2 + 4, quote.label, anchor=side, bold=True)
    return _linked(drawn, quote.url, quote.words) if linked and quote.url else drawn


def _arrow(x: float, y: float, reach: float, tone: int) -> str:
    return (
        f'<path class="kit-chart__fill kit-chart__tone-{tone}" fill="{TONES[tone]}" '
        f'd="M{x - 4:g},{y:g}h8l-4,{reach:g}z"/>'
    )


# -- stacked bars --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Stacks:
    """Bars of several parts; `marks` are (place between bars, letter), tones one a part."""

    title: Any
    stacks: Sequence[Stack]
    tones: Sequence[int]
    marks: Sequence[tuple[float, str]] = ()
    height: int = 260
    every: int = 1

    def draw(self, width: int, linked: bool) -> str:  # noqa: FBT001
        """The bars, their scale, and as many names as fit."""
        left, right = 48, width - 8
        step = (right - left) / max(len(self.stacks), 1)
        ticks = nice_ticks(0, max(sum(stack.parts) for stack in self.stacks))
        ys = Linear(0, ticks[-1], self.height - 28, 24)
        drawn = []
        for tick in ticks:
            drawn.append(_rule(left, ys.at(tick), right, ys.at(tick)))
            drawn.append(_text(left - 6, ys.at(tick) + 4, f"{tick:,.0f}", anchor="end"))
        every = self.every * (1 if width >= WIDE else 2)
        for place, stack in enumerate(self.stacks):
            bars = self._bars(stack, left + place * step, step, ys)
            drawn.append(_linked(bars, stack.url, stack.words) if linked and stack.url else bars)
            if place % every == 0:
                middle = left + (place + 0.5) * step
                drawn.append(_text(middle, self.height - 8, stack.name, anchor="middle"))
        for place, letter in self.marks:
            x = round(left + place * step, 1)
            drawn.append(_rule(x, 20, x, ys.start, dash=True))
            drawn.append(_text(x, 14, letter, anchor="middle"))
        return _svg(width, self.height, self.title, drawn)

    def _bars(self, stack: Stack, x: float, step: float, ys: Linear) -> str:
        drawn, base = "", 0.0
        for part, tone in zip(stack.parts, self.tones, strict=True):
            top = ys.at(base + part)
            drawn += _fill(round(x + step * 0.14, 1), top, step * 0.72, ys.at(base) - top, tone)
            base += part
        return drawn


# -- ranges in rows ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ranges:
    """Ranges below one another on a log scale, the words above each bar."""

    title: Any
    rows: Sequence[Row]
    low: float
    high: float

    def draw(self, width: int, linked: bool) -> str:  # noqa: ARG002, FBT001
        """Each row: its name, its bar, and what it says."""
        xs = Log(self.low, self.high, 12, width - 60)
        tall, drawn = 46, []
        height = tall * len(self.rows) + 26
        for tick in xs.ticks():
            drawn.append(_rule(xs.at(tick), 4, xs.at(tick), height - 22))
            drawn.append(_text(xs.at(tick), height - 6, f"{tick:g}", anchor="middle"))
        for place, row in enumerate(self.rows):
            y = place * tall + 18
            x1, x2 = xs.at(row.low), xs.at(row.high)
            drawn.append(_text(12, y - 2, row.name))
            drawn.append(_fill(x1, y + 4, max(x2 - x1, LEAST), 14, row.tone, ' rx="3"'))
            drawn.append(_text(max(x1 + LEAST, x2) + 7, y + 16, row.said, bold=True))
        return _svg(width, height, self.title, drawn)


# -- a share as a field of cells -----------------------------------------------------------------


@dataclass(frozen=True)
class Field:
    """So many cells, the first of which stand out: (count, tone), in order."""

    title: Any
    cells: int
    shares: Sequence[tuple[float, int]]

    def draw(self, width: int, linked: bool) -> str:  # noqa: ARG002, FBT001
        """The field as one pattern, the shares as cells over its beginning."""
        columns = 95 if width >= WIDE else 50
        size = width / columns
        rows = -(-self.cells // columns)
        last = self.cells - (rows - 1) * columns
        key = f"cells-{width}"
        pattern = (
            f'<defs><pattern id="{key}" width="{size:g}" height="{size:g}" '
            f'patternUnits="userSpaceOnUse"><rect class="kit-chart__soil" x="0.8" y="0.8" '
            f'width="{size - 1.6:.2f}" height="{size - 1.6:.2f}" fill="{RULE}"/></pattern></defs>'
        )
        shape = (
            f'<path fill="url(#{key})" d="M0,0H{width}V{(rows - 1) * size:g}'
            f'H{last * size:g}V{rows * size:g}H0z"/>'
        )
        drawn, place = [pattern, shape], 0
        for count, tone in self.shares:
            for _cell in range(max(round(count), 1)):
                x, y = place % columns * size, place // columns * size
                drawn.append(_fill(round(x + 0.8, 2), round(y + 0.8, 2), size - 1.6, size - 1.6, tone))
                place += 1
        return _svg(width, rows * size, self.title, drawn)
