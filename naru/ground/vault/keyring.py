"""Finds, makes and remembers the key of each person and compartment."""

import os
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from threading import local
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from naru.ground.vault import epochs
from naru.ground.vault.boxes import box
from naru.ground.vault.closed import closed
from naru.ground.vault.compartments import Compartment
from naru.ground.vault.custody.errors import CustodyError, LockedError
from naru.ground.vault.epochkeys import Wrapped, data_key_purpose
from naru.ground.vault.keeper import holding, is_embedded, keeper
from naru.ground.vault.keys import KEY_BYTES
from naru.ground.vault.models import Companion, DataKey, DataKeyShare, Epoch, Holder
from naru.ground.vault.rings import Name, Owner, ring
from naru.ground.vault.sealing import Cipher, ErasedError

FIRST = 1
MOST_PARAMETERS = 20_000


def key_for_sealing(person_id: UUID | str, compartment: Compartment) -> tuple[int, Cipher]:
    """Number and key with which to seal, made at first use.

    Who may not read the compartment gets a key of their own, boxed to its public half.
    """
    owner = (person_id if isinstance(person_id, UUID) else UUID(person_id), compartment.value)
    return ring.for_sealing(owner) or _kept(owner) or _make(owner)


def keys_for_opening(names: Sequence[Name]) -> list[Cipher]:
    """Many keys in one query, in order; ErasedError if one was destroyed, ClosedError if one isn't
    ours."""
    keys = ring.get_many(names)
    if None not in keys:
        return keys  # type: ignore[return-value]
    try:
        found = _open(_rows([name for name, key in zip(names, keys, strict=True) if key is None]))
    except CustodyError as error:
        raise closed(error) from error
    try:
        return [key or found[name] for name, key in zip(names, keys, strict=True)]
    except KeyError as lost:
        person, part, _number = lost.args[0]
        msg = f"the key of {part} of person {person} was destroyed"
        raise ErasedError(msg) from None


def wrapped(names: Collection[Name]) -> dict[Name, Wrapped]:
    """Keys as they lie in the database, as the present session can open them; none destroyed."""
    rows = _rows(names)
    return dict(zip(rows, _as_held(rows), strict=True))


def prepare_keys(person_ids: Iterable[UUID], compartment: Compartment) -> None:
    """Make the keys of many new people at once (bulk import)."""
    part, epoch = compartment.value, epochs.current(compartment.value)
    made = [(person_id, FIRST, os.urandom(KEY_BYTES)) for person_id in person_ids]
    rows = _new_rows(epoch, made)
    DataKey.objects.bulk_create(rows, batch_size=500)
    for person_id, number, key in made:
        ring.put((person_id, part, number), Cipher(key), seals=True)
    _forget_on_rollback([(person_id, part) for person_id, _number, _key in made])


Row = tuple[int, Wrapped]
"""A data key as it lies in the database: the row's number and the key."""
COLUMNS = "id, person_id, compartment, epoch, wrap_epoch, boxed, wrapped"


def _rows(names: Collection[Name]) -> dict[Name, Row]:
    """The rows of these names, without Django's models: a list opens hundreds."""
    wanted = {(name[0].hex, name[1], name[2]): name for name in names}
    people = list({whose: None for whose, _part, _number in wanted})
    parts = sorted({part for _whose, part, _number in wanted})
    plain = connection.vendor == "sqlite"
    found: dict[Name, Row] = {}
    for some in _chunks(people, MOST_PARAMETERS):
        marks, kinds = ", ".join(["%s"] * len(some)), ", ".join(["%s"] * len(parts))
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {COLUMNS} FROM {DataKey._meta.db_table} "  # noqa: S608
                f"WHERE person_id IN ({marks}) AND compartment IN ({kinds})",
                [*(some if plain else map(UUID, some)), *parts],
            )
            for pk, person, part, number, epoch, boxed, content in cursor.fetchall():
                whose = person if plain else person.hex
                name = wanted.get((whose, part, number))
                if name is not None:
                    wrap = Wrapped(whose, part, number, epoch, bool(boxed), bytes(content))
                    found[name] = pk, wrap
    return found


