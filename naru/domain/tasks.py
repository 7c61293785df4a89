"""What a case waits for, and whose turn it is: the queue of every duty comes from here."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from naru.domain.cases import Case
from naru.domain.clocks import Clock, ClockRule, warnings
from naru.domain.guards import View, facts_of, failures
from naru.domain.pathway import concerns
from naru.domain.profile import EventRule, Guard, StageRule

THE_PERSON = "resident"


@dataclass(frozen=True, slots=True)
class Task:
    """One promise to keep: by which duty, from when, until when (None: no limit in law).

    `counts_from` is the start of its clock, which may lie before there is anything to do. `barred`
    names, apart by blanks, those of the duty whose earlier part keeps them from taking the act;
    `waits` is the act of another promise that must come first.
    """

    key: str
    duty: str
    stage: str
    clock: str
    event: str
    since: datetime
    due: datetime | None
    counts_from: datetime | None = None
    barred: str = ""
    waits: str = ""


def tasks(case: Case) -> list[Task]:
    """Every promise that is open: a running clock, or a stage that is reached and has none.

    Each names the act that comes next on the way to what is promised, and the duty whose turn that
    is: before a ruling can be served it waits for who drafts it, then for who decides.
    """
    if case.closed:
        return []
    clocked = list(_clock_tasks(case))
    covered = {task.stage for task in clocked}
    known = {(task.duty, task.event) for task in clocked}
    staged = [task for task in _stage_tasks(case) if task.stage not in covered]
    return clocked + [task for task in staged if (task.duty, task.event) not in known]


def _clock_tasks(case: Case) -> Iterator[Task]:
    running = {
        clock_id: case.profile.clocks[clock_id]
        for clock_id, clock in case.clocks.items()
        if clock_id in case.profile.clocks and clock.ended is None
    }
    goals = {clock_id: _goal(case, rule) for clock_id, rule in running.items()}
    promised = {goal.id for goal in goals.values() if goal}
    for clock_id, rule in running.items():
        task = _clock_task(case, rule, case.clocks[clock_id], goals[clock_id], promised)
        if task:
            yield task


def _goal(case: Case, rule: ClockRule) -> EventRule | None:
    """The act that ends a clock, by preference one of its owner's.

    Time that the person has is nobody's task while the person alone may use it.
    """
    events = case.profile.events
    told = [rule.renew_event] if rule.renew_event else [*rule.stop_events]
    stops = [events[e] for e in (*told, *_fact_stops(case, rule))]
    owned = [act for act in stops if rule.owner in act.by]
    if rule.limits != "person":
        return next(iter((*owned, *stops)), None)
    return next((act for act in owned if not act.stage and THE_PERSON not in act.by), None)


def _fact_stops(case: Case, rule: ClockRule) -> list[str]:
    """Some clocks end with a fact: any act that states it may be the one they wait for."""
    guard = case.profile.stop_when.get(rule.id)
    facts = set(facts_of(guard)) if guard else set()
    return [e.id for e in case.profile.events.values() if facts & set(e.facts)]


def _clock_task(
    case: Case, rule: ClockRule, clock: Clock, goal: EventRule | None, promised: set[str]
) -> Task | None:
    key = f"clock:{rule.id}"
    if rule.limits == "person":
        if goal is None or clock.due is None:
            return None
        due, start, barred = clock.due, clock.started, _barred(case, goal)
        return Task(key, rule.owner, goal.stage, rule.id, goal.id, due, None, start, barred)
    if goal is None or rule.owner not in goal.by:
        stage = goal.stage if goal else ""
        since = _warned_from(rule, clock)
        return Task(key, rule.owner, stage, rule.id, "", since, clock.due, clock.started)
    act = _turn(case, goal, promised)
    duty, start, barred = _whose(act, rule.owner), clock.started, _barred(case, act)
    waits = _waits(case, act, promised)
    since = _warned_from(rule, clock) if rule.renew_event else start
    return Task(key, duty, goal.stage, rule.id, act.id, since, clock.due, start, barred, waits)


def _warned_from(rule: ClockRule, clock: Clock) -> datetime:
    """Time that its owner can only watch, and what is awaited again, comes with its first warning.

    An act before that is extra, and renews nothing.
    """
    return next(iter(warnings(rule, clock)), clock.started)


def _stage_tasks(case: Case) -> Iterator[Task]:
    for stage in case.profile.stages.values():
        if _reached(case, stage) and stage.id not in case.done and not _held_back(case, stage):
            yield _stage_task(case, stage)


def _reached(case: Case, stage: StageRule) -> bool:
    return all(earlier in case.done for earlier in stage.after)


def _held_back(case: Case, stage: StageRule) -> bool:
    """A stage that waits for an outcome, or for the person, is nobody's task (yet, or any more)."""
    acts = [e for e in case.profile.events.values() if e.stage == stage.id]
    if not any(concerns(case, act) for act in acts):
        return True
    waits = any(guard.name == "outcome_known" for guard in stage.guards)
    return (waits and case.outcome is None) or stage.on_request


