"""Who works on a case, and who could."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from naru.domain.duties import Duty
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.queries import CaseView
from naru.ground.staff.models import Account
from naru.ground.staff.queries import holders, mandated
from naru.rooms.casework import words

MANDATES = {Duty.COUNSEL.value: "counsel", Duty.CHILD_GUARDIAN.value: "guardian"}
MAY_STAFF = (Duty.CASEWORKER, Duty.DIRECTOR)


@dataclass(frozen=True)
class Member:
    """Somebody on the case; `id` is empty for a mandate, which isn't ended here."""

    id: UUID | None
    name: str
    duty: str
    since: datetime | None


@dataclass(frozen=True)
class TeamPanel:
    """Who works on this case."""

    members: tuple[Member, ...]
    may_staff: bool


def team_panel(viewer: Account, case: CaseView) -> TeamPanel:
    """Those assigned to the case, and those mandated by the person."""
    rows = pathway.assigned(viewer, case.id)
    members = [
        Member(row.pk, row.account.name, words.said(words.TEAM, row.duty), row.since)
        for row in rows
    ]
    for duty, kind in MANDATES.items():
        said = words.said(words.TEAM, duty)
        members += [
            Member(None, account.name, said, None) for account in mandated(case.person_id, kind)
        ]
    return TeamPanel(tuple(members), viewer.has(*MAY_STAFF))


def team(viewer: Account, number: str) -> TeamPanel:
    """Who works on a person's case; Http404 out of the viewer's reach."""
    return team_panel(viewer, pathway.case(viewer, number))


def team_to_choose() -> list[tuple[str, str]]:
    """Everybody who can be put on a case, once for each duty, as `duty:account`."""
    return [
        (f"{code}:{account.pk}", f"{account.name} – {name}")
        for code, name in words.TEAM
        if code not in MANDATES
        for account in holders(Duty(code))
    ]


def counsel_to_choose() -> list[tuple[str, str]]:
    """The lawyers who hold an account."""
    return [(str(account.pk), account.name) for account in holders(Duty.COUNSEL)]


def guardians() -> list[tuple[str, str]]:
    """Those who can represent a child."""
    return [(str(account.pk), account.name) for account in holders(Duty.CHILD_GUARDIAN)]