def _chunks(some: list[str], size: int) -> Iterator[list[str]]:
    for at in range(0, len(some), size):
        yield some[at : at + size]


def _open(rows: Mapping[Name, Row]) -> dict[Name, Cipher]:
    """Unwrap and remember; what was boxed is kept wrapped from now on."""
    if not rows:
        return {}
    wanted = _as_held(rows)
    keys, again = _unwrap(wanted)
    found = dict(zip(rows, map(Cipher, keys), strict=True))
    ring.put_many(found)
    if any(again):
        _keep_again(rows, wanted, again)
    return found


def _keep_again(
    rows: Mapping[Name, Row], wanted: Sequence[Wrapped], again: Sequence[bytes]
) -> None:
    pairs = zip(rows.values(), wanted, strict=True)
    boxed = [(pk, one.epoch) for (pk, _stored), one in pairs if one.boxed]
    for (pk, epoch), wrap in zip(boxed, again, strict=True):
        if wrap:
            kept = DataKey.objects.filter(pk=pk, wrap_epoch=epoch, boxed=True)
            kept.update(wrapped=wrap, boxed=False)


def _unwrap(wanted: Sequence[Wrapped]) -> tuple[list[bytes], list[bytes]]:
    token = holding().token
    try:
        answer: tuple[list[bytes], list[bytes]] = keeper().unwrap(token, wanted)
    except LockedError:
        epochs.load_host_again()
        answer = keeper().unwrap(token, wanted)
    return answer


def _as_held(rows: Mapping[Name, Row]) -> list[Wrapped]:
    """Each key as the present session can open it: through its compartment, or its own share."""
    who = holding()
    wanted = [wrapped for _pk, wrapped in rows.values()]
    if who.holder is None:
        return wanted
    held = who.compartments
    closed_rows = [pk for pk, one in rows.values() if one.compartment not in held]
    if not closed_rows:
        return wanted
    shares = DataKeyShare.objects.filter(holder_id=who.holder, data_key__in=closed_rows)
    mine = {share.data_key_id: bytes(share.sealed) for share in shares}
    return [
        one._replace(epoch=0, boxed=True, content=mine[pk]) if pk in mine else one
        for pk, one in rows.values()
    ]


def _kept(owner: Owner) -> tuple[int, Cipher] | None:
    """The owner's first key, if there is one and the session may open it."""
    rows = _rows({(*owner, FIRST)})
    if not rows:
        return None
    try:
        key = _open(rows)[(*owner, FIRST)]
    except LockedError:
        return _make(owner, secrets.randbelow(1 << 30) + 2)
    except CustodyError as error:
        raise closed(error) from error
    ring.put((*owner, FIRST), key, seals=True)
    return FIRST, key


def _make(owner: Owner, number: int = FIRST) -> tuple[int, Cipher]:
    key = os.urandom(KEY_BYTES)
    try:
        with transaction.atomic():
            (row,) = _new_rows(epochs.current(owner[1]), [(owner[0], number, key)])
            row.save(force_insert=True)
            _share_with_companions(row, key)
    except IntegrityError:  # another process made it first
        return key_for_sealing(owner[0], Compartment(owner[1]))
    cipher = Cipher(key)
    ring.put((*owner, number), cipher, seals=True)
    _forget_on_rollback([owner])
    return number, cipher


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
    purpose = data_key_purpose(person.hex, epoch.compartment, number, epoch.number)
    return box(bytes(epoch.public), key, purpose)


def _own_row(epoch: Epoch, person: UUID, number: int, key: bytes) -> DataKey | None:
    """What belongs to an account (a draft) is sealed to the account itself."""
    holder = Holder.objects.filter(account_id=person, retired_at=None).first()
    if holder is None:
        return None
    purpose = data_key_purpose(person.hex, epoch.compartment, number, 0)
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
    purpose = data_key_purpose(row.person_id.hex, row.compartment, row.epoch, 0)
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


__all__ = ["drop_unkept", "key_for_sealing", "keys_for_opening", "prepare_keys", "ring"]
