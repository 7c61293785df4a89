"""The emergency packet: what must be known of each person when there is no network (pure).

A file that opens with a code on paper, one person at a time: without the code it tells how many
people it is about, and not who. Openings are written down beside it, each bound to the one before.
"""

import base64
import hashlib
import hmac
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from naru.ground.vault import userkeys
from naru.ground.vault.boxes import derive
from naru.ground.vault.sealing import HEAD, VERSION, bucket, from_bytes, to_bytes

FORMAT = "naru-packet/v1"
NONCE, SALT_BYTES, SERIAL_BYTES = 12, 16, 4
SMALLEST = 2048
"""Most entries take one size, so that a long one doesn't stand out."""


class PacketError(Exception):
    """The packet, the code or the number isn't right; the message says which."""


@dataclass(frozen=True)
class Packet:
    """The file: when it was made, until when it is fresh, and the sealed entries by keyed hash."""

    format: str
    serial: str
    made_at: str
    until: str
    salt: str
    entries: Mapping[str, str]

    def to_text(self) -> str:
        """The file's text."""
        return json.dumps(asdict(self), indent=0)

    @classmethod
    def read(cls, text: str) -> "Packet":
        """The packet of a file's text."""
        try:
            said = json.loads(text)
            packet = cls(**said)
            moments = [datetime.fromisoformat(one) for one in (packet.made_at, packet.until)]
            salt = bytes.fromhex(packet.salt)
        except (ValueError, TypeError, RecursionError) as error:
            raise PacketError("this file is no emergency packet") from error
        whole = packet.format == FORMAT and len(salt) == SALT_BYTES
        if (
            not whole
            or not isinstance(packet.entries, dict)
            or any(m.tzinfo is None for m in moments)
        ):
            raise PacketError("this file is no emergency packet of this version")
        return packet


@dataclass(frozen=True)
class Opening:
    """One opening as it is written down: whose, by whom, when and why."""

    number: str
    by: str
    at: str
    reason: str


def seal_packet(
    code: str, made_at: datetime, until: datetime, people: Mapping[str, Mapping[str, Any]]
) -> Packet:
    """A packet about people by their numbers; `code` opens it."""
    salt, serial = os.urandom(SALT_BYTES), os.urandom(SERIAL_BYTES).hex()
    keys = Keys(code, salt, serial)
    entries = {keys.name(number): _text(keys.seal(number, said)) for number, said in people.items()}
    given = (made_at.isoformat(), until.isoformat(), salt.hex())
    return Packet(FORMAT, serial, *given, dict(sorted(entries.items())))


class Keys:
    """What follows from the code of one packet; making it takes Argon2id's time."""

    def __init__(self, code: str, salt: bytes, serial: str) -> None:
        self._slow, self._serial = userkeys.stretched(code, salt), serial

    @classmethod
    def of(cls, packet: Packet, code: str) -> "Keys":
        """The keys of a packet that was read."""
        return cls(code, bytes.fromhex(packet.salt), packet.serial)

    def name(self, number: str) -> str:
        """Under what name a number's entry stands."""
        return hmac.digest(derive(self._slow, "packet names"), number.encode(), "sha256").hex()

    def seal(self, number: str, said: Mapping[str, Any]) -> bytes:
        """A person's entry, padded."""
        content = to_bytes(said)
        framed = HEAD.pack(VERSION, len(content)) + content
        return self._sealed(f"entry|{number}", framed.ljust(bucket(len(framed), SMALLEST), b"\0"))

    def open(self, packet: Packet, number: str) -> dict[str, Any]:
        """One person's entry; PacketError for a wrong code, or a number that isn't in it."""
        sealed = packet.entries.get(self.name(number))
        if sealed is None:
            raise PacketError("the code isn't right, or this number isn't in the packet")
        padded = self._opened(f"entry|{number}", sealed)
        _version, length = HEAD.unpack_from(padded)
        return from_bytes(padded[HEAD.size : HEAD.size + length])

    def write(self, opening: Opening, before: Iterable[str]) -> str:
        """A line for the list of openings, bound to all lines before it."""
        return _text(self._sealed(f"opening|{_chain(before)}", to_bytes(asdict(opening))))

    def read(self, lines: Iterable[str]) -> list[Opening]:
        """Every opening; PacketError if a line was changed, moved or taken out of the middle."""
        seen: list[str] = []
        found = []
        for line in lines:
            found.append(Opening(**from_bytes(self._opened(f"opening|{_chain(seen)}", line))))
            seen.append(line)
        return found

    def _sealed(self, purpose: str, content: bytes) -> bytes:
        nonce = os.urandom(NONCE)
        return nonce + self._cipher.encrypt(nonce, content, self._bound(purpose))

    def _opened(self, purpose: str, text: str) -> bytes:
        try:
            sealed = base64.b64decode(text, validate=True)
            return self._cipher.decrypt(sealed[:NONCE], sealed[NONCE:], self._bound(purpose))
        except (InvalidTag, ValueError) as error:
            what = purpose.partition("|")[0]
            msg = f"the code isn't right, or an {what} of the packet was changed"
            raise PacketError(msg) from error

    @property
    def _cipher(self) -> AESGCM:
        return AESGCM(derive(self._slow, "packet contents"))

    def _bound(self, purpose: str) -> bytes:
        return f"{FORMAT}|{self._serial}|{purpose}".encode()


def _chain(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
