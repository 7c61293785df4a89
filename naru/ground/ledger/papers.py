"""Documents that entries prove: files of the vault, or words as they were said."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from naru.ground.ledger import leaves
from naru.ground.ledger.models import Paper
from naru.ground.vault.compartments import Compartment
from naru.ground.vault.files import read_file
from naru.ground.vault.models import SealedFile
from naru.ground.vault.opening import open_row

WORDS = "text/plain"


@dataclass(frozen=True)
class Document:
    """A document as it leaves the house; `ref` is its sealed file's id, or its row's.

    `salt` (32 random bytes) is given where somebody else keeps a copy of it.
    """

    ref: UUID
    content: bytes
    media_type: str = WORDS
    is_file: bool = False
    salt: bytes = b""


@dataclass(frozen=True)
class Proven:
    """What an entry shall prove; `number` is one from `reserve`, which the papers print."""

    documents: Sequence[Document] = ()
    number: int | None = None


@dataclass(frozen=True)
class Bound:
    """A paper to save, and what the leaf says of it."""

    row: Paper
    commitment: bytes


@dataclass(frozen=True)
class Opened:
    """A document again, with the salt that shows the leaf to name it."""

    salt: bytes
    media_type: str
    content: bytes


def words(ref: UUID, said: str, media_type: str = WORDS, salt: bytes = b"") -> Proven:
    """Words that belong to a row, to be proved as they were said."""
    return Proven([Document(ref, said.encode(), media_type, salt=salt)])


def new_salt() -> bytes:
    """A salt for a document of which its owner keeps a copy."""
    return os.urandom(leaves.SALT_BYTES)


def file(kept: SealedFile, content: bytes, number: int | None = None) -> Proven:
    """A file that the vault keeps, perhaps with the entry's number on it."""
    return Proven([Document(kept.pk, content, kept.media_type, is_file=True)], number)


def bind(
    document: Document, seq: int, place: int, person_id: UUID, compartment: Compartment
) -> Bound:
    """Seal a document's salt, and the words of one that is no file."""
    salt = document.salt or new_salt()
    row = Paper(
        entry_seq=seq,
        ref=document.ref,
        is_file=document.is_file,
        place=place,
        person_id=person_id,
        compartment=compartment.value,
    )
    said = {"salt": salt.hex(), "type": document.media_type}
    row.put(said if document.is_file else {**said, "words": document.content.decode()})
    return Bound(row, leaves.paper(salt, document.media_type, document.content))


def kept_hash(row: Paper) -> bytes:
    """What binds a new paper's sealed bytes: its row's and, where there is one, its file's."""
    return next(iter(kept_hashes([row]).values()))


def kept_hashes(rows: Sequence[Paper]) -> dict[tuple[int, int], bytes]:
    """The same for many papers by entry and place; papers whose file was erased are left out."""
    wanted = [row.ref for row in rows if row.is_file]
    found = SealedFile.objects.filter(pk__in=wanted).values_list("pk", "sealed") if wanted else ()
    files = {pk: [bytes(sealed)] for pk, sealed in found}
    return {
        (row.entry_seq, row.place): leaves.kept(bytes(row.sealed), *files.get(row.ref, []))
        for row in rows
        if row.ref in files or not row.is_file
    }


def entry_of(ref: UUID) -> int | None:
    """The number of the latest entry that proves a file or a row's words."""
    rows = Paper.objects.filter(ref=ref).order_by("-entry_seq")
    return rows.values_list("entry_seq", flat=True).first()


def entries_of(refs: Iterable[UUID]) -> dict[UUID, int]:
    """The numbers of the entries that prove these, in one query."""
    rows = Paper.objects.filter(ref__in=list(refs)).order_by("entry_seq")
    return dict(rows.values_list("ref", "entry_seq"))


def papers_of(seq: int) -> list[Paper]:
    """The papers of an entry in their order."""
    return list(Paper.objects.filter(entry_seq=seq).order_by("place"))


def open_paper(viewer: Any, row: Paper) -> Opened:
    """The document; whoever asks is written down like every reader."""
    said = open_row(viewer, row, "proof")
    salt = bytes.fromhex(said["salt"])
    if "words" in said:
        return Opened(salt, said["type"], said["words"].encode())
    content, _type = read_file(viewer, row.ref, "proof")
    return Opened(salt, said["type"], content)
