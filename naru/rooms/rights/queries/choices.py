"""Who can be chosen on a form of the room."""

from uuid import UUID

from naru.domain.duties import Duty
from naru.ground.pathway import profiles
from naru.ground.staff.models import Account
from naru.ground.staff.queries import holders

Choices = list[tuple[str, str]]
OUTSIDE_INQUIRY = (
    Duty.HUMAN_RIGHTS_OFFICER,
    Duty.PSYCHOLOGIST,
    Duty.CASEWORKER,
    Duty.PHYSICIAN,
    Duty.NURSE,
    Duty.COUNSEL,
)
INQUIRY = (Duty.INTERVIEWER, Duty.INQUIRY_REVIEWER, Duty.DECIDING_AUTHORITY)


def counsel_choices(viewer: Account) -> Choices:
    """Every counsel; one who signs in as counsel records their own contact."""
    rows = [viewer] if viewer.has(Duty.COUNSEL) else holders(Duty.COUNSEL)
    return _choices(rows)


def counsellor_choices(viewer: Account) -> Choices:
    """Who may talk with somebody about leaving: nobody with a part in the inquiry."""
    inquiry: set[UUID] = {account.pk for account in holders(*INQUIRY)}
    return _choices([row for row in holders(*OUTSIDE_INQUIRY) if row.pk not in inquiry])


def _choices(rows: list[Account]) -> Choices:
    return [(str(row.pk), row.name) for row in rows]


def extending_bodies() -> list[str]:
    """The bodies that may lengthen a clock of this centre, by the profile."""
    profile = profiles.current()
    extended = (profile.clocks[e.extends] for e in profile.events.values() if e.extends)
    return [clock.extension.body for clock in extended if clock.extension]
