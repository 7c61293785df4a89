"""Finds, makes and remembers the key of each person and compartment."""

import os
import secrets
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock, local
from uuid import UUID

from django.db import IntegrityError, transaction

from naru.ground.vault import epochs
from naru.ground.vault.boxes import box
from naru.ground.vault.closed import closed
from naru.ground.vault.compartments import Compartment
from naru.ground.vault.custody.core import INDEX
from naru.ground.vault.custody.errors import CustodyError, LockedError
from naru.ground.vault.epochkeys import Wrapped, data_key_purpose
from naru.ground.vault.keeper import holding, is_embedded, keeper
from naru.ground.vault.keys import KEY_BYTES
from naru.ground.vault.models import Companion, DataKey, DataKeyShare, Epoch, Holder
from naru.ground.vault.sealing import ErasedError

Owner = tuple[UUID, str]
Name = tuple[UUID, str, int]
REMEMBERED = 20_000
FIRST = 1


class Keyring:
    """Unwrapped keys, the least used forgotten first; and which of them seals for an owner."""

    def __init__(self) -> None:
        self._keys: OrderedDict[Name, bytes] = OrderedDict()
        self._sealing: dict[Owner, int] = {}
        self._lock = Lock()

    def get(self, name: Name) -> bytes | None:
        """The key, if it is in memory."""
        with self._lock:
            found = self._keys.get(name)
            if found is not None:
                self._keys.move_to_end(name)
            return found

    def for_sealing(self, owner: Owner) -> tuple[int, bytes] | None:
        """Number and key with which to seal for an owner, if they are in memory."""
        number = self._sealing.get(owner)
        key = self.get((*owner, number)) if number is not None else None
        return (number, key) if number is not None and key is not None else None

    def put(self, name: Name, key: bytes, *, seals: bool = False) -> None:
        """Remember a key."""
        with self._lock:
            self._keys[name] = key
            if seals:
                self._sealing[name[:2]] = name[2]
            while len(self._keys) > REMEMBERED:
                gone, _key = self._keys.popitem(last=False)
                self._sealing.pop(gone[:2], None)

    def forget(self, owners: Iterable[Owner] | None = None) -> None:
        """Forget the keys of some owners, or all of them."""
        with self._lock:
            if owners is None:
                self._keys.clear()
                self._sealing.clear()
                return
            gone = set(owners)
            for name in [name for name in self._keys if name[:2] in gone]:
                del self._keys[name]
            for owner in gone:
                self._sealing.pop(owner, None)


_process = Keyring()
_request: ContextVar[Keyring | None] = ContextVar("request_ring", default=None)


class _Ring:
    """The keyring that counts: the process's in embedded mode, else the request's own."""

    def __getattr__(self, name: str) -> object:
        return getattr(_request.get() or _process, name)


ring: Keyring = _Ring()  # type: ignore[assignment]


@contextmanager
def own_ring() -> Iterator[None]:
    """Remember keys only within this block (a request served by the agent)."""
    mark = _request.set(Keyring())
    try:
        yield
    finally:
        _request.reset(mark)


def key_for_sealing(person_id: UUID, compartment: Compartment) -> tuple[int, bytes]:
    """Number and key with which to seal, made at first use.

    Who may not read the compartment gets a key of their own, boxed to its public half.
    """
    owner = (person_id, compartment.value)
    return ring.for_sealing(owner) or _kept(owner) or _make(owner)


def keys_for_opening(names: Collection[Name], purpose: str = "") -> dict[Name, bytes]:
    """Many keys in one query; ErasedError if one was destroyed, ClosedError if one isn't ours.

    With the purpose `index` canaries are left out.
    """
    wanted = set(names)
    found = {name: key for name in wanted if (key := ring.get(name))}
    missing = wanted - found.keys()
    rows = _rows(missing) if missing else []
    if rows:
        try:
            found |= _open(rows, purpose)
        except CustodyError as error:
            raise closed(error) from error
    known = found.keys() | {_name(row) for row in rows}
    lost = next((name for name in wanted if name not in known), None)
    if lost is not None:
        msg = f"the key of {lost[1]} of person {lost[0]} was destroyed"
        raise ErasedError(msg)
    return found


def prepare_keys(person_ids: Iterable[UUID], compartment: Compartment) -> None:
    """Make the keys of many new people at once (bulk import)."""
    part, epoch = compartment.value, epochs.current(compartment.value)
    made = [(person_id, FIRST, os.urandom(KEY_BYTES)) for person_id in person_ids]
    rows = _new_rows(epoch, made)
    DataKey.objects.bulk_create(rows, batch_size=500)
    for person_id, number, key in made:
        ring.put((person_id, part, number), key, seals=True)
    _forget_on_rollback([(person_id, part) for person_id, _number, _key in made])


def _rows(names: Collection[Name]) -> list[DataKey]:
    people = {person for person, _part, _number in names}
    parts = {part for _person, part, _number in names}
    rows = DataKey.objects.filter(person_id__in=people, compartment__in=parts)
    return [row for row in rows if _name(row) in names]


