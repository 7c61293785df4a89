"""Checks a profile that reads well for what can't hold together."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from naru.domain.clocks import SHORT, ClockRule
from naru.domain.duties import Duty
from naru.domain.guards import facts_of
from naru.domain.lines import Lines, Problem
from naru.domain.need import MODULES
from naru.domain.profile import EventRule, Guard, Profile

STAGE_GUARDS = {"done"}
BRANCH_GUARDS = {"no_block", "block"}
CLOCK_GUARDS = {"not_expired", "running"}
TYPES_ASKED = MappingProxyType(
    {
        "is": "bool",
        "is_not": "bool",
        "zero": "count",
        "positive": "count",
        "equals": "code",
        "implies": "bool",
        "not_later": "date",
    }
)
EFFECTS: Mapping[str, frozenset[Duty]] = MappingProxyType(
    {
        "escalate": frozenset({Duty.DIRECTOR, Duty.HUMAN_RIGHTS_OFFICER, Duty.INQUIRY_REVIEWER}),
        "page_physician": frozenset({Duty.PHYSICIAN}),
        "notify_rights_officer": frozenset({Duty.HUMAN_RIGHTS_OFFICER}),
        "notify_bar": frozenset({Duty.HUMAN_RIGHTS_OFFICER, Duty.CASEWORKER}),
        "judge_path": frozenset({Duty.COUNSEL}),
        "release_task": frozenset({Duty.DIRECTOR, Duty.HUMAN_RIGHTS_OFFICER, Duty.COUNSEL}),
        "tell_person": frozenset({Duty.RESIDENT}),
        "lock_interviews": frozenset(),
    }
)
"""What a clock may do as it runs out, and whose queue must then hold it: one of them learns of it.

A clock that has run out stands in the queue of its owner and of all who see it, until what it
waits for is done: nobody can mute it. `release_task` reaches all three, not one of them.
"""
ALL_OF = frozenset({"release_task"})
NEVER_UNDONE = ("wish", "counsel", "statement", "complaint", "serve", "decide", "hand_over")


def cross_check(profile: Profile, lines: Lines, *, whole: bool = True) -> list[Problem]:
    """Everything in a profile that names what isn't there, or breaks a rule of domain.md 3.2.

    Without `whole` parts couldn't be read: what is said of them stands, what is missing may not be.
    """
    found: list[tuple[str, str]] = []
    for checks in (_head, _stages, _events, _facts, _clocks, _branches, _grounds, _duties):
        found += checks(profile)
    for checks in (_unfinished, _unset, _never_opened_or_closed, _endless) if whole else ():
        found += checks(profile)
    return [Problem(lines.of(path), path or "profile", reason) for path, reason in found]


Found = Iterator[tuple[str, str]]


def _unknown(path: str, names: Iterable[str], known: Iterable[str], kind: str) -> Found:
    known = set(known)
    for name in names:
        if name and name not in known:
            yield path, f"{name!r} is no {kind} of this profile"


def _guards(path: str, guards: Iterable[Guard], profile: Profile) -> Found:
    for guard in guards:
        if guard.name in STAGE_GUARDS:
            yield from _unknown(path, guard.args, profile.stages, "stage")
        elif guard.name in BRANCH_GUARDS:
            yield from _unknown(path, guard.args, profile.branches, "branch")
        elif guard.name in CLOCK_GUARDS:
            yield from _unknown(path, guard.args, profile.clocks, "clock")
        elif guard.name == "not_earlier_actor":
            yield from _unknown(path, guard.args, profile.events, "event")
        else:
            facts = guard.args if guard.name == "implies" else facts_of(guard)
            yield from _unknown(path, facts, profile.facts, "fact")
            yield from _of_its_type(path, guard, facts, profile)


def _of_its_type(path: str, guard: Guard, facts: Iterable[str], profile: Profile) -> Found:
    wanted = TYPES_ASKED.get(guard.name, "")
    for rule in (profile.facts[fact] for fact in facts if fact in profile.facts):
        if wanted and rule.type and rule.type != wanted:
            yield path, f"{guard}: {rule.id} is a {rule.type}, and {guard.name} asks for a {wanted}"
        elif guard.name == "equals":
            yield from _unknown(path, guard.args[1:], rule.codes, f"code of {rule.id} and value")


def _head(profile: Profile) -> Found:
    if profile.tz and not _is_zone(profile.tz):
        yield "tz", f"{profile.tz!r} is no time zone, such as 'Asia/Seoul'"
    if profile.country and profile.country not in _countries():
        yield "country", f"{profile.country!r} is no country with a calendar, such as 'KR'"
    if not str(profile.law.get("version", "")).strip():
        yield "law", "law needs a version: which text these numbers were read in"
    checked = profile.law.get("checked_on")
    if checked != "" and not _is_day(checked):
        yield "law.checked_on", "checked_on must be a day such as '2026-11-26', or '' if unchecked"


@cache
def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


@cache
def _countries() -> frozenset[str]:
    import holidays  # a hundred countries: only where a profile is checked

    return frozenset(holidays.list_supported_countries(include_aliases=False))


def _is_day(said: object) -> bool:
    try:
        date.fromisoformat(str(said))
    except ValueError:
        return False
    return True


def _stages(profile: Profile) -> Found:
    for number, stage in enumerate(profile.stages.values()):
        path = f"stages[{number}]"
        yield from _unknown(f"{path}.after", stage.after, profile.stages, "stage")
        yield from _unknown(f"{path}.duty", [stage.duty], profile.duties, "duty")
        yield from _unknown(f"{path}.publishes", stage.publishes, profile.facts, "fact")
        yield from _guards(f"{path}.guards", stage.guards, profile)
        if _waits_for_itself(profile, stage.id):
            yield f"{path}.after", f"{stage.id} waits for itself"


def _unfinished(profile: Profile) -> Found:
    for number, stage in enumerate(profile.stages.values()):
        if not any(e.stage == stage.id and e.completes for e in profile.events.values()):
            yield f"stages[{number}]", f"no event completes {stage.id}: nobody could ever leave it"


def _waits_for_itself(profile: Profile, start: str) -> bool:
    seen, queue = set(), list(profile.stages[start].after)
    while queue:
        stage = queue.pop()
        if stage == start:
            return True
        if stage not in seen and stage in profile.stages:
            seen.add(stage)
            queue += profile.stages[stage].after
    return False


def _events(profile: Profile) -> Found:
    for number, event in enumerate(profile.events.values()):
        path = f"events[{number}]"
        yield from _unknown(f"{path}.stage", [event.stage], profile.stages, "stage")
        yield from _unknown(f"{path}.by", event.by, profile.duties, "duty")
        yield from _unknown(f"{path}.facts", event.facts, profile.facts, "fact")
        yield from _unknown(f"{path}.opens", event.opens, profile.branches, "branch")
        yield from _unknown(f"{path}.closes", event.closes, profile.branches, "branch")
        yield from _unknown(f"{path}.extends", [event.extends], profile.clocks, "clock")
        yield from _unknown(f"{path}.outcomes", event.outcomes, profile.outcomes, "outcome")
        yield from _guards(f"{path}.guards", event.guards, profile)
        yield from _event_values(path, event, profile)
        yield from _event_undo(path, event, profile)


def _event_values(path: str, event: EventRule, profile: Profile) -> Found:
    for fact, value in event.sets.items():
        if fact not in profile.facts:
            yield f"{path}.sets", f"{fact!r} is no fact of this profile"
        elif not profile.facts[fact].accepts(value):
            yield f"{path}.sets", f"{fact} can't be {value!r}: it is a {profile.facts[fact].type}"
    if event.completes and not event.stage:
        yield f"{path}.completes", f"{event.id} completes a stage but names none"


def _event_undo(path: str, event: EventRule, profile: Profile) -> Found:
    """Wishes, statements, decisions and the state's own clocks are never taken back."""
    if not event.undo:
        return
    touched = [
        clock.id
        for clock in profile.clocks.values()
        if clock.limits == "state" and event.id in clock.start_events
    ]
    if touched or event.outcomes or event.ends or any(w in event.id for w in NEVER_UNDONE):
        yield f"{path}.undo", f"{event.id} may not be taken back"


