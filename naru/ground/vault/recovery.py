"""The last way in: a key on five sheets of paper, any three of which open it (SLIP-39)."""

import os
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import combinations
from uuid import UUID

from django.db import transaction
from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics

from naru.ground.vault import epochs, members
from naru.ground.vault.boxes import KEY_BYTES, BoxBrokenError, KeyPair
from naru.ground.vault.compartments import RECOVERY, Compartment
from naru.ground.vault.custody.core import MEMBER
from naru.ground.vault.custody.parts import Member
from naru.ground.vault.epochkeys import EpochKey, fingerprint, seal_purpose
from naru.ground.vault.keeper import Holding, keeper
from naru.ground.vault.models import EpochSeal, Grant, Holder

SHEETS, NEEDED, WORDS = 5, 3, 33


class RecoveryError(Exception):
    """The sheets don't open anything; the message says why and what to do."""


def split(seed: bytes) -> list[str]:
    """Five sheets of 33 words, tried out in all ten triples and all ten pairs."""
    sheets: list[str] = generate_mnemonics(1, [(NEEDED, SHEETS)], seed)[0]
    for three in combinations(sheets, NEEDED):
        if combine(three) != seed:
            raise RecoveryError("three of the new sheets don't give the key back: make new ones")
    for two in combinations(sheets, NEEDED - 1):
        if _opens(two):
            raise RecoveryError("two of the new sheets open the key: make new ones")
    return sheets


def combine(sheets: Iterable[str]) -> bytes:
    """The key of three sheets; RecoveryError says what is wrong with them."""
    said = [" ".join(sheet.lower().split()) for sheet in sheets if sheet.strip()]
    try:
        seed: bytes = combine_mnemonics(said)
    except (MnemonicError, ValueError, IndexError) as error:
        text = " ".join(str(error).split())
        msg = f"these sheets don't fit together: {text}"
        raise RecoveryError(msg) from error
    return seed


def _opens(sheets: Sequence[str]) -> bool:
    try:
        combine(sheets)
    except RecoveryError:
        return False
    return True


def make(now: datetime) -> tuple[Holder, list[str]]:
    """A new recovery key: its public half and the five sheets, which are kept nowhere.

    The old sheets are worth nothing afterwards. Every compartment that the machine still holds
    is sealed to it; so make the sheets before the members take over.
    """
    epochs.found_all()
    seed = os.urandom(KEY_BYTES)
    sheets = split(seed)
    with transaction.atomic():
        _retire(now)
        holder = Holder.objects.create(
            account_id=RECOVERY, public=KeyPair(seed).public, made_at=now
        )
        for compartment in Compartment:
            if members.is_held_by_host(compartment):
                members.appoint(compartment, holder)
    return holder, sheets


def cover(compartment: str, asker: Holding, approver: Holding) -> None:
    """Seal a compartment that the machine no longer holds: proposed by one member, approved by
    another. LockedError if a session doesn't hold it, CustodyError if they are one person."""
    holder = members.holder_of(RECOVERY)
    if holder is None or asker.account is None:
        raise RecoveryError("make the recovery key first")
    epoch, public = epochs.current(compartment), bytes(holder.public)
    mark = keeper().ask(asker.token, compartment, epoch.number, RECOVERY, public)
    member = Member(holder.pk, public, mark)
    made = keeper().admit(
        approver.token, compartment, epoch.number, RECOVERY, member, asker.account
    )
    members.keep_seal(epoch, holder, made)


def _retire(now: datetime) -> None:
    old = members.holder_of(RECOVERY)
    if old is not None:
        EpochSeal.objects.filter(holder_id=old.pk).delete()
        old.retired_at = now
        old.save(update_fields=["retired_at"])


def covered() -> list[str]:
    """The compartments that the sheets open now."""
    holder = members.holder_of(RECOVERY)
    if holder is None:
        return []
    seals = EpochSeal.objects.filter(holder_id=holder.pk, epoch__retired_at=None)
    return sorted(seals.values_list("epoch__compartment", flat=True))


def test(sheets: Iterable[str]) -> list[str]:
    """Try three sheets without changing anything: the compartments that they open."""
    return sorted(key.compartment for key in _opened(sheets))


def use(sheets: Iterable[str], accounts: Sequence[UUID], now: datetime) -> list[str]:
    """Let accounts into every compartment that the sheets open; at least two of them.

    RecoveryError if a sheet is wrong, an account has no key pair or there are fewer than two.
    """
    holders = [holder for account in accounts if (holder := members.holder_of(account))]
    if len(holders) != len(accounts) or len({h.pk for h in holders}) < members.FEWEST:
        raise RecoveryError(
            "two accounts at least must take over, and each must have signed in once to have a key"
        )
    keys = _opened(sheets)
    with transaction.atomic():
        for key in keys:
            epoch = epochs.current(key.compartment)
            for holder in holders:
                public = bytes(holder.public)
                mark = key.vouch(MEMBER, str(holder.pk), fingerprint(public))
                members.keep_seal(epoch, holder, (key.seal_to(holder.pk, public), mark))
                _granted(holder, key.compartment, now)
    return sorted(key.compartment for key in keys)


def _granted(holder: Holder, compartment: str, now: datetime) -> None:
    Grant.objects.update_or_create(
        holder_id=holder.pk,
        compartment=compartment,
        ended_at=None,
        defaults={
            "account_id": holder.account_id,
            "asked_by": RECOVERY,
            "approved_by": RECOVERY,
            "asked_at": now,
            "decided_at": now,
        },
    )


def _opened(sheets: Iterable[str]) -> list[EpochKey]:
    pair, holder = KeyPair(combine(sheets)), members.holder_of(RECOVERY)
    if holder is None or bytes(holder.public) != pair.public:
        raise RecoveryError("these sheets are of another or an older recovery key")
    found = []
    for seal in epochs.seals_of(holder.pk):
        try:
            purpose = seal_purpose(seal.compartment, seal.number, holder.pk)
            secret = pair.open(seal.content, purpose)
        except BoxBrokenError as error:
            msg = f"the seal of {seal.compartment} for the recovery key is broken"
            raise RecoveryError(msg) from error
        found.append(EpochKey(seal.compartment, seal.number, secret))
    return found
