"""Conflicts of interest: the same complaint or a relation ends an account's reach at once."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from naru.domain.refusals import Done, Refusal
from naru.ground import ledger
from naru.ground.staff.models import Account, Conflict
from naru.ground.vault import Compartment


def note_conflict(account_id: UUID, person_id: UUID, kind: str, now: datetime) -> Conflict:
    """Keep a conflict inside the caller's transaction; the same again is kept once."""
    row, _made = Conflict.objects.get_or_create(
        account_id=account_id, person_id=person_id, kind=kind, until=None, defaults={"since": now}
    )
    return row


@transaction.atomic
def declare(*, by: Account, now: datetime, person_id: UUID, kind: str) -> Done | Refusal:
    """Declare a relation of one's own to a resident: nobody has to say which."""
    if has_conflict(by.pk, person_id):
        return Refusal("conflict.already")
    row = note_conflict(by.pk, person_id, kind, now)
    return _record("declare_conflict", by, now, row)


@transaction.atomic
def end(*, by: Account, now: datetime, conflict_id: int) -> Done | Refusal:
    """End a conflict that is over; never one's own, and the record of it stays."""
    row = Conflict.objects.select_for_update().get(pk=conflict_id)
    if row.account_id == by.pk:
        return Refusal("account.own")
    row.until = now
    row.save(update_fields=["until"])
    return _record("end_conflict_of_interest", by, now, row)


def declared() -> list[Conflict]:
    """The relations that were declared and stand; a ground left unsaid is nobody's to list."""
    rows = Conflict.objects.filter(until=None, kind=Conflict.RELATION)
    return list(rows.select_related("account").order_by("since"))


def has_conflict(account_id: UUID, person_id: UUID) -> bool:
    """Whether a conflict stands now."""
    rows = Conflict.objects.filter(account_id=account_id, person_id=person_id, until=None)
    return rows.exists()


def _record(action: str, by: Account, now: datetime, row: Conflict) -> Done:
    return ledger.record(
        action,
        at=now,
        actor=by,
        person_id=row.person_id,
        compartment=Compartment.OPS,
        subject=str(row.pk),
        body={"account": str(row.account_id), "kind": row.kind},
    )
