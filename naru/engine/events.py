"""Lowers any plan to the arrays of the event loop: shifts, families, blocks, clocks and all."""

import math
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from queue import Empty, LifoQueue
from typing import Any

import numpy as np
from numpy.typing import NDArray

from naru.engine import duedays
from naru.engine.eventnet import Desk, Events, empty_log
from naru.engine.flux import intensity, surge_rows
from naru.engine.linear import MOST_BINS, Points, people_at_most, purpose_of
from naru.engine.nets import own
from naru.engine.plan import Block, Limit, Plan, Resource
from naru.engine.quantities import Count, Distribution
from naru.engine.results import KEPT_FIGURES, LIMIT_FIGURES, STAGE_FIGURES, Column
from naru.engine.shifts import capacity
from naru.engine.uncertain import MOST, drawn

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
RESOURCE_FIGURES = ("utilisation", "overtime_hours_a_day")
STARTS = {"arrival": -1, "entry": -2}
NO_PATIENCE = [-1.0, 0.0, 0.0]


class EventKernel:
    """Runs any plan event by event; each thread borrows memory and gives it back."""

    def __init__(self, plan: Plan, *, series: bool, guests: "Guests | None" = None) -> None:
        self.plan = plan
        self.net = net_of(plan, guests or nobody(plan), series=series)
        self.columns = columns(plan)
        self.rows = _series_rows(plan) if series else ()
        self.bins, self.width = self.net.bins, self.net.bin_width
        self.methods = {stage.id: "events" for stage in plan.stages}
        self._free: LifoQueue[Desk] = LifoQueue()

    def run(self, seed: int, first: int, values: Floats, series: Floats) -> None:
        """Fill a row of `values` for each replication from `first` on."""
        from naru.engine.eventrun import replications

        try:
            box = self._free.get_nowait()
        except Empty:
            box = desk_of(self.net, self.plan)
        for net, rows in self._parts(seed, first, len(values)):
            number = np.int64(first + rows.start)
            replications(net, box, np.uint64(seed), number, values[rows], series[rows])
        self._free.put(box)

    def _parts(self, seed: int, first: int, count: int) -> Iterable[tuple[Events, slice]]:
        """The net of each stretch of replications: one for all where every parameter is known."""
        if self.plan.unsure is None or not count:
            yield self.net, slice(0, count)
            return
        for number in range(count):
            changed = drawn(self.plan, self.net, seed, first + number)
            yield self.net._replace(**changed), slice(number, number + 1)

    def plain(self) -> "EventKernel":
        """The same without daily series, which cost time and memory."""
        other = copy(self)
        other.net, other.rows, other.bins = self.net._replace(bins=0), (), 0
        other._free = LifoQueue()
        return other

    def __getstate__(self) -> dict[str, Any]:
        """What travels to another process: the arrays, not this process's memory or its profile."""
        return {**self.__dict__, "plan": replace(self.plan, profile=None), "_free": None}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state, net=own(state["net"]), _free=LifoQueue())

    def log(self, seed: int, replication: int, lines: int = 2_000_000) -> Floats:
        """Everything that happens in one replication: rows of time, what, person, stage, visit."""
        from naru.engine.eventrun import replications

        box = desk_of(self.net, self.plan)._replace(log=np.zeros((lines, 5)))
        values = np.zeros((1, len(self.columns)))
        layers = np.zeros((0, 0, 0))
        net = next(iter(self._parts(seed, replication, 1)))[0]
        replications(net, box, np.uint64(seed), replication, values, layers)
        return box.log[: box.tally[1]]


@dataclass(frozen=True)
class Guests:
    """Who is here at the start, a row each; days count from the start, backwards.

    `times` are (arrived, entered); `done` the masks of stages that are over, of kept resources
    held, and of blocks of which it isn't known whether they are open. By stage: `visits` made, for
    how long the visit that goes on has lasted (`served`, -1: none does), and for how long the stage
    could have begun, or since the last visit (`since`). By block: for how long it has been open, or
    could be (`blocked`, -1: it isn't).
    """

    times: Floats
    done: Ints
    visits: Ints
    served: Floats
    since: Floats
    blocked: Floats

    @property
    def least(self) -> Ints:
        """By stage and guest: how many visits there are at least; 0 where nothing is known."""
        begun = (self.visits > 0) | (self.served >= 0)
        return np.ascontiguousarray(np.where(begun, self.visits + 1, 0).T)


