"""The frame of a picture: title, legend, table, source, and the pen that draws it small.

Each picture is drawn twice, wide for a screen and narrow for a phone. No script; colours come from
`kit/pictures.css` by class, so that a page with many marks stays small.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from naru.kit.charts import TONES

WIDE, NARROW = 1040, 370
Draw = Callable[..., str]


def figure(
    key: str, title: Any, draw: Draw, *, legend: Any = "", table: Any = "", source: Any = ""
) -> SafeString:
    """The whole figure as HTML; `draw(width, linked=)` gives the picture for a width in pixels."""
    return format_html(
        '<figure class="kit-chart" aria-labelledby="{0}">'
        '<figcaption class="kit-chart__title" id="{0}">{1}</figcaption>{2}'
        '<div class="kit-chart__wide">{3}</div><div class="kit-chart__narrow">{4}</div>{5}'
        '<p class="kit-chart__source">{6}</p></figure>',
        key,
        title,
        legend,
        mark_safe(draw(WIDE, linked=True)),  # noqa: S308 - drawn below, every text escaped
        mark_safe(draw(NARROW, linked=False)),  # noqa: S308
        table,
        source,
    )


def legend(entries: Sequence[tuple[int, Any]], axis: Any = "") -> SafeString:
    """Tones and what they stand for; the axis' name leads."""
    items = format_html_join(
        "",
        '<li class="kit-chart__key"><svg width="18" height="12" aria-hidden="true">'
        '<rect class="kit-chart__fill kit-chart__tone-{}" width="18" height="12" fill="{}"/></svg>'
        "{}</li>",
        ((tone, TONES[tone], name) for tone, name in entries),
    )
    return format_html(
        '<p class="kit-chart__axis">{}</p><ul class="kit-chart__keys">{}</ul>', axis, items
    )


def table(
    label: Any, heads: Sequence[Any], rows: Sequence[Sequence[Any]], summary: Any = ""
) -> SafeString:
    """Every number of a figure in `<details>`; a head that starts with '#' holds numbers.

    Rows and cells close themselves, as HTML allows: their end tags would be a tenth of the page.
    """
    named = [(str(head).lstrip("#"), str(head).startswith("#")) for head in heads]
    top = format_html_join(
        "", '<th scope="col"{}>{}', ((_numeric(is_), head) for head, is_ in named)
    )
    body = format_html_join(
        "",
        "<tr>{}",
        ((format_html_join("", "<td{}>{}", _cells(row, named)),) for row in rows),
    )
    return format_html(
        '<details class="govuk-details kit-chart__table"><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">{}</span></summary><div class="kit-scroll" '
        'tabindex="0" role="region" aria-label="{}"><table class="kit-plain"><thead><tr>{}'
        "</thead><tbody>{}</table></div></details>",
        summary or _("The numbers"),
        label,
        top,
        body,
    )


def _cells(row: Sequence[Any], named: Sequence[tuple[str, bool]]) -> list[tuple[SafeString, Any]]:
    return [(_numeric(is_), cell) for cell, (_head, is_) in zip(row, named, strict=True)]


def _numeric(is_: bool) -> SafeString:  # noqa: FBT001 - a filter
    return SafeString(' class="n"' if is_ else "")


class Pen:
    """Collects what is drawn, what is alike in one path."""

    def __init__(self) -> None:
        self.rules: list[str] = []
        self.marks: list[str] = []
        self.fills: dict[str, list[str]] = {}
        self.drawn: dict[str, list[str]] = {}
        self.texts: list[str] = []

    def rule(self, x1: float, y: float, x2: float) -> None:
        """A level line."""
        self.rules.append(f"M{x1:g},{y:g}H{x2:g}")

    def mark(self, x: float, top: float, bottom: float, letter: str) -> None:
        """A dashed line from top to bottom with its letter above."""
        self.marks.append(f"M{x:g},{top:g}V{bottom:g}")
        self.text(x, top - 3, letter, "m")

    def text(self, x: float, y: float, said: Any, look: str = "") -> None:
        """Words; look 'e' ends at x, 'm' has its middle there, 'b' is bold."""
        named = f' class="{look}"' if look else ""
        self.texts.append(f'<text{named} x="{x:g}" y="{y:g}">{conditional_escape(said)}</text>')

    def fill(self, look: str, shape: str) -> None:
        """A shape that is drawn in one path with all others of its look."""
        self.fills.setdefault(look, []).append(shape)

    def link(self, look: str, drawn: str, url: str, words: Any) -> None:
        """What is drawn in a look, as a link that says its words when pointed at.

        The keyboard passes over it: the table below holds the same links.
        """
        said, to = conditional_escape(words), conditional_escape(url)
        link = f'<a tabindex="-1" href="{to}"><title>{said}</title>{drawn}</a>'
        self.drawn.setdefault(look, []).append(link)

    def svg(self, width: int, height: float, title: Any, first: str = "") -> str:
        """The picture."""
        rules = f'<path class="r" d="{"".join(self.rules)}"/>' if self.rules else ""
        marks = f'<path class="d" d="{"".join(self.marks)}"/>' if self.marks else ""
        links = "".join(f'<g class="{k}">{"".join(v)}</g>' for k, v in self.drawn.items())
        role = "group" if links else "img"  # an image may hold no links
        fills = "".join(f'<path class="{k}" d="{"".join(v)}"/>' for k, v in self.fills.items())
        return (
            f'<svg class="kit-picture" xmlns="http://www.w3.org/2000/svg" role="{role}" '
            f'viewBox="0 0 {width} {height:g}"><title>{conditional_escape(title)}</title>'
            f"{first}{rules}{marks}{fills}{links}{''.join(self.texts)}</svg>"
        )


def box(x: float, y: float, width: float, height: float) -> str:
    """A rectangle as the outline of a path."""
    x, y, width, height = round(x, 1), round(y, 1), round(width, 1), round(height, 1)
    return f"M{x:g},{y:g}h{width:g}v{height:g}h{-width:g}z"
