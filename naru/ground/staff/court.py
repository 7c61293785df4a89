"""Opening by court order: checked by the DPO, opened with the keys of two members, told.

What no emergency opens (inquiry, complaints, relatives, a psychologist's notes) a court can, row by
row as its order names them, for one reader outside. Other people named in it are masked; files,
which can't be masked, stay unless the order asks for them whole. The two see what will leave first.
"""

import hashlib
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction

from naru.domain.duties import Duty
from naru.domain.emergency import NEVER
from naru.domain.masking import Find, commitment, masked
from naru.domain.refusals import Done, Refusal
from naru.ground import ledger
from naru.ground.staff import keys, refusals  # noqa: F401
from naru.ground.staff.conflicts import has_conflict
from naru.ground.staff.models import Account, CourtOpening, CourtOrder
from naru.ground.vault import CENTRE, SYSTEM, Compartment, open_row, open_rows, read_file
from naru.ground.vault.keeper import Holding, held_by
from naru.ground.vault.models import SealedFile
from naru.ground.vault.opening import note_access
from naru.ground.vault.rings import own_ring
from naru.ground.vault.sealed import SealedModel

PARTS = NEVER | {"health"}
REASON = "court"
TELL_WITHIN = timedelta(days=1)
SALT = 16
LEFT_OUT = "a file can't be masked: the court may order it whole"
Key = tuple[Account, Holding]
Seal = Callable[[Mapping[str, Any]], bytes]


@dataclass(frozen=True)
class Record:
    """One sealed record that an order may name: nothing of what it says."""

    id: UUID
    kind: str
    at: datetime | None


@transaction.atomic
def enter_order(
    *,
    by: Account,
    now: datetime,
    person_id: UUID,
    part: str,
    order: Mapping[str, str],
    silent_until: datetime | None = None,
) -> Done | Refusal:
    """Enter an order; `order` says court, number, date, how it was checked and its scope."""
    if not by.has(Duty.DATA_PROTECTION_OFFICER):
        return Refusal("court.dpo_only")
    if part not in PARTS:
        return Refusal("court.not_for_courts")
    row = CourtOrder(person_id=person_id, part=part, by_id=by.pk, at=now, silent_until=silent_until)
    row.put(order)
    row.save(force_insert=True)
    return _record("enter_court_order", by, now, row, CENTRE)


def said(order: CourtOrder) -> dict[str, Any]:
    """What the order says, for whoever deals with it."""
    return open_row(SYSTEM, order, REASON)


def records(order: CourtOrder) -> list[Record]:
    """Every record of the person in the order's compartment, files too."""
    rows = [Record(row.pk, row._meta.label, getattr(row, "at", None)) for row in _rows(order)]
    files = SealedFile.objects.filter(person_id=order.person_id, compartment=order.part)
    return rows + [Record(file.pk, file.media_type, None) for file in files.order_by("id")]


def _rows(order: CourtOrder, only: Iterable[UUID] | None = None) -> Iterator[SealedModel]:
    chosen = {} if only is None else {"pk__in": list(only)}
    for model in apps.get_models():
        part = getattr(model, "COMPARTMENT", None)
        if issubclass(model, SealedModel) and part == order.part:
            yield from model._default_manager.filter(person_id=order.person_id, **chosen)


@transaction.atomic
def open_for_court(
    *,
    now: datetime,
    order: CourtOrder,
    two: tuple[Key, Key],
    wanted: Sequence[UUID],
    seal: Seal,
    find: Find,
    whole: Collection[UUID] = (),
) -> tuple[Done, bytes] | Refusal:
    """Open the wanted records under each of two keys, and seal them for the court's reader.

    `find` says where texts name others, who are masked but in the records of `whole`. `seal` takes
    what the records then say and gives the file that leaves, whose hash is kept; nothing, where the
    two only look.
    """
    against = _against(order, two)
    if against:
        return against
    first, second = (_opened(order, wanted, key) for key in two)
    if not first or first != second or len(first) != len(set(wanted)):
        return Refusal("court.nothing")
    shown, kept = _shown(order, first, find, {str(one) for one in whole})
    content = seal({"order": said(order), "part": order.part, "records": shown})
    kept["sha256"] = hashlib.sha256(content).hexdigest() if content else ""
    return _kept(order, now, [account for account, _holding in two], kept), content


def _kept(
    order: CourtOrder, now: datetime, accounts: Sequence[Account], what: dict[str, Any]
) -> Done:
    first, second = (account.pk for account in accounts)
    row = CourtOpening(
        person_id=order.person_id, order=order, first_id=first, second_id=second, at=now
    )
    row.put(what)
    row.save(force_insert=True)
    if order.silent_until is None:
        _note_accesses(order, accounts)
    action = "open_for_court" if what["sha256"] else "look_for_court"
    more = {name: str(what[name]) for name in ("sha256", "masked", "left_out", "whole")}
    return _record(action, accounts[0], now, order, CENTRE, second=str(second), **more)


