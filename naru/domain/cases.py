"""A case and the events that move it; kept as plain data and read again under its own profile."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from naru.domain import clocks
from naru.domain.clocks import Clock
from naru.domain.duties import Duty
from naru.domain.profile import FactValue, Profile


def _empty() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True)
class Event:
    """An act: which, by whom (an opaque id), with which duties, stating which facts.

    `record` names what an extension rests on: `body`, `reasons` and `record`; `outcome` is set by
    the few events that end a stay.
    """

    id: str
    actor: str = ""
    duties: frozenset[Duty] = frozenset()
    facts: Mapping[str, FactValue] = field(default_factory=_empty)
    record: Mapping[str, str] = field(default_factory=_empty)
    outcome: str = ""


@dataclass(frozen=True)
class Undoable:
    """The last act, while it can still be taken back: what the case was before it."""

    event: str
    actor: str
    at: datetime
    before: "Case"


@dataclass(frozen=True)
class Case:
    """All that the pathway knows of one person's stay; the fold of its events."""

    profile: Profile
    facts: Mapping[str, FactValue] = field(default_factory=_empty)
    done: Mapping[str, datetime] = field(default_factory=_empty)
    blocks: Mapping[str, datetime] = field(default_factory=_empty)
    clocks: Mapping[str, Clock] = field(default_factory=_empty)
    actors: Mapping[str, frozenset[str]] = field(default_factory=_empty)
    outcome: str | None = None
    closed: bool = False
    last_at: datetime | None = None
    version: int = 0
    last: Undoable | None = None


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
