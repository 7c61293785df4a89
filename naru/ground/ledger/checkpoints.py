"""Checkpoints: what the log says of itself to the outside, once a day and on demand."""

from datetime import UTC, datetime

from django.utils.timezone import localdate

from naru.domain.refusals import Done, Refusal
from naru.ground.ledger import notes, refusals, sequencing, tree  # noqa: F401
from naru.ground.ledger.keeping import keep
from naru.ground.ledger.models import Checkpoint, Cosignature

REQUEST = "old {old}\n{proof}\n{note}"


def checkpoint(now: datetime) -> Checkpoint | None:
    """The checkpoint of the whole log as it is now; None while it is empty."""
    sequencing.step()
    entries = tree.size()
    return keep(entries, now) if entries else None


def size() -> int:
    """How many entries have their place."""
    return tree.size()


def of_day(now: datetime) -> Checkpoint | None:
    """The newest checkpoint of today, made at the first look; None while the log is empty."""
    latest = Checkpoint.objects.order_by("-size").first()
    if latest and localdate(latest.at) == localdate(now) and latest.at <= now:
        return latest
    return checkpoint(now)


def witnessed(vkey: str = "") -> int:
    """How many entries a witness has seen by what is kept here, or the one who saw most."""
    rows = Cosignature.objects.filter(vkey=vkey.strip()) if vkey else Cosignature.objects
    return rows.order_by("-size").values_list("size", flat=True).first() or 0


def last_witnessed() -> datetime | None:
    """When a witness cosigned last; None if none ever did."""
    return Cosignature.objects.order_by("-at").values_list("at", flat=True).first()


def cosigned(kept: Checkpoint) -> str:
    """A checkpoint's note with the first line of each witness."""
    return kept.note + "".join(row.line for row in cosignatures(kept.size))


def cosignatures(size: int) -> list[Cosignature]:
    """The first cosignature of each witness under the checkpoint of this size."""
    rows = Cosignature.objects.filter(size=size).order_by("-at", "-id")
    first = {row.vkey: row for row in rows}
    return sorted(first.values(), key=lambda row: (row.at, row.id))


def request(old: int, now: datetime) -> str | Refusal:
    """What a witness who last saw `old` entries needs (add-checkpoint of c2sp.org/tlog-witness)."""
    kept = checkpoint(now)
    if kept is None or not 0 <= old <= kept.size:
        return Refusal("ledger.no_such_size", {"size": old})
    proof = "".join(f"{notes.b64(node)}\n" for node in tree.consistency(old, kept.size))
    return REQUEST.format(old=old, proof=proof, note=kept.note)


def take_cosignature(note: str, vkey: str) -> Done | Refusal:
    """Keep the line of a witness, whose key is `vkey`, under one of our checkpoints."""
    try:
        text, lines = notes.read_note(note)
        verifier = notes.read_verifier(vkey)
        size = notes.read_checkpoint(text).size
    except notes.NoteError as error:
        return Refusal("ledger.unreadable", {"why": str(error)})
    kept = Checkpoint.objects.filter(size=size).first()
    if kept is None or not kept.note.startswith(text + "\n"):
        return Refusal("ledger.not_ours", {"size": size})
    for line in lines:
        seconds = notes.cosigned_at(verifier, text, line)
        if verifier.kind == notes.TIMED and seconds is not None:
            return _keep_line(size, verifier, line, seconds)
    return Refusal("ledger.not_cosigned", {"name": verifier.name})


def _keep_line(size: int, verifier: notes.Verifier, line: notes.Line, seconds: int) -> Done:
    number = notes.sha256(str(line).encode()).hexdigest()
    at = datetime.fromtimestamp(seconds, UTC)
    given = {"size": size, "vkey": str(verifier), "line": str(line), "at": at}
    _row, new = Cosignature.objects.get_or_create(id=number, defaults=given)
    return Done(f"{verifier.name} {size}", repeated=not new)
