"""Codes of an app (TOTP, RFC 6238: SHA-1, six digits, thirty seconds), each accepted once."""

import base64
import hashlib
import hmac
import secrets
import struct
from datetime import datetime
from urllib.parse import quote, urlencode

STEP, DIGITS, SECRET_BYTES, DRIFT = 30, 6, 20, 1


def make_secret() -> str:
    """A fresh secret in Base32, as code apps take it."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def code_at(secret: str, step: int) -> str:
    """The code of one time step (RFC 4226 5.3)."""
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1)
    offset = digest[-1] & 0xF
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def step_of(moment: datetime) -> int:
    """The time step of a moment."""
    return int(moment.timestamp()) // STEP


def matching_step(secret: str, code: str, moment: datetime, after: int) -> int | None:
    """The step whose code this is, one before or after allowed and none up to `after`; or None."""
    now = step_of(moment)
    steps = range(now - DRIFT, now + DRIFT + 1)
    typed = code.encode("ascii", "replace")
    found = [step for step in steps if hmac.compare_digest(code_at(secret, step).encode(), typed)]
    return next((step for step in found if step > after), None)


def address(secret: str, username: str, issuer: str = "Naru") -> str:
    """What the QR code says (otpauth://)."""
    query = urlencode({"secret": secret, "issuer": issuer})
    return f"otpauth://totp/{quote(f'{issuer}:{username}')}?{query}"
