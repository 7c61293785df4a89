"""A case as plain data and back, so that it can be kept and read again under its own profile."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from naru.domain import clocks
from naru.domain.pathway import Case, Undoable
from naru.domain.profile import Profile


def to_data(case: Case) -> dict[str, Any]:
    """The case as JSON-able data, without its profile."""
    data: dict[str, Any] = {
        "facts": dict(case.facts),
        "done": {stage: at.isoformat() for stage, at in case.done.items()},
        "blocks": {branch: at.isoformat() for branch, at in case.blocks.items()},
        "clocks": {clock_id: clocks.to_dict(clock) for clock_id, clock in case.clocks.items()},
        "actors": {event: sorted(who) for event, who in case.actors.items()},
        "outcome": case.outcome,
        "closed": case.closed,
        "last_at": case.last_at.isoformat() if case.last_at else None,
        "version": case.version,
    }
    if case.last is not None:
        last = case.last
        data["last"] = {
            "event": last.event,
            "actor": last.actor,
            "at": last.at.isoformat(),
            "before": to_data(replace(last.before, last=None)),
        }
    return data


def from_data(data: Mapping[str, Any], profile: Profile) -> Case:
    """The case that `to_data` wrote, under the profile it is pinned to."""
    last = data.get("last")
    return Case(
        profile=profile,
        facts=dict(data["facts"]),
        done=_times(data["done"]),
        blocks=_times(data["blocks"]),
        clocks={clock_id: clocks.from_dict(said) for clock_id, said in data["clocks"].items()},
        actors={event: frozenset(who) for event, who in data["actors"].items()},
        outcome=data["outcome"],
        closed=data["closed"],
        last_at=datetime.fromisoformat(data["last_at"]) if data["last_at"] else None,
        version=data["version"],
        last=Undoable(
            last["event"],
            last["actor"],
            datetime.fromisoformat(last["at"]),
            from_data(last["before"], profile),
        )
        if last
        else None,
    )


def _times(said: Mapping[str, str]) -> dict[str, datetime]:
    return {key: datetime.fromisoformat(at) for key, at in said.items()}
