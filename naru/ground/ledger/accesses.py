"""Binds the list of who opened what into the log, day by day, so that no line of it can be bent.

The list itself (`vault.AccessRecord`) is a table with rails, which whoever owns the database can
take away. An entry a day holds the number of its lines and their hash.
"""

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from naru.ground.ledger.appending import append
from naru.ground.ledger.models import Entry, EntryBody
from naru.ground.ledger.reading import said_in
from naru.ground.vault.compartments import CENTRE, SYSTEM, Compartment
from naru.ground.vault.models import AccessRecord
from naru.ground.vault.opening import open_rows

ACTION = "bind_accesses"
SETTLED = timedelta(hours=1)
"""So long after midnight a day's list is whole."""
BATCH = 2000
Told = dict[str, tuple[int, str]]
"""By day (ISO): how many lines its list has, and their SHA-256 (hex)."""


@transaction.atomic
def bind_accesses(now: datetime) -> int:
    """Bind every day that is over and isn't bound yet; says how many there were."""
    last = Entry.objects.filter(action=ACTION).aggregate(at=Max("at"))["at"]
    since = timezone.localdate(last - SETTLED) if last else date.min
    days = _told(since, timezone.localdate(now - SETTLED))
    if days:
        append(
            ACTION,
            at=now,
            actor=SYSTEM,
            person_id=CENTRE,
            compartment=Compartment.OPS,
            body={"days": {day: list(said) for day, said in days.items()}},
        )
    return len(days)


def wrong_accesses() -> Iterator[tuple[int, str]]:
    """Each day whose list isn't what was bound, with the entry's number; ClosedError if locked."""
    entries = Entry.objects.filter(action=ACTION).values_list("seq", flat=True)
    bodies = list(EntryBody.objects.filter(entry_seq__in=list(entries)).order_by("entry_seq"))
    bound = {
        day: (body.entry_seq, tuple(said))
        for body, opened in zip(bodies, open_rows(SYSTEM, bodies, "verify"), strict=True)
        for day, said in said_in(opened)["days"].items()
    }
    if bound:
        last = max(bound)
        now = _told(date.min, date.fromisoformat(last) + timedelta(days=1))
        nothing = bound[last][0], (0, "")
        for day in sorted({*bound, *now}):
            seq, said = bound.get(day, nothing)
            if now.get(day) != said:
                yield seq, day


def _told(since: date, until: date) -> Told:
    """The lists of the days from `since` on and before `until`."""
    rows = AccessRecord.objects.filter(day__gte=since, day__lt=until)
    names = ("day", "viewer_id", "person_id", "compartment", "reason")
    lines = rows.order_by("day").values_list(*names).iterator(BATCH)
    return {day.isoformat(): _sum(some) for day, some in groupby(lines, lambda line: line[0])}


def _sum(lines: Iterator[tuple[object, ...]]) -> tuple[int, str]:
    said = sorted("|".join(map(str, line)) for line in lines)
    return len(said), hashlib.sha256("\n".join(said).encode()).hexdigest()
