"""Encrypted backups in two halves: the records, and apart from them, kept shortly, their keys.

Who destroys the keys' half destroys what was erased since, in every old backup at once.
"""

import io
import json
import os
import shutil
import tarfile
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import pyrage
from django.conf import settings
from django.db import DatabaseError, connection
from pyrage import x25519

from naru import __version__
from naru.ground import ledger
from naru.ground.vault import agekeys, erasing
from naru.web import dumping

RECIPIENTS = "backup-recipients.txt"
KEEP_KEYS = 7
RECORDS, KEYS = ".records.age", ".keys.age"
DUMP, MANIFEST, ERASURES = "dump", "manifest.json", "erasures.jsonl"
FORMAT = "naru-backup-1"


class BackupError(Exception):
    """A backup that can't be made or put back; the message says why and what to do."""


@dataclass(frozen=True)
class Manifest:
    """What a half of a backup says of itself, inside the encryption."""

    id: str
    half: str
    engine: str
    made_at: str
    entries: int
    head: str
    version: str = __version__
    format: str = FORMAT


@dataclass(frozen=True)
class Made:
    """The two files of a backup."""

    records: Path
    keys: Path
    entries: int


def recipients_path() -> Path:
    """Where the public keys lie to which backups are encrypted."""
    return Path(settings.NARU_HOME) / RECIPIENTS


def add_recipient(public: str, note: str, *, replaces: str = "") -> None:
    """Encrypt to this key too; lines whose note begins with `replaces` are taken out."""
    _recipient(public)
    path = recipients_path()
    known = path.read_text().splitlines() if path.exists() else []
    kept = [line for line in known if not (replaces and f"# {replaces}" in line)]
    path.write_text("\n".join([*kept, f"{public}  # {note}"]) + "\n")


def recipients() -> list[str]:
    """The public keys; BackupError if there is none."""
    path = recipients_path()
    lines = path.read_text().splitlines() if path.exists() else []
    found = [said for line in lines if (said := line.partition("#")[0].strip())]
    if not found:
        msg = (
            "nothing to encrypt to: make a key with `naru backup --make-key FILE`, or the "
            "recovery sheets with `naru vault recovery make`"
        )
        raise BackupError(msg)
    for one in found:
        _recipient(one)
    return found


def _recipient(text: str) -> Any:
    try:
        return x25519.Recipient.from_str(text)
    except pyrage.RecipientError as error:
        msg = f"{text!r} isn't a public key of age: {error}"
        raise BackupError(msg) from error


def make_key(path: Path) -> str:
    """A key for a place off-site: the private half into a new file, the public half remembered."""
    private, public = agekeys.new_identity()
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        msg = f"{path} can't be made: {error.strerror}"
        raise BackupError(msg) from error
    with os.fdopen(handle, "w") as file:
        file.write(f"{private}\n")
    add_recipient(public, f"off-site key {path.name}")
    return public


def backup(folder: Path, now: datetime, keep_keys: int = KEEP_KEYS) -> Made:
    """Write both halves into a folder; of the keys' halves only the newest few are kept."""
    to = [_recipient(one) for one in recipients()]
    erasing.reconcile()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    entries, head = ledger.head()
    said = {"id": uuid.uuid4().hex, "engine": connection.vendor, "made_at": now.isoformat()}
    stem = folder / f"naru-{now:%Y%m%dT%H%M%S}-{said['id'][:8]}"
    made = Made(stem.with_suffix(RECORDS), stem.with_suffix(KEYS), entries)
    with _workplace() as work:
        dumping.dump(work / "records", work / "keys")
        for half, path in (("records", made.records), ("keys", made.keys)):
            manifest = Manifest(half=half, entries=entries, head=head, **said)
            _write(path, work, half, manifest, to)
    for old in sorted(folder.glob(f"naru-*{KEYS}"))[: -keep_keys or None]:
        old.unlink()
    return made


