"""Who is let into a compartment: asked by one, approved by another, in the ledger both times."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from naru import profiles
from naru.domain.duties import Access, Duty
from naru.domain.refusals import Done, Refusal
from naru.ground import ledger
from naru.ground.staff import refusals  # noqa: F401
from naru.ground.staff.models import Account
from naru.ground.vault import CENTRE, SYSTEM, Compartment, members, recovery
from naru.ground.vault.companions import accompany
from naru.ground.vault.custody.errors import CustodyError, LockedError
from naru.ground.vault.custody.parts import Member
from naru.ground.vault.epochs import current
from naru.ground.vault.keeper import holding, is_embedded, keeper
from naru.ground.vault.models import Grant

ONE_PERSON = frozenset({Duty.RESIDENT, Duty.COUNSEL, Duty.CHILD_GUARDIAN})
"""These open the file of one person each, never a compartment."""
AREAS: Mapping[Compartment, tuple[str, ...]] = {
    Compartment.IDENTITY: ("identity",),
    Compartment.KIN: ("kin",),
    Compartment.HEALTH: ("health",),
    Compartment.LEGAL: ("belongings", "settlement", "inquiry", "complaints"),
    Compartment.INQUIRY: ("inquiry",),
    Compartment.COMPLAINTS: ("complaints",),
}
READS = frozenset({Access.WRITE, Access.APPROVE, Access.READ})
MAY_HOLD = frozenset(Duty) - ONE_PERSON - {Duty.SYSTEM_ADMINISTRATOR, Duty.STATISTICIAN}
"""The duties whose holders can be members of a compartment at all, in some profile."""


def needed(duties: frozenset[Duty]) -> frozenset[Compartment]:
    """The compartments that an account with these duties may be let into (domain.md 5)."""
    return frozenset(
        part
        for part, areas in AREAS.items()
        for duty in duties - ONE_PERSON
        for area in areas
        if _may(duty, area, minimum=part == Compartment.IDENTITY)
    )


def _may(duty: Duty, area: str, *, minimum: bool) -> bool:
    rule = profiles.load(settings.NARU_PROFILE).duties.get(duty)
    need = rule.sees.get(area) if rule else None
    if need is None or need.note == "meta":
        return False
    return need.access in READS or (minimum and need.access == Access.MINIMUM)


def holds(account: Any, compartment: str) -> bool:
    """Whether this session can let somebody into a compartment.

    It holds the compartment; or, as long as the machine holds it, its duties need it.
    """
    if is_embedded() or members.is_held_by_host(compartment):
        return Compartment(compartment) in needed(account.duties)
    return compartment in holding().compartments


def not_approving(account: Any, grant: Grant) -> Refusal | None:
    """Why somebody can't approve a proposal, or None."""
    if grant.decided_at is not None or grant.ended_at is not None:
        return Refusal("vault.decided")
    if account.pk in {grant.asked_by, grant.account_id}:
        return Refusal("vault.second_person")
    return None if holds(account, grant.compartment) else Refusal("vault.not_a_member")


def not_withdrawing(account: Any, account_id: UUID, compartment: str) -> Refusal | None:
    """Why somebody can't take a member out of a compartment, or None."""
    inside = members.people_in(compartment)
    if account_id not in inside:
        return Refusal("vault.not_inside")
    if len(inside) <= members.FEWEST and not members.is_held_by_host(compartment):
        return Refusal("vault.two_members")
    oversees = account is SYSTEM or account.has(Duty.DATA_PROTECTION_OFFICER)
    return None if oversees or holds(account, compartment) else Refusal("vault.not_a_member")


