"""Writes about accounts: each is in the ledger, and nobody gives themselves a duty."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from naru import profiles
from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff import keys, refusals  # noqa: F401
from naru.ground.staff.models import Account, DutyHeld, Mandate
from naru.ground.staff.recording import record
from naru.ground.vault import SYSTEM


@transaction.atomic
def make_account(
    *,
    by: Account,
    now: datetime,
    username: str,
    name: str,
    password: str | None = None,
    **more: Any,
) -> Done | Refusal:
    """A new account without duties; without a password it waits for its one-time link."""
    if Account.objects.filter(username__iexact=username).exists():
        return Refusal("account.username_taken", {"username": username})
    weak = weakness(password, Account(username=username, name=name)) if password else None
    if weak:
        return weak
    account = Account.objects.create_account(username, name, password, **more)
    return record("make_account", by, now, account)


@transaction.atomic
def grant(*, by: Account, now: datetime, account_id: UUID, duty: Duty) -> Done | Refusal:
    """Give a duty, unless it is incompatible with one that is held."""
    account = Account.objects.select_for_update().get(pk=account_id)
    if by is not SYSTEM and by.pk == account.pk:
        return Refusal("account.own")
    if account.has(duty):
        return Refusal("duty.already")
    clash = incompatible(account.duties, duty)
    if clash:
        return clash
    DutyHeld.objects.create(account=account, duty=duty, since=now)
    return record("grant_duty", by, now, account, duty=duty.value)


@transaction.atomic
def withdraw(*, by: Account, now: datetime, account_id: UUID, duty: Duty) -> Done | Refusal:
    """Take a duty away."""
    account = Account.objects.select_for_update().get(pk=account_id)
    if by.pk == account.pk:
        return Refusal("account.own")
    account.held.filter(duty=duty, until=None).update(until=now)
    keys.narrow(by=by, now=now, account=Account.objects.get(pk=account_id))
    return record("withdraw_duty", by, now, account, duty=duty.value)


@transaction.atomic
def set_active(*, by: Account, now: datetime, account_id: UUID, active: bool) -> Done | Refusal:
    """Lock an account or open it again; locking ends its sessions at their next request."""
    account = Account.objects.select_for_update().get(pk=account_id)
    if by.pk == account.pk:
        return Refusal("account.own")
    account.is_active = active
    account.save(update_fields=["is_active"])
    if not active:
        keys.leaver(by=by, now=now, account_id=account_id)
    return record("open_account" if active else "lock_account", by, now, account)


@transaction.atomic
def change_password(*, by: Account, now: datetime, current: str, new: str) -> Done | Refusal:
    """Change one's own password."""
    if not by.check_password(current):
        return Refusal("account.wrong_password")
    weak = weakness(new, by)
    if weak:
        return weak
    by.set_password(new)
    by.save(update_fields=["password"])
    return record("change_password", by, now, by)


def mandate(*, account: Account, person_id: UUID, kind: str, now: datetime) -> Mandate:
    """Give a mandate for a person, inside the caller's transaction; the same again is kept once."""
    row, _made = Mandate.objects.get_or_create(
        account=account, person_id=person_id, kind=kind, until=None, defaults={"since": now}
    )
    return row


def incompatible(held: frozenset[Duty], wanted: Duty) -> Refusal | None:
    """Why a duty can't be added to those held, or None (domain.md 5)."""
    profile = profiles.load(settings.NARU_PROFILE)
    for duty in sorted(held):
        if frozenset({duty, wanted}) in profile.incompatible:
            names = {"held": profile.duties[duty].name, "wanted": profile.duties[wanted].name}
            return Refusal("duty.incompatible", names)
    return None


def weakness(password: str, account: Account) -> Refusal | None:
    """Why a password isn't strong enough, or None."""
    try:
        validate_password(password, account)
    except ValidationError as error:
        return Refusal("account.weak_password", {"reasons": " ".join(error.messages)})
    return None
