"""Opens sealed rows for a viewer, in one batch, and writes down who opened what and why."""

from collections.abc import Sequence
from datetime import date
from threading import Lock
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from naru.ground.vault import gate, keyring
from naru.ground.vault.compartments import SYSTEM
from naru.ground.vault.models import AccessRecord
from naru.ground.vault.sealed import SealedModel
from naru.ground.vault.sealing import Cipher, SealBrokenError, from_bytes, unsealed

Seen = tuple[UUID, UUID, str, str, date]
_noted: set[Seen] = set()
_lock = Lock()
MOST_NOTED = 200_000


def open_rows(viewer: Any, rows: Sequence[SealedModel], reason: str) -> list[dict[str, Any]]:
    """The values of the rows, in order; `reason` is a short code kept with the viewer's name.

    SealBrokenError if a row was tampered with, ErasedError if its key was destroyed.
    """
    reason = gate.passes(viewer, [gate.asked_of(row) for row in rows], reason)
    names = [row.key_name for row in rows]
    keys = keyring.keys_for_opening(names)
    opened = [*map(_opened, rows, keys)]
    if viewer is not SYSTEM:
        note_access(viewer, [name[:2] for name in names], reason)
    return opened


def _opened(row: SealedModel, key: Cipher) -> dict[str, Any]:
    try:
        return from_bytes(unsealed(key, row.seal_bound, bytes(row.sealed)))
    except (InvalidTag, ValueError) as error:
        msg = f"the seal of {row._meta.db_table} {row.pk} is broken"
        raise SealBrokenError(msg) from error


def open_row(viewer: Any, row: SealedModel, reason: str) -> dict[str, Any]:
    """The values of one row; see `open_rows`."""
    return open_rows(viewer, [row], reason)[0]


def note_access(viewer: Any, owners: Sequence[tuple[UUID, str]], reason: str) -> None:
    """Write one access record a viewer, person, compartment, reason and day."""
    if viewer is SYSTEM:
        return
    today = timezone.localdate()
    seen = {(viewer.pk, person, part, reason, today) for person, part in owners}
    with _lock:
        new = [key for key in seen if key not in _noted]
    if not new:
        return
    AccessRecord.objects.bulk_create(
        [
            AccessRecord(viewer_id=v, person_id=p, compartment=c, reason=r, day=d)
            for v, p, c, r, d in new
        ],
        ignore_conflicts=True,
    )
    transaction.on_commit(lambda: _remember(new))


def _remember(new: Sequence[Seen]) -> None:
    with _lock:
        if len(_noted) > MOST_NOTED:
            _noted.clear()
        _noted.update(new)


def accesses(person_id: UUID) -> list[AccessRecord]:
    """Who opened this person's record, the latest day first."""
    rows = AccessRecord.objects.filter(person_id=person_id)
    return list(rows.order_by(F("day").desc(), "viewer_id", "compartment", "reason"))
