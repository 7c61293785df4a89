"""The log of changed cards, and how the register of names in memory is kept in step with it."""

import math
import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import local
from time import monotonic
from uuid import UUID

from django.db import connection, transaction

from naru.ground.people.models import Card, Change
from naru.ground.vault import searching
from naru.ground.vault.closed import ClosedError

BATCH = 250
NOWHERE = (0, 0)
Place = Sequence[int]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many cards the register has taken in."""

    done: int
    of: int

    @property
    def is_ready(self) -> bool:
        """Whether everybody can be found."""
        return self.done >= self.of


class _Here(local):
    """What this thread has written in a transaction that may still roll back, and shown."""

    noted = shown = False


_here = _Here()


def note_change(person_ids: Iterable[UUID]) -> None:
    """Say that these cards have changed, inside the transaction that changes them."""
    moment = _own_moment()
    Change.objects.bulk_create(
        [Change(person_id=one, mark=secrets.randbits(62), moment=moment) for one in person_ids],
        batch_size=400,
    )
    _here.noted = True
    transaction.on_commit(_settled)


def follow(seconds: float = math.inf) -> Progress:
    """Bring the register up to date, for so many seconds at most; a new person costs one row.

    Begun at the first search after an unlock. ClosedError where the session may open no identity.
    """
    until = monotonic() + seconds
    stands = searching.ask("place")
    found = _since(stands["at"]) if stands["at"] is not None else None
    if found is None:
        searching.ask("begin", *_everybody())
    elif found[0]:
        _bring(found[0], found[1])
    _here.shown = _here.shown or _here.noted
    while (wanted := searching.ask("wanted", BATCH)) and monotonic() < until:
        _bring(wanted, None)
    stands = searching.ask("place")
    return Progress(stands["of"] - stands["left"], stands["of"])


def rolled_back() -> None:
    """Forget names that were searched before they were kept; called when a transaction fails."""
    if _here.shown and _here.noted:
        with suppress(ClosedError):
            searching.ask("clear")
    _settled()


def _settled() -> None:
    _here.noted = _here.shown = False


def _bring(person_ids: Sequence[UUID], at: Place | None) -> None:
    rows = list(Card.objects.filter(person_id__in=person_ids))
    searching.enter(at, rows, set(person_ids) - {row.person_id for row in rows})


def _everybody() -> tuple[Place, list[UUID]]:
    """Where the log stands, and after that whose cards there are."""
    at = _present()
    return at, list(Card.objects.order_by("pk").values_list("person_id", flat=True))


# SQLite has one writer, so numbers are seen in their order and the last one marks the place.
# PostgreSQL shows a low number after a high one: there the place is the oldest transaction still
# running, and what came since is read again until that one has ended.

OLDEST = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
OWN = "SELECT pg_current_xact_id()::text::bigint"
SINCE = """
SELECT person_id FROM people_change WHERE moment >= %s AND (
    moment < pg_snapshot_xmax(pg_current_snapshot())::text::bigint
    OR moment = pg_current_xact_id_if_assigned()::text::bigint)
"""


def _present() -> Place:
    if connection.vendor == "postgresql":
        return (_number(OLDEST), 0)
    return Change.objects.order_by("-pk").values_list("pk", "mark").first() or NOWHERE


def _since(at: Place) -> tuple[list[UUID], Place] | None:
    """Who changed after a place, and the place after that; None if the log was set back."""
    if connection.vendor == "postgresql":
        now = _present()
        with connection.cursor() as cursor:
            cursor.execute(SINCE, [at[0]])
            return list(dict.fromkeys(row[0] for row in cursor.fetchall())), now
    rows = list(Change.objects.filter(pk__gte=at[0]).order_by("pk"))
    if tuple(at) != NOWHERE:
        if not rows or (rows[0].pk, rows[0].mark) != tuple(at):
            return None
        rows = rows[1:]
    changed = list(dict.fromkeys(row.person_id for row in rows))
    return changed, ((rows[-1].pk, rows[-1].mark) if rows else at)


def _own_moment() -> int:
    return _number(OWN) if connection.vendor == "postgresql" else 0


def _number(query: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return int(cursor.fetchone()[0])
