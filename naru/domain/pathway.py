"""The heart: a case, the two questions asked of it, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from naru.domain import clocks as clock_rules
from naru.domain.cases import Case, Event, Undoable
from naru.domain.clocks import Clock
from naru.domain.duties import Duty
from naru.domain.guards import COUNTS, View, facts_of, failures
from naru.domain.profile import EventRule, Guard, Profile
from naru.domain.refusals import Refusal
from naru.domain.sayings import guard_refusal

UNDO_WINDOW = timedelta(minutes=15)


@dataclass(frozen=True)
class Step:
    """A step that exists for this case now, with every reason against it (none: it is open)."""

    event: EventRule
    refusals: tuple[Refusal, ...]

    @property
    def open(self) -> bool:
        """Whether nothing stands against the step."""
        return not self.refusals


def advance(case: Case, event: Event, now: datetime) -> Case | Refusal:
    """The case after the event, or why the event can't happen now.

    `now` is aware. ValueError is for a programmer's mistake only: a fact the event doesn't declare
    or of the wrong type.
    """
    rule = case.profile.events.get(event.id)
    if rule is None:
        return Refusal("event.unknown", {"event": event.id})
    _require_declared(case.profile, rule, event)
    refused = _against(case, rule, event, now, asked=False)
    if refused:
        return refused[0]
    return _apply(case, rule, event, now)


def open_steps(case: Case, duties: frozenset[Duty], now: datetime, actor: str = "") -> list[Step]:
    """Every step whose stage is reached and which these duties may take, with what stands against.

    A guard over a fact that the step's own page asks for is left to that page; a count is looked
    at as it stands, so a step with nothing to count isn't offered.
    """
    return [
        Step(rule, _against(case, rule, Event(rule.id, actor, duties), now, asked=True))
        for rule in case.profile.events.values()
        if duties & set(rule.by) and _within_reach(case, rule)
    ]


def concerns(case: Case, rule: EventRule) -> bool:
    """Whether the event can be about somebody who is here, or about somebody who has left."""
    return not case.facts.get("departed") or rule.ends or rule.id in case.profile.after_departure


def undo(case: Case, actor: str, now: datetime) -> Case | Refusal:
    """The case before its last act: by the same person, within fifteen minutes, where allowed."""
    last = case.last
    if last is None:
        return Refusal("undo.nothing")
    if last.actor != actor:
        return Refusal("undo.other_person")
    if now - last.at > UNDO_WINDOW:
        return Refusal("undo.too_late", {"minutes": int(UNDO_WINDOW.total_seconds() // 60)})
    return replace(last.before, version=case.version + 1, last_at=now, last=None)


def _within_reach(case: Case, rule: EventRule) -> bool:
    """Whether the step belongs on a page now: its stage is entered and isn't over."""
    if case.closed or not concerns(case, rule):
        return False
    if not rule.stage:
        return True
    stage = case.profile.stages[rule.stage]
    entered = all(earlier in case.done for earlier in stage.after)
    return entered and (rule.stage not in case.done or rule.repeats)


def _against(
    case: Case, rule: EventRule, event: Event, now: datetime, *, asked: bool
) -> tuple[Refusal, ...]:
    """Everything that stands against the event, the most basic first."""
    if case.closed:
        return (Refusal("case.closed"),)
    if case.last_at is not None and now < case.last_at:
        return (Refusal("event.backwards"),)
    if not event.duties & set(rule.by):
        names = [case.profile.duties[duty].name for duty in rule.by if duty in case.profile.duties]
        return (Refusal("event.duty", {"step": rule.name, "duties": names}),)
    if not concerns(case, rule):
        return (Refusal("case.departed", {"step": rule.name}),)
    found = [*_against_stage(case, rule), *_against_guards(case, rule, event, now, asked=asked)]
    if event.outcome and event.outcome not in rule.outcomes:
        found.append(Refusal("event.outcome", {"step": rule.name}))
    return tuple(found)


def _against_stage(case: Case, rule: EventRule) -> list[Refusal]:
    if not rule.stage:
        return []
    stage = case.profile.stages[rule.stage]
    waiting = [case.profile.stages[s].name for s in stage.after if s not in case.done]
    if waiting:
        return [Refusal("stage.not_reached", {"step": rule.name, "stages": waiting})]
    if rule.stage in case.done and not rule.repeats:
        return [Refusal("stage.over", {"stage": stage.name})]
    return []


def _against_guards(
    case: Case, rule: EventRule, event: Event, now: datetime, *, asked: bool
) -> list[Refusal]:
    stage_guards = case.profile.stages[rule.stage].guards if rule.stage else ()
    view = View(case, {**case.facts, **event.facts}, event.actor, now)
    own = set(rule.facts) if asked else set()
    return [
        guard_refusal(case.profile, guard, missing, rule.id, event.duties)
        for guard in (*stage_guards, *rule.guards)
        if (guard.name in COUNTS or not own & set(facts_of(guard)))
        and (missing := failures(guard, view))
    ]


def _require_declared(profile: Profile, rule: EventRule, event: Event) -> None:
    for fact, value in event.facts.items():
        if fact not in rule.facts or not profile.facts[fact].accepts(value):
            msg = f"the event {rule.id!r} may not state {fact!r} = {value!r}"
            raise ValueError(msg)


