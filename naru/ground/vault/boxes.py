"""Seals to a public key: HPKE (RFC 9180) with ML-KEM-768 and X25519 together, AES-256-GCM (pure).

Who steals a sealed thing today must break both, also with a quantum computer decades from now.
"""

from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
PUBLIC_BYTES = 1184 + 32
OVERHEAD = 1120 + 16
_MLKEM_SEED, _MLKEM_PUBLIC = 64, 1184
_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class BoxBrokenError(Exception):
    """A sealed box that doesn't open with this key for this purpose."""


def derive(secret: bytes, purpose: str, length: int = KEY_BYTES, salt: bytes = b"") -> bytes:
    """Bytes for one purpose from a secret (HKDF-SHA-256, RFC 5869)."""
    return HKDF(SHA256(), length, salt or None, f"naru|{purpose}".encode()).derive(secret)


class KeyPair:
    """A pair whose private half follows from 32 secret bytes, so that it can be split and kept."""

    def __init__(self, seed: bytes) -> None:
        halves = derive(seed, "pair", _MLKEM_SEED + KEY_BYTES)
        kem = MLKEM768PrivateKey.from_seed_bytes(halves[:_MLKEM_SEED])
        curve = X25519PrivateKey.from_private_bytes(halves[_MLKEM_SEED:])
        self._private = MLKEM768X25519PrivateKey(kem, curve)
        self.seed = seed
        self.public = kem.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()

    def open(self, sealed: bytes, purpose: str) -> bytes:
        """What was sealed to this pair for this purpose; BoxBrokenError otherwise."""
        try:
            return _SUITE.decrypt(sealed, self._private, purpose.encode())
        except (InvalidTag, ValueError) as error:
            msg = f"a box for {purpose.split('|', maxsplit=1)[0]!r} doesn't open with this key"
            raise BoxBrokenError(msg) from error


def box(public: bytes, content: bytes, purpose: str) -> bytes:
    """Seal a content to a public key (1,216 bytes) for one purpose; adds 1,136 bytes.

    ValueError if the bytes aren't a public key.
    """
    return _SUITE.encrypt(content, _public(public), purpose.encode())


@lru_cache(maxsize=64)
def _public(raw: bytes) -> MLKEM768X25519PublicKey:
    if len(raw) != PUBLIC_BYTES:
        msg = f"a public key has {PUBLIC_BYTES} bytes, not {len(raw)}"
        raise ValueError(msg)
    kem = MLKEM768PublicKey.from_public_bytes(raw[:_MLKEM_PUBLIC])
    return MLKEM768X25519PublicKey(kem, X25519PublicKey.from_public_bytes(raw[_MLKEM_PUBLIC:]))
