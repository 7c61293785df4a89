"""What a case waits for, and whose turn it is: the queue of every duty comes from here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from naru.domain.clocks import Clock, ClockRule
from naru.domain.guards import facts_of
from naru.domain.pathway import Case, concerns
from naru.domain.profile import StageRule


@dataclass(frozen=True, slots=True)
class Task:
    """One promise to keep: by which duty, since when, until when (None: no limit in law)."""

    key: str
    duty: str
    stage: str
    clock: str
    event: str
    since: datetime
    due: datetime | None


def tasks(case: Case) -> list[Task]:
    """Every promise that is open: a running clock, or a stage that is reached and has none."""
    if case.closed:
        return []
    clocked = list(_clock_tasks(case))
    covered = {task.stage for task in clocked}
    return clocked + [task for task in _stage_tasks(case) if task.stage not in covered]


def _clock_tasks(case: Case) -> Iterator[Task]:
    for clock_id, clock in case.clocks.items():
        rule = case.profile.clocks.get(clock_id)
        if rule is not None and clock.ended is None:
            yield _clock_task(case, rule, clock)


def _clock_task(case: Case, rule: ClockRule, clock: Clock) -> Task:
    events = case.profile.events
    stops = (*rule.stop_events, *_fact_stops(case, rule))
    act = next((e for e in stops if rule.owner in events[e].by), "")
    stop = act or next(iter(stops), "")
    stage = events[stop].stage if stop else ""
    return Task(f"clock:{rule.id}", rule.owner, stage, rule.id, act, clock.started, clock.due)


def _fact_stops(case: Case, rule: ClockRule) -> list[str]:
    """Some clocks end with a fact: any act that states it may be the one they wait for."""
    guard = case.profile.stop_when.get(rule.id)
    facts = set(facts_of(guard)) if guard else set()
    return [e.id for e in case.profile.events.values() if facts & set(e.facts)]


def _stage_tasks(case: Case) -> Iterator[Task]:
    for stage in case.profile.stages.values():
        reached = stage.id not in case.done and all(s in case.done for s in stage.after)
        if reached and not _held_back(case, stage):
            yield _stage_task(case, stage)


def _held_back(case: Case, stage: StageRule) -> bool:
    """A stage that waits for an outcome, or for the person, is nobody's task (yet, or any more)."""
    acts = [e for e in case.profile.events.values() if e.stage == stage.id]
    if not any(concerns(case, act) for act in acts):
        return True
    waits = any(guard.name == "outcome_known" for guard in stage.guards)
    return (waits and case.outcome is None) or stage.on_request


def _stage_task(case: Case, stage: StageRule) -> Task:
    """A stage waits for its own duty, at the first event of it that duty may take."""
    events = [e for e in case.profile.events.values() if e.stage == stage.id]
    act = next((e.id for e in events if stage.duty in e.by), "")
    since = max((case.done[s] for s in stage.after), default=case.last_at)
    if since is None:
        msg = "a stage is reached by an event, so the case has a time"
        raise ValueError(msg)
    return Task(f"stage:{stage.id}", stage.duty, stage.id, "", act, since, None)