def _apply(case: Case, rule: EventRule, event: Event, now: datetime) -> Case | Refusal:
    facts = {**case.facts, **rule.sets, **event.facts}
    done = {**case.done, rule.stage: now} if rule.completes else case.done
    actors = case.actors
    if event.actor:
        actors = {**actors, rule.id: actors.get(rule.id, frozenset()) | {event.actor}}
    moved = replace(
        case,
        facts=facts,
        done=done,
        actors=actors,
        blocks=_blocks(case, rule, now),
        outcome=event.outcome or case.outcome,
        closed=rule.ends,
        last_at=now,
        version=case.version + 1,
        last=Undoable(rule.id, event.actor, now, replace(case, last=None)) if rule.undo else None,
    )
    return _follow(moved, rule, event, now)


def _blocks(case: Case, rule: EventRule, now: datetime) -> Mapping[str, datetime]:
    opened = {**dict.fromkeys(rule.opens, now), **case.blocks}
    return {branch: since for branch, since in opened.items() if branch not in rule.closes}


def _follow(case: Case, rule: EventRule, event: Event, now: datetime) -> Case | Refusal:
    """What the profile makes of the new facts: branches that open or close, clocks that run."""
    view = View(case, case.facts, event.actor, now)
    blocks = dict(case.blocks)
    stated = event.facts.keys() | rule.sets.keys()
    for branch in case.profile.branches.values():
        told = branch.opens_when is not None and stated & set(facts_of(branch.opens_when))
        if branch.opens_when and told and not failures(branch.opens_when, view):
            blocks.setdefault(branch.id, now)
        if branch.closes_when and not failures(branch.closes_when, view):
            blocks.pop(branch.id, None)
    clocks = _clocks(case, rule, now)
    if rule.extends:
        extended = _extend(case, rule, event, now)
        if isinstance(extended, Refusal):
            return extended
        clocks = {**clocks, rule.extends: extended}
    return replace(case, blocks=blocks, clocks=clocks)


def _clocks(case: Case, rule: EventRule, now: datetime) -> Mapping[str, Clock]:
    clocks = dict(case.clocks)
    view = View(case, case.facts, "", now)
    earlier = _restarted(case, rule)
    for clock_id, clock_rule in case.profile.clocks.items():
        running = clock_id in clocks and clocks[clock_id].ended is None
        again = rule.id in clock_rule.stop_events
        held = running and not again
        if rule.id in clock_rule.start_events and _may_start(case, clock_id, running=held):
            clocks[clock_id] = clock_rules.start(clock_rule, _start_of(case, clock_rule, now))
        elif running and clock_id in earlier:
            clocks[clock_id] = earlier[clock_id]
        elif running and rule.id == clock_rule.renew_event:
            clocks[clock_id] = clock_rules.renew(clock_rule, clocks[clock_id], now)
        elif running and _stops(case.profile.stop_when.get(clock_id), rule, clock_rule, view):
            clocks[clock_id] = clock_rules.stop(clocks[clock_id], now)
    return clocks


def _restarted(case: Case, rule: EventRule) -> Mapping[str, Clock]:
    """Clocks whose first day was corrected; a guard lets it be corrected to an earlier one only."""
    moved = {}
    for clock_id, fact in case.profile.start_fact.items():
        clock, clock_rule = case.clocks.get(clock_id), case.profile.clocks[clock_id]
        if clock is None or fact not in rule.facts:
            continue
        counted = clock_rules.restart(clock_rule, clock, _start_of(case, clock_rule, clock.started))
        if isinstance(counted, Clock):
            moved[clock_id] = counted
    return moved


def _may_start(case: Case, clock_id: str, *, running: bool) -> bool:
    """The oldest promise runs on; a clock against the state starts once and never again."""
    rule = case.profile.clocks[clock_id]
    if running or (rule.limits == "state" and clock_id in case.clocks):
        return False
    already = case.profile.stop_when.get(clock_id)
    return already is None or bool(failures(already, View(case, case.facts, "", case.last_at)))  # type: ignore[arg-type]


def _stops(when: Guard | None, rule: EventRule, clock: clock_rules.ClockRule, view: View) -> bool:
    return rule.id in clock.stop_events or (when is not None and not failures(when, view))


def _start_of(case: Case, rule: clock_rules.ClockRule, now: datetime) -> datetime:
    """A stay is counted from entry into the country, not from admission (Decree art 12)."""
    entry = case.facts.get(case.profile.start_fact.get(rule.id, ""))
    if isinstance(entry, str):
        day = date.fromisoformat(entry)
        return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(rule.tz))
    return now


def _extend(case: Case, rule: EventRule, event: Event, now: datetime) -> Clock | Refusal:
    clock = case.clocks.get(rule.extends)
    if clock is None:
        return Refusal("clock.not_running", {"clock": case.profile.clocks[rule.extends].name})
    record = event.record
    return clock_rules.extend(
        case.profile.clocks[rule.extends],
        clock,
        now,
        body=record.get("body", ""),
        reasons=record.get("reasons", ""),
        record=record.get("record", ""),
    )
