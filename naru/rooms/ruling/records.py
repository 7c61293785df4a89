"""What the law of a ruling is in this room: outcomes, what a refusal must hold, its last day."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naru.domain.calendars import Calendar
from naru.domain.profile import NO_WORDS, GroundRule
from naru.ground.pathway import profiles
from naru.ground.vault import SYSTEM, open_row
from naru.rooms.ruling.models import ObjectionRuling, Record, Ruling, Service

Kept = TypeVar("Kept", bound=Record)
DAYS = {"day": 1, "week": 7}


@dataclass(frozen=True)
class Text:
    """A ruling's own words: ground, facts, reasons, remedy, and all of it as it is explained."""

    ground: str
    facts: str = ""
    reasons: str = ""
    remedy: str = ""
    remedy_days: int = 0
    explained: str = ""

    @property
    def negative(self) -> bool:
        """Whether it takes something from the person."""
        return not self.rule.grants

    @property
    def rule(self) -> GroundRule:
        """What the profile says of the ground; one it doesn't know takes something away."""
        return profiles.current().grounds.get(self.ground) or GroundRule(self.ground, NO_WORDS, "")

    @property
    def outcome(self) -> str:
        """The outcome of the profile that the ground means."""
        return self.rule.outcome

    def missing(self) -> list[Any]:
        """What a decision against somebody can't do without, and this one lacks."""
        needed = [
            (self.ground, _("the ground")),
            (self.facts.strip(), _("the facts")),
            (self.reasons.strip(), _("the reasons")),
            (self.remedy.strip(), _("the remedy")),
            (self.remedy_days > 0, _("the period of the remedy")),
        ]
        return [name for given, name in needed if not given] if self.negative else []

    def kept(self) -> dict[str, Any]:
        """The words as they are sealed."""
        return asdict(self)


def text_of(values: dict[str, Any]) -> Text:
    """The words of a kept ruling."""
    return Text(**{name: values[name] for name in Text.__dataclass_fields__})


def latest(model: type[Kept], person_id: UUID, **like: Any) -> Kept | None:
    """The newest record of its kind."""
    return model.objects.filter(person_id=person_id, **like).order_by("-at").first()


def last_day(at: datetime, days: int) -> date:
    """The last day of a period that begins the day after; on a day off it moves to the next."""
    calendar = Calendar(profiles.current().country)
    return calendar.next_working_day(timezone.localdate(at) + timedelta(days=days))


def least_days(ground: GroundRule) -> int:
    """The shortest period that the law leaves the person to object to such a ground; 0: unknown."""
    clocks = profiles.current().clocks.values()
    lawful = [
        (clock.length or 0) * DAYS[clock.unit]
        for clock in clocks
        if clock.limits == "person" and "serve" in clock.start_events and clock.unit in DAYS
    ]
    if not lawful:
        return 0
    return min(lawful) if ground.short_remedy else max(lawful)


def standing(person_id: UUID) -> Text | None:
    """The words in force: those of the last review, or else of the decision."""
    row = latest(ObjectionRuling, person_id) or latest(Ruling, person_id, decided=True)
    return text_of(open_row(SYSTEM, row, "standing")) if row else None


def remedy_last_day(person_id: UUID) -> date | None:
    """Until when the person can still act against what was served last; None without a remedy."""
    service = latest(Service, person_id)
    ruling = latest(Ruling, person_id, decided=True)
    if service is None or ruling is None:
        return None
    ends = [_end(service.at, open_row(SYSTEM, ruling, "remedy"))]
    reviewed = latest(ObjectionRuling, person_id)
    if reviewed is not None:
        ends.append(_end(reviewed.at, open_row(SYSTEM, reviewed, "remedy")))
    return max((end for end in ends if end is not None), default=None)


def _end(at: datetime, values: dict[str, Any]) -> date | None:
    return last_day(at, values["remedy_days"]) if values["remedy_days"] else None
