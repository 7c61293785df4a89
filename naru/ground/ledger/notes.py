"""Signed notes, checkpoints and cosignatures as c2sp.org specifies them (pure)."""

import base64
import binascii
import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

PLAIN = 0x01
TIMED = 0x04
PRIVATE = "PRIVATE+KEY"
DASH = "\N{EM DASH} "
KEY_BYTES = 32
ID_BYTES = 4
TIME_BYTES = 8
SIZE = re.compile(r"0|[1-9][0-9]{0,14}")


class NoteError(Exception):
    """A text isn't what its form demands; the message says what."""


@dataclass(frozen=True)
class Verifier:
    """A public key with its holder's name, as a `vkey` line says it."""

    name: str
    kind: int
    public: bytes

    @property
    def key_id(self) -> bytes:
        """Four bytes that say which key made a signature."""
        named = self.name.encode() + b"\n" + bytes([self.kind]) + self.public
        return sha256(named).digest()[:ID_BYTES]

    def __str__(self) -> str:
        key = b64(bytes([self.kind]) + self.public)
        return f"{self.name}+{self.key_id.hex()}+{key}"

    def verifies(self, signature: bytes, said: bytes) -> bool:
        """Whether this key signed these bytes."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, said)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class Signer:
    """A private key with its holder's name."""

    verifier: Verifier
    secret: bytes

    def __str__(self) -> str:
        v = self.verifier
        return f"{PRIVATE}+{v.name}+{v.key_id.hex()}+{b64(bytes([v.kind]) + self.secret)}"

    def sign(self, said: bytes) -> bytes:
        """The signature of these bytes."""
        return _private(self.secret).sign(said)


@dataclass(frozen=True)
class Line:
    """One signature line of a note."""

    name: str
    key_id: bytes
    signature: bytes

    def __str__(self) -> str:
        return f"{DASH}{self.name} {b64(self.key_id + self.signature)}\n"


@dataclass(frozen=True)
class Checkpoint:
    """What a log says about itself: its origin, how many entries, and their root."""

    origin: str
    size: int
    root: bytes

    def __str__(self) -> str:
        return f"{self.origin}\n{self.size}\n{b64(self.root)}\n"


def b64(data: bytes) -> str:
    """Standard base64."""
    return base64.b64encode(data).decode()


def unb64(text: str) -> bytes:
    """The bytes of standard base64 in its one canonical spelling."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteError("not base64") from error
    if b64(data) != text:
        raise NoteError("not base64")
    return data


@cache
def _private(secret: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(secret)


def new_signer(name: str, kind: int) -> Signer:
    """A new key pair."""
    return _signer(name, kind, Ed25519PrivateKey.generate().private_bytes_raw())


def _signer(name: str, kind: int, secret: bytes) -> Signer:
    public = _private(secret).public_key().public_bytes_raw()
    return Signer(Verifier(name, kind, public), secret)


def read_signer(text: str) -> Signer:
    """The private key of a line, as `str` of a Signer writes it."""
    name, key_id, kind, secret = _key(text.strip().removeprefix(PRIVATE + "+"))
    signer = _signer(name, kind, secret)
    if signer.verifier.key_id.hex() != key_id:
        raise NoteError("the key's number doesn't fit the key")
    return signer


def read_verifier(text: str) -> Verifier:
    """The public key of a vkey line."""
    name, key_id, kind, public = _key(text.strip())
    verifier = Verifier(name, kind, public)
    if verifier.key_id.hex() != key_id:
        raise NoteError("the key's number doesn't fit the key")
    return verifier


def _key(text: str) -> tuple[str, str, int, bytes]:
    name, _, rest = text.partition("+")
    key_id, _, encoded = rest.partition("+")
    key = unb64(encoded)
    if not name or re.search(r"\s", name) or len(key) != KEY_BYTES + 1:
        raise NoteError("not a key of the form name+number+key")
    if key[0] not in (PLAIN, TIMED):
        raise NoteError("a kind of key that isn't known")
    return name, key_id, key[0], key[1:]


def read_note(note: str) -> tuple[str, list[Line]]:
    """A note's text, with its last newline, and its signature lines."""
    text, blank, signatures = note.rpartition("\n\n")
    if not blank or not signatures.endswith("\n"):
        raise NoteError("not a signed note")
    return text + "\n", [_line(line) for line in signatures[:-1].split("\n")]


def _line(line: str) -> Line:
    dash, name, encoded = line.split(" ") if line.count(" ") == 2 else ("", "", "")  # noqa: PLR2004
    data = unb64(encoded)
    if dash + " " != DASH or not name or len(data) <= ID_BYTES:
        raise NoteError("not a signature line")
    return Line(name, data[:ID_BYTES], data[ID_BYTES:])


def read_checkpoint(text: str) -> Checkpoint:
    """The checkpoint of a note's text: three lines, no more."""
    lines = text.split("\n")
    if len(lines) != 4 or lines[3] or not lines[0] or not SIZE.fullmatch(lines[1]):  # noqa: PLR2004
        raise NoteError("not a checkpoint of three lines")
    root = unb64(lines[2])
    if len(root) != KEY_BYTES:
        raise NoteError("a root of the wrong length")
    return Checkpoint(lines[0], int(lines[1]), root)


def line_of(verifier: Verifier, signature: bytes) -> Line:
    """The line under a note for a signature."""
    return Line(verifier.name, verifier.key_id, signature)


def signed_by(verifier: Verifier, text: str, lines: list[Line]) -> bool:
    """Whether the key signed the text with at least one line, and with no wrong one."""
    own = [x for x in lines if (x.name, x.key_id) == (verifier.name, verifier.key_id)]
    return bool(own) and all(verifier.verifies(x.signature, text.encode()) for x in own)


def timed(text: str, seconds: int) -> bytes:
    """What a witness signs: the checkpoint's text and the time."""
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


def cosign(signer: Signer, text: str, seconds: int) -> Line:
    """A witness's cosignature of a checkpoint's text (cosignature/v1)."""
    signature = signer.sign(timed(text, seconds))
    return line_of(signer.verifier, seconds.to_bytes(TIME_BYTES, "big") + signature)


def cosigned_at(verifier: Verifier, text: str, line: Line) -> int | None:
    """When the witness cosigned the text (seconds since 1970), or None if the line isn't theirs."""
    if (line.name, line.key_id) != (verifier.name, verifier.key_id):
        return None
    seconds = int.from_bytes(line.signature[:TIME_BYTES], "big")
    right = verifier.verifies(line.signature[TIME_BYTES:], timed(text, seconds))
    return seconds if right else None