def _facts(profile: Profile) -> Found:
    for number, fact in enumerate(profile.facts.values()):
        path = f"facts[{number}]"
        yield from _unknown(f"{path}.seen_by", fact.seen_by, profile.duties, "duty")
        if fact.type == "code" and not fact.codes:
            yield f"{path}.codes", f"{fact.id} is a code, so it needs its list of codes"


def _unset(profile: Profile) -> Found:
    for number, fact in enumerate(profile.facts.values()):
        if not profile.setters(fact.id):
            yield (
                f"facts[{number}]",
                f"no event sets {fact.id}: nobody could ever meet a guard on it",
            )


def _clocks(profile: Profile) -> Found:
    for number, clock in enumerate(profile.clocks.values()):
        path = f"clocks[{number}]"
        yield from _clock_names(path, clock, profile)
        yield from _clock_counts(path, clock)
        yield from _clock_warns(path, clock)
        yield from _clock_renews(path, clock)
        yield from _clock_effects(path, clock, profile)


def _clock_names(path: str, clock: ClockRule, profile: Profile) -> Found:
    yield from _unknown(f"{path}.start_event", clock.start_events, profile.events, "event")
    yield from _unknown(f"{path}.stop_events", clock.stop_events, profile.events, "event")
    yield from _unknown(f"{path}.renew_event", [clock.renew_event], profile.events, "event")
    yield from _unknown(f"{path}.owner", [clock.owner], profile.duties, "duty")
    yield from _unknown(f"{path}.visible_to", clock.visible_to, profile.duties, "duty")
    start = profile.start_fact.get(clock.id, "")
    yield from _unknown(f"{path}.start_fact", [start], profile.facts, "fact")
    if start in profile.facts and profile.facts[start].type != "date":
        yield f"{path}.start_fact", f"{start} is no date, and a clock counts from a date"
    if clock.id in profile.stop_when:
        yield from _guards(f"{path}.stop_when", [profile.stop_when[clock.id]], profile)
    if clock.tz != profile.tz and not _is_zone(clock.tz):
        yield f"{path}.tz", f"{clock.tz!r} is no time zone, such as 'Asia/Seoul'"
    if clock.calendar != profile.country and clock.calendar not in _countries():
        yield f"{path}.calendar", f"{clock.calendar!r} is no country with a calendar, such as 'KR'"


