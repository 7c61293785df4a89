"""Starts from who is where today: a plain table, one row a person.

Columns (comma or tab, the header names them): `arrived` and, where known, `entered` as ISO days or
times; `done`, the stages that are over, separated by spaces, each perhaps with its moment
(`S05@2026-03-02T10:00`), so that a stage that nobody serves goes on from where it stands;
`visits`, those already made, as `S09:2`, perhaps with the end of the last one (`S09:2@2026-03-02`);
`served`, the stages in which a visit goes on, and since when (`S09@2026-03-02T10:00`); `blocks`,
separated by semicolons, those that are open and since when (`counsel@2026-03-02T10:00`), or that
may be open, and since when they would be (`counsel?2026-03-02`: then chance says, by its law);
`bed`, yes when a place is held. Nothing in it says who a person is.
"""

import csv
import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import NamedTuple

import numpy as np

from naru.domain.lines import Problem, Unreadable
from naru.engine.events import EventKernel, Guests, kept
from naru.engine.model import Model
from naru.engine.plan import Plan, Stage
from naru.engine.quantities import MOST_VISITS

NEEDED = ("arrived", "done")
COLUMNS = ("arrived", "entered", "done", "visits", "served", "blocks", "bed")
YES, NO = {"yes", "1", "true"}, {"", "no", "0", "false"}
MOST_GUESTS = 20_000
DAY = timedelta(days=1)


def from_text(plan: Plan, text: str, name: str = "state") -> tuple[Model, list[str]]:
    """A model that starts from the people in a table, and what to say about it.

    The plan begins on the day of its `begins`. Unreadable names every wrong line.
    """
    guests = read_guests(plan, text)
    plan = replace(plan, warm_up=0.0)
    kernel = EventKernel(plan, series=True, guests=guests)
    model = Model(plan, "events", ("it starts from a state",), kernel, kernel.plain())
    return model, [f"starts on {plan.start} with {len(guests.times)} people of {name}"]


def read_guests(plan: Plan, text: str) -> Guests:
    """The people of a table; Unreadable names every wrong line."""
    lines = text.splitlines()
    delimiter = "\t" if lines and "\t" in lines[0] else ","
    reader = csv.DictReader(lines, delimiter=delimiter)
    names = reader.fieldnames or []
    wrong = [f"{n!r} is missing" for n in NEEDED if n not in names]
    wrong += [
        f"{n!r} is no column here; there are: {', '.join(COLUMNS)}"
        for n in names
        if n not in COLUMNS
    ]
    if wrong:
        raise Unreadable([Problem(1, "header", reason) for reason in wrong])
    problems: list[Problem] = []
    people = [_person(plan, row, reader.line_num, problems) for row in reader]
    if len(people) > MOST_GUESTS:
        problems.append(Problem(0, "state", f"at most {MOST_GUESTS:,} people, not {len(people):,}"))
    if problems:
        raise Unreadable(problems)
    people.sort(key=lambda person: person.times)
    stages, blocks = (len(people), len(plan.stages)), (len(people), len(plan.blocks))
    return Guests(
        np.array([one.times for one in people], np.float64).reshape(-1, 2),
        np.array([one.done for one in people], np.int64).reshape(-1, 3),
        np.array([one.visits for one in people], np.int64).reshape(stages),
        np.array([one.served for one in people], np.float64).reshape(stages),
        np.array([one.since for one in people], np.float64).reshape(stages),
        np.array([one.blocked for one in people], np.float64).reshape(blocks),
    )


class Person(NamedTuple):
    """One row of the table, as a row of each array of `Guests`."""

    times: tuple[float, float]
    done: tuple[int, int, int]
    visits: list[int]
    served: list[float]
    since: list[float]
    blocked: list[float]


def _person(
    plan: Plan, row: Mapping[str, str | None], line: int, problems: list[Problem]
) -> Person:
    try:
        arrived = _day(plan, row.get("arrived") or "", "arrived")
        entered = _day(plan, row.get("entered") or row.get("arrived") or "", "entered")
        if entered > arrived:
            msg = "entered lies after arrived"
            raise ValueError(msg)
        over = _over(plan, (row.get("done") or "").split())
        visits, ends = _visits(plan, row.get("visits") or "")
        served = _served(plan, row.get("served") or "")
        both = zip(plan.stages, visits, served, strict=True)
        begun = [name for s, n, going in both if n or going >= 0 for name in s.after]
        done = _done(plan, [*over, *begun])
        since = _since(plan, over, done)
        since = [ends.get(n, -1.0 if made else days)
                 for n, (made, days) in enumerate(zip(visits, since, strict=True))]  # fmt: skip
        blocked, maybe = _blocks(plan, row.get("blocks") or "")
        masks = done, _held(plan, row, done), maybe
    except ValueError as error:
        problems.append(Problem(line, "person", str(error)))
        none = [0.0] * len(plan.stages)
        return Person((0.0, 0.0), (0, 0, 0), [0] * len(none), none, none, [-1.0] * len(plan.blocks))
    return Person((arrived, entered), masks, visits, served, since, blocked)


