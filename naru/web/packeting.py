"""The emergency packet: made by a clinician each shift, opened without a network, told afterwards.

Making it reads what the maker may read anyway, in their name; opening needs no database.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone, translation

from naru.domain import emergency as rules
from naru.domain.refusals import Refusal, say
from naru.ground import ledger, people
from naru.ground.pathway import queries as pathway
from naru.ground.pathway import rooms
from naru.ground.pathway.need import Withheld
from naru.ground.staff import emergency
from naru.ground.staff.models import Account
from naru.ground.vault import CENTRE, Compartment
from naru.ground.vault.packets import Keys, Opening, Packet, PacketError, seal_packet
from naru.kit import numbers

OPENINGS = ".openings"
FRESH_FOR = timedelta(hours=12)


@dataclass(frozen=True)
class Made:
    """A new packet, its code, and how many people were left out because the maker can't read."""

    packet: Packet
    code: str
    left_out: int


def make(by: Account, now: datetime, fresh_for: timedelta = FRESH_FOR) -> Made:
    """A packet about everybody whom the maker may read; PacketError for whoever isn't clinical."""
    if not by.has(*rules.ROLES):
        raise PacketError("only a nurse, a physician or the duty officer makes the packet")
    found, left_out = {}, 0
    with translation.override("ko"):
        for row in pathway.open_cases(by).select_related("person"):
            said = _told(by, row)
            left_out += said is None
            if said is not None:
                found[row.person.number] = said
    if not found:
        raise PacketError("there is nobody here whose health record you may read")
    code = numbers.new_code()
    packet = seal_packet(code, now, now + fresh_for, found)
    said = {"packet": packet.serial, "people": str(len(found))}
    with transaction.atomic():
        ledger.append(
            "make_packet",
            at=now,
            actor=by,
            person_id=CENTRE,
            compartment=Compartment.OPS,
            subject=packet.serial,
            body=said,
        )
    return Made(packet, code, left_out)


def _told(by: Account, row: Any) -> dict[str, Any] | None:
    try:
        name = people.label(by, row.person_id).name
        told = rooms.told_in_emergency(by, pathway.view_of(by, row))
    except Withheld:
        return None
    return {"name": name, "told": told}


def open_one(path: Path, code: str, number: str, by: str, reason: str) -> dict[str, Any]:
    """One person's entry; the opening is written down before anything is shown."""
    packet, keys = _opened(path, code)
    against = rules.refused(rules.ROLES, "health", "life", reason)
    if against is not None:
        raise PacketError(f"{say(against, 'ko').why} {say(against, 'en').why}")
    said = keys.open(packet, numbers.read(number) or "")
    _write(path, keys, Opening(numbers.read(number) or "", by, timezone.now().isoformat(), reason))
    return {**said, "packet": packet}


def report(path: Path, code: str, by: Account, now: datetime) -> int:
    """Enter what this account opened without a network; says how many openings were new."""
    packet, keys = _opened(path, code)
    mine = [one for one in keys.read(_lines(path)) if one.by == by.username]
    with transaction.atomic():
        return sum(_entered(packet, one, by, now) for one in mine)


def _entered(packet: Packet, one: Opening, by: Account, now: datetime) -> bool:
    person = people.person_of(one.number)
    if person is None:
        msg = f"there is no person {one.number} in this centre"
        raise PacketError(msg)
    given = {"person_id": person.pk, "reason": one.reason, "packet": packet.serial}
    opened_at = datetime.fromisoformat(one.at)
    done = emergency.note_offline(by=by, now=now, opened_at=opened_at, **given)
    if isinstance(done, Refusal):
        raise PacketError(say(done, "en").why)
    return not done.repeated


def put_by(path: Path) -> Path | None:
    """Keep a packet that was opened, under its serial, so that it can still be reported."""
    kept = path.with_name(path.name + OPENINGS)
    if not kept.exists():
        return None
    old = path.with_name(f"{path.name}.{Packet.read(path.read_text(encoding='utf-8')).serial}")
    path.rename(old)
    kept.rename(old.with_name(old.name + OPENINGS))
    return old


def _opened(path: Path, code: str) -> tuple[Packet, Keys]:
    packet = Packet.read(path.read_text(encoding="utf-8"))
    read = numbers.read_code(code)
    if read is None:
        raise PacketError("this can't be a code: four groups of four, as on the paper")
    return packet, Keys.of(packet, read)


def _lines(path: Path) -> list[str]:
    kept = path.with_name(path.name + OPENINGS)
    return kept.read_text(encoding="ascii").splitlines() if kept.exists() else []


def _write(path: Path, keys: Keys, opening: Opening) -> None:
    before: Iterable[str] = _lines(path)
    kept = path.with_name(path.name + OPENINGS)
    with kept.open("a", encoding="ascii") as file:
        file.write(keys.write(opening, before) + "\n")
