"""Lowers a linear plan to arrays: the short way, where first come, first served allows it."""

import math
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from hashlib import blake2b
from queue import Empty, LifoQueue
from typing import Any

import numpy as np
from numpy.typing import NDArray

from naru.engine.flux import intensity, surge_rows
from naru.engine.nets import (
    BASE,
    CDF_FROM,
    CDF_TO,
    DELAY,
    MANY,
    RELEASE,
    SERVE,
    SLOT,
    TAKE,
    Net,
    Work,
    own,
)
from naru.engine.plan import Plan, Resource, Stage
from naru.engine.quantities import Count, Distribution
from naru.engine.results import KEPT_FIGURES, LIMIT_FIGURES, STAGE_FIGURES, Column

MOST_BINS = 731
FULL = 0.4


def purpose_of(name: str) -> int:
    """The number of a stream: 31 bits of the hash of its name, the same in every plan."""
    return int.from_bytes(blake2b(name.encode(), digest_size=4).digest(), "little") >> 1


def against(plan: Plan) -> list[str]:
    """What keeps a plan from the short way, in words; empty when nothing does."""
    found = [] if plan.linear else ["stages that run side by side"]
    for resource in plan.resources:
        found += _against_resource(resource)
    if plan.unsure is not None:
        found.append("parameters that are drawn anew")
    if plan.blocks or plan.leaving or any(limit.locks for limit in plan.limits):
        found.append("blocks and withdrawal")
    if len(plan.arrivals.families) > 1 or plan.arrivals.urgent or plan.arrivals.minors:
        found.append("families and urgent cases")
    if any(s.patience for s in plan.stages):
        found.append("people who give up")
    if any(limit.start != "arrival" or limit.clock for limit in plan.limits):
        found.append("limits that don't start at the arrival")
    return found


def _against_resource(resource: Resource) -> list[str]:
    reasons = {
        "shifts": bool(resource.shifts),
        "absence": resource.absence > 0,
        "breakdowns": resource.every is not None,
        "isolation": resource.isolation,
    }
    return [f"{reason} of {resource.id}" for reason, there in reasons.items() if there]


@dataclass(frozen=True)
class Step:
    """One row of the net: a stage of the plan, or the moment a kept resource is given back."""

    kind: int
    stage: Stage
    resource: str


def steps(plan: Plan) -> list[Step]:
    """The rows of the net in order."""
    found = []
    for stage in plan.stages:
        if stage.takes:
            found.append(Step(TAKE, stage, stage.takes))
        else:
            found.append(Step(SERVE if stage.resource else DELAY, stage, stage.resource))
        kept = [other.takes for other in plan.stages if other.takes and other.until == stage.id]
        found += [Step(RELEASE, stage, resource) for resource in kept]
    return found


def scannable(rows: Sequence[Step]) -> int:
    """How many leading rows are passed once and share no resource with another row."""
    for number, row in enumerate(rows):
        alone = sum(row.resource == other.resource for other in rows) == 1 or not row.resource
        once = row.stage.visits.cdf == (1.0,) and row.stage.visits.base == 1
        if row.kind in {TAKE, RELEASE} or not once or not alone:
            return number
    return len(rows)


def people_at_most(plan: Plan, times: float = 1.0) -> int:
    """Room for all who may come, twelve standard deviations above (so many times) the mean."""
    mean = intensity(plan)[1][-1] * times
    return int(mean + 12 * math.sqrt(mean) + 64) + sum(s.people for s in plan.arrivals.surges)


