"""More kinds of chart as SVG text, which `frames` puts on a page.

Intervals on a log scale with dated marks, stacked bars, a course over the years, ranges in rows,
and a share as a field of cells.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from naru.kit.frames import WIDE, Pen, box
from naru.kit.scales import Linear, Log, nice_ticks

LEAST = 4.0  # pixels of the thinnest mark
OPEN = 34  # pixels of a range that is open at an end
LABEL = 20  # pixels that the shortest name needs


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
    """A range on a log scale in a row of its own; without a low end it is open below."""

    name: Any
    low: float | None
    high: float
    tone: int
    said: str


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

    def draw(self, width: int, *, linked: bool) -> str:
        """The panels two in a row when wide, one below the other when narrow."""
        across, pen = (2 if width >= WIDE else 1), Pen()
        wide, tall = width / across, 268 if across > 1 else 196
        for place, panel in enumerate(self.panels):
            left, top = (place % across) * wide, (place // across) * tall
            pen.text(left + 2, top + 15, panel.title, "b")
            xs = Linear(self.first.toordinal(), self.last.toordinal(), left + 64, left + wide - 24)
            ys = Log(self.low, self.high, top + tall - 26, top + 42)
            self._axes(pen, xs, ys)
            for quote in panel.quotes:
                _quote(pen, quote, panel.tone, xs, ys, linked=linked)
        rows = -(-len(self.panels) // across)
        return pen.svg(width, rows * tall, self.title)

    def _axes(self, pen: Pen, xs: Linear, ys: Log) -> None:
        for tick in ys.ticks():
            pen.rule(xs.start, ys.at(tick), xs.end)
            pen.text(xs.start - 6, ys.at(tick) + 4, f"{tick:,.0f}", "e")
        for year in range(self.first.year + -self.first.year % 5, self.last.year + 1, 5):
            pen.text(xs.at(date(year, 1, 1).toordinal()), ys.start + 19, year, "m")
        for mark in self.marks:
            pen.mark(xs.at(mark.day.toordinal()), ys.end - 6, ys.start, mark.letter)


def _quote(pen: Pen, quote: Quote, tone: int, xs: Linear, ys: Log, *, linked: bool) -> None:
    """A bar from low to high over its period; an open end is drawn as an arrow."""
    x1, x2 = xs.at(quote.start.toordinal()), xs.at(quote.end.toordinal())
    width = max(x2 - x1, LEAST)
    low = quote.low if quote.low is not None else (quote.high or 1) / 1.5
    high = quote.high if quote.high is not None else (quote.low or 1) * 1.5
    y1, y2 = ys.at(high), ys.at(low)
    shape, middle = box(x1, y1, width, max(y2 - y1, LEAST)), round(x1 + width / 2, 1)
    if quote.high is None:
        shape += f"M{middle - 5:g},{y1 - 1:g}h10l-5,-6z"
    if quote.low is None:
        shape += f"M{middle - 5:g},{y2 + 1:g}h10l-5,6z"
    look = f"t{tone} s" if quote.strong else f"t{tone} q"
    if linked:
        pen.link(look, f'<path d="{shape}"/>', quote.url, quote.words)
    else:
        pen.fill(look, shape)
    if quote.label:
        at_end = middle > xs.end - 60
        x, side = (x1 - 5, "b e") if at_end else (x1 + width + 5, "b")
        pen.text(x, round((y1 + y2) / 2 + 4, 1), quote.label, side)


# -- stacked bars --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Stacks:
    """Bars of several parts; `marks` are (place between bars, letter), tones one a part."""

    title: Any
    stacks: Sequence[Stack]
    tones: Sequence[int]
    marks: Sequence[tuple[float, str]] = ()
    height: int = 260

    def draw(self, width: int, *, linked: bool) -> str:
        """The bars, their scale, and as many names as fit."""
        left, right, pen = 48, width - 8, Pen()
        step = (right - left) / max(len(self.stacks), 1)
        ticks = nice_ticks(0, max(sum(stack.parts) for stack in self.stacks))
        height = self.height + (60 if width >= WIDE else 0)
        ys = Linear(0, ticks[-1], height - 28, 24)
        for tick in ticks:
            pen.rule(left, ys.at(tick), right)
            pen.text(left - 6, ys.at(tick) + 4, f"{tick:,.0f}", "e")
        every = 1 if width >= WIDE or step > LABEL else 2
        for place, stack in enumerate(self.stacks):
            self._bar(pen, stack, left + place * step, step, ys, linked=linked)
            if place % every == 0 and stack.name:
                pen.text(round(left + (place + 0.5) * step, 1), height - 8, stack.name, "m")
        for place, letter in self.marks:
            pen.mark(round(left + place * step, 1), 20, ys.start, letter)
        return pen.svg(width, height, self.title)

    def _bar(
        self, pen: Pen, stack: Stack, x: float, step: float, ys: Linear, *, linked: bool
    ) -> None:
        shapes, base = [], 0.0
        for part, tone in zip(stack.parts, self.tones, strict=True):
            if part:
                top = ys.at(base + part)
                shapes.append((tone, box(x + step * 0.14, top, step * 0.72, ys.at(base) - top)))
            base += part
        if linked and stack.url:
            drawn = "".join(f'<path class="t{tone}" d="{shape}"/>' for tone, shape in shapes)
            pen.link("", drawn, stack.url, stack.words)
        else:
            for tone, shape in shapes:
                pen.fill(f"t{tone}", shape)


# -- a course over the years -----------------------------------------------------------------------


@dataclass(frozen=True)
class Course:
    """A line through dated numbers, and single ones set apart with their words: (day, y, words)."""

    title: Any
    line: Sequence[tuple[date, float]]
    apart: Sequence[tuple[date, float, str]] = ()
    height: int = 250

    def draw(self, width: int, *, linked: bool) -> str:
        """The line from zero up, a name each five years."""
        pen, height = Pen(), self.height + (60 if width >= WIDE else 0)
        days = [day for day, _y in self.line]
        xs = Linear(min(days).toordinal(), max(days).toordinal(), 62, width - 30)
        ticks = nice_ticks(0, max(y for _day, y in self.line))
        ys = Linear(0, ticks[-1], height - 28, 16)
        for tick in ticks:
            pen.rule(xs.start, ys.at(tick), xs.end)
            pen.text(xs.start - 6, ys.at(tick) + 4, f"{tick:,.0f}", "e")
        for year in range(min(days).year + -min(days).year % 5, max(days).year + 1, 5):
            pen.text(xs.at(date(year, 1, 1).toordinal()), height - 8, year, "m")
        places = [f"{xs.at(day.toordinal()):g},{ys.at(y):g}" for day, y in self.line]
        pen.fill("l", f"M{'L'.join(places)}")
        for day, y, said in self.apart:
            x, top = xs.at(day.toordinal()), ys.at(y)
            pen.fill("t1", f"M{x - 5:g},{top:g}a5,5 0 1 0 10,0a5,5 0 1 0 -10,0z")
            pen.text(x, top - 12, said, "b e" if x > width / 2 else "b")
        return pen.svg(width, height, self.title)


# -- ranges in rows ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ranges:
    """Ranges below one another on a log scale, the words above each bar."""

    title: Any
    rows: Sequence[Row]
    low: float
    high: float

    def draw(self, width: int, *, linked: bool) -> str:
        """Each row: its name, its bar, and what it says."""
        xs, pen, tall = Log(self.low, self.high, 12, width - 60), Pen(), 46
        height = tall * len(self.rows) + 26
        for tick in xs.ticks():
            pen.rules.append(f"M{xs.at(tick):g},4V{height - 22:g}")
            pen.text(xs.at(tick), height - 6, f"{tick:g}", "m")
        for place, row in enumerate(self.rows):
            y, x2 = place * tall + 18, xs.at(row.high)
            x1 = x2 - OPEN if row.low is None else xs.at(row.low)
            pen.text(12, y - 2, row.name)
            if row.low is None:
                pen.fill(f"t{row.tone}", f"M{x1:g},{y + 4}v14l-8,-7z")
            pen.fill(f"t{row.tone}", box(x1, y + 4, max(x2 - x1, LEAST), 14))
            pen.text(round(max(x1 + LEAST, x2) + 7, 1), y + 16, row.said, "b")
        return pen.svg(width, height, self.title)


# -- a share as a field of cells -----------------------------------------------------------------


@dataclass(frozen=True)
class Field:
    """So many cells, the first of which stand out: (count, tone), in order."""

    title: Any
    cells: int
    shares: Sequence[tuple[float, int]]

    def draw(self, width: int, *, linked: bool) -> str:
        """The field as one pattern, the shares as cells over its beginning."""
        columns, pen = (95 if width >= WIDE else 50), Pen()
        size = width / columns
        rows = -(-self.cells // columns)
        last = self.cells - (rows - 1) * columns
        key, inner = f"cells-{width}", box(0.8, 0.8, size - 1.6, size - 1.6)
        soil = (
            f'<defs><pattern id="{key}" width="{size:g}" height="{size:g}" '
            f'patternUnits="userSpaceOnUse"><path class="o" d="{inner}"/></pattern></defs>'
            f'<path fill="url(#{key})" d="M0,0H{width}V{(rows - 1) * size:g}'
            f'H{last * size:g}V{rows * size:g}H0z"/>'
        )
        place = 0
        for count, tone in self.shares:
            for _cell in range(max(round(count), 1)):
                x, y = place % columns * size, place // columns * size
                pen.fill(f"t{tone}", box(x + 0.8, y + 0.8, size - 1.6, size - 1.6))
                place += 1
        return pen.svg(width, rows * size, self.title, soil)