def nobody(plan: Plan) -> Guests:
    """An empty house."""
    stages, blocks = (0, len(plan.stages)), (0, len(plan.blocks))
    return Guests(
        np.zeros((0, 2)),
        np.zeros((0, 3), np.int64),
        np.zeros(stages, np.int64),
        np.zeros(stages),
        np.zeros(stages),
        np.zeros(blocks),
    )


def kept(plan: Plan) -> list[str]:
    """The resources that are taken and kept, in the order of their stages."""
    return list(dict.fromkeys(stage.takes for stage in plan.stages if stage.takes))


def net_of(plan: Plan, guests: Guests, *, series: bool) -> Events:
    """The plan as arrays."""
    points, stages = Points(), plan.stages
    limits = duedays.limits(plan)
    knots, level = intensity(plan)
    width = float(max(1, math.ceil(plan.horizon / MOST_BINS)))
    blocks, leaving = plan.blocks, plan.leaving
    cdfs = [stage.visits.cdf for stage in stages]
    isolation = next((n for n, r in enumerate(plan.resources) if r.isolation), -1)
    return Events(
        stage=_stage_rows(plan),
        after=np.array([_mask(plan, stage.after) for stage in stages], np.int64),
        next=np.array([_mask(plan, _followers(plan, stage.id)) for stage in stages], np.int64),
        law=_laws(points, [stage.duration for stage in stages]),
        gap=_laws(points, [stage.gap for stage in stages]),
        patience=_laws(points, [stage.patience for stage in stages]),
        share=np.array([stage.share for stage in stages]),
        purpose=_purposes(stage.id for stage in stages),
        cdf=np.array([p for cdf in cdfs for p in cdf]),
        desks=np.array([_desk_row(plan, r) for r in plan.resources], np.int64).reshape(-1, 4),
        absence=np.array([r.absence for r in plan.resources]),
        breaks=_breaks(points, plan),
        desk_purpose=_purposes(f"resource {r.id}" for r in plan.resources),
        steps=_steps(plan),
        families=np.cumsum(plan.arrivals.families),
        urgent=plan.arrivals.urgent,
        minors=plan.arrivals.minors,
        lag=_laws(points, [plan.arrivals.lag])[0],
        block=np.array([_block_row(plan, b, isolation) for b in blocks], np.int64).reshape(-1, 5),
        block_law=_laws(points, [block.length for block in blocks]),
        block_share=np.array([block.share for block in blocks]),
        block_purpose=_purposes(f"block {block.id}" for block in blocks),
        leave_stage=plan.stage(leaving.stage) if leaving else -1,
        leave_share=leaving.share if leaving else 0.0,
        leave_law=_laws(points, [leaving.after if leaving else None])[0],
        leave_keeps=_falls_away(plan),
        limit=_limit_rows(plan, limits.limits),
        limit_law=limits.laws,
        limit_locks=np.array([_mask(plan, limit.locks) for limit in limits.limits], np.int64),
        lockable=_mask(plan, {name for one in limits.limits for name in one.locks}),
        limit_purpose=_purposes(f"extension {limit.id}" for limit in limits.limits),
        due=limits.due,
        due_from=limits.first_day,
        points=points.array(),
        knots=knots,
        level=level,
        surges=surge_rows(plan),
        guests=guests.times,
        guest_done=guests.done,
        guest_visits=guests.visits,
        guest_least=guests.least,
        guest_served=guests.served,
        guest_since=guests.since,
        guest_block=guests.blocked,
        horizon=plan.horizon,
        warm_up=plan.warm_up or 0.0,
        bins=math.ceil(plan.horizon / width) if series else 0,
        bin_width=width,
    )


def _breaks(points: Points, plan: Plan) -> Floats:
    every = _laws(points, [resource.every for resource in plan.resources])
    return np.hstack([every, _laws(points, [resource.repair for resource in plan.resources])])


