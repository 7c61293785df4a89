"""Orients somebody in the centre, hands over their file, brings counsel in."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground import ledger
from naru.ground.pathway import conductor
from naru.ground.pathway.verbs import verb
from naru.ground.staff.actions import mandate
from naru.ground.staff.models import Account
from naru.ground.vault import Compartment
from naru.rooms.casework.models import Orientation
from naru.rooms.casework.records import keep_signature
from naru.rooms.casework.words import ORIENTATION

LEGAL = Compartment.LEGAL


@verb
def orient(
    *,
    by: Account,
    now: datetime,
    number: str,
    explained: Sequence[str],
    language: str,
    signature: Mapping[str, Any],
) -> Done | Refusal:
    """Explain life in the centre, item by item, and have it signed."""
    row = conductor.load(number)
    missing = [name for code, name in ORIENTATION if code not in explained]
    if missing:
        return Refusal("casework.orientation_incomplete", {"items": missing})
    signed = keep_signature(row.person_id, signature)
    if isinstance(signed, Refusal):
        return signed
    kept = Orientation(person_id=row.person_id, made_at=now, by_id=by.pk)
    said = {"explained": list(explained), "language": language, "signature": signed}
    kept.put(said)
    kept.save(force_insert=True)
    return conductor.advance(
        row,
        "orient",
        by=by,
        now=now,
        facts={"rights_officer_offered": True},
        subject=str(kept.pk),
        body=said,
        compartment=LEGAL,
    )


@verb
def give_file_copy(
    *,
    by: Account,
    now: datetime,
    number: str,
    form: str,
    left_out: str,
    signature: Mapping[str, Any],
) -> Done | Refusal:
    """Hand over a copy of the person's file against their signature."""
    row = conductor.load(number)
    signed = keep_signature(row.person_id, signature)
    if isinstance(signed, Refusal):
        return signed
    said = {"form": form, "left_out": left_out, "signature": signed}
    return conductor.advance(row, "give_file_copy", by=by, now=now, body=said, compartment=LEGAL)


@verb
def give_mandate(*, by: Account, now: datetime, number: str, account_id: UUID) -> Done | Refusal:
    """Let a lawyer reach the case of a person they act for."""
    row = conductor.load(number)
    counsel = Account.objects.filter(pk=account_id).first()
    if counsel is None or not counsel.has(Duty.COUNSEL):
        return Refusal("casework.not_counsel")
    kept = mandate(account=counsel, person_id=row.person_id, kind="counsel", now=now)
    return ledger.record(
        "give_mandate",
        at=now,
        actor=by,
        person_id=row.person_id,
        compartment=LEGAL,
        body={"account": str(counsel.pk)},
        subject=str(kept.pk),
    )