def net_of(plan: Plan, *, series: bool) -> Net:
    """The plan as arrays."""
    rows = steps(plan)
    points = Points()
    cdfs = [row.stage.visits.cdf for row in rows]
    knots, level = intensity(plan)
    kept = _kept(rows)
    buckets, scale = _calendar(plan)
    slots = list(dict.fromkeys(limit.end for limit in plan.limits))
    width = float(max(1, math.ceil(plan.horizon / MOST_BINS)))
    return Net(
        stages=_stages(plan, rows, slots, kept),
        law=np.array([points.law(row.stage.duration) for row in rows], np.float64),
        gap=np.array([points.law(row.stage.gap) for row in rows], np.float64),
        share=np.array([row.stage.share for row in rows], np.float64),
        purpose=np.array([purpose_of(row.stage.id) for row in rows], np.uint64),
        cdf=np.array([p for cdf in cdfs for p in cdf], np.float64),
        points=points.array(),
        servers=sum(r.servers for r in plan.resources),
        kept=np.array([plan.resources[plan.resource(r)].servers for r in kept], np.int64),
        knots=knots,
        level=level,
        surges=surge_rows(plan),
        limit_slot=np.array([slots.index(limit.end) for limit in plan.limits], np.int64),
        limit_days=np.array([limit.within for limit in plan.limits], np.float64),
        horizon=plan.horizon,
        warm_up=plan.warm_up or 0.0,
        scanned=scannable(rows),
        buckets=buckets,
        scale=scale,
        bins=math.ceil(plan.horizon / width) if series else 0,
        bin_width=width,
    )


def _kept(rows: Sequence[Step]) -> list[str]:
    return list(dict.fromkeys(row.resource for row in rows if row.kind == TAKE))


def _stages(
    plan: Plan, rows: Sequence[Step], slots: Sequence[str], kept: Sequence[str]
) -> NDArray[np.int64]:
    """The rows of `Net.stages`, columns as `nets` names them."""
    free = np.cumsum([0, *(r.servers for r in plan.resources)])
    cdf, many, found = 0, 0, []
    for row in rows:
        r = plan.resource(row.resource) if row.resource else 0
        often = row.kind in {SERVE, DELAY} and _often(row.stage.visits)
        slot = slots.index(row.stage.id) if row.stage.id in slots and row.kind != RELEASE else -1
        hold = kept.index(row.resource) if row.kind in {TAKE, RELEASE} else -1
        size = len(row.stage.visits.cdf)
        place = (row.kind, many if often else -1, slot, int(free[r]), int(free[r + 1]), hold, 0)
        found.append((*place, row.stage.visits.base, cdf, cdf + size, 0))
        many, cdf = many + often, cdf + size
    return np.array(found, np.int64)


def _often(visits: Count) -> bool:
    return visits.cdf != (1.0,) or visits.base > 1


def _calendar(plan: Plan) -> tuple[int, float]:
    """Buckets of the calendar (a power of two), and how many a day: two or three requests in each.

    Measured: fewer, fuller buckets cost less than finding many of them empty.
    """
    requests = sum(stage.visits.mean * stage.share + 1 for stage in plan.stages)
    daily = min(max(FULL * people_at_most(plan) / plan.horizon * requests, 1.0), 1e6)
    inside = sum(
        stage.share * stage.visits.mean * (stage.duration.mean + stage.gap.mean)
        for stage in plan.stages
    )
    wanted = min(max(daily * inside, 1.0), float(2**20))
    return 2 ** min(max(math.ceil(math.log2(wanted)) + 1, 10), 20), daily


class Points:
    """The quantiles of empirical laws, one behind the other."""

    def __init__(self) -> None:
        self.values: list[float] = [0.0]

    def law(self, law: Distribution) -> list[float]:
        """Kind and two parameters; of an empirical law, where its quantiles begin, and how many."""
        if not law.points:
            return [float(law.kind), law.a, law.b]
        begin = len(self.values)
        self.values += law.points
        return [float(law.kind), float(begin), law.b]

    def array(self) -> NDArray[np.float64]:
        """All of them."""
        return np.array(self.values, np.float64)


