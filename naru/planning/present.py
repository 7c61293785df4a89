"""The live centre as the simulator's start: who stands where, now or at a past moment.

One row a person, as `naru.engine.starting` reads it. Nothing in it says who the person is, and
nothing sealed is opened for it: stages, visits and beds come from the acts of the ledger, the entry
into the country from the open promise that counts from it (where that is gone, the arrival counts).
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from naru.domain.profile import Profile
from naru.engine import reading, staffing, starting
from naru.engine.plan import Plan
from naru.ground.pathway import queries
from naru.planning.history import Stay, stays

if TYPE_CHECKING:
    from naru.engine.model import Model

HALF_A_DAY = timedelta(hours=12)


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
    zone = ZoneInfo(plan.tz)
    arrived = _moment(stay.arrived, zone, start)
    over = stay.stages(profile)
    bed = stay.last(profile, "housed") is True and stay.last(profile, "departed") is not True
    return (
        arrived,
        min(_moment(entered, zone, start), arrived)[:10] if entered else arrived[:10],
        " ".join(f"{stage}@{_moment(at, zone, start)}" for stage, at in over.items()),
        _visits(plan, stay, over),
        "yes" if bed else "no",
    )


def _moment(at: datetime, zone: ZoneInfo, start: datetime) -> str:
    """A moment in the centre's own time, at the latest the start of the plan."""
    return min(at.astimezone(zone).replace(tzinfo=None), start).isoformat(timespec="minutes")


def _visits(plan: Plan, stay: Stay, over: Iterable[str]) -> str:
    """Visits already made in the stages that go on."""
    made: Mapping[str, int] = {
        stage.id: sum(len(stay.times(act)) for act in stage.ends)
        for stage in plan.stages
        if stage.id not in over
    }
    return " ".join(f"{stage}:{count}" for stage, count in made.items() if count)


def _entries(profile: Profile) -> dict[UUID, datetime]:
    """The entry into the country by person, where a clock of the state that counts from it runs."""
    counting = [c for c in profile.start_fact if profile.clocks[c].limits == "state"]
    return queries.promised_since(counting)
