"""The seam between a proof of who one is and the keys of the vault.

A password, or the PRF output of a passkey, is handed on once to whoever listens and is kept nowhere
here: what is derived from it is the vault's own affair.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

PRF_SALT = b"naru vault unlock, version 1"
"""Asked of every passkey (WebAuthn `prf`, `eval.first`); the output differs by credential."""
PRF_BYTES = 32


@dataclass(frozen=True)
class Proof:
    """What somebody proved themselves with: exactly one of the two secrets, or neither (a code)."""

    account_id: UUID
    session_key: str
    password: str = field(default="", repr=False)
    prf: bytes = field(default=b"", repr=False)
    passkey_id: UUID | None = None


Listener = Callable[[Proof], None]
_unlock: list[Listener] = []
_lock: list[Callable[[str], None]] = []


def on_unlock(listener: Listener) -> Listener:
    """Call `listener(proof)` at each sign-in and unlock; usable as a decorator."""
    _unlock.append(listener)
    return listener


def on_lock(listener: Callable[[str], None]) -> Callable[[str], None]:
    """Call `listener(session_key)` when a session is locked or ends."""
    _lock.append(listener)
    return listener


def unlocked(proof: Proof) -> None:
    """Tell every listener that somebody proved who they are."""
    for listener in _unlock:
        listener(proof)


def locked(session_key: str) -> None:
    """Tell every listener that a session is closed."""
    for listener in _lock:
        listener(session_key)