def _laws(points: Points, laws: Sequence[Distribution | None]) -> Floats:
    rows = [NO_PATIENCE if law is None else points.law(law) for law in laws]
    return np.array(rows, np.float64).reshape(-1, 3)


def _purposes(names: Iterable[str]) -> NDArray[np.uint64]:
    return np.array([purpose_of(name) for name in names], np.uint64)


def _mask(plan: Plan, names: Iterable[str]) -> int:
    return sum(1 << plan.stage(name) for name in names)


def _followers(plan: Plan, stage_id: str) -> list[str]:
    return [stage.id for stage in plan.stages if stage_id in stage.after]


def _falls_away(plan: Plan) -> int:
    """The mask of the stages that somebody who leaves no longer passes."""
    if plan.leaving is None:
        return 0
    stays, queue = {plan.leaving.stage}, [plan.leaving.stage]
    while queue:
        new = [name for name in _followers(plan, queue.pop()) if name not in stays]
        stays |= set(new)
        queue += new
    return _mask(plan, [stage.id for stage in plan.stages if stage.id not in stays])


def _stage_rows(plan: Plan) -> Ints:
    """The rows of `Events.stage`, columns as `eventnet` names them."""
    places, many, cdf, found = kept(plan), 0, 0, []
    for stage in plan.stages:
        often = stage.visits.cdf != (1.0,) or stage.visits.base > 1
        back = sum(
            1 << places.index(other.takes) for other in plan.stages if other.until == stage.id
        )
        size = len(stage.visits.cdf)
        resource = plan.resource(stage.resource) if stage.resource else -1
        beds = plan.resource(stage.takes) if stage.takes else -1
        row = (resource, many if often else -1, beds, back, 0, stage.visits.base, cdf, cdf + size)
        found.append(row)
        many, cdf = many + often, cdf + size
    return np.array(found, np.int64)


def _desk_row(plan: Plan, resource: Resource) -> tuple[int, ...]:
    places = kept(plan)
    room = places.index(resource.id) if resource.id in places else -1
    opening = 0 if resource.shifts else resource.servers
    return opening, resource.room_size, room, int(not resource.beds)


def _block_row(plan: Plan, block: Block, isolation: int) -> tuple[int, ...]:
    at, stops = plan.stage(block.at), _mask(plan, block.stops)
    isolates = isolation if block.isolates else -1
    beds = next((plan.resource(stage.takes) for stage in plan.stages if stage.takes), -1)
    return at, stops, isolates, beds, int(block.minors)


def _limit_rows(plan: Plan, limits: Sequence[Limit]) -> Ints:
    return np.array([_limit_row(plan, limit) for limit in limits], np.int64).reshape(-1, 5)


def _limit_row(plan: Plan, limit: Limit) -> tuple[int, ...]:
    start = STARTS[limit.start] if limit.start in STARTS else plan.stage(limit.start)
    table = duedays.table_row(plan, limit)
    return start, plan.stage(limit.end), int(table >= 0), max(table, 0), int(bool(limit.clock))


def _steps(plan: Plan) -> Floats:
    """Every opening and closing of every resource, in order of time."""
    found, days = [], math.ceil(plan.horizon)
    for number, resource in enumerate(plan.resources):
        if resource.beds:
            continue
        steps = capacity(resource, plan.start, days, plan.country)
        if resource.absence and not resource.shifts:
            steps = [(float(day), resource.servers) for day in range(days)]
        if resource.shifts or resource.absence:
            found += [(at, float(number), float(servers)) for at, servers in steps]
    found.sort(key=lambda row: (row[0], row[1]))
    return np.array(found, np.float64).reshape(-1, 3)


