"""A scenario: what a planner changed, as a value; from an address and to one, and as a plan.

The address names only what differs from the profile's shipped plan: `times=3&interviewer=5`.
What begins with `b.` is the second scenario: it is the first with these changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any
from urllib.parse import urlencode

import numpy as np

from naru.domain.profile import Profile
from naru.engine.flux import intensity
from naru.engine.plan import Arrivals, Plan, Resource, Surge
from naru.engine.quantities import DAY, longer
from naru.engine.reading import scaled
from naru.engine.shifts import shift
from naru.outlook import posterior, projecting
from naru.outlook import scenarios as outlook
from naru.planning.settings import SHIFTS, main_limit, settings_of, shipped, with_servers

Value = float | str
Changes = tuple[tuple[str, Value], ...]
OTHER = "b."
DRAWS, SEED, YEAR_MONTHS = 2000, 2026, 12
MOST_PEOPLE = 30_000


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is asked: the profile, how it starts, for how long, and what differs from the defaults.

    `begins` None means today; `other` None means that nothing is compared.
    """

    profile: str
    start: str
    days: int
    begins: date | None = None
    changes: Changes = ()
    other: Changes | None = None

    def query(self, **more: object) -> str:
        """The address of this scenario after the `?`: only what differs from the defaults."""
        said: dict[str, object] = {"profile": self.profile, "from": self.start, "days": self.days}
        if self.begins:
            said["begins"] = self.begins.isoformat()
        said |= {key: _written(value) for key, value in self.changes}
        said |= {OTHER + key: _written(value) for key, value in self.other or ()}
        return urlencode(said | more)

    @property
    def second(self) -> "Scenario | None":
        """The second scenario by itself, if there is one."""
        if not self.other:
            return None
        changed = dict(self.changes) | dict(self.other)
        return replace(self, changes=only_changed(self.profile, changed), other=None)

    def get(self, key: str) -> Value:
        """The value of a setting: changed, or the default."""
        return dict(self.changes).get(key, settings_of(self.profile)[key].default)


def only_changed(profile: str, values: Mapping[str, Value]) -> Changes:
    """What differs from the defaults, in the order of the form."""
    return tuple(
        (key, values[key])
        for key, setting in settings_of(profile).items()
        if key in values and values[key] != setting.default
    )


def _written(value: Value) -> str:
    return value if isinstance(value, str) else f"{value:.12g}"


# -- as a plan -----------------------------------------------------------------------------------


def plan_of(scenario: Scenario, today: date) -> Plan:
    """The plan of a scenario (of the first one); `today` is used where it names no day."""
    plan, said = shipped(scenario.profile), dict(scenario.changes)
    plan = replace(
        plan,
        start=scenario.begins or today,
        horizon=float(scenario.days),
        warm_up=0.0,
        resources=tuple(_staffed(one, said) for one in plan.resources),
    )
    plan = _with_durations(plan, scenario.profile, said)
    if "limit" in said:
        plan = replace(plan, profile=_with_limit(plan, int(float(said["limit"]))))
    return replace(plan, arrivals=_arrivals(plan, said))


def people(plan: Plan) -> float:
    """How many people are expected to come."""
    surges = sum(surge.people for surge in plan.arrivals.surges)
    return float(intensity(plan)[1][-1]) * plan.arrivals.party + surges


def cost(plan: Plan) -> float:
    """What the resources of a plan cost a day, by its stated unit costs."""
    return sum(one.servers * one.cost for one in plan.resources)


def _staffed(one: Resource, said: Mapping[str, Value]) -> Resource:
    if one.id in said:
        one = with_servers(one, int(float(said[one.id])))
    chosen = str(said.get(f"{one.id}.shift", ""))
    if chosen:
        one = replace(one, shifts=tuple(shift(text) for text in SHIFTS[chosen]))
    return one


def _with_durations(plan: Plan, profile: str, said: Mapping[str, Value]) -> Plan:
    stages, units = [], settings_of(profile)
    for stage in plan.stages:
        if stage.id in said:
            days = float(said[stage.id]) * DAY[units[stage.id].unit]
            law = longer(stage.duration, days / stage.duration.mean)
            stage = replace(stage, duration=law)  # noqa: PLW2901
        stages.append(stage)
    return replace(plan, stages=tuple(stages))


def _with_limit(plan: Plan, length: int) -> Profile | None:
    """The profile with another length of the main limit, counted as the law counts it."""
    profile = plan.profile
    if profile is None:
        return None
    clock = main_limit(plan).clock
    clocks = {**profile.clocks, clock: replace(profile.clocks[clock], length=length)}
    return replace(profile, clocks=clocks)


def _arrivals(plan: Plan, said: Mapping[str, Value]) -> Arrivals:
    arrivals = plan.arrivals
    if "arrivals" in said:
        arrivals = replace(arrivals, rate=float(said["arrivals"]))
    if said.get("season") == "flat":
        arrivals = replace(arrivals, season=())
    if said.get("outlook"):
        arrivals = replace(arrivals, months=_months(str(said["outlook"]), plan.start, plan.horizon))
    arrivals = scaled(arrivals, float(said.get("times", 1.0)))
    if said.get("surge"):
        at = float(said.get("surge_on", 30)) - 1
        over = float(said.get("surge_over", 3))
        arrivals = replace(arrivals, surges=(Surge(at, int(float(said["surge"])), over),))
    return arrivals


def _months(name: str, start: date, horizon: float) -> tuple[float, ...]:
    """Expected arrivals by month from the month of `start` on: the mean course of an outlook."""
    means, first = _outlook(name)
    end = start + timedelta(days=int(horizon))
    numbers = range(start.year * YEAR_MONTHS + start.month - 1, end.year * YEAR_MONTHS + end.month)
    last = len(means) - 1
    return tuple(means[min(max(number - first, 0), last)] for number in numbers)


@cache
def _outlook(name: str) -> tuple[tuple[float, ...], int]:
    """The mean arrivals of each month of an outlook, and the number of its first month."""
    run = projecting.run(outlook.load(name), posterior.load().fitted, draws=DRAWS, seed=SEED)
    means = np.asarray(run.counts).sum(axis=1).mean(axis=1)
    return tuple(float(mean) for mean in means), run.scenario.start


def as_data(scenario: Scenario) -> dict[str, Any]:
    """The scenario for a program: profile, start, days, and both sets of changes."""
    return {
        "profile": scenario.profile,
        "from": scenario.start,
        "days": scenario.days,
        "begins": scenario.begins.isoformat() if scenario.begins else None,
        "changes": dict(scenario.changes),
        "second": dict(scenario.other) if scenario.other is not None else None,
    }
