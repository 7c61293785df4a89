"""Where the stages of a diagram stand, and which way the arrows between them take."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from naru.domain import graph
from naru.domain.graph import Edge
from naru.domain.labels import PHASES
from naru.domain.profile import Profile, StageRule

MARGIN = 28
BOX, HIGH = 180, 106  # a stage
GUTTER = 54  # between columns, where arrows turn
STEP = HIGH + 32  # from row to row
TOP = 128  # where the first row begins
LANE = 9  # between two arrows in one gutter
Point = tuple[float, float]
Route = list[Point]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stage stands: phase, column and row, and with them the corner of its box."""

    stage: StageRule
    phase: int
    column: int
    row: int

    @property
    def x(self) -> int:
        """The left side of the box."""
        return MARGIN + self.column * (BOX + GUTTER)

    @property
    def y(self) -> int:
        """The upper side of the box."""
        return TOP + self.row * STEP

    @property
    def middle(self) -> float:
        """Half the height of the box, where arrows leave and arrive."""
        return self.y + HIGH / 2


def place(profile: Profile) -> dict[str, Place]:
    """Columns by phase; in a column those first whose sources stand high and whose way is short."""
    stages, edges = graph.ordered(profile), graph.edges(profile)
    phases = _phases(stages, edges)
    columns = {phase: number for number, phase in enumerate(sorted(set(phases.values())))}
    places: dict[str, Place] = {}
    for phase, column in columns.items():
        height: dict[str, float] = {}
        for stage in (s for s in stages if phases[s.id] == phase):
            height[stage.id] = _height(stage.id, edges, places, height)
        near = {stage: _reach(stage, edges, phases) for stage in height}
        for row, stage_id in enumerate(sorted(height, key=lambda s: (height[s], near[s]))):
            places[stage_id] = Place(profile.stages[stage_id], phase, column, row)
    return places


def routes(profile: Profile, places: Mapping[str, Place]) -> Iterator[tuple[Edge, Route]]:
    """The way of every arrow, as the corners of a line with right angles."""
    edges = graph.edges(profile)
    lanes = _lanes(edges, places)
    tracks = _tracks(edges, places)
    for edge in edges:
        source, target = places[edge.source], places[edge.target]
        yield edge, _route(source, target, lanes, tracks.get(edge, source.middle))


def _phases(stages: tuple[StageRule, ...], edges: tuple[Edge, ...]) -> dict[str, int]:
    """A stage belongs to the phase of its room, or to a later one if it waits for that."""
    phases: dict[str, int] = {}
    for stage in stages:
        own = next((n for n, phase in enumerate(PHASES) if stage.room in phase.rooms), 0)
        earlier = (phases[edge.source] for edge in edges if edge.target == stage.id)
        phases[stage.id] = max([own, *earlier])
    return phases


def _height(
    stage: str, edges: tuple[Edge, ...], places: Mapping[str, Place], here: Mapping[str, float]
) -> float:
    """How high its sources stand; never above a source in its own column."""
    sources = [edge.source for edge in edges if edge.target == stage]
    rows = [places[source].row for source in sources if source in places]
    mean = sum(rows) / len(rows) if rows else 0.0
    return max([mean, *(here[source] for source in sources if source in here)])


def _reach(stage: str, edges: tuple[Edge, ...], phases: Mapping[str, int]) -> int:
    """How many phases on the nearest stage stands that waits for this one."""
    ways = (phases[e.target] - phases[stage] for e in edges if e.source == stage)
    return min(ways, default=len(PHASES))


def _lanes(edges: tuple[Edge, ...], places: Mapping[str, Place]) -> dict[tuple[int, str], float]:
    """For every gutter and source the place of its upright line; those from afar come last."""
    used: dict[int, set[tuple[bool, int, str]]] = {}
    for edge in edges:
        source, target = places[edge.source], places[edge.target]
        for gutter in {source.column, max(source.column, target.column - 1)}:
            afar = gutter != source.column
            used.setdefault(gutter, set()).add((afar, source.row, edge.source))
    return {
        (gutter, name): MARGIN
        + (gutter + 1) * (BOX + GUTTER)
        - GUTTER / 2
        + (number - (len(found) - 1) / 2) * LANE
        for gutter, found in used.items()
        for number, (_, _, name) in enumerate(sorted(found))
    }


def _route(
    source: Place,
    target: Place,
    lanes: Mapping[tuple[int, str], float],
    track: float,
) -> Route:
    if (target.column, target.row) == (source.column, source.row + 1):
        centre = source.x + BOX / 2
        return [(centre, source.y + HIGH), (centre, target.y)]
    first = lanes[source.column, source.stage.id]
    if target.column == source.column:
        right = source.x + BOX
        return [
            (right, source.middle),
            (first, source.middle),
            (first, target.middle),
            (right, target.middle),
        ]
    last = lanes[target.column - 1, source.stage.id]
    return [
        (source.x + BOX, source.middle),
        (first, source.middle),
        (first, track),
        (last, track),
        (last, target.middle),
        (target.x, target.middle),
    ]


def _tracks(edges: tuple[Edge, ...], places: Mapping[str, Place]) -> dict[Edge, float]:
    """The heights at which arrows pass the columns between: beside all boxes, and one another."""
    tracks: dict[Edge, float] = {}
    used: list[tuple[float, str]] = []
    for edge in edges:
        height = _track(places[edge.source], places[edge.target], places)
        if height != places[edge.source].middle:
            while any(at == height and name != edge.source for at, name in used):
                height += LANE
            used.append((height, edge.source))
        tracks[edge] = height
    return tracks


def _track(source: Place, target: Place, places: Mapping[str, Place]) -> float:
    """The height at which an arrow passes the columns between: beside all boxes."""
    between = range(source.column + 1, target.column)
    if not any(p.column in between and p.row == source.row for p in places.values()):
        return source.middle
    side = -1 if target.row < source.row else 1
    return source.middle + side * STEP / 2
