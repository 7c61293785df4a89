"""The floor of a centre as a picture: rooms as boxes, people as dots; still, or for the script."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import conditional_escape
from django.utils.translation import gettext as _

from naru.planning import naming
from naru.planning.oneday import HALL, ISOLATION, LIVING, Day

COLUMNS, WIDE, TALL, GAP, HEAD = 4, 232, 96, 12, 26
PITCH, RADIUS, PADDING = 13.0, 4.6, 9
BOX, WORD = "#ffffff", "#14262a"
TONES = {HALL: "#b4531b", ISOLATION: "#54319f", LIVING: "#6d7f83"}
SERVED = "#0d5c63"


@dataclass(frozen=True)
class Box:
    """A room on the floor, in pixels."""

    id: str
    name: str
    x: float
    y: float
    width: float
    height: float

    def slots(self, count: int) -> list[tuple[float, float]]:
        """Places for so many dots, row by row; closer together where there are many."""
        width, height = self.width - 2 * PADDING, self.height - HEAD - PADDING
        pitch = min(PITCH, math.sqrt(width * height / max(count, 1)))
        across = max(int(width // pitch), 1)
        left, top = self.x + PADDING + pitch / 2, self.y + HEAD + pitch / 2
        return [
            (round(left + n % across * pitch, 1), round(top + n // across * pitch, 1))
            for n in range(count)
        ]


def name_of(room: str) -> str:
    """What a room is called."""
    named = {
        HALL: _("Hall (waiting for a bed)"),
        LIVING: _("Living rooms"),
        ISOLATION: _("Isolation rooms"),
    }
    return named.get(room) or naming.heading(room)


def boxes(day: Day) -> list[Box]:
    """The rooms in rows of four, the living rooms below across the whole floor."""
    rooms = [room for room in day.rooms if room != LIVING]
    found = [
        Box(
            room,
            name_of(room),
            place % COLUMNS * (WIDE + GAP),
            place // COLUMNS * (TALL + GAP),
            WIDE,
            TALL,
        )
        for place, room in enumerate(rooms)
    ]
    below = -(-len(rooms) // COLUMNS) * (TALL + GAP)
    across = COLUMNS * WIDE + (COLUMNS - 1) * GAP
    return [*found, Box(LIVING, name_of(LIVING), 0, below, across, TALL + GAP)]


def size(floor: Sequence[Box]) -> tuple[float, float]:
    """Width and height of the floor in pixels."""
    return max(box.x + box.width for box in floor), max(box.y + box.height for box in floor)


def still(day: Day, minute: int, *, named: bool = True) -> str:
    """The floor at a minute of the day, everybody in their room."""
    floor, places = boxes(day), day.places(minute)
    width, height = size(floor)
    drawn = "".join(_box(box, places.count(box.id), named=named) for box in floor)
    return (
        f'<svg class="plan-floor" xmlns="http://www.w3.org/2000/svg" role="img" '
        f'viewBox="-1 -1 {width + 2:g} {height + 2:g}" font-size="14">'
        f"<title>{conditional_escape(_title(minute))}</title>{drawn}</svg>"
    )


def _title(minute: int) -> str:
    return _("Who is where at %(time)s") % {"time": clock(minute)}


def clock(minute: int) -> str:
    """A minute of the day as a time."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _box(box: Box, count: int, *, named: bool) -> str:
    dots = "".join(f"M{x:g},{y:g}h0" for x, y in box.slots(count))
    tone = TONES.get(box.id, SERVED)
    head = (
        f'<text class="plan-room__name" x="{box.x + PADDING:g}" y="{box.y + 18:g}" '
        f'fill="{WORD}">{conditional_escape(box.name)}</text>'
        if named
        else ""
    )
    return (
        f'<rect class="plan-room" x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" '
        f'height="{box.height:g}" rx="8" fill="{BOX}" stroke="#d3dedf"/>{head}'
        f'<text class="plan-room__count" x="{box.x + box.width - PADDING:g}" '
        f'y="{box.y + 18:g}" text-anchor="end" fill="{WORD}" data-count="{box.id}">{count}</text>'
        f'<path class="plan-dots plan-dots--{_look(box.id)}" d="{dots}" stroke="{tone}" '
        f'stroke-width="{2 * RADIUS:g}" stroke-linecap="round" fill="none"/>'
    )


def _look(room: str) -> str:
    return room if room in TONES else "served"
