"""One-time links: the only way to a first password, and to a new one where the old was lost.

Nobody chooses a password for somebody else. A link opens once, for three days, and only the newest
one of an account counts; the database keeps a hash. A second factor stays as it was, and what the
lost password opened is opened again only by colleagues (`keys.leaver`).
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from naru.domain.refusals import Done, Refusal
from naru.ground.staff import keys
from naru.ground.staff.actions import weakness
from naru.ground.staff.models import Account, OneTimeLink
from naru.ground.staff.recording import record
from naru.ground.vault import SYSTEM

VALID = timedelta(days=3)
SECRET_BYTES = 32
DEAD = Refusal("link.dead")


@transaction.atomic
def issue_link(*, by: Account, now: datetime, account_id: UUID) -> tuple[Done, str] | Refusal:
    """A new link for an account, told once; the older ones are worth nothing from now on."""
    account = Account.objects.select_for_update().get(pk=account_id)
    if by is not SYSTEM and by.pk == account.pk:
        return Refusal("account.own")
    if not account.is_active:
        return Refusal("link.locked")
    OneTimeLink.objects.filter(account=account, used_at=None).delete()
    secret = secrets.token_urlsafe(SECRET_BYTES)
    OneTimeLink.objects.create(
        account=account, hashed=_hashed(secret), issued_by=by.pk, until=now + VALID
    )
    return record("issue_link", by, now, account), secret


def account_of(secret: str, now: datetime) -> Account | None:
    """Whose link this is, as long as it can be used."""
    row = _live(secret, now)
    return row.account if row else None


@transaction.atomic
def use_link(*, now: datetime, secret: str, password: str) -> Done | Refusal:
    """Set the password that its holder has chosen; of two at the same moment one passes."""
    row = _live(secret, now)
    if row is None:
        return DEAD
    account = row.account
    weak = weakness(password, account)
    if weak:
        return weak
    # by its own column alone: PostgreSQL doesn't look again into a subquery after it waited
    if not OneTimeLink.objects.filter(pk=row.pk, used_at=None).update(used_at=now):
        return DEAD
    account.set_password(password)
    account.save(update_fields=["password"])
    keys.leaver(by=account, now=now, account_id=account.pk)
    return record("use_link", account, now, account)


def _live(secret: str, now: datetime) -> OneTimeLink | None:
    rows = OneTimeLink.objects.filter(hashed=_hashed(secret), used_at=None, until__gt=now)
    return rows.filter(account__is_active=True).select_related("account").first()


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
