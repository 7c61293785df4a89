"""Checks a profile that reads well for what can't hold together."""

from collections.abc import Iterable, Iterator

from naru.domain.guards import facts_of
from naru.domain.lines import Lines, Problem
from naru.domain.profile import EventRule, Guard, Profile

STAGE_GUARDS = {"done"}
BRANCH_GUARDS = {"no_block", "block"}
CLOCK_GUARDS = {"not_expired", "running"}
NEVER_UNDONE = ("wish", "counsel", "statement", "complaint", "serve", "decide", "hand_over")


def cross_check(profile: Profile, lines: Lines) -> list[Problem]:
    """Everything in a profile that names what isn't there, or breaks a rule of domain.md 3.2."""
    found: list[tuple[str, str]] = []
    for checks in (_stages, _events, _facts, _clocks, _branches, _duties):
        found += checks(profile)
    return [Problem(lines.of(path), path, reason) for path, reason in found]


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
            yield from _unknown(path, facts_of(guard), profile.facts, "fact")


def _stages(profile: Profile) -> Found:
    for number, stage in enumerate(profile.stages.values()):
        path = f"stages[{number}]"
        yield from _unknown(f"{path}.after", stage.after, profile.stages, "stage")
        yield from _unknown(f"{path}.duty", [stage.duty], profile.duties, "duty")
        yield from _unknown(f"{path}.publishes", stage.publishes, profile.facts, "fact")
        yield from _guards(f"{path}.guards", stage.guards, profile)
        if _waits_for_itself(profile, stage.id):
            yield f"{path}.after", f"{stage.id} waits for itself"
        if not any(e.stage == stage.id and e.completes for e in profile.events.values()):
            yield path, f"no event completes {stage.id}: nobody could ever leave it"


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
        if clock.limits == "state" and event.id == clock.start_event
    ]
    if touched or event.outcomes or event.ends or any(w in event.id for w in NEVER_UNDONE):
        yield f"{path}.undo", f"{event.id} may not be taken back"


def _facts(profile: Profile) -> Found:
    for number, fact in enumerate(profile.facts.values()):
        path = f"facts[{number}]"
        yield from _unknown(f"{path}.seen_by", fact.seen_by, profile.duties, "duty")
        if fact.type == "code" and not fact.codes:
            yield f"{path}.codes", f"{fact.id} is a code, so it needs its list of codes"
        if not profile.setters(fact.id):
            yield path, f"no event sets {fact.id}: nobody could ever meet a guard on it"


def _clocks(profile: Profile) -> Found:
    for number, clock in enumerate(profile.clocks.values()):
        path = f"clocks[{number}]"
        events = [clock.start_event, *clock.stop_events]
        yield from _unknown(f"{path}.start_event", events[:1], profile.events, "event")
        yield from _unknown(f"{path}.stop_events", events[1:], profile.events, "event")
        yield from _unknown(f"{path}.owner", [clock.owner], profile.duties, "duty")
        yield from _unknown(f"{path}.visible_to", clock.visible_to, profile.duties, "duty")
        if clock.id in profile.stop_when:
            yield from _guards(f"{path}.stop_when", [profile.stop_when[clock.id]], profile)
        if clock.limits == "state" and clock.pausable:
            yield f"{path}.pausable", "a clock that limits the state never pauses"
        if clock.limits == "state" and clock.roll_over:
            yield f"{path}.roll_over", "a clock that limits the state doesn't roll over holidays"
        if clock.limits == "state" and not clock.count_first_day:
            yield f"{path}.count_first_day", "a clock that limits the state counts the first day"
        if clock.limits == "person" and clock.count_first_day:
            yield (
                f"{path}.count_first_day",
                "a clock that limits the person leaves out the first day",
            )
        if clock.length and any(at >= clock.length for at in clock.warn_at):
            yield f"{path}.warn_at", f"a warning must come before the end ({clock.length})"
        if list(clock.warn_at) != sorted(set(clock.warn_at)):
            yield f"{path}.warn_at", "warnings must rise and not repeat"


def _branches(profile: Profile) -> Found:
    for number, branch in enumerate(profile.branches.values()):
        path = f"branches[{number}]"
        yield from _unknown(f"{path}.seen_by", branch.seen_by, profile.duties, "duty")
        events = profile.events.values()
        if branch.opens_when:
            yield from _guards(f"{path}.opens_when", [branch.opens_when], profile)
        elif not any(branch.id in event.opens for event in events):
            yield path, f"nothing opens {branch.id}"
        if branch.closes_when:
            yield from _guards(f"{path}.closes_when", [branch.closes_when], profile)
        elif not any(branch.id in event.closes for event in events):
            yield path, f"nothing closes {branch.id}"


def _duties(profile: Profile) -> Found:
    for pair in profile.incompatible:
        if len(pair) != 2:  # noqa: PLR2004
            yield "incompatible", f"{next(iter(pair))} can't be incompatible with itself"
    yield from _unknown("after_departure", profile.after_departure, profile.events, "event")
    if not any(event.ends for event in profile.events.values()):
        yield "", "no event ends a stay"