@transaction.atomic
def ask_grant(
    *, by: Any, now: datetime, account_id: UUID, compartment: Compartment
) -> Done | Refusal:
    """A member proposes that a colleague be let in, and vouches for the colleague's key."""
    account = Account.objects.get(pk=account_id)
    holder = members.holder_of(account_id)
    if not holds(by, compartment.value):
        return Refusal("vault.not_a_member")
    if holder is None:
        return Refusal("vault.no_key_pair", {"name": account.name})
    if compartment not in needed(account.duties):
        return Refusal("vault.not_needed", {"name": account.name})
    if Grant.objects.filter(holder_id=holder.pk, compartment=compartment, ended_at=None).exists():
        return Refusal("vault.granted_already", {"name": account.name})
    epoch = current(compartment)
    try:
        given = (compartment.value, epoch.number, account_id, bytes(holder.public))
        mark = b"" if is_embedded() else keeper().ask(holding().token, *given)
    except LockedError:
        return Refusal("vault.not_a_member")
    grant = Grant.objects.create(
        account_id=account_id,
        holder_id=holder.pk,
        compartment=compartment.value,
        asked_by=by.pk,
        asked_at=now,
        mark=mark,
    )
    return _record("ask_grant", by, now, grant)


@transaction.atomic
def approve_grant(*, by: Any, now: datetime, grant_id: UUID) -> Done | Refusal:
    """A second member lets the colleague in."""
    grant = Grant.objects.select_for_update().get(pk=grant_id)
    against = not_approving(by, grant)
    if against:
        return against
    holder = members.holder_of(grant.account_id)
    if holder is None or holder.pk != grant.holder_id:
        return Refusal("vault.key_changed")
    try:
        _let_in(grant, holder)
    except LockedError:
        return Refusal("vault.not_a_member")
    except CustodyError:
        return Refusal("vault.not_vouched")
    grant.approved_by, grant.decided_at = by.pk, now
    grant.save(update_fields=["approved_by", "decided_at"])
    return _record("approve_grant", by, now, grant)


def _let_in(grant: Grant, holder: Any) -> None:
    epoch = current(grant.compartment)
    if is_embedded():
        members.appoint(grant.compartment, holder)
        return
    member = Member(holder.pk, bytes(holder.public), bytes(grant.mark))
    given = (grant.compartment, epoch.number, grant.account_id, member, grant.asked_by)
    members.keep_seal(epoch, holder, keeper().admit(holding().token, *given))


@transaction.atomic
def refuse_grant(*, by: Any, now: datetime, grant_id: UUID) -> Done | Refusal:
    """Say no to a proposal; its proposer can take it back so."""
    grant = Grant.objects.select_for_update().get(pk=grant_id)
    if grant.decided_at is not None or grant.ended_at is not None:
        return Refusal("vault.decided")
    if by.pk != grant.asked_by and not holds(by, grant.compartment):
        return Refusal("vault.not_a_member")
    grant.decided_at = grant.ended_at = now
    grant.save(update_fields=["decided_at", "ended_at"])
    return _record("refuse_grant", by, now, grant)


@transaction.atomic
def withdraw_grant(
    *, by: Any, now: datetime, account_id: UUID, compartment: Compartment
) -> Done | Refusal:
    """Take somebody out of a compartment; two must stay who can open it."""
    against = not_withdrawing(by, account_id, compartment.value)
    if against:
        return against
    members.leave(account_id, compartment.value, now)
    done = _note("withdraw_grant", by, now, account_id, compartment=compartment.value)
    rotate_due(by=by, now=now)
    return done


@transaction.atomic
def leaver(*, by: Any, now: datetime, account_id: UUID) -> list[str]:
    """Somebody left, or lost a password: their key is worth nothing from now on.

    Their sessions end at once. What they held is rotated now where this session can do it, else
    by the next member who unlocks. Returns the compartments that they held.
    """
    held = members.retire(account_id, now)
    if held:
        _note("retire_key", by, now, account_id, compartments=" ".join(held))
        rotate_due(by=by, now=now)
    return held


