"""Finds, makes and remembers the key of each person and compartment."""

import os
from collections import OrderedDict
from collections.abc import Collection, Iterable
from threading import Lock, local
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import IntegrityError, transaction

from naru.ground.vault.compartments import Compartment
from naru.ground.vault.keys import KEY_BYTES, master_keys
from naru.ground.vault.models import DataKey
from naru.ground.vault.sealing import NONCE, ErasedError

Owner = tuple[UUID, str]
REMEMBERED = 20_000


class Keyring:
    """The unwrapped keys of this process, the least used forgotten first."""

    def __init__(self) -> None:
        self._keys: OrderedDict[Owner, tuple[int, bytes]] = OrderedDict()
        self._lock = Lock()

    def get(self, owner: Owner) -> tuple[int, bytes] | None:
        """Epoch and key, if they are in memory."""
        with self._lock:
            found = self._keys.get(owner)
            if found is not None:
                self._keys.move_to_end(owner)
            return found

    def put(self, owner: Owner, epoch: int, key: bytes) -> None:
        """Remember a key."""
        with self._lock:
            self._keys[owner] = (epoch, key)
            while len(self._keys) > REMEMBERED:
                self._keys.popitem(last=False)

    def forget(self, owners: Iterable[Owner] | None = None) -> None:
        """Forget some keys, or all of them."""
        with self._lock:
            for owner in list(self._keys if owners is None else owners):
                self._keys.pop(owner, None)


ring = Keyring()


def key_for_sealing(person_id: UUID, compartment: Compartment) -> tuple[int, bytes]:
    """Epoch and key of a person and compartment, made at first use."""
    owner = (person_id, compartment.value)
    found = ring.get(owner)
    if found is not None:
        return found
    kept = load([owner]).get(owner)
    return kept if kept is not None else _make(owner)


def keys_for_opening(owners: Collection[Owner]) -> dict[Owner, tuple[int, bytes]]:
    """The keys of many owners in one query; ErasedError if one was destroyed."""
    found = {owner: key for owner in set(owners) if (key := ring.get(owner))}
    missing = [owner for owner in set(owners) if owner not in found]
    if missing:
        found |= load(missing)
    lost = next((owner for owner in owners if owner not in found), None)
    if lost is not None:
        msg = f"the key of {lost[1]} of person {lost[0]} was destroyed"
        raise ErasedError(msg)
    return found


def load(owners: Collection[Owner]) -> dict[Owner, tuple[int, bytes]]:
    """Unwrap keys from the database and remember them, once their transaction is safe."""
    people = {person for person, _ in owners}
    rows = DataKey.objects.filter(
        person_id__in=people, compartment__in={compartment for _, compartment in owners}
    )
    wanted, found = set(owners), {}
    for row in rows:
        owner = (row.person_id, row.compartment)
        if owner in wanted:
            found[owner] = (row.epoch, _unwrap(owner, row.epoch, bytes(row.wrapped)))
    _remember(found)
    return found


def prepare_keys(person_ids: Iterable[UUID], compartment: Compartment) -> None:
    """Make the keys of many new people at once (bulk import)."""
    made, rows = {}, []
    for person_id in person_ids:
        owner, key = (person_id, compartment.value), os.urandom(KEY_BYTES)
        made[owner] = (1, key)
        rows.append(_row(owner, key))
    DataKey.objects.bulk_create(rows, batch_size=500)
    for owner, (epoch, key) in made.items():
        ring.put(owner, epoch, key)
    _forget_on_rollback(made)


def _make(owner: Owner) -> tuple[int, bytes]:
    key = os.urandom(KEY_BYTES)
    try:
        with transaction.atomic():
            _row(owner, key).save(force_insert=True)
    except IntegrityError:  # another process made it first
        return load([owner])[owner]
    ring.put(owner, 1, key)
    _forget_on_rollback([owner])
    return 1, key


def _remember(found: dict[Owner, tuple[int, bytes]]) -> None:
    for owner, (epoch, key) in found.items():
        ring.put(owner, epoch, key)


def _forget_on_rollback(owners: Iterable[Owner]) -> None:
    """A key that is rolled back must not live on in memory (see drop_unkept)."""
    made, mine = list(owners), _fresh()
    mine.update(made)
    transaction.on_commit(lambda: mine.difference_update(made))


class _Thread(local):
    """Keys that this thread made in a transaction that may still roll back."""

    def __init__(self) -> None:
        self.fresh: set[Owner] = set()


_thread = _Thread()


def _fresh() -> set[Owner]:
    return _thread.fresh


def drop_unkept() -> None:
    """Forget keys whose transaction didn't commit; called when a transaction ends badly."""
    ring.forget(list(_fresh()))
    _fresh().clear()


def _row(owner: Owner, key: bytes) -> DataKey:
    person_id, compartment = owner
    nonce = os.urandom(NONCE)
    master = AESGCM(master_keys()[compartment])
    wrapped = nonce + master.encrypt(nonce, key, _aad(owner, 1))
    return DataKey(person_id=person_id, compartment=compartment, epoch=1, wrapped=wrapped)


def _unwrap(owner: Owner, epoch: int, wrapped: bytes) -> bytes:
    master = AESGCM(master_keys()[owner[1]])
    return master.decrypt(wrapped[:NONCE], wrapped[NONCE:], _aad(owner, epoch))


def _aad(owner: Owner, epoch: int) -> bytes:
    return f"naru-key|{owner[0]}|{owner[1]}|{epoch}".encode()
