"""The live centre as the simulator's start: who stands where, now or at a past moment.

One row a person, as `naru.engine.starting` reads it. Nothing in it says who the person is, and
nothing sealed is opened for it: stages, visits and beds come from the acts of the ledger, the entry
into the country from the open promise that counts from it (where that is gone, the arrival counts).
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from naru.domain.profile import Profile
from naru.engine import reading, staffing, starting
from naru.engine.plan import Block, Plan
from naru.ground.pathway import queries
from naru.planning.history import Stay, stays

if TYPE_CHECKING:
    from naru.engine.model import Model

HALF_A_DAY = timedelta(hours=12)
DAWN = datetime.min.replace(tzinfo=UTC)
Moments = Mapping[str, datetime]


class OtherCentre(ValueError):
    """This centre works by another profile than the plan is for."""


def table(profile: str, at: datetime | None = None) -> str:
    """The people here at a moment (aware; None: now), for a plan that begins on `begins(at)`.

    Visits are counted as the staffing that ships for the profile counts them. OtherCentre when
    the centre runs by another profile; KeyError for a profile without a staffing.
    """
    return table_of(reading.read(staffing.text_of(profile)), at)


def table_of(plan: Plan, at: datetime | None = None) -> str:
    """The same for a plan of one's own; OtherCentre when it isn't for this centre."""
    profile = its_profile(plan)
    here = [stay for stay in stays(profile, at) if not stay.closed(profile)]
    start = datetime.combine(begins(plan, at), time())
    entered = _entries(profile)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(starting.COLUMNS)
    writer.writerows(_row(plan, profile, stay, start, entered.get(stay.person)) for stay in here)
    return out.getvalue()


def started(plan: Plan, at: datetime | None = None) -> tuple["Model", list[str]]:
    """A model of the plan that starts from the people here at a moment, and what to say of it."""
    plan = replace(plan, start=begins(plan, at))
    return starting.from_text(plan, table_of(plan, at), "the centre")


def begins(plan: Plan, at: datetime | None = None) -> date:
    """The first day of a plan that starts at a moment: the nearest midnight of the centre."""
    moment = (at or timezone.now()).astimezone(ZoneInfo(plan.tz))
    return (moment + HALF_A_DAY).date()


def its_profile(plan: Plan) -> Profile:
    """The profile of a plan, which must be the one that this centre runs by."""
    if plan.profile is None:
        msg = f"{plan.name} is a network of its own; only a plan over a profile has a live centre"
        raise OtherCentre(msg)
    if plan.profile.id != settings.NARU_PROFILE:
        msg = f"this centre works by {settings.NARU_PROFILE}, and the plan is for {plan.profile.id}"
        raise OtherCentre(msg)
    return plan.profile


def _row(
    plan: Plan, profile: Profile, stay: Stay, start: datetime, entered: datetime | None
) -> Sequence[str]:
    def said(at: datetime) -> str:
        return _moment(at, ZoneInfo(plan.tz), start)

    over = stay.stages(profile)
    bed = stay.last(profile, "housed") is True and stay.last(profile, "departed") is not True
    return (
        said(stay.arrived),
        min(said(entered), said(stay.arrived))[:10] if entered else said(stay.arrived)[:10],
        " ".join(f"{stage}@{said(at)}" for stage, at in over.items()),
        " ".join(f"{stage}:{n}@{said(at)}" for stage, n, at in _visits(plan, stay, over)),
        " ".join(f"{stage}@{said(at)}" for stage, at in _served(plan, stay, over)),
        "; ".join(f"{block}{mark}{said(at)}" for block, mark, at in _blocks(plan, stay, over)),
        "yes" if bed else "no",
    )


def _moment(at: datetime, zone: ZoneInfo, start: datetime) -> str:
    """A moment in the centre's own time, at the latest the start of the plan."""
    return min(at.astimezone(zone).replace(tzinfo=None), start).isoformat(timespec="minutes")


def _visits(plan: Plan, stay: Stay, over: Moments) -> Iterator[tuple[str, int, datetime]]:
    """Visits already made in the stages that go on, and when the last one was over."""
    for stage in plan.stages:
        ended = [at for act in stage.ends for at in stay.times(act)]
        if ended and stage.id not in over:
            yield stage.id, len(ended), max(ended)


def _served(plan: Plan, stay: Stay, over: Moments) -> Iterator[tuple[str, datetime]]:
    """Stages in which a visit has begun and not ended, and when it began."""
    for stage in plan.stages:
        begun = [at for act in stage.begins for at in stay.times(act)]
        ended = [at for act in stage.ends for at in stay.times(act)]
        if len(begun) > len(ended) and stage.id not in over:
            yield stage.id, max(begun)


def _blocks(plan: Plan, stay: Stay, over: Moments) -> Iterator[tuple[str, str, datetime]]:
    """Blocks that are open (@) or may be (?), and since when.

    An act that serves nothing else (isolate, ask for counsel) says it by itself. Where the act that
    would open a block is one that everybody passes, its sealed body says it, which isn't read: the
    block may be open until the act that closes it, or one that it stops, has come.
    """
    for block in plan.blocks:
        opened, closed = stay.times(block.opens), stay.times(block.closes)
        if _tells(plan, block):
            if opened and max(opened) > max(closed, default=DAWN):
                yield block.id, "@", max(opened)
        elif block.at in over and not _passed(plan, block, stay, over):
            yield block.id, "?", over[block.at]


def _tells(plan: Plan, block: Block) -> bool:
    """Whether the act that opens a block does nothing else."""
    rule = plan.profile.events.get(block.opens) if plan.profile else None
    return rule is not None and not rule.completes and block.opens != block.closes


def _passed(plan: Plan, block: Block, stay: Stay, over: Moments) -> bool:
    """Whether a block that may have been open is over: closed, or what it stops has begun."""
    if block.closes != block.opens and stay.times(block.closes):
        return True
    stopped = [plan.stages[plan.stage(name)] for name in block.stops]
    return any(s.id in over or any(stay.times(act) for act in s.begins) for s in stopped)


def _entries(profile: Profile) -> dict[UUID, datetime]:
    """The entry into the country by person, where a clock of the state that counts from it runs."""
    counting = [c for c in profile.start_fact if profile.clocks[c].limits == "state"]
    return queries.promised_since(counting)
