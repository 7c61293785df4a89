"""Keys of age (C2SP age.md): the pair of a backup, also from the recovery sheets (pure)."""

from collections.abc import Iterable

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from pyrage import x25519

from naru.ground.vault.boxes import derive

LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
SECRET, PUBLIC = "age-secret-key-", "age"


def new_identity() -> tuple[str, str]:
    """A new pair: the private half (AGE-SECRET-KEY-1...) and the public one (age1...)."""
    made = x25519.Identity.generate()
    return str(made), str(made.to_public())


def identity_of_sheets(seed: bytes) -> tuple[str, str]:
    """The pair that follows from the recovery sheets' seed: private and public half."""
    private = derive(seed, "age identity")
    public = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    return bech32(SECRET, private).upper(), bech32(PUBLIC, public)


def bech32(prefix: str, content: bytes) -> str:
    """Bytes in Bech32 (BIP 173, without its limit of length), in small letters."""
    fives = _fives(content)
    return f"{prefix}1{''.join(LETTERS[n] for n in [*fives, *_checksum(prefix, fives)])}"


def _fives(content: bytes) -> list[int]:
    """Bytes in groups of five bits, the last filled up with noughts."""
    bits = "".join(f"{byte:08b}" for byte in content)
    bits += "0" * (-len(bits) % 5)
    return [int(bits[at : at + 5], 2) for at in range(0, len(bits), 5)]


def _checksum(prefix: str, fives: list[int]) -> list[int]:
    high, low = [ord(c) >> 5 for c in prefix], [ord(c) & 31 for c in prefix]
    rest = _polymod([*high, 0, *low, *fives, 0, 0, 0, 0, 0, 0]) ^ 1
    return [(rest >> 5 * (5 - place)) & 31 for place in range(6)]


def _polymod(fives: Iterable[int]) -> int:
    rest = 1
    for five in fives:
        top = rest >> 25
        rest = (rest & 0x1FFFFFF) << 5 ^ five
        for place, part in enumerate(GENERATOR):
            rest ^= part if top >> place & 1 else 0
    return rest
