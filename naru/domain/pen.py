"""The few strokes of which a drawing is made, as SVG; every text has the colour of its page."""

from collections.abc import Sequence
from html import escape
from unicodedata import east_asian_width

TURN = 8.0  # radius of a corner
NARROW, BROAD = 0.55, 1.0  # width of a letter, in heights of the type
Point = tuple[float, float]


def width_of(said: str) -> int:
    """How many columns of a terminal a text takes: an East Asian character takes two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in said)


def breadth(said: str, size: float) -> float:
    """About how wide a text is drawn; a little more rather than less."""
    return size * sum(BROAD if east_asian_width(char) in "WF" else NARROW for char in said)


def wrapped(said: str, size: float, room: float) -> list[str]:
    """The text in lines that are no wider than the room there is, as far as words allow."""
    lines = [""]
    for word in said.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if breadth(longer, size) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def label(x: float, y: float, said: str, size: float, look: str = "") -> str:
    """One line of text; `look` adds attributes of the font."""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size:g}"{look}>{escape(said)}</text>'


def box(x: float, y: float, width: float, height: float, colour: str, *, dashed: bool) -> str:
    """A rounded box with a bar of full colour at its left."""
    dash = ' stroke-dasharray="5 4"' if dashed else ""
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="8" fill="{colour}" '
        f'fill-opacity="0.1" stroke="{colour}" stroke-width="1.25"{dash}/>'
        f'<path d="M{x + 8:g} {y:g}a8 8 0 0 0-8 8v{height - 16:g}a8 8 0 0 0 8 8Z" '
        f'fill="{colour}"/>'
    )


def arrow(corners: Sequence[Point], *, dashed: bool) -> str:
    """A line with rounded corners and a head at its end."""
    dash = ' stroke-dasharray="4 4"' if dashed else ""
    return (
        f'<path d="{_line(_straight(corners))}" fill="none" stroke="currentColor" '
        f'stroke-opacity="0.62" stroke-width="1.5"{dash} marker-end="url(#naru-head)"/>'
    )


def clock_mark(x: float, y: float) -> str:
    """A small clock, its middle at the point."""
    return (
        f'<path d="M{x - 4.5:g} {y:g}a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0M{x:g} {y - 2.7:g}'
        'v2.7h2" fill="none" stroke="currentColor" stroke-opacity="0.74" stroke-width="1.1"/>'
    )


def stop_mark(x: float, y: float) -> str:
    """A small no-entry sign, its middle at the point."""
    return (
        f'<path d="M{x - 4.5:g} {y:g}a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0M{x - 2.4:g} {y:g}h4.8" '
        'fill="none" stroke="currentColor" stroke-opacity="0.74" stroke-width="1.4"/>'
    )


def _straight(corners: Sequence[Point]) -> list[Point]:
    """The corners without those that aren't any: two at one place, or on a straight line."""
    kept = list(dict.fromkeys(corners))
    turns = [
        here
        for before, here, after in zip(kept, kept[1:], kept[2:], strict=False)
        if not (before[0] == here[0] == after[0] or before[1] == here[1] == after[1])
    ]
    return [kept[0], *turns, kept[-1]]


def _line(corners: Sequence[Point]) -> str:
    path = "M{:g} {:g}".format(*corners[0])
    for before, here, after in zip(corners, corners[1:], corners[2:], strict=False):
        near, far = _toward(here, before), _toward(here, after)
        path += "L{:g} {:g}Q{:g} {:g} {:g} {:g}".format(*near, *here, *far)
    return path + "L{:g} {:g}".format(*corners[-1])


def _toward(here: Point, there: Point) -> Point:
    """The point a corner's radius away, or half way if the line is short."""
    across, down = there[0] - here[0], there[1] - here[1]
    size = abs(across) + abs(down)
    part = min(TURN, size / 2) / size
    return here[0] + across * part, here[1] + down * part