def _write(path: Path, work: Path, half: str, manifest: Manifest, to: Sequence[Any]) -> None:
    packed = work / f"{half}.tar"
    with tarfile.open(packed, "w") as tar:
        tar.add(work / half, DUMP)
        _add(tar, MANIFEST, json.dumps(asdict(manifest)).encode())
        _add(tar, ERASURES, "".join(f"{line}\n" for line in erasing.lines()).encode())
    draft = path.with_name(f".{path.name}.part")
    with packed.open("rb") as source, draft.open("wb") as target:
        pyrage.encrypt_io(source, target, list(to))
        target.flush()
        os.fsync(target.fileno())
    draft.rename(path)


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    tar.addfile(entry, io.BytesIO(content))


@contextmanager
def _workplace() -> Iterator[Path]:
    """A folder within the centre's own, for its owner only; gone afterwards."""
    home = Path(settings.NARU_HOME)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    work = Path(tempfile.mkdtemp(prefix=".backup-", dir=home))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


@dataclass(frozen=True)
class Restored:
    """What was put back, and what was erased from it before it was opened."""

    made_at: str
    entries: int
    erased: int


def restore(
    records: Path, keys: Path, identity: str, *, more_erasures: Sequence[str] = ()
) -> Restored:
    """Put a backup back in the place of the database, erasures first.

    Erasures come from the backup, the centre's list, the database that is replaced, and
    `more_erasures`. BackupError if a file isn't a half, the halves aren't of one backup, or the
    key opens neither.
    """
    with _workplace() as work:
        said = [_read(path, identity, work / half) for path, half in _halves(records, keys)]
        if said[0].id != said[1].id or said[0].engine != connection.vendor:
            raise BackupError("these two files aren't the halves of one backup of this engine")
        erased = [*_known_erasures(), *more_erasures, *_lines(work / "records" / ERASURES)]
        pairs = erasing.pairs(erased)
        fallen = dumping.load(work / "records" / DUMP, work / "keys" / DUMP, pairs)
    _after(erased)
    return Restored(said[0].made_at, said[0].entries, fallen)


def _halves(records: Path, keys: Path) -> list[tuple[Path, str]]:
    return [(records, "records"), (keys, "keys")]


def _read(path: Path, identity: str, into: Path) -> Manifest:
    into.mkdir()
    packed = into / "half.tar"
    try:
        with path.open("rb") as source, packed.open("wb") as target:
            pyrage.decrypt_io(source, target, [x25519.Identity.from_str(identity)])
        with tarfile.open(packed) as tar:
            for name in (DUMP, MANIFEST, ERASURES):
                _extract(tar, name, into / name)
        manifest = Manifest(**json.loads((into / MANIFEST).read_text()))
    except OSError as error:
        msg = f"{path} can't be read: {error.strerror or error}"
        raise BackupError(msg) from error
    except pyrage.IdentityError as error:
        raise BackupError("this isn't a private key of age (AGE-SECRET-KEY-1...)") from error
    except (pyrage.DecryptError, tarfile.TarError, KeyError, TypeError, ValueError) as error:
        msg = f"{path} doesn't open with this key, or isn't a backup of Naru: {error}"
        raise BackupError(msg) from error
    packed.unlink()
    if manifest.format != FORMAT or manifest.half != into.name:
        msg = f"{path} is the {manifest.half} half, not the {into.name}"
        raise BackupError(msg)
    return manifest


def _extract(tar: tarfile.TarFile, name: str, to: Path) -> None:
    source: IO[bytes] | None = tar.extractfile(name)
    if source is None:
        raise KeyError(name)
    with source, to.open("wb") as target:
        shutil.copyfileobj(source, target)


def _known_erasures() -> list[str]:
    """Of the list that outlives the database, and of the database itself, if it can be read."""
    path, said = erasing.list_path(), []
    if path is not None:
        said += _lines(path)
    with suppress(DatabaseError):
        said += erasing.lines()
    return said


def _lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


def _after(erased: Sequence[str]) -> None:
    """Bring the schema up, note every erasure again, and let nothing old stay in memory."""
    from django.core.management import call_command

    from naru.ground.vault.keeper import forget_keeper

    call_command("migrate", verbosity=0, interactive=False)
    forget_keeper()
    erasing.replay(dict.fromkeys(erased))
    erasing.reconcile()