def _day(plan: Plan, said: str, column: str) -> float:
    try:
        moment = datetime.fromisoformat(said.strip())
    except ValueError:
        msg = f"{column} must be an ISO day or time, not {said!r}"
        raise ValueError(msg) from None
    days = (moment.replace(tzinfo=None) - datetime.combine(plan.start, time())) / DAY
    if days > 0:
        msg = f"{column} ({said}) lies after the start of the plan ({plan.start})"
        raise ValueError(msg)
    return days


def _over(plan: Plan, said: Iterable[str]) -> dict[str, float]:
    """The stages named as over, with the day (0: the start); not a number where it isn't said."""
    found = {}
    for part in said:
        name, _, moment = part.partition("@")
        if name not in {stage.id for stage in plan.stages}:
            msg = f"{name!r} is no stage of this plan"
            raise ValueError(msg)
        found[name] = _day(plan, moment, f"the end of {name}") if moment else math.nan
    return found


def _since(plan: Plan, over: Mapping[str, float], done: int) -> list[float]:
    """For how many days each stage that could begin has gone on; 0 where nothing says it."""

    def ready(stage: Stage) -> float:
        ends = [over.get(name, math.nan) for name in stage.after]
        told = [
            ready(plan.stages[plan.stage(name)]) if math.isnan(end) else end
            for name, end in zip(stage.after, ends, strict=True)
        ]
        return max((day for day in told if not math.isnan(day)), default=math.nan)

    def begun(number: int, stage: Stage) -> bool:
        before = _done(plan, list(stage.after))
        return not done >> number & 1 and before & done == before

    days = [ready(s) if begun(n, s) else math.nan for n, s in enumerate(plan.stages)]
    return [0.0 if math.isnan(day) else -day for day in days]


def _done(plan: Plan, names: list[str]) -> int:
    """The mask of stages that are over, with everything that must come before them."""
    mask, queue = 0, list(names)
    while queue:
        number = plan.stage(queue.pop())
        if not mask >> number & 1:
            mask |= 1 << number
            queue += plan.stages[number].after
    return mask


def _held(plan: Plan, row: Mapping[str, str | None], done: int) -> int:
    """The mask of places held: as the table says, else whoever has passed the beds has one."""
    said = row.get("bed")
    mask = 0
    for stage in plan.stages:
        taken, given_back = (
            done >> plan.stage(stage.id) & 1,
            stage.until and done >> plan.stage(stage.until) & 1,
        )
        if stage.takes and taken and not given_back:
            mask |= 1 << kept(plan).index(stage.takes)
    if said is None or (word := said.strip().lower()) in YES:
        return mask
    if word in NO:
        return 0
    msg = f"bed must be yes or no, not {said!r}"
    raise ValueError(msg)


def _visits(plan: Plan, said: str) -> tuple[list[int], dict[int, float]]:
    """The visits made by stage, and for how many days the last one is over where that is said."""
    found, ends = [0] * len(plan.stages), {}
    for part in said.split():
        counted, _, moment = part.partition("@")
        name, _, number = counted.partition(":")
        try:
            stage = plan.stage(name)
            found[stage] = min(max(int(number), 0), MOST_VISITS - 1)
        except (KeyError, ValueError):
            msg = f"visits are written as S09:2 or S09:2@2026-03-02T10:00, not {part!r}"
            raise ValueError(msg) from None
        if moment:
            ends[stage] = -_day(plan, moment, f"the last visit of {name}")
    return found, ends


def _served(plan: Plan, said: str) -> list[float]:
    """For how many days a visit has gone on by stage; -1 where none does."""
    found = [-1.0] * len(plan.stages)
    for name, moment in _over(plan, said.split()).items():
        found[plan.stage(name)] = 0.0 if math.isnan(moment) else -moment
    return found


def _blocks(plan: Plan, said: str) -> tuple[list[float], int]:
    """For how many days each block has been open (-1: it isn't), and the mask of those that only
    may be."""
    found, maybe, names = [-1.0] * len(plan.blocks), 0, [block.id for block in plan.blocks]
    for part in filter(None, (part.strip() for part in said.split(";"))):
        mark = "?" if "?" in part else "@"
        name, _, moment = part.partition(mark)
        if name not in names or not moment:
            msg = f"{part!r} is no block of this plan with its day; there are: {', '.join(names)}"
            raise ValueError(msg)
        found[names.index(name)] = -_day(plan, moment, f"the beginning of {name}")
        maybe |= (mark == "?") << names.index(name)
    return found, maybe
