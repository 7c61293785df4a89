"""Keeps what the log said of itself at a size: signed once, and never changed."""

from datetime import datetime

from naru.ground.ledger import notes, signing, tree
from naru.ground.ledger.models import Checkpoint, Place


def keep(size: int, at: datetime) -> Checkpoint:
    """The checkpoint of the first `size` entries, kept for good; the entry is signed already."""
    kept = Checkpoint.objects.filter(size=size).first()
    return kept or Checkpoint.objects.create(size=size, at=at, note=note_of(size))


def note_of(size: int) -> str:
    """The signed note of the first `size` entries (at least one)."""
    signer = signing.log_signer()
    text = notes.Checkpoint(signer.verifier.name, size, tree.root(size))
    signature = bytes(Place.objects.get(pk=size).signature)
    return f"{text}\n{notes.line_of(signer.verifier, signature)}"
