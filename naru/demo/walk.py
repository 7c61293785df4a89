"""One fictional person's way through the centre, as the same actions that staff take."""

from collections.abc import Callable, Iterator
from copy import copy
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from django.utils import timezone

from naru.demo.people import Somebody
from naru.domain.refusals import Refusal, say
from naru.ground.pathway import conductor
from naru.ground.staff.models import Account

PAPER = {"image": "", "on_paper": True}
OPENS, CLOSES = 9, 17
Way = Iterator[datetime]


class DemoError(Exception):
    """A step of the fictional centre was refused: the demonstration and the rules disagree."""


class Walk:
    """Where somebody is on their way: `now` moves on, acts are done by the staff of the duty."""

    def __init__(
        self,
        somebody: Somebody,
        staff: dict[str, Account],
        chance: Random,
        today: datetime,
        ago: timedelta | None = None,
    ) -> None:
        """`ago` is when they came, where the hour matters; else an hour of that day is drawn."""
        self.somebody = somebody
        self.staff = staff
        self.chance = chance
        start = today - timedelta(days=somebody.day)
        gate = Random(somebody.family.int) if somebody.family else chance
        drawn = start.replace(hour=gate.randint(8, 19), minute=gate.randint(0, 59))
        self.now = drawn if ago is None else today - ago
        self.arrived = self.now
        self.number = ""
        self.left = False

    def beside(self, now: datetime) -> "Walk":
        """The same person at another moment, for what happens beside their way."""
        other = copy(self)
        other.now, other.chance = now, Random(f"{self.number} {now}")
        return other

    @property
    def is_here(self) -> bool:
        """Whether they have arrived and not left."""
        return bool(self.number) and not self.left

    def do(self, action: Callable[..., Any], who: str, **given: Any) -> str:
        """One act about this person at this moment; the id of what it made."""
        return self.act(action, who, number=self.number, **given)

    def act(self, action: Callable[..., Any], who: str, **given: Any) -> str:
        """One act that isn't about a person's number."""
        result = action(by=self.staff[who], now=self.now, **given)
        if isinstance(result, Refusal):
            msg = f"{action.__name__} for {self.number} at {self.now}: {say(result, 'en')}"
            raise DemoError(msg)
        return result.subject

    def later(self, low: int, high: int) -> datetime:
        """So many minutes later."""
        self.now += timedelta(minutes=self.chance.randint(low, high))
        return self.now

    def office(self, days: int = 0) -> datetime:
        """A working hour so many days on, or the next one from now."""
        local = timezone.localtime(self.now) + timedelta(days=days)
        if days or local.hour < OPENS:
            local = local.replace(hour=self.chance.randint(OPENS, CLOSES - 2))
        if timezone.localtime(self.now).hour >= CLOSES and not days:
            local = (local + timedelta(days=1)).replace(hour=OPENS)
        while local.weekday() > 4:
            local += timedelta(days=1)
        self.now = max(local, self.now + timedelta(minutes=1))
        return self.now

    def fact(self, name: str) -> Any:
        """A fact of the case as it stands."""
        return conductor.state(conductor.load(self.number)).facts.get(name)

    @property
    def person_id(self) -> UUID:
        """The person's id."""
        return conductor.load(self.number).person_id

    @property
    def language(self) -> str:
        """The language in which things are said to them."""
        return self.somebody.languages[0]
