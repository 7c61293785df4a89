"""Gives entries their place in the tree: at once on SQLite, within a second on PostgreSQL.

PostgreSQL's writers would wait for one another at the head of the log, so there an entry commits
as waiting, and one sequencer at a time places what waits (decision 36).
"""

import logging
import threading
from collections.abc import Sequence
from datetime import datetime

from django.db import DatabaseError, connection, transaction
from django.utils.timezone import localdate

from naru.ground.ledger import signing, tree
from naru.ground.ledger.keeping import keep
from naru.ground.ledger.merkle import Frontier, leaf_hash
from naru.ground.ledger.models import Entry, Place, Waiting
from naru.ground.ledger.notes import Checkpoint, Signer

LOCK = 0x4E415255
"""The number of the advisory lock that lets one sequencer work at a time (PostgreSQL)."""
BATCH = 2000
PAUSE = 0.5
_log = logging.getLogger(__name__)
_started = threading.Lock()


def take(entries: Sequence[Entry]) -> None:
    """Place new entries in their own transaction, or leave them to the sequencer."""
    if connection.vendor == "postgresql":
        rows = [Waiting(entry_seq=entry.seq) for entry in entries]
        Waiting.objects.bulk_create(rows, batch_size=BATCH)
    else:
        _place(entries)


def step() -> int:
    """Place everything that waits; returns how many entries that were."""
    placed = 0
    while connection.vendor == "postgresql":
        count = _batch()
        placed += count
        if count < BATCH:
            break
    return placed


@transaction.atomic
def _batch() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    waiting = Waiting.objects.order_by("entry_seq").values_list("entry_seq", flat=True)
    numbers = list(waiting[:BATCH])
    entries = list(Entry.objects.filter(seq__in=numbers).order_by("seq"))
    _place(entries)
    Waiting.objects.filter(entry_seq__in=numbers).delete()
    return len(numbers)


def _place(entries: Sequence[Entry]) -> None:
    if not entries:
        return
    size, at, leaf = _last() or (0, None, b"")
    grown = tree.frontier(size, leaf)
    signer = signing.log_signer(first=size == 0)
    if at and localdate(max(entry.at for entry in entries)) > localdate(at):
        keep(size, at)
    made = [_grow(entry, grown, signer) for entry in entries]
    tree.remember(grown, made[-1].leaf)
    Place.objects.bulk_create(made, batch_size=400)


def _last() -> tuple[int, datetime, bytes] | None:
    row = Place.objects.order_by("-size").values_list("size", "entry_seq", "leaf").first()
    if row is None:
        return None
    at = Entry.objects.filter(pk=row[1]).values_list("at", flat=True).first()
    return row[0], at, bytes(row[2])


def _grow(entry: Entry, grown: Frontier, signer: Signer) -> Place:
    leaf = leaf_hash(entry.leaf_text.encode())
    nodes = b"".join(grown.append(leaf))
    text = str(Checkpoint(signer.verifier.name, grown.size, grown.root()))
    return Place(
        size=grown.size,
        entry_seq=entry.seq,
        leaf=leaf,
        nodes=nodes,
        signature=signer.sign(text.encode()),
    )


def start() -> None:
    """Let this process place entries in the background, once; nothing to do on SQLite."""
    if connection.vendor == "postgresql" and _started.acquire(blocking=False):
        threading.Thread(target=run, name="ledger", daemon=True).start()


def run(stop: threading.Event | None = None) -> None:
    """Place what waits every half second until `stop` is set; outlives a database's restart."""
    stop = stop or threading.Event()
    while not stop.wait(PAUSE):
        try:
            step()
        except DatabaseError:
            _log.warning("the ledger's sequencer can't reach the database", exc_info=True)
            connection.close()
    connection.close()