def desk_of(net: Events, plan: Plan) -> Desk:
    """Memory for one thread."""
    parties = people_at_most(plan, MOST if plan.unsure else 1.0)
    people = parties if len(plan.arrivals.families) == 1 else _all_people(plan, parties)
    people += len(net.guests)
    stages, held, limits = len(plan.stages), len(kept(plan)), len(net.limit)
    per_stage = [
        _rows(stage.visits, people) + _rows_made(stage.visits, least)
        for stage, least in zip(plan.stages, net.guest_least, strict=True)
    ]
    many = [rows for rows, row in zip(per_stage, net.stage, strict=True) if row[1] >= 0]
    pending = people * (2 * stages + len(plan.blocks) + limits + 2) + _breakdowns(plan) + 64
    levels = [plan.resources[plan.resource(r)].servers for r in kept(plan)]
    return Desk(
        arrived=np.empty(people),
        entered=np.empty(people),
        ids=np.empty(people, np.uint64),
        parties=np.empty(parties),
        party_ids=np.empty(parties, np.uint64),
        person=np.empty((people, 8), np.int64),
        pair=np.empty((people * stages, 3), np.int64),
        asked=np.empty(people * stages),
        ended=np.empty((stages, people)),
        stay=np.empty(sum(per_stage)),
        gap=np.empty(sum(per_stage) if many else 1),
        patience=np.empty(people * stages if (net.patience[:, 0] >= 0).any() else 1),
        waits=np.empty(sum(per_stage)),
        rows=np.empty(max(many, default=1), np.uint64),
        visits=np.empty(max(many, default=1), np.uint64),
        first=np.empty((max(1, len(many)), people + 1), np.int64),
        stage=net.stage.copy(),
        block_stay=np.empty((len(plan.blocks), people)),
        leave_at=np.empty(people),
        limit_due=np.empty((limits, people)),
        desk=np.empty((len(plan.resources), 10), np.int64),
        area=np.empty((len(plan.resources), 4)),
        held=np.empty((held, 3), np.int64),
        since=np.empty(held),
        times=np.empty((held, max(levels, default=0) + len(net.guests) + 1)),
        counts=np.empty((stages, 4), np.int64),
        total=np.empty((stages, 2)),
        series=np.empty((2 * stages + held + limits, net.bins)),
        heap_at=np.empty(pending),
        heap_code=np.empty(pending, np.int64),
        tally=np.zeros(3, np.int64),
        breaks=np.zeros(len(plan.resources), np.int64),
        scratch=np.empty(2),
        log=empty_log(),
    )


def _breakdowns(plan: Plan) -> int:
    """Room for every breakdown and repair of a run at once."""
    often = sum(plan.horizon / r.every.mean for r in plan.resources if r.every)
    return int(2 * often + 24 * math.sqrt(often) + 64)


def _all_people(plan: Plan, parties: int) -> int:
    """Room for everybody in so many parties, twelve standard deviations above the mean."""
    square = sum((k + 1) ** 2 * share for k, share in enumerate(plan.arrivals.families))
    return int(parties * plan.arrivals.party + 12 * math.sqrt(parties * square) + 64)


def _rows(visits: Count, people: int) -> int:
    base, cdf = visits.base, np.array(visits.cdf)
    if len(cdf) == 1 and base == 1:
        return people
    often, chance = base + np.arange(cdf.size), np.diff(cdf, prepend=0.0)
    mean, square = float(often @ chance), float(often**2 @ chance)
    return int(people * mean + 12 * math.sqrt(people * square) + 64)


def _rows_made(visits: Count, least: Ints) -> int:
    """Room for the visits of guests of whom it is known that they come so often at least."""
    most = visits.base + len(visits.cdf)
    return int(np.maximum(least[least > 0], most).sum())


def columns(plan: Plan) -> tuple[Column, ...]:
    """What the numbers of a replication are."""
    found = [Column("run", "", "events"), Column("run", "", "people")]
    for stage in plan.stages:
        if stage.resource or stage.takes:
            found += [Column("stage", stage.id, figure) for figure in STAGE_FIGURES]
    for resource in kept(plan):
        found += [Column("kept", resource, figure) for figure in KEPT_FIGURES]
    for limit in plan.limits:
        found += [Column("limit", limit.id, figure) for figure in LIMIT_FIGURES]
    for one in plan.resources:
        if not one.beds:
            found += [Column("resource", one.id, figure) for figure in RESOURCE_FIGURES]
    return tuple(found)


def _series_rows(plan: Plan) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for stage in plan.stages:
        found += [("waiting", stage.id), ("busy", stage.id)]
    found += [("over", limit.id) for limit in plan.limits]
    return (*found, *(("in use", resource) for resource in kept(plan)))
