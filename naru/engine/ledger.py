"""A simulated way as the acts of a ledger: what staff would have recorded, event by event.

The simulator says when a stage begins and ends and what strikes a person. The profile says which
acts that takes. For each act this module states the facts that its guards ask for and, where a
guard asks for something another act puts on record, lets that act come first (regression).
`advance` is the judge: whatever it refuses is an error of the simulator.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from naru.domain.cases import Case, Event
from naru.domain.duties import Duty
from naru.domain.guards import View, facts_of, failures
from naru.domain.pathway import advance
from naru.domain.profile import EventRule, FactValue, Guard
from naru.domain.refusals import Refusal
from naru.engine.eventnet import (
    BEGINS,
    CLEARED,
    ENDS,
    ENTERS,
    EXTENDED,
    LOCKED,
    STRUCK,
    VISITED,
    WISHED,
)
from naru.engine.plan import Plan
from naru.engine.traces import Line

DEEPEST = 8
EVERY_DUTY = frozenset(Duty)
RELEASED = "court_ordered_release"
WITHDRAWN = "withdrawn_voluntary"


class LedgerError(Exception):
    """The pathway refuses an act that the simulator says happened."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act of the ledger and the moment at which it was done."""

    event: Event
    at: datetime


class Ledger:
    """Plays the lines of one person's trace as acts; `case` is what the pathway knows by now."""

    def __init__(self, plan: Plan, lines: Sequence[Line]) -> None:
        if plan.profile is None:
            msg = "only a plan over a profile has a ledger"
            raise ValueError(msg)
        self.plan, self.profile, self.lines = plan, plan.profile, lines
        self.minor = any(one.what == STRUCK and plan.blocks[one.stage].minors for one in lines)
        entered = next(one.entered for one in lines if one.what == ENTERS)
        self.case = Case(plan.profile)
        self.acts: list[Act] = []
        self.entry = self.when(entered).date().isoformat()
        self.now = self.when(entered)
        self.pending: list[str] = []

    @staticmethod
    def moment(plan: Plan, t: float) -> datetime:
        """A moment of a simulation on the calendar of its centre."""
        midnight = datetime.combine(plan.start, time(), ZoneInfo(plan.tz))
        return midnight + timedelta(microseconds=round(t * 86_400_000_000))

    def when(self, t: float) -> datetime:
        """A moment of this simulation."""
        return self.moment(self.plan, t)

    def play(self) -> "Ledger":
        """Everything in order; LedgerError names the act that the pathway refuses."""
        struck = {(line.stage, line.at) for line in self.lines if line.what == STRUCK}
        for line in self.lines:
            self.now = max(self.now, self.when(line.at))
            self._extend()
            self._line(line, struck)
        return self

    def _extend(self) -> None:
        """Decisions of the body that lengthens a clock, as soon as the clock runs."""
        for clock in [c for c in self.pending if c in self.case.clocks]:
            self.pending.remove(clock)
            running = self.case.clocks[clock].ended is None
            extension = self.profile.clocks[clock].extension
            rule = next((e for e in self.profile.events.values() if e.extends == clock), None)
            if rule and extension and running and not self.case.facts.get("departed"):
                record = {"body": extension.body, "reasons": "simulated", "record": "simulated"}
                self.do(rule.id, record=record)

    def _line(self, line: Line, struck: set[tuple[int, float]]) -> None:
        if line.what == BEGINS:
            self._visit(self.plan.stages[line.stage].begins)
        elif line.what == VISITED:
            self._visit(self.plan.stages[line.stage].ends)
        elif line.what == ENDS:
            self._stage(line, struck)
        elif line.what == STRUCK:
            self._struck(line)
        elif line.what == CLEARED:
            self._cleared(line)
        elif line.what == WISHED:
            self._withdraw()
        elif line.what == LOCKED:
            self.do("record_outcome", outcome=RELEASED)
        elif line.what == EXTENDED:
            self.pending.append(self.plan.limits[line.stage].clock)
            self._extend()

    def _visit(self, events: Sequence[str]) -> None:
        for event in events:
            self.do(event)

    def _stage(self, line: Line, struck: set[tuple[int, float]]) -> None:
        """The act that completes a stage, and before it the end of its last visit."""
        stage = self.plan.stages[line.stage]
        rule = next(
            (e for e in self.profile.events.values() if e.stage == stage.id and e.completes), None
        )
        if rule is None:
            return
        if not line.cut:
            self._visit(stage.ends)
        facts = dict(self._strikes(rule, line, struck))
        outcome = "" if self.case.outcome or not rule.outcomes else rule.outcomes[0]
        self.do(rule.id, facts, outcome=outcome)

    def _strikes(
        self, rule: EventRule, line: Line, struck: set[tuple[int, float]]
    ) -> Iterator[tuple[str, FactValue]]:
        """Facts of this act that open a branch, for blocks that begin with it."""
        for number, block in enumerate(self.plan.blocks):
            if block.opens == rule.id and (number, line.at) in struck:
                for branch in self.profile.branches.values():
                    if branch.opens_when and set(facts_of(branch.opens_when)) & set(rule.facts):
                        yield from _making(branch.opens_when).items()

    def _struck(self, line: Line) -> None:
        block = self.plan.blocks[line.stage]
        rule = self.profile.events.get(block.opens)
        if rule is not None and not rule.completes:
            told = _worst(rule) if block.opens == block.closes else {}
            self.do(rule.id, told)

    def _cleared(self, line: Line) -> None:
        """The end of a block; after departure nobody records it any more."""
        block = self.plan.blocks[line.stage]
        if block.closes and not self.case.facts.get("departed") and not self.case.closed:
            self.do(block.closes)

    def _withdraw(self) -> None:
        self.do("wish_to_leave")
        self.do("answer_leave", outcome=WITHDRAWN)

    def do(
        self,
        event: str,
        facts: Mapping[str, FactValue] | None = None,
        *,
        outcome: str = "",
        record: Mapping[str, str] | None = None,
        depth: int = 0,
    ) -> None:
        """One act, after whatever its guards need first."""
        rule = self.profile.events[event]
        stated = dict(facts or {})
        guards = (*(self.profile.stages[rule.stage].guards if rule.stage else ()), *rule.guards)
        self._needed(rule, guards, stated, depth)
        self._usual(rule, stated)
        act = Event(event, f"officer for {event}", EVERY_DUTY, stated, record or {}, outcome)
        moved = advance(self.case, act, self.now)
        if isinstance(moved, Refusal):
            msg = f"{event} at {self.now}: {moved.code} {dict(moved.facts)}"
            raise LedgerError(msg)
        self.case = moved
        self.acts.append(Act(act, self.now))

    def _needed(
        self, rule: EventRule, guards: Sequence[Guard], stated: dict[str, FactValue], depth: int
    ) -> None:
        for guard in guards:
            own = set(rule.facts) - stated.keys()
            told = {k: v for k, v in _making(guard).items() if k in own}
            if not self._fails(guard, stated):
                continue
            stated.update(told)
            if guard.name == "hours" and "out_of_hours_reason" in own:
                stated["out_of_hours_reason"] = True
            if guard.name == "known" and "country_entry" in guard.args:
                stated["country_entry"] = self.entry
            for missing in self._fails(guard, stated):
                self._first(rule, guard, missing, depth)

    def _fails(self, guard: Guard, stated: Mapping[str, FactValue]) -> tuple[str, ...]:
        view = View(self.case, {**self.case.facts, **stated}, "nobody", self.now)
        return failures(guard, view)

    def _first(self, rule: EventRule, guard: Guard, missing: str, depth: int) -> None:
        """Another act that puts on record what the guard misses."""
        if depth >= DEEPEST:
            msg = f"nothing leads to {guard} for {rule.id}"
            raise LedgerError(msg)
        if guard.name == "outcome_known":
            ending = next(e for e in self.profile.events.values() if e.outcomes and not e.completes)
            self.do(ending.id, outcome=ending.outcomes[0], depth=depth + 1)
            return
        if guard.name in {"no_block", "block"}:
            word = "closes" if guard.name == "no_block" else "opens"
            acts = [e for e in self.profile.events.values() if missing in getattr(e, word)]
            told: Mapping[str, FactValue] = {}
        else:
            acts = [e for e in self.profile.setters(missing) if e.id != rule.id]
            told = _making(Guard(guard.name, (missing, *guard.args[1:])))
        for act in sorted(acts, key=lambda e: _cost(e, missing, told)):
            facts = {k: v for k, v in told.items() if k in act.facts}
            if act.sets.get(missing, told.get(missing)) == told.get(missing):
                self.do(act.id, facts, depth=depth + 1)
                return

    def _usual(self, rule: EventRule, stated: dict[str, FactValue]) -> None:
        """Facts that an act states though no guard asks: a count that goes on, who somebody is."""
        for fact in rule.facts:
            if fact in stated:
                continue
            if fact == "interviews_done":
                stated[fact] = int(self.case.facts.get(fact, 0)) + 1
            elif fact in {"minor", "unaccompanied"} and rule.id == "arrive":
                stated[fact] = self.minor
            elif fact == "country_entry" and rule.id == "arrive":
                stated[fact] = self.entry
            elif fact == "remedy_open":
                stated[fact] = False  # the answer is the last word in a simulation


