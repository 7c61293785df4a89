"""Erasure by destroying keys: what was sealed under them is gone for good (crypto-shredding)."""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from naru.ground.vault.compartments import Compartment
from naru.ground.vault.models import DataKey, Erasure
from naru.ground.vault.rings import ring, session_rings

FILE = "erasures.jsonl"


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was erased, when: enough for a record, nothing of the content."""

    person_id: UUID
    compartments: tuple[str, ...]
    at: datetime
    keys: int = 0

    def text(self, number: str) -> str:
        """The certificate in both languages; `number` is the person's opaque number."""
        parts, day = ", ".join(self.compartments) or "-", f"{self.at:%Y-%m-%d %H:%M %Z}"
        return (
            f"개인정보 파기 확인서\n입소자 번호: {number}\n파기 구획: {parts}\n"
            f"파기한 열쇠: {self.keys}개\n파기 일시: {day}\n"
            "위 구획의 정보는 암호 열쇠를 파기하여 누구도 다시 열 수 없습니다. "
            "백업을 복원하여도 같은 파기가 먼저 다시 집행됩니다.\n\n"
            f"Certificate of erasure\nNumber of the person: {number}\nCompartments: {parts}\n"
            f"Keys destroyed: {self.keys}\nAt: {day}\n"
            "The keys were destroyed, so nobody can open this information again. "
            "A restored backup repeats the erasure before it opens.\n"
        )


def erase(person_id: UUID, compartments: Iterable[Compartment], now: datetime) -> Certificate:
    """Destroy the person's keys of these compartments; opening afterwards raises ErasedError.

    Inside the caller's transaction; once that is kept, the erasure is also written to the list
    that outlives the database (`replay`).
    """
    wanted = [compartment.value for compartment in compartments]
    rows = DataKey.objects.filter(person_id=person_id, compartment__in=wanted)
    gone = sorted(rows.values_list("compartment", flat=True))
    rows.delete()
    made = [
        Erasure(person_id=person_id, compartment=part, at=now, keys=gone.count(part))
        for part in wanted
    ]
    Erasure.objects.bulk_create(made)
    owners = [(person_id, compartment) for compartment in wanted]
    ring.forget(owners)
    session_rings.erase(owners)
    transaction.on_commit(lambda: _outlive(made))
    return Certificate(person_id, tuple(dict.fromkeys(gone)), now, len(gone))


def replay(said: Iterable[str]) -> int:
    """Repeat erasures that a restored database doesn't know of; says how many keys fell.

    `said` are lines of the list (JSON); ValueError names a line that isn't one.
    """
    fallen = 0
    with transaction.atomic():
        for erasure_id, person, compartment, when in _read(said):
            rows = DataKey.objects.filter(person_id=person, compartment=compartment)
            count = rows.count()
            rows.delete()
            fallen += count
            if not Erasure.objects.filter(pk=erasure_id).exists():
                Erasure.objects.create(
                    pk=erasure_id, person_id=person, compartment=compartment, at=when, keys=count
                )
    ring.forget()
    return fallen


def list_path() -> Path | None:
    """The list that outlives the database; none where the keys live in memory (tests)."""
    return Path(settings.NARU_HOME) / FILE if settings.NARU_KEY_FILE else None


def lines() -> list[str]:
    """Every erasure that the database knows, as lines of the list."""
    return [_line(row) for row in Erasure.objects.order_by("at", "pk")]


def reconcile() -> None:
    """Write into the list what a crash between commit and list left out."""
    path = list_path()
    if path is None:
        return
    known = set(path.read_text().splitlines()) if path.exists() else set()
    _append(path, [line for line in lines() if line not in known])


def _outlive(made: list[Erasure]) -> None:
    path = list_path()
    if path is not None:
        _append(path, [_line(row) for row in made])


def _append(path: Path, said: list[str]) -> None:
    if not said:
        return
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write("".join(f"{line}\n" for line in said))
        file.flush()
        os.fsync(file.fileno())


def _line(row: Erasure) -> str:
    said = {
        "id": str(row.pk),
        "person": str(row.person_id),
        "compartment": row.compartment,
        "at": row.at.isoformat(),
    }
    return json.dumps(said, sort_keys=True)


def _read(said: Iterable[str]) -> Iterator[tuple[UUID, UUID, str, datetime]]:
    for number, line in enumerate(said, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield (
                UUID(row["id"]),
                UUID(row["person"]),
                Compartment(row["compartment"]).value,
                datetime.fromisoformat(row["at"]),
            )
        except (ValueError, KeyError, TypeError) as error:
            msg = f"line {number} of the list of erasures isn't one: {error}"
            raise ValueError(msg) from error


def pairs(said: Iterable[str]) -> list[tuple[UUID, str]]:
    """Whose keys of which compartment the lines say are destroyed; ValueError as in `replay`."""
    return list(dict.fromkeys((person, part) for _id, person, part, _at in _read(said)))
