"""The epochs of each compartment as the database keeps them."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from naru.ground.vault.compartments import HOST, Compartment
from naru.ground.vault.custody.core import HOST_TOKEN
from naru.ground.vault.custody.errors import LockedError
from naru.ground.vault.custody.parts import Seal
from naru.ground.vault.keeper import holding, keeper
from naru.ground.vault.models import Epoch, EpochSeal

_loaded: WeakKeyDictionary[Any, dict[tuple[str, int], bytes]] = WeakKeyDictionary()


def current(compartment: str) -> Epoch:
    """The epoch in force, founded where there is none; it can't be rotated away meanwhile."""
    return _in_force(compartment) or _found(compartment)


def _in_force(compartment: str) -> Epoch | None:
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        table = Epoch._meta.db_table
        with connection.cursor() as cursor:  # Django has no FOR SHARE, which lets writers pass
            cursor.execute(
                f'SELECT 1 FROM "{table}" WHERE compartment = %s AND retired_at IS NULL FOR SHARE',  # noqa: S608
                [compartment],
            )
    return Epoch.objects.filter(compartment=compartment, retired_at=None).first()


def found_all() -> None:
    """Found what isn't there yet; `naru setup` does it, so that no request has to."""
    for compartment in Compartment:
        current(compartment.value)


def _found(compartment: str) -> Epoch:
    """A first epoch, sealed to the host; members take over later (`members.hand_over`)."""
    public, mark, seal = keeper().found(compartment, 1)
    try:
        with transaction.atomic():
            epoch = Epoch.objects.create(
                compartment=compartment, number=1, public=public, made_at=timezone.now()
            )
            EpochSeal.objects.create(
                epoch=epoch, holder_id=HOST, public=b"", mark=mark, sealed=seal
            )
    except IntegrityError:  # another process founded it first
        return Epoch.objects.get(compartment=compartment, retired_at=None)
    return epoch


def wrap(epoch: Epoch, person: UUID, number: int, key: bytes) -> bytes | None:
    """A new data key's wrap; None where the present session doesn't hold the compartment."""
    wraps = wrap_many(epoch, [(person, number, key)])
    return wraps[0] if wraps else None


def wrap_many(epoch: Epoch, wanted: Iterable[tuple[UUID, int, bytes]]) -> list[bytes] | None:
    """Wraps of many new data keys; None where the present session doesn't hold the compartment."""
    load_host(epoch)
    keys = [(person, epoch.compartment, n, epoch.number, key) for person, n, key in wanted]
    try:
        wraps: list[bytes] = keeper().wrap(holding().token, keys)
    except LockedError:
        return None
    return wraps


def load_host(epoch: Epoch) -> None:
    """Give the custodian what is sealed to the host, unless it has this very epoch already."""
    name, public = (epoch.compartment, epoch.number), bytes(epoch.public)
    loaded = _loaded.setdefault(keeper(), {})
    if loaded.get(name) != public:
        keeper().load(HOST_TOKEN, seals_of(HOST, [epoch.compartment]))
        loaded[name] = public


def load_host_again() -> None:
    """The agent was restarted or locked: give it the host's seals once more."""
    _loaded.pop(keeper(), None)
    keeper().load(HOST_TOKEN, seals_of(HOST))


def seals_of(holder: UUID, compartments: Iterable[str] | None = None) -> list[Seal]:
    """The seals of a holder in the epochs in force."""
    rows = EpochSeal.objects.filter(holder_id=holder, epoch__retired_at=None)
    if compartments is not None:
        rows = rows.filter(epoch__compartment__in=list(compartments))
    return [
        Seal(row.epoch.compartment, row.epoch.number, bytes(row.sealed))
        for row in rows.select_related("epoch")
    ]