def _shown(
    order: CourtOrder, records: Sequence[Mapping[str, Any]], find: Find, whole: set[str]
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The records as they leave, and what is kept of it: what was masked, and the salts.

    Each record bears a salted hash of its original, so that the court can later have it proven.
    """
    partly = [one for one in records if not one["file"] and one["id"] not in whole]
    says, counts = masked([one["says"] for one in partly], find)
    places = {
        one["id"]: {"says": said, "masked": count}
        for one, said, count in zip(partly, says, counts, strict=True)
    }
    salts = {one["id"]: os.urandom(SALT) for one in records}
    shown = [
        {
            "id": one["id"],
            "kind": one["kind"],
            "original": commitment(salts[one["id"]], one["says"]),
            **(places.get(one["id"]) or _unmasked(order, one, whole, salts[one["id"]])),
        }
        for one in records
    ]
    return shown, {
        "records": [one["id"] for one in records],
        "whole": [one["id"] for one in records if one["id"] in whole],
        "left_out": [one["id"] for one in shown if "left_out" in one],
        "masked": sum(counts),
        "salts": {name: salt.hex() for name, salt in salts.items()},
    }


def _unmasked(
    order: CourtOrder, one: Mapping[str, Any], whole: Collection[str], salt: bytes
) -> dict[str, Any]:
    """A record that leaves whole, with every salt that its original was hashed with so far."""
    if one["id"] not in whole:
        return {"left_out": LEFT_OUT}
    before = open_rows(SYSTEM, list(order.openings.all()), REASON)
    salts = [row["salts"][one["id"]] for row in before if one["id"] in row.get("salts", {})]
    return {"says": one["says"], "salts": [*salts, salt.hex()]}


def _against(order: CourtOrder, two: tuple[Key, Key]) -> Refusal | None:
    ids = {account.pk for account, _holding in two}
    if len(ids) != len(two) or order.by_id in ids:
        return Refusal("court.two_keys")
    for account, holding in two:
        if has_conflict(account.pk, order.person_id):
            return Refusal("court.conflict")
        with held_by(holding):
            if not keys.holds(account, order.part):
                return Refusal("vault.not_a_member")
    return None


def _opened(order: CourtOrder, wanted: Sequence[UUID], key: Key) -> list[dict[str, Any]]:
    """What the records say, opened with one member's keys alone."""
    _account, holding = key
    with held_by(holding), own_ring():
        rows = list(_rows(order, wanted))
        values = open_rows(SYSTEM, rows, REASON)
        found = [
            {"id": str(row.pk), "kind": row._meta.label, "file": False, "says": value}
            for row, value in zip(rows, values, strict=True)
        ]
        return found + [_file(file) for file in _files(order, wanted)]


def _files(order: CourtOrder, wanted: Sequence[UUID]) -> list[SealedFile]:
    rows = SealedFile.objects.filter(person_id=order.person_id, compartment=order.part)
    return list(rows.filter(pk__in=list(wanted)).order_by("id"))


def _file(file: SealedFile) -> dict[str, Any]:
    content, media_type = read_file(SYSTEM, file.pk, REASON)
    return {"id": str(file.pk), "kind": media_type, "file": True, "says": content.hex()}


@transaction.atomic
def tell_of_order(*, by: Account, now: datetime, order: CourtOrder, how: str) -> Done | Refusal:
    """Write down that the person was told; from now on their own list of accesses shows it too."""
    if not by.has(Duty.DATA_PROTECTION_OFFICER):
        return Refusal("court.dpo_only")
    if order.told_at is not None:
        return Refusal("court.told")
    if order.silent_until is not None and now < order.silent_until:
        return Refusal("court.silent")
    order.told_at = now
    order.save(update_fields=["told_at"])
    ids = {one for row in order.openings.all() for one in (row.first_id, row.second_id)}
    _note_accesses(order, list(Account.objects.filter(pk__in=ids)))
    return _record("tell_of_court_order", by, now, order, order.person_id, how=how)


def tell_by(order: CourtOrder) -> datetime:
    """Until when the person must be told: a day after the order, or after the court's silence."""
    return (order.silent_until or order.at) + TELL_WITHIN


def _note_accesses(order: CourtOrder, accounts: Sequence[Account]) -> None:
    for account in accounts:
        note_access(account, [(order.person_id, order.part)], REASON)


def _record(
    action: str, by: Account, now: datetime, order: CourtOrder, person_id: UUID, **more: str
) -> Done:
    """In the ledger; under the centre, not the person, until the person was told."""
    compartment = Compartment.OPS if person_id == CENTRE else Compartment.LEGAL
    return ledger.record(
        action,
        at=now,
        actor=by,
        person_id=person_id,
        compartment=compartment,
        subject=str(order.pk),
        body={"part": order.part, **more},
    )