def _making(guard: Guard) -> dict[str, FactValue]:  # noqa: PLR0911
    """Facts under which a guard holds."""
    name, args = guard.name, guard.args
    if name == "is":
        return dict.fromkeys(args, True)
    if name == "is_not":
        return dict.fromkeys(args, False)
    if name == "equals":
        return {args[0]: args[-1] if len(args) == 3 and args[1] == "draft" else args[1]}  # noqa: PLR2004
    if name == "implies":
        return {args[1]: True}
    if name in {"zero", "positive"}:
        return dict.fromkeys(args, int(name == "positive"))
    if name == "known":
        return {fact: KNOWN.get(fact, False) for fact in args}
    return {}


KNOWN: Mapping[str, FactValue] = {
    "triage_code": "green",
    "leave_answer": "gate_open",
    "medicine_pending": 0,
    "fit_for_interview": True,
}


def _worst(rule: EventRule) -> dict[str, FactValue]:
    """An act that opens and closes the same block says no the first time."""
    return {fact: False for fact in rule.facts if fact == "fit_for_interview"}


def _cost(event: EventRule, fact: str, told: Mapping[str, FactValue]) -> tuple[bool, int]:
    """The plainest act first: one that sets the fact by itself, with few guards."""
    return event.sets.get(fact) != told.get(fact), len(event.guards)