def _name(row: DataKey) -> Name:
    return row.person_id, row.compartment, row.epoch


def _open(rows: Sequence[DataKey], purpose: str = "") -> dict[Name, bytes]:
    """Unwrap and remember; what was boxed is kept wrapped from now on."""
    wanted = _as_held(rows)
    keys, again = _unwrap(wanted, purpose)
    found = {_name(row): key for row, key in zip(rows, keys, strict=True) if key is not None}
    for name, key in found.items():
        ring.put(name, key)
    for row, one, wrap in zip(rows, wanted, again, strict=True):
        if wrap:
            kept = DataKey.objects.filter(pk=row.pk, wrap_epoch=one.epoch, boxed=True)
            kept.update(wrapped=wrap, boxed=False)
    return found


def _unwrap(wanted: Sequence[Wrapped], purpose: str) -> tuple[list[bytes | None], list[bytes]]:
    token = holding().token
    try:
        answer: tuple[list[bytes | None], list[bytes]] = keeper().unwrap(token, wanted, purpose)
    except LockedError:
        epochs.load_host_again()
        answer = keeper().unwrap(token, wanted, purpose)
    return answer


def _as_held(rows: Sequence[DataKey]) -> list[Wrapped]:
    """Each key as the present session can open it: through its compartment, or its own share."""
    who = holding()
    closed = [row for row in rows if row.compartment not in who.compartments and row.wrap_epoch]
    shares = (
        {
            share.data_key_id: bytes(share.sealed)
            for share in DataKeyShare.objects.filter(holder_id=who.holder, data_key__in=closed)
        }
        if who.holder and closed
        else {}
    )
    return [
        Wrapped(row.person_id, row.compartment, row.epoch, 0, True, shares[row.pk])  # noqa: FBT003
        if row.pk in shares
        else row.as_wrapped
        for row in rows
    ]


def _kept(owner: Owner) -> tuple[int, bytes] | None:
    """The owner's first key, if there is one and the session may open it."""
    row = DataKey.objects.filter(person_id=owner[0], compartment=owner[1], epoch=FIRST).first()
    if row is None:
        return None
    try:
        key = _open([row])[_name(row)]
    except LockedError:
        return _make(owner, secrets.randbelow(1 << 30) + 2)
    ring.put((*owner, FIRST), key, seals=True)
    return FIRST, key


def _make(owner: Owner, number: int = FIRST) -> tuple[int, bytes]:
    key = os.urandom(KEY_BYTES)
    try:
        with transaction.atomic():
            (row,) = _new_rows(epochs.current(owner[1]), [(owner[0], number, key)])
            row.save(force_insert=True)
            _share_with_companions(row, key)
    except IntegrityError:  # another process made it first
        return key_for_sealing(owner[0], Compartment(owner[1]))
    ring.put((*owner, number), key, seals=True)
    _forget_on_rollback([owner])
    return number, key


def _new_rows(epoch: Epoch, made: Sequence[tuple[UUID, int, bytes]]) -> list[DataKey]:
    """Rows of new keys: wrapped where the session may, else boxed to the public half."""
    if not is_embedded() and len(made) == 1 and (row := _own_row(epoch, *made[0])):
        return [row]
    wraps = epochs.wrap_many(epoch, made)
    return [
        DataKey(
            person_id=person,
            compartment=epoch.compartment,
            epoch=number,
            wrap_epoch=epoch.number,
            boxed=wraps is None,
            wrapped=wraps[place] if wraps else _boxed(epoch, person, number, key),
        )
        for place, (person, number, key) in enumerate(made)
    ]


def _boxed(epoch: Epoch, person: UUID, number: int, key: bytes) -> bytes:
    purpose = data_key_purpose(person, epoch.compartment, number, epoch.number)
    return box(bytes(epoch.public), key, purpose)


def _own_row(epoch: Epoch, person: UUID, number: int, key: bytes) -> DataKey | None:
    """What belongs to an account (a draft) is sealed to the account itself."""
    holder = Holder.objects.filter(account_id=person, retired_at=None).first()
    if holder is None:
        return None
    purpose = data_key_purpose(person, epoch.compartment, number, 0)
    return DataKey(
        person_id=person,
        compartment=epoch.compartment,
        epoch=number,
        boxed=True,
        wrapped=box(bytes(holder.public), key, purpose),
    )


def _share_with_companions(row: DataKey, key: bytes) -> None:
    """The resident, the lawyer, the guardian open the person's new keys too."""
    if is_embedded():
        return
    present = Companion.objects.filter(person_id=row.person_id, until=None)
    accounts = [one.account_id for one in present if row.compartment in one.compartments.split()]
    purpose = data_key_purpose(row.person_id, row.compartment, row.epoch, 0)
    for holder in Holder.objects.filter(account_id__in=accounts, retired_at=None):
        sealed = box(bytes(holder.public), key, purpose)
        DataKeyShare.objects.create(data_key=row, holder_id=holder.pk, sealed=sealed)


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


__all__ = ["INDEX", "drop_unkept", "key_for_sealing", "keys_for_opening", "prepare_keys", "ring"]
