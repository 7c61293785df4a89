"""What a person agrees to: that an outsider of their choice reads their health record."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from naru.domain.refusals import Done, Refusal
from naru.ground import ledger
from naru.ground.staff.actions import mandate
from naru.ground.staff.models import Account, Mandate
from naru.ground.vault import Compartment

KINDS = ("consent", "notice")


@transaction.atomic
def agree(
    *, by: Account, now: datetime, account_id: UUID, person_id: UUID, kind: str
) -> Done | Refusal:
    """Enter a consent (`consent`), or a sample that was given notice (`notice`)."""
    account = Account.objects.get(pk=account_id)
    row = mandate(account=account, person_id=person_id, kind=kind, now=now)
    return _record(f"enter_{kind}", by, now, row)


@transaction.atomic
def take_back(*, by: Account, now: datetime, mandate_id: int) -> Done | Refusal:
    """End a consent or a sample; what was read until now stays in the list of accesses."""
    row = Mandate.objects.select_for_update().get(pk=mandate_id, kind__in=KINDS)
    row.until = now
    row.save(update_fields=["until"])
    return _record(f"end_{row.kind}", by, now, row)


def agreed(person_id: UUID) -> list[Mandate]:
    """What the person has agreed to now."""
    rows = Mandate.objects.filter(person_id=person_id, kind__in=KINDS, until=None)
    return list(rows.select_related("account").order_by("since"))


def _record(action: str, by: Account, now: datetime, row: Mandate) -> Done:
    return ledger.record(
        action,
        at=now,
        actor=by,
        person_id=row.person_id,
        compartment=Compartment.LEGAL,
        subject=str(row.pk),
        body={"account": str(row.account_id), "kind": row.kind},
    )
