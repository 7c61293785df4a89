"""A witness (c2sp.org/tlog-witness): keeps the last checkpoint of each log, cosigns what follows.

Needs no database and no Django: a folder with its key, the logs it knows and what it saw.
"""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from naru.domain.refusals import Refusal
from naru.ground.ledger import merkle, notes, refusals  # noqa: F401
from naru.ground.ledger.keyfile import write_key

KEY, VKEY, SEEN = "witness.key", "log.vkey", "checkpoint"
MOST_PROOF = 63
MOST_EVIDENCE = 100
OLD = re.compile(r"old (0|[1-9][0-9]{0,14})")


class WitnessError(Exception):
    """The witness's folder isn't usable; the message says why."""


@dataclass(frozen=True)
class Request:
    """What a log asks: the size that it believes was seen, the proof, its checkpoint."""

    old: int
    proof: list[bytes]
    note: str
    text: str
    lines: list[notes.Line]
    checkpoint: notes.Checkpoint


@dataclass(frozen=True)
class Cosigned:
    """The cosignature's line, and the whole note with it."""

    line: str
    note: str


def read_request(body: str) -> Request:
    """The request of add-checkpoint; NoteError when it isn't one."""
    head, _, note = body.partition("\n\n")
    first, *rest = head.split("\n")
    found = OLD.fullmatch(first)
    if not found or len(rest) > MOST_PROOF:
        raise notes.NoteError("not a request of the form old, proof, checkpoint")
    proof = [notes.unb64(line) for line in rest]
    if any(len(node) != notes.KEY_BYTES for node in proof):
        raise notes.NoteError("a hash of the wrong length in the proof")
    text, lines = notes.read_note(note)
    return Request(int(found[1]), proof, note, text, lines, notes.read_checkpoint(text))


def make(folder: Path, name: str) -> notes.Verifier:
    """A new witness with a key of its own; WitnessError when there is one already."""
    if not name or re.search(r"[\s+]", name):
        raise WitnessError("a name is without spaces and plus signs, like ombudsman.example/naru")
    signer = notes.new_signer(name, notes.TIMED)
    try:
        write_key(folder / KEY, signer)
    except FileExistsError:
        msg = f"{folder} holds a witness already"
        raise WitnessError(msg) from None
    return signer.verifier


class Witness:
    """A witness in its folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            self._signer = notes.read_signer((folder / KEY).read_text())
        except (OSError, ValueError, notes.NoteError) as error:
            msg = f"{folder} holds no witness ({error}): make one with `naru witness init`"
            raise WitnessError(msg) from error

    @property
    def verifier(self) -> notes.Verifier:
        """The witness's public key."""
        return self._signer.verifier

    def trust(self, vkey: str) -> notes.Verifier:
        """Know a log by its key from now on; NoteError when it isn't a log's key."""
        verifier = notes.read_verifier(vkey)
        if verifier.kind != notes.PLAIN:
            raise notes.NoteError("this is no log's key")
        place = self._place(verifier.name)
        known = self._known(verifier.name)
        if known and known != verifier:
            raise notes.NoteError("this log is known by another key already")
        place.mkdir(parents=True, exist_ok=True)
        _write(place / VKEY, f"{verifier}\n")
        return verifier

    def logs(self) -> Iterator[tuple[notes.Verifier, notes.Checkpoint | None]]:
        """The logs it knows, each with the last checkpoint that it cosigned."""
        for file in sorted(self._folder.glob(f"*/{VKEY}")):
            verifier = notes.read_verifier(file.read_text())
            yield verifier, self._seen(verifier.name)

    def latest(self, origin_hash: str) -> str | None:
        """The cosigned checkpoint of the log whose origin has this hash."""
        file = self._folder / origin_hash / SEEN
        fits = re.fullmatch(r"[0-9a-f]{64}", origin_hash)
        return file.read_text() if fits and file.exists() else None

    def add_checkpoint(self, body: str, seconds: int) -> Cosigned | Refusal:
        """Cosign a checkpoint that continues what was seen; keep the others as evidence."""
        try:
            asked = read_request(body)
        except notes.NoteError as error:
            return Refusal("witness.unreadable", {"why": str(error)})
        origin = asked.checkpoint.origin
        known = self._known(origin)
        if known is None:
            return Refusal("witness.log_unknown", {"origin": origin})
        if not notes.signed_by(known, asked.text, asked.lines):
            return Refusal("witness.unsigned", {"origin": origin})
        with self._locked():
            seen = self._seen(origin)
            against = _against(asked, seen)
            if against is not None:
                self._keep_evidence(asked)
                return against
            return self._cosign(asked, known, seconds)

    def _cosign(self, asked: Request, known: notes.Verifier, seconds: int) -> Cosigned:
        own = (known.name, known.key_id)
        signed = [str(line) for line in asked.lines if (line.name, line.key_id) == own]
        line = str(notes.cosign(self._signer, asked.text, seconds))
        note = f"{asked.text}\n{''.join(signed)}{line}"
        _write(self._place(known.name) / SEEN, note)
        return Cosigned(line, note)

    def _place(self, origin: str) -> Path:
        return self._folder / sha256(origin.encode()).hexdigest()

    def _known(self, origin: str) -> notes.Verifier | None:
        file = self._place(origin) / VKEY
        return notes.read_verifier(file.read_text()) if file.exists() else None

    def _seen(self, origin: str) -> notes.Checkpoint | None:
        file = self._place(origin) / SEEN
        if not file.exists():
            return None
        text, _lines = notes.read_note(file.read_text())
        return notes.read_checkpoint(text)

    def _keep_evidence(self, asked: Request) -> None:
        """A signed checkpoint that doesn't continue the last one may prove misbehaviour."""
        folder = self._place(asked.checkpoint.origin) / "refused"
        folder.mkdir(exist_ok=True)
        if len(list(folder.iterdir())) < MOST_EVIDENCE:
            _write(folder / sha256(asked.note.encode()).hexdigest(), asked.note)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with (self._folder / "lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def _against(asked: Request, seen: notes.Checkpoint | None) -> Refusal | None:
    now = asked.checkpoint
    before = seen.size if seen else 0
    facts = {"origin": now.origin, "size": now.size, "old": asked.old, "seen": before}
    if asked.old > now.size:
        why = "the old size is larger than the checkpoint's"
        return Refusal("witness.unreadable", {"why": why})
    if now.size < before:
        return Refusal("witness.rollback", facts)
    if asked.old != before:
        return Refusal("witness.stale", facts)
    old_root = seen.root if seen else merkle.EMPTY
    if not merkle.consistent(asked.old, old_root, now.size, now.root, asked.proof):
        return Refusal("witness.fork", facts)
    return None


def _write(path: Path, text: str) -> None:
    """All or nothing, on the disk before it returns."""
    fresh = path.with_name(path.name + ".new")
    with fresh.open("w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    handle = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
