"""Reads about who holds which compartment: members, proposals, leavers, what is due."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from naru.domain.refusals import Refusal
from naru.ground import staff
from naru.ground.staff import keys
from naru.ground.staff.models import Account
from naru.ground.staff.standing import Standing, open_grants, standing
from naru.ground.vault import SYSTEM, Compartment, members
from naru.ground.vault.compartments import RECOVERY
from naru.ground.vault.epochkeys import fingerprint
from naru.ground.vault.models import Grant, Holder
from naru.web import words

SHOWN_FOR = timedelta(days=90)


@dataclass(frozen=True)
class Member:
    """Somebody who holds a compartment, and how they were let in."""

    id: UUID
    name: str
    duties: str
    since: datetime | None
    let_in_by: str
    not_withdrawing: Refusal | None


@dataclass(frozen=True)
class Part:
    """One compartment; `states` are words with a tone, `holds` whether the viewer may propose."""

    code: str
    name: str
    epoch: int
    since: datetime
    members: tuple[Member, ...]
    machine: bool
    states: tuple[tuple[str, str], ...]
    rotation_due: bool
    holds: bool


@dataclass(frozen=True)
class Proposal:
    """A proposal that waits; `refused` says why the viewer isn't the one to approve it."""

    id: UUID
    who: str
    duties: str
    part: str
    asked_by: str
    asked_at: datetime
    fingerprint: str
    refused: Refusal | None
    mine: bool


@dataclass(frozen=True)
class Left:
    """Somebody who held a compartment and doesn't any more."""

    who: str
    part: str
    at: datetime


def parts(viewer: Account) -> list[Part]:
    """Every compartment that members hold, as it stands."""
    rows = [row for row in standing() if row.compartment != Compartment.OPS]
    return [_part(viewer, row) for row in rows]


def part(viewer: Account, code: str) -> Part:
    """One compartment; Http404 for another word."""
    row = next((row for row in standing() if row.compartment == code), None)
    if row is None or code == Compartment.OPS:
        raise Http404
    return _part(viewer, row)


def proposals(viewer: Account) -> list[Proposal]:
    """What waits for a second person, what the viewer can decide first."""
    found = [_proposal(viewer, grant) for grant in open_grants()]
    return sorted(found, key=lambda one: one.refused is not None)


def proposal(viewer: Account, grant_id: UUID) -> Proposal:
    """One proposal, also a decided one; Http404 where there is none."""
    grant = Grant.objects.filter(pk=grant_id).first()
    if grant is None:
        raise Http404
    return _proposal(viewer, grant)


def waiting_for(viewer: Account) -> int:
    """How many proposals the viewer could decide; one query where none waits."""
    return sum(keys.not_approving(viewer, grant) is None for grant in open_grants())


def left() -> list[Left]:
    """Who left a compartment in the last ninety days, the latest first."""
    since = timezone.now() - SHOWN_FOR
    rows = list(Grant.objects.filter(ended_at__gt=since).exclude(approved_by=None))
    names = staff.names(row.account_id for row in rows)
    said = [
        Left(names.get(row.account_id, ""), words.part(row.compartment), row.ended_at)
        for row in rows
        if row.ended_at and row.account_id in names
    ]
    return sorted(said, key=lambda one: one.at, reverse=True)


def candidates(viewer: Account, code: str) -> list[tuple[str, str]]:
    """Colleagues whose duties need a compartment, who have a key and neither hold it nor wait."""
    inside = set(members.people_in(code))
    waiting = {grant.account_id for grant in open_grants() if grant.compartment == code}
    holders = {holder.account_id for holder in keys.eligible(Compartment(code))}
    there = Account.objects.filter(pk__in=holders - inside - waiting - {viewer.pk})
    rows = there.prefetch_related("held").order_by("name")
    return [(str(row.pk), f"{row.name} ({_duties(row)})") for row in rows]


def own_fingerprint(viewer: Account) -> str:
    """The viewer's own key in groups of four, to be read out; empty without a key."""
    holder = members.holder_of(viewer.pk)
    return _grouped(holder) if holder else ""


def _part(viewer: Account, row: Standing) -> Part:
    given = Grant.objects.filter(
        compartment=row.compartment, ended_at=None, decided_at__isnull=False
    )
    grants = {grant.account_id: grant for grant in given}
    return Part(
        code=row.compartment,
        name=words.part(row.compartment),
        epoch=row.epoch,
        since=row.since,
        members=tuple(
            _member(viewer, one, grants.get(one.pk), row) for one in _accounts(row.members)
        ),
        machine=row.machine,
        states=tuple(_state(code) for code in row.faults) or ((_("In order"), "green"),),
        rotation_due=row.rotation_due,
        holds=keys.holds(viewer, row.compartment),
    )


def _member(viewer: Account, account: Account, grant: Grant | None, row: Standing) -> Member:
    return Member(
        id=account.pk,
        name=account.name,
        duties=_duties(account),
        since=grant.decided_at if grant else None,
        let_in_by=_let_in_by(grant) if grant else "",
        not_withdrawing=keys.not_withdrawing(viewer, account.pk, row.compartment),
    )


def _let_in_by(grant: Grant) -> str:
    if grant.asked_by in {SYSTEM.pk, RECOVERY} or grant.approved_by is None:
        by_sheets = grant.asked_by == RECOVERY
        return _("by recovery sheets") if by_sheets else _("when the members took over")
    names = defaultdict(str, staff.names([grant.asked_by, grant.approved_by]))
    return f"{names[grant.asked_by]} → {names[grant.approved_by]}"


def _state(code: str) -> tuple[str, str]:
    said = {
        "machine": (_("The machine opens it too"), "yellow"),
        "few": (_("Fewer than two members"), "red"),
        "no_recovery": (_("No recovery sheets"), "orange"),
        "rotation_due": (_("Key to be changed"), "red"),
    }
    return said[code]


def _proposal(viewer: Account, grant: Grant) -> Proposal:
    account = _accounts([grant.account_id])[0]
    holder = Holder.objects.filter(pk=grant.holder_id).first()
    return Proposal(
        id=grant.pk,
        who=account.name,
        duties=_duties(account),
        part=words.part(grant.compartment),
        asked_by=staff.names([grant.asked_by]).get(grant.asked_by, ""),
        asked_at=grant.asked_at,
        fingerprint=_grouped(holder) if holder else "",
        refused=keys.not_approving(viewer, grant),
        mine=grant.asked_by == viewer.pk,
    )


def _accounts(ids: tuple[UUID, ...] | list[UUID]) -> list[Account]:
    return list(Account.objects.filter(pk__in=ids).prefetch_related("held").order_by("name"))


def _duties(account: Account) -> str:
    return ", ".join(staff.duty_name(duty, words.lang()) for duty in sorted(account.duties))


def _grouped(holder: Holder) -> str:
    said = fingerprint(bytes(holder.public))
    return " ".join(said[at : at + 4] for at in range(0, len(said), 4))
