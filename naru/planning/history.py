"""What happened to everybody, act by act: from the plain columns of the ledger, nothing opened.

An entry says which act and when; the row of its sealed body says about whose stay. That is enough
to know who stood where at any moment. No body, fact or name is read.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from naru.domain.profile import EventRule, Profile
from naru.ground import ledger

UNDO = "undo"


class Done(NamedTuple):
    """One act of the pathway, and when it was done (aware)."""

    act: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Stay:
    """The acts of one stay in their order, from the gate to the closing of the file."""

    person: UUID
    acts: tuple[Done, ...]

    @property
    def arrived(self) -> datetime:
        """When it began."""
        return self.acts[0].at

    def stages(self, profile: Profile) -> dict[str, datetime]:
        """The stages that are over, each with the moment at which it was over first."""
        over: dict[str, datetime] = {}
        for done in self.acts:
            rule = profile.events[done.act]
            if rule.completes:
                over.setdefault(rule.stage, done.at)
        return over

    def times(self, act: str) -> list[datetime]:
        """When an act was done."""
        return [done.at for done in self.acts if done.act == act]

    def last(self, profile: Profile, fact: str) -> object:
        """What the acts themselves set a fact to last; None where none of them sets it."""
        said = (profile.events[done.act].sets.get(fact) for done in reversed(self.acts))
        return next((value for value in said if value is not None), None)

    def closed(self, profile: Profile) -> bool:
        """Whether the file is closed."""
        return bool(self.acts) and profile.events[self.acts[-1].act].ends


def stays(profile: Profile, until: datetime | None = None) -> list[Stay]:
    """Every stay as it stood at a moment (aware; None: now), the earliest arrival first."""
    people: dict[UUID, list[Done]] = defaultdict(list)
    for person, act, at in ledger.moments([*profile.events, UNDO], until):
        people[person].append(Done(act, at))
    found = [stay for person, acts in people.items() for stay in _stays(profile, person, acts)]
    return sorted(found, key=lambda stay: (stay.arrived, stay.person))


def _stays(profile: Profile, person: UUID, acts: Iterable[Done]) -> Iterator[Stay]:
    """One person's acts, cut where somebody comes again; what was taken back isn't among them.

    What was done before the gate (a person is registered by an act of the same name) is no act of
    a stay.
    """
    current: list[Done] = []
    for done in acts:
        if done.act == UNDO:
            del current[-1:]
            continue
        gate = begins(profile, profile.events[done.act])
        if current and gate:
            yield Stay(person, tuple(current))
            current = []
        if current or gate:
            current.append(done)
    if current:
        yield Stay(person, tuple(current))


def begins(profile: Profile, rule: EventRule) -> bool:
    """Whether an act begins a stay: it completes the first stage of all."""
    return rule.completes and rule.stage == next(iter(profile.stages))
