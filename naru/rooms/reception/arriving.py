"""An arrival: who may be known already, which family it joins, what it says to other rooms."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from naru.domain.dates import age_on, meant
from naru.domain.refusals import Refusal
from naru.ground import people
from naru.ground.people import Draft, Found, Label
from naru.ground.staff.models import Account
from naru.ground.vault import SYSTEM, open_rows
from naru.kit import numbers
from naru.rooms.reception.models import Notice

ADULT = 18


@dataclass(frozen=True)
class Arrival:
    """Somebody who has come; `unaccompanied=None` lets age and family decide."""

    draft: Draft
    country_entry: date
    arrived_at: datetime
    notice_id: UUID | None = None
    age_in_doubt: bool = False
    unaccompanied: bool | None = None
    household_with: str = ""
    is_new: bool = False


def expected(notice_id: UUID | None) -> Notice | None:
    """The notice of somebody who comes, locked."""
    return Notice.objects.select_for_update().get(pk=notice_id) if notice_id else None


def against(arrival: Arrival, row: Notice | None) -> Refusal | None:
    """Why this arrival can't be registered as it stands, or None."""
    if row is not None and row.state != Notice.EXPECTED:
        return Refusal("reception.not_expected")
    if arrival.country_entry > timezone.localdate(arrival.arrived_at):
        return Refusal("reception.entry_after_arrival")
    if arrival.household_with and _relative(arrival.household_with) is None:
        return Refusal("reception.no_such_family", {"number": arrival.household_with})
    known = [] if arrival.is_new else alike(arrival.draft)
    if known:
        shown = [numbers.shown(people.number_of(one.person_id)) for one in known]
        return Refusal("reception.maybe_known", {"people": shown})
    return None


def alike(draft: Draft) -> list[Found]:
    """The people already registered who may be this one."""
    birth = draft.birth
    days = meant(birth.get("value"), birth["calendar"]) if birth else None
    spans = [(days.first.isoformat(), days.last.isoformat())] if days else []
    return people.candidates([name["text"] for name in draft.names], spans, draft.sex)


def join_family(
    arrival: Arrival, row: Notice | None, person_id: UUID, by: Account, now: datetime
) -> None:
    """Put the person into the household of a relative who is here already, if there is one."""
    relative = _relative(arrival.household_with) or _arrived_of(row)
    if relative is not None:
        people.join_household(by=by, now=now, person_id=person_id, with_id=relative)


def facts(arrival: Arrival, row: Notice | None, label: Label) -> dict[str, Any]:
    """What the arrival tells the other rooms: doubt about an age counts for the person (B3)."""
    minor = label.is_child or arrival.age_in_doubt
    alone = arrival.unaccompanied
    if alone is None:
        alone = not _has_adult(arrival, row)
    return {
        "country_entry": arrival.country_entry.isoformat(),
        "minor": minor,
        "unaccompanied": minor and alone,
    }


def _has_adult(arrival: Arrival, row: Notice | None) -> bool:
    """Whether a grown relative is here or expected; siblings alone are unaccompanied."""
    relative = _relative(arrival.household_with)
    if relative is not None and not people.label(SYSTEM, relative).is_child:
        return True
    return any(_grown(said) for said in open_rows(SYSTEM, list(_family_of(row)), "arrive"))


def _grown(said: Mapping[str, Any]) -> bool:
    birth = said["birth"] or {}
    days = meant(birth.get("value"), birth.get("calendar", ""))
    return days is not None and age_on(days, timezone.localdate())[0] >= ADULT


def _family_of(row: Notice | None) -> QuerySet[Notice]:
    """The others of a notice's family who come or have come."""
    if row is None or row.family is None:
        return Notice.objects.none()
    others = Notice.objects.filter(family=row.family).exclude(pk=row.pk)
    return others.exclude(state=Notice.CANCELLED)


def _relative(typed: str) -> UUID | None:
    number = numbers.read(typed) if typed else None
    person = people.person_of(number) if number else None
    return person.pk if person else None


def _arrived_of(row: Notice | None) -> UUID | None:
    came = _family_of(row).filter(state=Notice.ARRIVED).order_by("made_at", "pk")
    return came.values_list("person_id", flat=True).first()
