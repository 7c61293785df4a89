"""Lets an account open one person's file: shares of that person's data keys, and of no other."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from naru.ground.vault.keeper import holding, is_embedded, keeper
from naru.ground.vault.members import holder_of
from naru.ground.vault.models import Companion, DataKey, DataKeyShare


def accompany(account: UUID, person: UUID, compartments: Sequence[str], now: datetime) -> int:
    """Share what this session may open of a person; new keys follow by themselves.

    Says how many keys were shared. What this session doesn't hold is shared by the next one
    that calls it (`catch_up`).
    """
    Companion.objects.update_or_create(
        account_id=account,
        person_id=person,
        until=None,
        defaults={"compartments": " ".join(compartments), "since": now},
    )
    return catch_up(person)


def leave(account: UUID, person: UUID, now: datetime) -> None:
    """End it: the shares go; what is sealed from now on has none."""
    Companion.objects.filter(account_id=account, person_id=person, until=None).update(until=now)
    holder = holder_of(account)
    if holder is not None:
        DataKeyShare.objects.filter(holder_id=holder.pk, data_key__person_id=person).delete()


def catch_up(person: UUID) -> int:
    """Share what is missing of a person's keys with those who accompany them."""
    if is_embedded():
        return 0
    return sum(
        _share(one, holding().compartments)
        for one in Companion.objects.filter(person_id=person, until=None)
    )


def _share(one: Companion, held: frozenset[str]) -> int:
    holder = holder_of(one.account_id)
    if holder is None:
        return 0
    parts = held & set(one.compartments.split())
    rows = DataKey.objects.filter(person_id=one.person_id, compartment__in=parts)
    missing = list(rows.exclude(shares__holder_id=holder.pk))
    if not missing:
        return 0
    wanted = [row.as_wrapped for row in missing]
    sealed = keeper().share(holding().token, wanted, bytes(holder.public))
    DataKeyShare.objects.bulk_create(
        DataKeyShare(data_key=row, holder_id=holder.pk, sealed=content)
        for row, content in zip(missing, sealed, strict=True)
    )
    return len(missing)
