"""The key of one compartment in one epoch: wraps data keys, receives boxes, vouches (pure)."""

import hashlib
import hmac
import os
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from naru.ground.vault.boxes import KEY_BYTES, BoxBrokenError, KeyPair, box, derive

NONCE = 12


class Wrapped(NamedTuple):
    """A data key as it is stored: whose (32 hex digits), number, epoch, boxed or wrapped."""

    person: str
    compartment: str
    number: int
    epoch: int
    boxed: bool
    content: bytes

    @property
    def purpose(self) -> str:
        """What the wrap is bound to; the epoch too, so that an old wrap can't be put back."""
        return data_key_purpose(self.person, self.compartment, self.number, self.epoch)


def data_key_purpose(person: str, compartment: str, number: int, epoch: int) -> str:
    """The associated data of a data key's wrap."""
    return f"data key|{person}|{compartment}|{number}|{epoch}"


def seal_purpose(compartment: str, epoch: int, holder: UUID) -> str:
    """The associated data of an epoch's secret, sealed to a holder."""
    return f"epoch|{compartment}|{epoch}|{holder}"


@dataclass(frozen=True)
class EpochKey:
    """Everything that follows from the 32 secret bytes of a compartment's epoch."""

    compartment: str
    number: int
    secret: bytes

    @classmethod
    def new(cls, compartment: str, number: int) -> "EpochKey":
        """A fresh one."""
        return cls(compartment, number, os.urandom(KEY_BYTES))

    @cached_property
    def pair(self) -> KeyPair:
        """Who has no right to read seals to its public half."""
        return KeyPair(derive(self.secret, "epoch pair"))

    @cached_property
    def _cipher(self) -> AESGCM:
        return AESGCM(derive(self.secret, "epoch wrap"))

    @cached_property
    def _voucher(self) -> bytes:
        return derive(self.secret, "epoch voucher")

    def wrap(self, person: str, number: int, key: bytes) -> bytes:
        """A data key under this epoch (60 bytes); the person in 32 hex digits."""
        bound = data_key_purpose(person, self.compartment, number, self.number).encode()
        nonce = os.urandom(NONCE)
        return nonce + self._cipher.encrypt(nonce, key, bound)

    def unwrap(self, wrapped: Wrapped) -> bytes:
        """The data key; BoxBrokenError if it is of another place or was changed."""
        person, compartment, number, epoch, boxed, content = wrapped
        if boxed:
            return self.pair.open(content, wrapped.purpose)
        bound = data_key_purpose(person, compartment, number, epoch).encode()
        try:
            return self._cipher.decrypt(content[:NONCE], content[NONCE:], bound)
        except (InvalidTag, ValueError) as error:
            msg = f"the wrap of key {wrapped.number} of {wrapped.person} is broken"
            raise BoxBrokenError(msg) from error

    def seal_to(self, holder: UUID, public: bytes) -> bytes:
        """This epoch's secret, for one holder."""
        return box(public, self.secret, seal_purpose(self.compartment, self.number, holder))

    def vouch(self, *words: str) -> bytes:
        """A mark that only who holds this epoch can make (HMAC-SHA-256)."""
        said = "\x1f".join((self.compartment, str(self.number), *words)).encode()
        return hmac.digest(self._voucher, said, "sha256")

    def vouched(self, mark: bytes, *words: str) -> bool:
        """Whether the mark was made for these words in this epoch."""
        return hmac.compare_digest(mark, self.vouch(*words))


def fingerprint(public: bytes) -> str:
    """A public key in 32 characters, to be read out and compared by two persons."""
    return hashlib.sha256(public).hexdigest()[:32]
