"""The order in which the stages of a profile depend on one another."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from naru.domain.clocks import ClockRule
from naru.domain.guards import facts_of
from naru.domain.profile import EventRule, Guard, Profile, StageRule


@dataclass(frozen=True, slots=True)
class Edge:
    """A stage that waits for another: until it is over, or for a fact that it puts on record."""

    source: str
    target: str
    kind: Literal["after", "fact"]


def ordered(profile: Profile) -> tuple[StageRule, ...]:
    """The stages, each behind all that it must come after; otherwise as the file has them."""
    left, placed = dict(profile.stages), dict[str, StageRule]()
    while left:
        stage = next(s for s in left.values() if placed.keys() >= set(s.after))
        placed[stage.id] = left.pop(stage.id)
    return tuple(placed.values())


def edges(profile: Profile) -> tuple[Edge, ...]:
    """What waits for what, without the edges that a longer way already tells."""
    stages = ordered(profile)
    found = {
        (before.id, after.id): Edge(before.id, after.id, kind)
        for before, after in combinations(stages, 2)
        if (kind := _kind(profile, before, after))
    }
    return tuple(edge for edge in found.values() if not _is_told(profile, edge, found))


def clocks_of(profile: Profile, stage: str) -> tuple[ClockRule, ...]:
    """The clocks that a stage must keep; "" asks for those that run beside the stages."""
    return tuple(c for c in profile.clocks.values() if _stage_of(profile, c) == stage)


def events_of(profile: Profile, stage: str) -> tuple[EventRule, ...]:
    """The acts of a stage; "" asks for those that belong to none."""
    return tuple(e for e in profile.events.values() if e.stage == stage)


def guards_of(profile: Profile, stage: StageRule) -> tuple[Guard, ...]:
    """Everything that the stage and its acts ask for, each once."""
    acts = (guard for event in events_of(profile, stage.id) for guard in event.guards)
    return tuple(dict.fromkeys((*stage.guards, *acts)))


def _kind(profile: Profile, before: StageRule, after: StageRule) -> Literal["after", "fact"] | None:
    guards = guards_of(profile, after)
    done = {stage for guard in guards if guard.name == "done" for stage in guard.args}
    if before.id in {*after.after, *done}:
        return "after"
    asks = any(guard.name == "outcome_known" for guard in guards)
    if asks and any(event.outcomes for event in events_of(profile, before.id)):
        return "fact"
    needed = {fact for guard in guards for fact in facts_of(guard)}
    return "fact" if needed & _sets(profile, before) - _sets(profile, after) else None


def _sets(profile: Profile, stage: StageRule) -> set[str]:
    return {fact for e in events_of(profile, stage.id) for fact in (*e.facts, *e.sets)}


def _is_told(profile: Profile, edge: Edge, pairs: Collection[tuple[str, str]]) -> bool:
    """Whether a longer way says it too; no way leads through a stage that is only on request."""
    queue = [after for before, after in pairs if before == edge.source and after != edge.target]
    while queue:
        stage = queue.pop()
        if stage == edge.target:
            return True
        if not profile.stages[stage].on_request:
            queue += [after for before, after in pairs if before == stage]
    return False


def _stage_of(profile: Profile, clock: ClockRule) -> str:
    """The stage that ends a clock: by an act of its owner, by its fact, or by any act.

    What is awaited again and again belongs to no stage.
    """
    if clock.renew_event:
        return ""
    acts = [profile.events[name] for name in clock.stop_events]
    owned = next((act for act in acts if clock.owner in act.by), None)
    if owned is not None:
        return owned.stage
    stop = profile.stop_when.get(clock.id)
    facts = set(facts_of(stop)) if stop else set()
    setters = [e for e in profile.events.values() if facts & {*e.facts, *e.sets}]
    return next((act.stage for act in (*setters, *acts) if act.stage), "")
