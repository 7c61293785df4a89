"""What a planner may change in a plan: one key of the address each, its default and its bounds."""

from dataclasses import dataclass, replace
from functools import cache

from naru.engine import reading, staffing
from naru.engine.plan import Limit, Plan, Resource, Stage
from naru.engine.quantities import DAY
from naru.outlook import scenarios as outlook

PROFILES = ("kr", "de", "eu-border", "ngo")
LENGTHS = (56, 182, 365, 730)
STARTS = ("now", "steady", "empty")
SHIFTS = {
    "weekdays": ("mon-fri 09:00-18:00",),
    "long": ("mon-fri 08:00-20:00",),
    "saturdays": ("mon-sat 09:00-18:00",),
    "daily": ("mon-sun 09:00-18:00",),
    "evenings": ("mon-sun 08:00-22:00",),
    "always": ("mon-sun 00:00-24:00",),
}
TWO_HOURS, TWO_DAYS = 2 / 24, 2.0
MOST_STAFF, MOST_BEDS, TIMES = 500, 20_000, 12
"""Twelve times what there is: room for a remedy of ten times as many people."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A key of the address: in which part of the form, its default, and what it may be.

    `unit` is people, min, h, d, day, times or nothing; with `choices` the value is one of them.
    """

    key: str
    part: str
    default: float | str
    least: float = 0.0
    most: float = 0.0
    step: float = 1.0
    unit: str = ""
    choices: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether only whole numbers make sense."""
        return self.step >= 1 and self.part != "durations"


@cache
def shipped(profile: str) -> Plan:
    """The plan that ships for a profile: stated defaults, measured nowhere."""
    return reading.read(staffing.text_of(profile))


@cache
def settings_of(profile: str) -> dict[str, Setting]:
    """Every setting of a profile by its key, in the order of the form."""
    plan = shipped(profile)
    found = [*_arrivals(plan, profile)]
    found += [_places(one) for one in plan.resources if one.beds]
    for one in plan.resources:
        if not one.beds:
            found += [_servers(one), Setting(f"{one.id}.shift", "staff", "", choices=tuple(SHIFTS))]
    found += [_duration(stage) for stage in plan.stages if stage.duration.mean > 0]
    found += _limit(plan)
    return {setting.key: setting for setting in found}


def _arrivals(plan: Plan, profile: str) -> list[Setting]:
    rate = plan.arrivals.rate
    found = [
        Setting("arrivals", "arrivals", rate, 0.0, max(20.0, 10 * rate), 0.1, "people"),
        Setting("times", "arrivals", 1.0, 0.1, 20.0, 0.1, "times"),
        Setting("season", "arrivals", "", choices=("flat",)),
        Setting("surge", "arrivals", 0, 0, 5000, 10, "people"),
        Setting("surge_on", "arrivals", 30, 1, 730, 1, "day"),
        Setting("surge_over", "arrivals", 3, 0, 90, 1, "d"),
    ]
    if profile == "kr":
        found.insert(2, Setting("outlook", "arrivals", "", choices=outlook.NAMES))
    return found


def _places(one: Resource) -> Setting:
    most = min(MOST_BEDS, max(100, TIMES * one.servers))
    return Setting(one.id, "rooms", one.servers, 1, most, 1, "people")


def _servers(one: Resource) -> Setting:
    most = min(MOST_STAFF, max(20, TIMES * one.servers))
    return Setting(one.id, "staff", one.servers, 1, most, 1, "people")


def _duration(stage: Stage) -> Setting:
    """The mean length of a visit, in the unit in which people say it."""
    mean = stage.duration.mean
    unit = "min" if mean < TWO_HOURS else "h" if mean < TWO_DAYS else "d"
    said = round(mean / DAY[unit], 2)
    step = {"min": 5.0, "h": 0.5, "d": 1.0}[unit]
    return Setting(stage.id, "durations", said, round(said / 10, 2), said * 10, step, unit)


def main_limit(plan: Plan) -> Limit:
    """The limit of the law that planning looks at: the one of the plan's goal."""
    wanted = plan.goals[0].limit
    return next(limit for limit in plan.limits if limit.id == wanted)


def _limit(plan: Plan) -> list[Setting]:
    """The length of the main limit where it is counted in days (shorter ones aren't planned)."""
    limit = main_limit(plan)
    rule = plan.profile.clocks[limit.clock] if plan.profile else None
    if rule is None or rule.length is None or rule.unit != "day":
        return []
    return [Setting("limit", "limit", rule.length, 1, 10 * rule.length, 1, "d")]


def with_servers(one: Resource, servers: int) -> Resource:
    """So many servers; where every shift names its own number, the last one takes the change."""
    shifts = one.shifts
    if shifts and all(shift.servers is not None for shift in shifts):
        last = max((shifts[-1].servers or 0) + servers - one.servers, 0)
        shifts = (*shifts[:-1], replace(shifts[-1], servers=last))
    return replace(one, servers=servers, shifts=shifts)
