"""Who holds a compartment: key pairs of accounts, seals of epochs, rotation; no ledger here."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils import timezone

from naru.ground.vault import epochs
from naru.ground.vault.compartments import HOST, RECOVERY, Compartment
from naru.ground.vault.custody.core import HOST_TOKEN
from naru.ground.vault.custody.parts import Member
from naru.ground.vault.epochkeys import Wrapped
from naru.ground.vault.keeper import keeper
from naru.ground.vault.models import DataKey, Epoch, EpochSeal, Grant, Holder, HolderWrap
from naru.ground.vault.rings import ring

FEWEST = 2
"""A compartment that only one person can open is lost with that person."""
BATCH = 5_000
NOT_PEOPLE = frozenset({HOST, RECOVERY})


def holder_of(account: UUID) -> Holder | None:
    """The key pair of an account that is in force."""
    return Holder.objects.filter(account_id=account, retired_at=None).first()


def make_holder(account: UUID, kind: str, secret: bytes, now: datetime, label: str = "") -> Holder:
    """A key pair for an account, wrapped under its password or passkey; the old one is retired.

    What the old one opened, the new one opens only after colleagues grant it again.
    """
    retire(account, now)
    holder_id = uuid4()
    public, salt, wrapped = keeper().make_holder(holder_id, kind, secret)
    holder = Holder.objects.create(pk=holder_id, account_id=account, public=public, made_at=now)
    HolderWrap.objects.create(holder=holder, kind=kind, label=label, salt=salt, wrapped=wrapped)
    return holder


def retire(account: UUID, now: datetime) -> list[str]:
    """Take an account's key pair and seals away; the compartments that must now be rotated."""
    holder = holder_of(account)
    if holder is None:
        return []
    keeper().lock_account(account)
    seals = EpochSeal.objects.filter(holder_id=holder.pk)
    left = sorted(set(seals.values_list("epoch__compartment", flat=True)))
    seals.delete()
    Grant.objects.filter(holder_id=holder.pk, ended_at=None).update(ended_at=now)
    holder.wraps.all().delete()
    holder.retired_at = now
    holder.save(update_fields=["retired_at"])
    _mark_due(left)
    return left


def leave(account: UUID, compartment: str, now: datetime) -> list[str]:
    """Take an account out of one compartment; the compartments that must now be rotated."""
    holder = holder_of(account)
    if holder is None:
        return []
    seals = EpochSeal.objects.filter(holder_id=holder.pk, epoch__compartment=compartment)
    gone, _by_model = seals.delete()
    grants = Grant.objects.filter(holder_id=holder.pk, compartment=compartment, ended_at=None)
    grants.update(ended_at=now)
    if not gone:
        return []
    keeper().lock_account(account)
    _mark_due([compartment])
    return [compartment]


def _mark_due(compartments: Iterable[str]) -> None:
    rows = Epoch.objects.filter(compartment__in=list(compartments), retired_at=None)
    rows.update(rotation_due=True)


def rotations_due() -> list[str]:
    """The compartments that somebody left and that weren't rotated since."""
    rows = Epoch.objects.filter(retired_at=None, rotation_due=True)
    return sorted(rows.values_list("compartment", flat=True))


def people_in(compartment: str) -> list[UUID]:
    """The accounts that hold a compartment now."""
    seals = EpochSeal.objects.filter(epoch__compartment=compartment, epoch__retired_at=None)
    holders = Holder.objects.filter(pk__in=seals.values("holder_id"), retired_at=None)
    held = holders.exclude(account_id__in=NOT_PEOPLE)
    return sorted(held.values_list("account_id", flat=True))


def keep_seal(epoch: Epoch, holder: Holder, made: tuple[bytes, bytes]) -> None:
    """Keep a new member's seal and mark."""
    sealed, mark = made
    EpochSeal.objects.update_or_create(
        epoch=epoch,
        holder_id=holder.pk,
        defaults={"public": bytes(holder.public), "mark": mark, "sealed": sealed},
    )