def narrow(*, by: Any, now: datetime, account: Account) -> list[str]:
    """After a duty was taken away: leave the compartments that the remaining ones don't need."""
    allowed = {part.value for part in needed(account.duties)}
    holder = members.holder_of(account.pk)
    held = Grant.objects.filter(holder_id=holder.pk, ended_at=None) if holder else []
    gone = [grant.compartment for grant in held if grant.compartment not in allowed]
    left = [part for name in gone for part in members.leave(account.pk, name, now)]
    if left:
        _note("narrow_grants", by, now, account.pk, compartments=" ".join(left))
        rotate_due(by=by, now=now)
    return left


def rotate_due(*, by: Any, now: datetime) -> list[str]:
    """Rotate what somebody left, as far as this session holds it."""
    done = []
    for compartment in members.rotations_due():
        host = members.is_held_by_host(compartment)
        if not host and compartment not in holding().compartments:
            continue
        try:
            keys = members.rotate(compartment, "" if host else holding().token)
        except LockedError:
            continue  # who has just taken themself out: the next member who unlocks does it
        _note("rotate_epoch", by, now, CENTRE, compartment=compartment, keys=str(keys))
        done.append(compartment)
    return done


def hand_over(*, by: Any, now: datetime) -> Done | Refusal:
    """The members take every compartment but ops over; the machine can't open them afterwards.

    Members become all accounts that have a key pair and whose duties need the compartment.
    """
    parts = [part for part in AREAS if members.is_held_by_host(part.value)]
    inside = {part: eligible(part) for part in parts}
    lone = [part.value for part, holders in inside.items() if len(holders) < members.FEWEST]
    if lone:
        return Refusal("vault.too_few", {"compartments": lone})
    bare = sorted({part.value for part in parts} - set(recovery.covered()))
    if bare:
        return Refusal("vault.no_recovery", {"compartments": bare})
    for part, holders in inside.items():
        with transaction.atomic():
            members.hand_over([part.value], holders)
            for holder in holders:
                founding(holder, part, by, now)
            done = _note("hand_over", by, now, CENTRE, compartment=part.value)
    return done if parts else Refusal("vault.decided")


def eligible(part: Compartment) -> list[Any]:
    """The key pairs of everybody whose duties need a compartment."""
    accounts = Account.objects.filter(is_active=True).prefetch_related("held").order_by("made_at")
    found = [members.holder_of(one.pk) for one in accounts if part in needed(one.duties)]
    return [holder for holder in found if holder is not None]


def founding(holder: Any, part: Compartment, by: Any, now: datetime) -> None:
    """Note the grant of somebody who was a member from the start."""
    Grant.objects.get_or_create(
        holder_id=holder.pk,
        compartment=part.value,
        ended_at=None,
        defaults={
            "account_id": holder.account_id,
            "asked_by": by.pk,
            "approved_by": by.pk,
            "asked_at": now,
            "decided_at": now,
        },
    )


@transaction.atomic
def let_accompany(*, by: Any, now: datetime, account_id: UUID, person_id: UUID) -> Done | Refusal:
    """Let a resident, lawyer or guardian open the file of one person, and no other."""
    account = Account.objects.get(pk=account_id)
    parts = sorted(
        {
            part.value
            for part, areas in AREAS.items()
            for duty in account.duties & ONE_PERSON
            if any(_may(duty, area, minimum=False) for area in areas)
        }
    )
    if not parts:
        return Refusal("vault.not_needed", {"name": account.name})
    opened = accompany(account_id, person_id, parts, now)
    return _note("accompany", by, now, account_id, compartments=" ".join(parts), keys=str(opened))


def _record(action: str, by: Any, now: datetime, grant: Grant) -> Done:
    done = _note(action, by, now, grant.account_id, compartment=grant.compartment)
    return Done(str(grant.pk), done.entry)


def _note(action: str, by: Any, now: datetime, account: UUID, **body: str) -> Done:
    return ledger.note(action, by or SYSTEM, now, account, account=str(account), **body)
