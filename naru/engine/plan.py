"""A plan: what there is, what people need, who comes, and what was promised; as values."""

from dataclasses import dataclass, field
from datetime import date

from naru.domain.profile import Profile
from naru.engine.quantities import NOTHING, ONCE, Count, Distribution


@dataclass(frozen=True, slots=True)
class Shift:
    """Weekly opening: days (0 Monday .. 6 Sunday), from and to in days of the day, how many work.

    `servers` None means all of them.
    """

    days: tuple[int, ...]
    opens: float
    closes: float
    servers: int | None = None


@dataclass(frozen=True, slots=True)
class Resource:
    """Something that serves one person at a time (a desk, an officer), or beds that are kept.

    `absence` is the share of servers away on a day; `every` and `repair` break one server;
    `cost` is per server and day, in the plan's currency.
    """

    id: str
    servers: int
    name: str = ""
    shifts: tuple[Shift, ...] = ()
    holidays: bool = False
    absence: float = 0.0
    every: Distribution | None = None
    repair: Distribution | None = None
    cost: float = 0.0
    beds: bool = False
    room_size: int = 1
    isolation: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage: which resource, how long, for which share, how often, after which others.

    `takes` names beds that are kept until the end of stage `until`. `gap` lies between visits.
    `begins` and `ends` name the profile's events at the two ends of each visit.
    """

    id: str
    name: str = ""
    resource: str = ""
    duration: Distribution = NOTHING
    share: float = 1.0
    visits: Count = ONCE
    gap: Distribution = NOTHING
    takes: str = ""
    until: str = ""
    after: tuple[str, ...] = ()
    patience: Distribution | None = None
    begins: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """Something that stops stages for a while: an infection, a request for counsel.

    It strikes a `share` of people at the end of stage `at`, lasts `length`, and stops `stops`.
    `opens` and `closes` name the profile's events; `isolates` moves the person to isolation.
    """

    id: str
    share: float
    at: str
    length: Distribution
    stops: tuple[str, ...]
    opens: str = ""
    closes: str = ""
    isolates: bool = False
    minors: bool = False


@dataclass(frozen=True, slots=True)
class Limit:
    """A promise: from the arrival (or the end of a stage) to the end of a stage, within so long.

    `clock` names a clock of the profile, which is then counted as the live centre counts it.
    """

    id: str
    start: str
    end: str
    within: float
    clock: str = ""
    locks: tuple[str, ...] = ()
    extended: float = 0.0


@dataclass(frozen=True, slots=True)
class Surge:
    """People who come at once: at which day, how many, spread over how many days."""

    at: float
    people: int
    over: float


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Who comes: people a day, season by month, a table of people by month, surges.

    `families[k]` is the share of parties with k + 1 people, `urgent` the share of people who go
    first, `minors` the share who are children alone, `lag` the time from entry to arrival.
    """

    rate: float
    season: tuple[float, ...] = ()
    months: tuple[float, ...] = ()
    surges: tuple[Surge, ...] = ()
    families: tuple[float, ...] = (1.0,)
    urgent: float = 0.0
    minors: float = 0.0
    lag: Distribution = NOTHING

    @property
    def party(self) -> float:
        """The mean number of people in a party."""
        return sum((k + 1) * share for k, share in enumerate(self.families))


@dataclass(frozen=True, slots=True)
class Leaving:
    """Withdrawal: the share of people who ask to leave, and after how long from arrival."""

    share: float
    after: Distribution
    stage: str


@dataclass(frozen=True, slots=True)
class Goal:
    """A promise to keep in planning: at most the share `late` beyond limit `limit`.

    Where `limit` names a kept resource, `late` is the share of its places that are taken at most
    on 95 % of the time: beds that don't run out.
    """

    limit: str
    late: float


@dataclass(frozen=True, slots=True)
class UnsureLaw:
    """A fitted law as it is drawn anew: of a stage, its `duration` or its `gap`.

    `centre` are the two parameters; `spread` is the lower root of their covariance (row by row, on
    the logarithm of whatever is positive); an exponential law has `ended` lengths behind it, and
    observed quantiles are drawn from all `lengths` and those `still` open.
    """

    stage: str
    of: str
    kind: int
    centre: tuple[float, float]
    ended: int
    spread: tuple[float, float, float] = (0.0, 0.0, 0.0)
    lengths: tuple[float, ...] = ()
    still: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Unsure:
    """What a fitted plan rests on, from which each replication draws its own parameters.

    `shares` are (stage, (had it, of so many)), `visits` (stage, how often each number was counted),
    `arrivals` (people, days).
    """

    laws: tuple[UnsureLaw, ...] = ()
    shares: tuple[tuple[str, tuple[int, int]], ...] = ()
    visits: tuple[tuple[str, tuple[int, ...]], ...] = ()
    arrivals: tuple[int, float] = (0, 0.0)


@dataclass(frozen=True)
class Plan:
    """A whole plan; `label` says where its figures come from, `unsure` how sure fitted ones are."""

    name: str
    stages: tuple[Stage, ...]
    resources: tuple[Resource, ...]
    arrivals: Arrivals
    limits: tuple[Limit, ...] = ()
    blocks: tuple[Block, ...] = ()
    leaving: Leaving | None = None
    goals: tuple[Goal, ...] = ()
    horizon: float = 730.0
    warm_up: float | None = 0.0
    start: date = date(2026, 1, 1)
    tz: str = "UTC"
    country: str = ""
    label: str = ""
    linear: bool = True
    unsure: Unsure | None = None
    profile: Profile | None = field(default=None, compare=False, repr=False)

    def stage(self, stage_id: str) -> int:
        """The index of a stage; KeyError when there is none."""
        for index, stage in enumerate(self.stages):
            if stage.id == stage_id:
                return index
        raise KeyError(stage_id)

    def resource(self, resource_id: str) -> int:
        """The index of a resource; KeyError when there is none."""
        for index, resource in enumerate(self.resources):
            if resource.id == resource_id:
                return index
        raise KeyError(resource_id)