def _clock_counts(path: str, clock: ClockRule) -> Found:
    """A clock against the state is never loosened, one against the person never tightened."""
    first, person = f"{path}.count_first_day", "a clock that limits the person"
    if clock.limits == "person" and clock.count_first_day:
        yield first, f"{person} leaves out the first day"
    if clock.limits == "person" and not clock.roll_over:
        yield f"{path}.roll_over", f"{person} rolls to the next working day"
    if clock.limits != "state":
        return
    if clock.pausable:
        yield f"{path}.pausable", "a clock that limits the state never pauses"
    if clock.roll_over:
        yield f"{path}.roll_over", "a clock that limits the state doesn't roll over holidays"
    if not clock.count_first_day:
        yield first, "a clock that limits the state counts the first day"


def _clock_warns(path: str, clock: ClockRule) -> Found:
    if clock.length and any(at >= clock.length for at in clock.warn_at):
        yield f"{path}.warn_at", f"a warning must come before the end ({clock.length})"
    if list(clock.warn_at) != sorted(set(clock.warn_at)):
        yield f"{path}.warn_at", "warnings must rise and not repeat"


def _clock_renews(path: str, clock: ClockRule) -> Found:
    if not clock.renew_event:
        if clock.again_at or clock.then_every:
            yield f"{path}.renew_event", "what comes again needs a renew_event"
        return
    marks = [clock.length or 0, *clock.again_at]
    if marks != sorted(set(marks)) or not marks[0]:
        yield f"{path}.again_at", "a length comes first, then again_at must rise and not repeat"
    if clock.unit != "day" and clock.unit not in SHORT:
        yield f"{path}.unit", "what comes again is counted in days, hours or minutes"


def _clock_effects(path: str, clock: ClockRule, profile: Profile) -> Found:
    """What a clock promises to do as it runs out is what its readers and guards then do."""
    yield from _unknown(f"{path}.on_expiry", clock.on_expiry, EFFECTS, "effect, so not one")
    told = {clock.owner, *clock.visible_to}
    for effect in clock.on_expiry:
        wanted = EFFECTS.get(effect, frozenset()) & profile.duties.keys()
        missing = wanted - told
        if missing and (effect in ALL_OF or missing == wanted):
            yield (
                f"{path}.on_expiry",
                f"{effect}: {' or '.join(sorted(missing))} must see the clock",
            )
    guard = Guard("not_expired", (clock.id,))
    held = any(guard in event.guards for event in profile.events.values())
    if "lock_interviews" in clock.on_expiry and not held:
        yield f"{path}.on_expiry", f"lock_interviews: no event asks for {guard}"


def _branches(profile: Profile) -> Found:
    for number, branch in enumerate(profile.branches.values()):
        path = f"branches[{number}]"
        yield from _unknown(f"{path}.seen_by", branch.seen_by, profile.duties, "duty")
        if branch.opens_when:
            yield from _guards(f"{path}.opens_when", [branch.opens_when], profile)
        if branch.closes_when:
            yield from _guards(f"{path}.closes_when", [branch.closes_when], profile)


def _grounds(profile: Profile) -> Found:
    """Each ground means an outcome, and each outcome that is served has a ground."""
    given = {o for event in profile.events.values() if event.id == "serve" for o in event.outcomes}
    for number, ground in enumerate(profile.grounds.values()):
        path = f"grounds[{number}].outcome"
        yield from _unknown(path, [ground.outcome], given, "outcome that is served")
    for outcome in sorted(given - {ground.outcome for ground in profile.grounds.values()}):
        yield "grounds", f"no ground means {outcome}: it could never be served"


def _never_opened_or_closed(profile: Profile) -> Found:
    events = profile.events.values()
    for number, branch in enumerate(profile.branches.values()):
        path = f"branches[{number}]"
        if not branch.opens_when and not any(branch.id in event.opens for event in events):
            yield path, f"nothing opens {branch.id}"
        if not branch.closes_when and not any(branch.id in event.closes for event in events):
            yield path, f"nothing closes {branch.id}"


def _duties(profile: Profile) -> Found:
    for pair in profile.incompatible:
        if len(pair) == 1:
            yield "incompatible", f"{next(iter(pair))} can't be incompatible with itself"
        yield from _unknown("incompatible", sorted(pair), profile.duties, "duty")
    yield from _unknown("after_departure", profile.after_departure, profile.events, "event")
    for number, duty in enumerate(profile.duties.values()):
        yield from _unknown(f"duties[{number}].sees", duty.sees, MODULES, "module of the record")


def _endless(profile: Profile) -> Found:
    if not any(event.ends for event in profile.events.values()):
        yield "", "no event ends a stay"
