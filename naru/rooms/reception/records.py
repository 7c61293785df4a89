"""What actions and queries of reception share: notices made and sealed, uploads read."""

import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from naru.domain.refusals import Refusal
from naru.ground.vault import Compartment, keyed_hash, prepare_keys, read_file
from naru.kit.tables import Table, read_table
from naru.rooms.reception import lists
from naru.rooms.reception.lists import Checked, Entry
from naru.rooms.reception.models import Notice

CHUNK = 400
PURPOSE = "naru reception fingerprint"


@dataclass(frozen=True)
class Told:
    """What is told of somebody before they come."""

    names: Sequence[dict[str, str]]
    expected_on: date
    agency: str = ""
    birth: dict[str, Any] | None = None
    sex: str = ""
    languages: Sequence[str] = ()
    interpreter: str = ""
    origin: str = ""
    role: str = ""
    country_entry: date | None = None
    needs: str = ""
    hold_bed: bool = False
    family: UUID | None = None
    batch: UUID | None = None
    person_id: UUID = field(default_factory=uuid.uuid4)

    @property
    def fingerprint(self) -> str:
        """A keyed hash of name, birth and sex: equal for one person told twice."""
        first = self.names[0]["text"]
        birth = self.birth or None
        return fingerprint(Entry(0, first, birth=birth, sex=self.sex))

    def values(self) -> dict[str, Any]:
        """What of it is sealed."""
        return {
            "names": list(self.names),
            "birth": self.birth,
            "sex": self.sex,
            "languages": list(self.languages),
            "interpreter": self.interpreter,
            "origin": self.origin,
            "role": self.role,
            "country_entry": self.country_entry.isoformat() if self.country_entry else "",
            "needs": self.needs,
            "hold_bed": self.hold_bed,
        }


def fingerprint(entry: Entry) -> str:
    """A keyed hash of who an entry is about; it tells nothing without the key file."""
    return keyed_hash(PURPOSE, json.dumps(entry.identity, ensure_ascii=False).encode())


def keep_notices(told: Sequence[Told], now: datetime) -> list[Notice]:
    """Seal and save notices in a few statements."""
    prepare_keys([one.person_id for one in told], Compartment.IDENTITY)
    rows = [_row(one, now) for one in told]
    Notice.objects.bulk_create(rows, batch_size=CHUNK)
    return rows


def _row(told: Told, now: datetime) -> Notice:
    row = Notice(
        person_id=told.person_id,
        expected_on=told.expected_on,
        agency=told.agency,
        batch=told.batch,
        family=told.family,
        fingerprint=told.fingerprint,
        made_at=now,
    )
    row.put(told.values())
    return row


def checked_upload(
    viewer: Any, file_id: UUID, name: str, mapped: Mapping[str, int] | None
) -> Checked | Refusal:
    """An uploaded list, read with the chosen columns or by its headings."""
    data, _media_type = read_file(viewer, file_id, "import_list")
    table = read_table(data, name)
    if isinstance(table, Refusal):
        return table
    return checked_table(table, lists.guess(table.columns) if mapped is None else mapped)


def checked_table(table: Table, mapped: Mapping[str, int]) -> Checked | Refusal:
    """A list, read and without those who are expected already."""
    checked = lists.check(table, mapped, timezone.localdate())
    if isinstance(checked, Refusal):
        return checked
    marks = {fingerprint(entry): entry.line for entry in checked.good}
    lines = [marks[mark] for mark in _known(marks)]
    return lists.without(checked, lines, table.columns[mapped["name"]])


def _known(marks: Iterable[str]) -> list[str]:
    """The fingerprints among these that belong to somebody who is expected or has come."""
    wanted, found = list(marks), []
    for start in range(0, len(wanted), CHUNK):
        rows = Notice.objects.exclude(state=Notice.CANCELLED)
        chunk = rows.filter(fingerprint__in=wanted[start : start + CHUNK])
        found += list(chunk.values_list("fingerprint", flat=True))
    return found
