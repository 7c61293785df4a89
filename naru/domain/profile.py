"""A profile: the way through one kind of centre, as data (design.md, "Pathway profile")."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from naru.domain.clocks import ClockRule
from naru.domain.duties import Access, Duty

Words = Mapping[str, str]
FactValue = bool | int | str
NO_WORDS: Words = MappingProxyType({"ko": "", "en": ""})


@dataclass(frozen=True, slots=True)
class Guard:
    """One predicate of naru.domain.guards; a bare fact's name is read as `is(fact)`."""

    name: str
    args: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.name == "is":
            return self.args[0]
        return f"{self.name}({', '.join(self.args)})" if self.args else self.name


@dataclass(frozen=True, slots=True)
class FactRule:
    """What one room may tell the others: a consequence, never its cause."""

    id: str
    name: Words
    type: str
    room: str
    seen_by: frozenset[Duty]
    codes: tuple[str, ...] = ()

    def accepts(self, value: object) -> bool:
        """Whether the value is of this fact's type (`bool`, `code`, `date` or `count`)."""
        if self.type == "bool":
            return isinstance(value, bool)
        if self.type == "count":
            return isinstance(value, int) and not isinstance(value, bool) and value >= 0
        if self.type == "code":
            return isinstance(value, str) and value in self.codes
        return isinstance(value, str)


@dataclass(frozen=True, slots=True)
class Load:
    """What a stage costs a planner: how long, by whom, for which share of people."""

    duration: str
    resource: str
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class StageRule:
    """One stage of the pathway: where it happens, who performs it, what must be true before."""

    id: str
    name: Words
    room: str
    duty: Duty
    after: tuple[str, ...] = ()
    guards: tuple[Guard, ...] = ()
    publishes: tuple[str, ...] = ()
    parallel: bool = False
    on_request: bool = False
    load: Load | None = None


@dataclass(frozen=True, slots=True)
class EventRule:
    """One act in the centre, which is one verb in the code and one page on the screen."""

    id: str
    name: Words
    room: str
    by: tuple[Duty, ...]
    stage: str = ""
    guards: tuple[Guard, ...] = ()
    facts: tuple[str, ...] = ()
    sets: Mapping[str, FactValue] = field(default_factory=lambda: MappingProxyType({}))
    opens: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()
    completes: bool = False
    repeats: bool = False
    undo: bool = False
    extends: str = ""
    outcomes: tuple[str, ...] = ()
    ends: bool = False


@dataclass(frozen=True, slots=True)
class BranchRule:
    """A turn that the pathway must take (B1 to B11): its effect, and when it opens and closes.

    Its name tells a cause, so only the duties of `seen_by` read it; all others see that something
    protective is in force.
    """

    id: str
    name: Words
    effect: Words
    seen_by: frozenset[Duty]
    opens_when: Guard | None = None
    closes_when: Guard | None = None


@dataclass(frozen=True, slots=True)
class OutcomeRule:
    """One way a stay can end; the list is closed."""

    id: str
    name: Words


@dataclass(frozen=True, slots=True)
class GroundRule:
    """What a ruling may say: the ground in law and the outcome it means (none: all stays as it is).

    A ground that `grants` takes nothing from the person; any other comes with facts, reasons and
    remedy. `other_route` needs its note in the findings and the check of non-refoulement;
    `short_remedy` is one for which the law gives less time to object.
    """

    id: str
    name: Words
    outcome: str
    grants: bool = False
    other_route: bool = False
    short_remedy: bool = False


@dataclass(frozen=True, slots=True)
class Need:
    """How far a duty sees into one module: access, scope ("own", "today", "client"...), a note."""

    access: Access
    scope: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DutyRule:
    """A duty of this centre: its name, and its need to know by module (domain.md 5)."""

    id: Duty
    name: Words
    sees: Mapping[str, Need]


@dataclass(frozen=True)
class Profile:
    """The whole pathway of a centre; everything by id, in the order of the file."""

    id: str
    version: str
    name: Words
    country: str
    tz: str
    law: Mapping[str, Any]
    modules: Mapping[str, Any]
    stages: Mapping[str, StageRule]
    events: Mapping[str, EventRule]
    facts: Mapping[str, FactRule]
    clocks: Mapping[str, ClockRule]
    branches: Mapping[str, BranchRule]
    outcomes: Mapping[str, OutcomeRule]
    duties: Mapping[Duty, DutyRule]
    incompatible: tuple[frozenset[Duty], ...]
    stop_when: Mapping[str, Guard]
    start_fact: Mapping[str, str]
    after_departure: frozenset[str] = frozenset()
    grounds: Mapping[str, GroundRule] = field(default_factory=lambda: MappingProxyType({}))

    def setters(self, fact: str) -> tuple[EventRule, ...]:
        """The events that can set a fact: the answer to "and what do I do now?"."""
        return tuple(e for e in self.events.values() if fact in e.facts or fact in e.sets)

    def unverified_clocks(self) -> tuple[ClockRule, ...]:
        """The clocks whose length no lawyer has checked; pages show a banner for them."""
        return tuple(clock for clock in self.clocks.values() if not clock.verified)
