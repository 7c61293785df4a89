"""Guards: a closed set of named predicates over what is known of a case."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from naru.domain.cases import Case
from naru.domain.clocks import state
from naru.domain.profile import Guard

SATURDAY = 5
OUT_OF_HOURS = "out_of_hours_reason"
COUNTS = frozenset({"zero", "positive"})
"""Guards that look at a count as it stands before the event."""
TIME = re.compile(r"^([01]\d|2[0-3]):[0-5]\d$")
ARGUMENTS: Mapping[str, tuple[int, int | None]] = {
    "no_outcome": (0, 0),
    "outcome_known": (0, 0),
    "not_later": (1, 1),
    "implies": (2, 2),
    "hours": (2, 2),
    "equals": (2, None),
}
"""How many arguments a predicate takes, at least and at most; all others take one or more."""
FORM = re.compile(r"^(?P<name>[a-z_]+)(?:\((?P<args>[^()]*)\))?$")


@dataclass(frozen=True, slots=True)
class View:
    """What a guard may look at: the case, the facts with those the event brings, who, and when."""

    case: Case
    facts: Mapping[str, object]
    actor: str
    now: datetime


def parse(text: str) -> Guard:
    """Read `name` or `name(arg, ...)`; ValueError says what is wrong with it."""
    match = FORM.match(text.strip())
    if match is None:
        msg = f"{text!r} is not a guard: write a fact's name or name(argument, ...)"
        raise ValueError(msg)
    name, raw = match["name"], match["args"]
    args = tuple(part.strip() for part in raw.split(",") if part.strip()) if raw else ()
    if raw is None and name not in PREDICATES:
        return Guard("is", (name,))
    if name not in PREDICATES:
        msg = f"{name!r} is no predicate; there are: {', '.join(sorted(PREDICATES))}"
        raise ValueError(msg)
    _require_arguments(name, args)
    return Guard(name, args)


def _require_arguments(name: str, args: tuple[str, ...]) -> None:
    least, most = ARGUMENTS.get(name, (1, None))
    if len(args) < least or (most is not None and len(args) > most):
        count = str(least) if least == most else f"{least} or more"
        msg = f"{name} takes {count} arguments, not {len(args)}"
        raise ValueError(msg)
    if name == "hours" and not all(TIME.match(arg) for arg in args):
        msg = f"hours takes two times of day such as 08:00, not {', '.join(args)}"
        raise ValueError(msg)


def failures(guard: Guard, view: View) -> tuple[str, ...]:
    """The arguments for which the guard doesn't hold; empty when it holds."""
    return PREDICATES[guard.name](guard.args, view)


def facts_of(guard: Guard) -> tuple[str, ...]:
    """The facts a guard reads."""
    if guard.name in {"is", "is_not", "known", "zero", "positive", "not_later"}:
        return guard.args
    if guard.name == "implies":
        return guard.args[1:]
    if guard.name == "hours":
        return (OUT_OF_HOURS,)
    return guard.args[:1] if guard.name == "equals" else ()


def _is(args: tuple[str, ...], view: View) -> tuple[str, ...]:
    return tuple(fact for fact in args if view.facts.get(fact) is not True)


def _is_not(args: tuple[str, ...], view: View) -> tuple[str, ...]:
    return tuple(fact for fact in args if view.facts.get(fact) is True)


def _known(args: tuple[str, ...], view: View) -> tuple[str, ...]:
    return tuple(fact for fact in args if view.facts.get(fact) is None)


def _equals(args: tuple[str, ...], view: View) -> tuple[str, ...]:
    fact, *values = args
    return () if view.facts.get(fact) in values else (fact,)


def _zero(args: tuple[str, ...], view: View) -> tuple[str, ...]:
    """Counts are looked at as they stand before the event, which states what will be left."""
    return tuple(fact for fact in args if view.case.facts.get(fact))


def _positive(args: tuple[str, ...], view: View) -> tuple[str, ...]:
    return tuple(fact for fact in args if not view.case.facts.get(fact))


def _implies(args: tuple[str, ...], view: View) -> tuple[str, ...]:
    """If the first fact is true, the second must be: no child is asked alone."""
    condition, needed = args
    return (
        (needed,)
        if view.facts.get(condition) is True and view.facts.get(needed) is not True
        else ()
    )


def _done(args: tuple[str, ...], view: View) -> tuple[str, ...]:
    return tuple(stage for stage in args if stage not in view.case.done)


def _no_block(args: tuple[str, ...], view: View) -> tuple[str, ...]:
    return tuple(branch for branch in args if branch in view.case.blocks)


def _block(args: tuple[str, ...], view: View) -> tuple[str, ...]:
    return tuple(branch for branch in args if branch not in view.case.blocks)


def _not_expired(args: tuple[str, ...], view: View) -> tuple[str, ...]:
    clocks, rules = view.case.clocks, view.case.profile.clocks
    return tuple(
        clock
        for clock in args
        if clock in clocks and state(rules[clock], clocks[clock], view.now).kind == "expired"
    )


def _running(args: tuple[str, ...], view: View) -> tuple[str, ...]:
    clocks = view.case.clocks
    return tuple(clock for clock in args if clock not in clocks or clocks[clock].ended is not None)


def _no_outcome(args: tuple[str, ...], view: View) -> tuple[str, ...]:
    return (view.case.outcome,) if view.case.outcome else ()


def _outcome_known(args: tuple[str, ...], view: View) -> tuple[str, ...]:
    return () if view.case.outcome else ("outcome",)


def _not_earlier_actor(args: tuple[str, ...], view: View) -> tuple[str, ...]:
    """Nobody interviews, finds and decides: the actor may not have done these events here."""
    return tuple(e for e in args if view.actor and view.actor in view.case.actors.get(e, ()))


def _hours(args: tuple[str, ...], view: View) -> tuple[str, ...]:
    """Weekdays between two times of day, or a reason on record (fact `out_of_hours_reason`)."""
    opens, closes = (time.fromisoformat(arg) for arg in args)
    local = view.now.astimezone(ZoneInfo(view.case.profile.tz))
    inside = local.weekday() < SATURDAY and opens <= local.time() < closes
    return () if inside or view.facts.get(OUT_OF_HOURS) is True else (f"{args[0]}-{args[1]}",)


def _not_later(args: tuple[str, ...], view: View) -> tuple[str, ...]:
    """A date may be corrected to an earlier day only: nobody gains time by correcting it."""
    (fact,) = args
    known, told = view.case.facts.get(fact), view.facts.get(fact)
    return (fact,) if known is not None and str(told) > str(known) else ()


Predicate = Callable[[tuple[str, ...], View], tuple[str, ...]]
PREDICATES: Mapping[str, Predicate] = {
    "is": _is,
    "is_not": _is_not,
    "known": _known,
    "equals": _equals,
    "zero": _zero,
    "positive": _positive,
    "implies": _implies,
    "done": _done,
    "no_block": _no_block,
    "block": _block,
    "not_expired": _not_expired,
    "running": _running,
    "no_outcome": _no_outcome,
    "outcome_known": _outcome_known,
    "not_earlier_actor": _not_earlier_actor,
    "hours": _hours,
    "not_later": _not_later,
}