def work_of(net: Net, people: int) -> Work:
    """Memory for one thread and so many people."""
    stages = net.stages
    per_stage = [_rows(net, s, people) for s in range(len(stages))]
    many = [rows for rows, often in zip(per_stage, stages[:, MANY] >= 0, strict=True) if often]
    later = net.scanned < len(stages)
    held, some = len(net.kept), people if later else 1
    return Work(
        stages=stages.copy(),
        arrived=np.empty(people),
        ids=np.empty(people, np.uint64),
        at=np.empty(people),
        who=np.empty(people, np.int64),
        stay=np.empty(sum(per_stage)),
        gap=np.empty(sum(per_stage) if many else 1),
        waits=np.empty(sum(per_stage)),
        rows=np.empty(max(many, default=1), np.uint64),
        visits=np.empty(max(many, default=1), np.uint64),
        first=np.empty((max(1, len(many)), people + 1), np.int64),
        free=np.empty(max(1, net.servers)),
        ended=np.empty((int(stages[:, SLOT].max(initial=-1)) + 1, people)),
        head=np.empty(net.buckets if later else 1, np.int32),
        person=np.empty((some, 4), np.int64),
        when=np.empty(some),
        near_at=np.empty(some),
        near_who=np.empty(some, np.int64),
        held=np.empty((held, 3), np.int64),
        since=np.empty(held),
        times=np.empty((held, int(net.kept.max(initial=0)) + 1)),
        counts=np.empty((len(stages), 4), np.int64),
        total=np.empty((len(stages), 2)),
        series=np.empty((2 * len(stages) + held, net.bins)),
    )


def _rows(net: Net, s: int, people: int) -> int:
    """Room for the visits to one stage, twelve standard deviations above the mean."""
    row = net.stages[s]
    if row[MANY] < 0:
        return people
    cdf = net.cdf[row[CDF_FROM] : row[CDF_TO]]
    often = row[BASE] + np.arange(cdf.size)
    chance = np.diff(cdf, prepend=0.0)
    mean, square = float(often @ chance), float(often**2 @ chance)
    return int(people * mean + 12 * math.sqrt(people * square) + 64)


class FifoKernel:
    """Runs a linear plan the short way; each thread borrows memory and gives it back."""

    def __init__(self, plan: Plan, *, series: bool) -> None:
        self.net = net_of(plan, series=series)
        self.people = people_at_most(plan)
        self.columns = _columns(plan)
        self.rows = _series_rows(plan) if series else ()
        self.bins, self.width = self.net.bins, self.net.bin_width
        rows = steps(plan)
        self.methods = {
            row.stage.id: "scan" if number < self.net.scanned else "requests"
            for number, row in reversed(list(enumerate(rows)))
        }
        self._free: LifoQueue[Work] = LifoQueue()

    def plain(self) -> "FifoKernel":
        """The same without daily series, which cost time and memory."""
        other = copy(self)
        other.net, other.rows, other.bins = self.net._replace(bins=0), (), 0
        other._free = LifoQueue()
        return other

    def __getstate__(self) -> dict[str, Any]:
        """What travels to another process: everything but this one's memory."""
        return {**self.__dict__, "_free": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state, net=own(state["net"]), _free=LifoQueue())

    def run(
        self, seed: int, first: int, values: NDArray[np.float64], series: NDArray[np.float64]
    ) -> None:
        """Fill a row of `values` for each replication from `first` on."""
        from naru.engine.replicating import replications

        try:
            work = self._free.get_nowait()
        except Empty:
            work = work_of(self.net, self.people)
        replications(self.net, work, np.uint64(seed), first, values, series)
        self._free.put(work)


def _columns(plan: Plan) -> tuple[Column, ...]:
    rows = steps(plan)
    found = [Column("run", "", "events"), Column("run", "", "people")]
    for row in rows:
        if row.kind in {SERVE, TAKE}:
            found += [Column("stage", row.stage.id, figure) for figure in STAGE_FIGURES]
    for resource in _kept(rows):
        found += [Column("kept", resource, figure) for figure in KEPT_FIGURES]
    for limit in plan.limits:
        found += [Column("limit", limit.id, figure) for figure in LIMIT_FIGURES]
    return tuple(found)


def _series_rows(plan: Plan) -> tuple[tuple[str, str], ...]:
    rows = steps(plan)
    found: list[tuple[str, str]] = []
    for row in rows:
        found += [("waiting", row.stage.id), ("busy", row.stage.id)]
    return (*found, *(("in use", resource) for resource in _kept(rows)))
