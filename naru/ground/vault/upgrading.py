"""Brings the keys of a centre made before epochs existed under the epochs of today."""

from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models, transaction

from naru.ground.vault import epochs
from naru.ground.vault.compartments import Compartment
from naru.ground.vault.epochkeys import NONCE
from naru.ground.vault.keys import KeyFileError, read_key_file
from naru.ground.vault.models import DataKey

OLD_EPOCH = 1


@transaction.atomic
def upgrade() -> int:
    """Wrap every key of the old kind under its compartment's epoch; says how many there were."""
    old = DataKey.objects.filter(wrap_epoch=0, boxed=False)
    if not old.exists():
        return 0
    keys = read_key_file(Path(settings.NARU_KEY_FILE)).old
    if not keys:
        raise KeyFileError("the database's keys are of an older version: put its key file back")
    return sum(_upgrade(part.value, AESGCM(keys[part.value]), old) for part in Compartment)


def _upgrade(compartment: str, master: AESGCM, old: models.QuerySet[DataKey]) -> int:
    rows, epoch = list(old.filter(compartment=compartment)), epochs.current(compartment)
    opened = [(row.person_id, row.epoch, _unwrap(master, row)) for row in rows]
    wraps = epochs.wrap_many(epoch, opened)
    if wraps is None:
        msg = f"the host doesn't hold {compartment} any more: upgrade before the members take over"
        raise KeyFileError(msg)
    for row, wrap in zip(rows, wraps, strict=True):
        row.wrapped, row.wrap_epoch = wrap, epoch.number
    DataKey.objects.bulk_update(rows, ["wrapped", "wrap_epoch"], batch_size=300)
    return len(rows)


def _unwrap(master: AESGCM, row: DataKey) -> bytes:
    said, bound = bytes(row.wrapped), _bound(row.person_id, row.compartment)
    return master.decrypt(said[:NONCE], said[NONCE:], bound)


def _bound(person: UUID, compartment: str) -> bytes:
    return f"naru-key|{person}|{compartment}|{OLD_EPOCH}".encode()
