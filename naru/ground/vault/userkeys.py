"""The private key of a person who signs in, wrapped under what they know and what they have (pure).

Under HKDF(Argon2id(password), host secret), and under HKDF(a passkey's PRF output, host secret):
a stolen backup has neither the host secret nor the password. Nobody else has a wrap: no escrow.
"""

import os
from threading import Semaphore

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from naru.ground.vault.boxes import KEY_BYTES, derive

SALT_BYTES, NONCE = 16, 12
PRF_BYTES = 32
MEMORY_KIB, PASSES, LANES = 64 * 1024, 3, 1
_room = Semaphore(2)


class WrongSecretError(Exception):
    """The password or the passkey isn't the one under which the key was wrapped."""


def stretched(password: str, salt: bytes) -> bytes:
    """Argon2id with 64 MiB and 3 passes (security.md 2.5), two at a time at most; 32 bytes."""
    with _room:
        return hash_secret_raw(
            password.encode(), salt, PASSES, MEMORY_KIB, LANES, KEY_BYTES, Type.ID
        )


def password_key(password: str, salt: bytes, host: bytes) -> bytes:
    """The wrapping key of a password."""
    return derive(stretched(password, salt), "user key by password", salt=host)


def passkey_key(prf: bytes, salt: bytes, host: bytes) -> bytes:
    """The wrapping key of a passkey's PRF output (32 bytes; ValueError for another length)."""
    if len(prf) != PRF_BYTES:
        msg = f"a passkey's PRF output has {PRF_BYTES} bytes, not {len(prf)}"
        raise ValueError(msg)
    return derive(prf + salt, "user key by passkey", salt=host)


def wrap_seed(key: bytes, seed: bytes, bound: str) -> bytes:
    """The seed of a key pair under a wrapping key, bound to its holder and kind."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, seed, bound.encode())


def unwrap_seed(key: bytes, wrapped: bytes, bound: str) -> bytes:
    """The seed; WrongSecretError if key, holder or kind aren't those of the wrap."""
    try:
        return AESGCM(key).decrypt(wrapped[:NONCE], wrapped[NONCE:], bound.encode())
    except (InvalidTag, ValueError) as error:
        raise WrongSecretError("this secret doesn't open the key") from error


def new_salt() -> bytes:
    """A salt of one wrap."""
    return os.urandom(SALT_BYTES)