def appoint(compartment: str, holder: Holder) -> None:
    """While the host holds a compartment it makes members without a proposal (`hand_over`)."""
    epoch = epochs.current(compartment)
    epochs.load_host(epoch)
    member = Member(holder.pk, bytes(holder.public))
    keep_seal(epoch, holder, keeper().appoint(compartment, epoch.number, member))


def is_held_by_host(compartment: str) -> bool:
    """Whether the machine itself can open a compartment."""
    return EpochSeal.objects.filter(
        epoch__compartment=compartment, epoch__retired_at=None, holder_id=HOST
    ).exists()


@transaction.atomic
def rotate(compartment: str, token: str = HOST_TOKEN, *, host: bool | None = None) -> int:
    """Make a new epoch for those who are members now and wrap every data key anew.

    Says how many keys were wrapped. `token` is a member's session; `host` says whether the
    machine holds the new epoch (by default as before).
    """
    old = Epoch.objects.select_for_update().get(compartment=compartment, retired_at=None)
    epochs.load_host(old)
    keeps = is_held_by_host(compartment) if host is None else host
    members = _members(old)
    public, said = keeper().rotate(token, compartment, old.number, members, host=keeps)
    now = timezone.now()
    old.retired_at = now
    old.save(update_fields=["retired_at"])
    new = Epoch.objects.create(
        compartment=compartment, number=old.number + 1, public=public, made_at=now
    )
    kept = [*members, Member(HOST, b"")] if keeps else members
    for member, (sealed, mark) in zip(kept, said, strict=True):
        EpochSeal.objects.create(
            epoch=new, holder_id=member.holder, public=member.public, mark=mark, sealed=sealed
        )
    old.seals.all().delete()
    count = _rewrap(token, compartment, new.number)
    staying = [member.holder for member in kept]
    transaction.on_commit(lambda: keeper().rotated(token, compartment, new.number, staying))
    ring.forget()
    return count


def _members(epoch: Epoch) -> list[Member]:
    seals = epoch.seals.exclude(holder_id=HOST).order_by("id")
    return [Member(seal.holder_id, bytes(seal.public), bytes(seal.mark)) for seal in seals]


def _rewrap(token: str, compartment: str, to: int) -> int:
    """Pass every data key of a compartment through the custodian, in batches."""
    count, last = 0, 0
    while batch := _batch(compartment, last):
        last = batch[-1][0]
        wraps = keeper().rewrap(token, to, [wrapped for _pk, wrapped in batch])
        pairs = zip(batch, wraps, strict=True)
        _keep_wraps(to, [(wrap, pk) for (pk, _old), wrap in pairs])
        count += len(batch)
    return count


def _batch(compartment: str, after: int) -> list[tuple[int, Wrapped]]:
    rows = DataKey.objects.filter(compartment=compartment, pk__gt=after, wrap_epoch__gt=0)
    fields = ("pk", "person_id", "epoch", "wrap_epoch", "boxed", "wrapped")
    return [
        (pk, Wrapped(person.hex, compartment, number, epoch, boxed, bytes(content)))
        for pk, person, number, epoch, boxed, content in rows.order_by("pk").values_list(*fields)[
            :BATCH
        ]
    ]


def _keep_wraps(to: int, wraps: Sequence[tuple[bytes, int]]) -> None:
    """One prepared statement for the batch: Django's bulk_update would take minutes."""
    table = DataKey._meta.db_table
    no = "FALSE" if connection.vendor == "postgresql" else "0"
    with connection.cursor() as cursor:
        cursor.executemany(
            f'UPDATE "{table}" SET wrapped = %s, wrap_epoch = {to:d}, boxed = {no} WHERE id = %s',  # noqa: S608
            list(wraps),
        )


def hand_over(compartments: Iterable[str], members: Sequence[Holder]) -> None:
    """Let members take compartments over from the machine, which can't open them afterwards.

    Call it outside a transaction that may fail; refuse fewer than two members beforehand.
    """
    for compartment in compartments:
        for holder in members:
            appoint(compartment, holder)
        rotate(compartment, host=compartment == Compartment.OPS)
