"""Draws a profile as one SVG: stages in columns by phase, with arrows to those that wait."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from naru.domain import graph, labels
from naru.domain.labels import PHASES, SAID
from naru.domain.layout import BOX, GUTTER, HIGH, MARGIN, Place, place, routes
from naru.domain.pen import arrow, box, breadth, clock_mark, label, stop_mark, wrapped
from naru.domain.profile import Profile

TITLE, LEGEND, HEADS = 46, 76, 112  # heights of the lines above the first row
PAD = 15  # from the side of a box to its text
ROW = 17  # from line to line in the lists
FONT = "Pretendard, 'Noto Sans KR', 'Noto Sans CJK KR', system-ui, sans-serif"
BOLD, QUIET = ' font-weight="700"', ' fill-opacity="0.76"'
RIGHT = QUIET + ' text-anchor="end"'


def svg(profile: Profile, lang: str) -> str:
    """The state diagram as one SVG that takes its text colour from the page around it."""
    places = place(profile)
    right = max(spot.x for spot in places.values()) + BOX
    below = max(spot.y for spot in places.values()) + HIGH + 56
    lists, bottom = _lists(profile, lang, right, below)
    parts = [
        *_opening(profile, lang, right + MARGIN, bottom + MARGIN),
        *_heading(profile, lang),
        *_phases(places.values(), lang),
        *(arrow(route, dashed=edge.kind == "fact") for edge, route in routes(profile, places)),
        *(line for spot in places.values() for line in _stage(profile, spot, lang)),
        *lists,
        "</svg>",
    ]
    return "\n".join(parts)


def _opening(profile: Profile, lang: str, width: int, height: int) -> Iterator[str]:
    title, desc = f"naru-{profile.id}-title", f"naru-{profile.id}-desc"
    said = SAID["desc"][lang].format(stages=len(profile.stages))
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" lang="{lang}" '
        f'role="img" aria-labelledby="{title} {desc}" fill="currentColor" font-family="{FONT}">'
    )
    yield f'<title id="{title}">{escape(_title(profile, lang))}</title>'
    yield f'<desc id="{desc}">{escape(said)}</desc>'
    yield (
        '<marker id="naru-head" viewBox="0 0 10 10" refX="9.5" refY="5" markerWidth="9" '
        'markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">'
        '<path d="M0 .8 10 5 0 9.2 2.6 5Z" fill="currentColor"/></marker>'
    )


def _title(profile: Profile, lang: str) -> str:
    return SAID["title"][lang].format(name=profile.name[lang])


def _heading(profile: Profile, lang: str) -> Iterator[str]:
    yield label(MARGIN, TITLE, _title(profile, lang), 22, BOLD)
    x, y = float(MARGIN), LEGEND - 4
    for kind in ("after", "fact", "clock", "lock"):
        if kind in {"after", "fact"}:
            yield arrow([(x, y), (x + 30, y)], dashed=kind == "fact")
        else:
            yield clock_mark(x + 24, y) if kind == "clock" else stop_mark(x + 24, y)
        said = SAID[kind][lang]
        yield label(x + 38, LEGEND, said, 12, QUIET)
        x += 60 + breadth(said, 12)


def _phases(spots: Iterable[Place], lang: str) -> Iterator[str]:
    for spot in (spot for spot in spots if spot.row == 0):
        phase = PHASES[spot.phase]
        yield label(spot.x, HEADS - 4, phase.name[lang], 13, BOLD)
        yield f'<path d="M{spot.x} {HEADS + 4}h{BOX}" stroke="{phase.colour}" stroke-width="3"/>'


def _stage(profile: Profile, spot: Place, lang: str) -> Iterator[str]:
    stage, colour = spot.stage, PHASES[spot.phase].colour
    mark = "on_request" if stage.on_request else "parallel" if stage.parallel else ""
    left, right = spot.x + PAD, spot.x + BOX - 9
    yield "<g>"
    yield box(spot.x, spot.y, BOX, HIGH, colour, dashed=stage.on_request)
    yield label(left, spot.y + 18, stage.id, 11, BOLD + QUIET)
    if mark:
        yield label(right, spot.y + 18, SAID[mark][lang], 10.5, RIGHT)
    lines = wrapped(stage.name[lang], 14, right - left)
    for number, line in enumerate(lines):
        yield label(left, spot.y + 36 + number * 16, line, 14, BOLD)
    after = spot.y + 36 + len(lines) * 16
    yield label(left, after, profile.duties[stage.duty].name[lang], 12, QUIET)
    yield from _locks(profile, spot)
    yield from _clocks(profile, spot, lang)
    yield "</g>"


def _locks(profile: Profile, spot: Place) -> Iterator[str]:
    """The branches during which an act of the stage can't be done, beside its id."""
    guards = [g for g in graph.guards_of(profile, spot.stage) if g.name == "no_block"]
    locks = " ".join(b for b in profile.branches if any(b in guard.args for guard in guards))
    if locks:
        left, y = spot.x + PAD + 34, spot.y + 18
        yield stop_mark(left, y - 4)
        yield label(left + 8, y, locks, 10.5, QUIET)


def _clocks(profile: Profile, spot: Place, lang: str) -> Iterator[str]:
    """The clocks of the stage in its lowest lines, each with its length."""
    left, room = spot.x + PAD, BOX - PAD - 20
    clocks = graph.clocks_of(profile, spot.stage.id)
    said = [
        f"{clock.id} {labels.length(clock, lang)}".replace(" ", "\N{NO-BREAK SPACE}")
        for clock in clocks
    ]
    lines = wrapped(", ".join(said), 10.5, room) if said else []
    if lines:
        yield clock_mark(left + 4.5, spot.y + HIGH - 14 - (len(lines) - 1) * 14)
    for number, line in enumerate(reversed(lines)):
        yield label(left + 14, spot.y + HIGH - 10 - number * 14, line, 10.5, QUIET)


def _lists(profile: Profile, lang: str, right: int, top: int) -> tuple[list[str], int]:
    """Three lists side by side under the diagram, and where the longest of them ends."""
    beside = graph.clocks_of(profile, "")
    lists = {
        "branches": [(branch.id, branch.name[lang]) for branch in profile.branches.values()],
        "beside": [(c.id, f"{c.name[lang]}: {labels.length(c, lang)}") for c in beside],
        "outcomes": [("•", outcome.name[lang]) for outcome in profile.outcomes.values()],
    }
    wide = (right - MARGIN - 2 * GUTTER) / len(lists)
    drawn, bottom = list[str](), top
    for number, (key, rows) in enumerate(lists.items()):
        x = MARGIN + number * (wide + GUTTER)
        lines, end = _list(SAID[key][lang], rows, (x, top), wide)
        drawn += lines
        bottom = max(bottom, end)
    return drawn, bottom


def _list(
    title: str, rows: Sequence[tuple[str, str]], at: tuple[float, int], wide: float
) -> tuple[list[str], int]:
    x, y = at
    shift = 14 if rows and rows[0][0] == "•" else 42
    drawn = [
        label(x, y, title, 13, BOLD),
        f'<path d="M{x:g} {y + 8}h{wide:g}" stroke="currentColor" stroke-opacity="0.3"/>',
    ]
    y += 28
    for mark, said in rows:
        drawn.append(label(x, y, mark, 12, BOLD + QUIET))
        for line in wrapped(said, 12, wide - shift):
            drawn.append(label(x + shift, y, line, 12))
            y += ROW
    return drawn, y