def _stage_task(case: Case, stage: StageRule) -> Task:
    """A stage waits for what completes it, or for what must come before that."""
    events = [e for e in case.profile.events.values() if e.stage == stage.id]
    goal = next(e for e in events if e.completes)
    act = _turn(case, goal, set())
    since = max((case.done[s] for s in stage.after), default=case.last_at)
    if since is None:
        msg = "a stage is reached by an event, so the case has a time"
        raise ValueError(msg)
    duty = _whose(act, stage.duty)
    barred = _barred(case, act)
    return Task(f"stage:{stage.id}", duty, stage.id, "", act.id, since, None, barred=barred)


def _whose(act: EventRule, duty: str) -> str:
    """The duty that takes the act: the one that answers for the promise, if it may."""
    return duty if duty in act.by else act.by[0]


def _barred(case: Case, act: EventRule) -> str:
    """Whose earlier part keeps them from this one: a colleague's queue has it."""
    stage = case.profile.stages[act.stage].guards if act.stage else ()
    apart = [g for g in (*stage, *act.guards) if g.name == "not_earlier_actor"]
    earlier = (case.actors.get(event, frozenset()) for guard in apart for event in guard.args)
    return " ".join(sorted(frozenset().union(*earlier)))


def _waits(case: Case, act: EventRule, promised: set[str]) -> str:
    """The act of another promise that the given one waits for; it is that promise's own task."""
    first = _before(case, act, {act.id}) if promised else None
    return first.id if first is not None and first.id in promised else ""


def _turn(case: Case, goal: EventRule, promised: set[str]) -> EventRule:
    """The act that comes next on the way to the goal; another promise's act is its own task."""
    act, seen = goal, {goal.id, *promised}
    while (earlier := _before(case, act, seen)) is not None:
        act = earlier
        seen.add(act.id)
    return act


def _before(case: Case, act: EventRule, seen: set[str]) -> EventRule | None:
    """An act that brings about what the given one waits for; None when nothing is to be done."""
    now = case.last_at
    if now is None:
        return None
    view = View(case, case.facts, "", now)
    waits = [g for g in act.guards if not set(facts_of(g)) & set(act.facts) and failures(g, view)]
    offered = (e for e in case.profile.events.values() if e.id not in seen and _open(case, e))
    return next((e for e in offered if any(_brings(case, e, guard, now) for guard in waits)), None)


def _open(case: Case, event: EventRule) -> bool:
    """Whether the stage of an act is entered and not over."""
    if not event.stage:
        return True
    entered = _reached(case, case.profile.stages[event.stage])
    return entered and (event.stage not in case.done or event.repeats)


def _brings(case: Case, event: EventRule, guard: Guard, now: datetime) -> bool:
    """Whether an act makes a guard hold: it sets what is missing, or is the first to state it."""
    facts = {**case.facts, **event.sets}
    blocks = {branch: since for branch, since in case.blocks.items() if branch not in event.closes}
    if not failures(guard, View(replace(case, facts=facts, blocks=blocks), facts, "", now)):
        return True
    unknown = {fact for fact in facts_of(guard) if case.facts.get(fact) is None}
    return guard.name in {"is", "known", "positive"} and bool(unknown & set(event.facts))
