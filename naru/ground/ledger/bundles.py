"""Bundles for somebody outside: a document with its proof, the whole log, a printed checkpoint.

The verifiers in `verifiers/` read them; decision 37 says how they are built.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from naru.domain.refusals import Refusal
from naru.ground.ledger import checkpoints, live, notes, papers, refusals, signing, tree  # noqa: F401
from naru.ground.ledger.models import Checkpoint, Cosignature, Entry, EntryBody, Place
from naru.ground.vault import ErasedError, SealBrokenError
from naru.ground.vault.models import SealedFile
from naru.ground.vault.opening import open_row

HEAD = "naru-bundle/v1"
PROOF = "c2sp.org/tlog-proof@v1"
SEAL = f"{HEAD} seal\n"
MEDIA_TYPE = "text/plain; charset=utf-8"
ENDING = ".naru"


def tlog_proof(place: int, kept: Checkpoint) -> str:
    """The proof of c2sp.org/tlog-proof that an entry is in the tree of a checkpoint."""
    hashes = "".join(f"{notes.b64(node)}\n" for node in tree.inclusion(place, kept.size))
    return f"{PROOF}\nindex {place - 1}\n{hashes}\n{checkpoints.cosigned(kept)}"


def proof(
    viewer: Any,
    seq: int,
    now: datetime,
    *,
    size: int | None = None,
    content: bool = False,
    bare: bool = False,
    opened: Sequence[papers.Opened] = (),
) -> str | Refusal:
    """The bundle of one entry with its documents; with its words too, or bare of both.

    `size` names a checkpoint that its reader keeps; otherwise the first one that a witness
    cosigned after the entry is taken, or the first one after it. The documents are opened in the
    viewer's name: who may have them is decided before; with `opened` their owner brought them.
    """
    kept_now = checkpoints.checkpoint(now)
    place = Place.objects.filter(entry_seq=seq).first()
    if place is None or kept_now is None:
        return Refusal("ledger.no_such_entry", {"seq": seq})
    kept = _checkpoint(place.size, size)
    if kept is None:
        return Refusal("ledger.no_such_size", {"size": size})
    text = Entry.objects.get(pk=seq).leaf_text
    if opened:
        laid = "".join(_laid(place, one) for place, one in enumerate(opened))
    else:
        said = "" if bare else _opened(viewer, seq, content=content)
        if isinstance(said, Refusal):
            return said
        laid = said
    keys = _keys([kept.size])
    return f"{HEAD} proof\n{keys}leaf {text}\n{laid}\n{tlog_proof(place.size, kept)}"


def _checkpoint(place: int, size: int | None) -> Checkpoint | None:
    later = Checkpoint.objects.filter(size__gte=place).order_by("size")
    if size is not None:
        return later.filter(size=size).first()
    cosigned = Cosignature.objects.filter(size__gte=place).order_by("at").first()
    return later.filter(size=cosigned.size).first() if cosigned else later.first()


def _keys(sizes: Iterable[int] | None = None) -> str:
    """The lines of the log's key and of its witnesses' keys."""
    rows = Cosignature.objects.order_by("vkey")
    rows = rows if sizes is None else rows.filter(size__in=sizes)
    lines = [f"log {signing.log_signer().verifier}\n"]
    return "".join([*lines, *(f"witness {vkey}\n" for vkey in dict.fromkeys(_vkeys(rows)))])


def _vkeys(rows: Any) -> list[str]:
    return list(rows.values_list("vkey", flat=True))


def _opened(viewer: Any, seq: int, *, content: bool) -> str | Refusal:
    """The lines that lay an entry open: its words and its documents."""
    try:
        lines = [_said(viewer, seq)] if content else []
        lines += [_paper(viewer, row) for row in papers.papers_of(seq)]
    except (ErasedError, EntryBody.DoesNotExist, SealedFile.DoesNotExist):
        return Refusal("ledger.erased", {"seq": seq})
    except SealBrokenError:
        return Refusal("ledger.broken_seal", {"seq": seq})
    return "".join(lines)


def _said(viewer: Any, seq: int) -> str:
    said = open_row(viewer, EntryBody.objects.get(entry_seq=seq), "proof")
    return f"said {said['nonce']} {notes.b64(said['said'].encode())}\n"


def _paper(viewer: Any, row: Any) -> str:
    return _laid(row.place, papers.open_paper(viewer, row))


def _laid(place: int, paper: papers.Opened) -> str:
    content = notes.b64(paper.content)
    return f"paper {place} {paper.media_type} {paper.salt.hex()} {content}\n"


def printed(kept: Checkpoint) -> str:
    """The bundle of a checkpoint: what the QR code of the printed page holds."""
    return f"{HEAD} checkpoint\n{_keys([kept.size])}\n{checkpoints.cosigned(kept)}"


def whole_log(now: datetime) -> Iterator[str]:
    """The bundle of the whole log, in pieces: no name, no content, nothing that leads to them.

    Nothing at all while the log is empty. What lies sealed today goes in by its hash, so that an
    entry shows whose body was changed.
    """
    if not _brought_up(now):
        return
    digest = hashlib.sha256()
    for piece in _log(checkpoints.size()):
        digest.update(piece.encode())
        yield piece
    signature = signing.log_signer().sign(f"{SEAL}{digest.hexdigest()}\n".encode())
    yield f"seal {notes.b64(signature)}\n"


def _brought_up(now: datetime) -> bool:
    """Keep a checkpoint of now; a log with a hole is exported all the same, to show the hole."""
    try:
        return checkpoints.checkpoint(now) is not None
    except tree.LogBrokenError:
        return True


def _log(size: int) -> Iterator[str]:
    yield f"{HEAD} log\n{_keys()}\n"
    for row in chain(live.rows(last=size), live.without_place(size)):
        yield _line(row)
    for kept in Checkpoint.objects.filter(size__lte=size).order_by("size").iterator(400):
        yield "\n" + checkpoints.cosigned(kept)


def _line(row: live.Row) -> str:
    state = "=" if row.has_body else "~"
    hashes = (notes.b64(data) for data in (row.leaf, row.nodes, row.signature))
    cells = (str(row.place), str(row.seq), state, row.told or "-", *hashes)
    return "\t".join(cells) + "\n"
