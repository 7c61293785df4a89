"""Signing in through the house's own identity provider (OpenID Connect, code flow with PKCE).

It says who somebody is and opens nothing: the session starts locked. One provider, pinned in the
settings: its issuer, its three addresses and its client; nothing is discovered at run time.
"""

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

ALGORITHMS = ["RS256", "ES256", "EdDSA", "PS256"]
TIMEOUT, MOST_BYTES, LEEWAY = 5, 256 * 1024, 30


class ProviderError(Exception):
    """The provider didn't answer, or said something that proves nothing; never shown as it is."""


@dataclass(frozen=True)
class Provider:
    """One provider, pinned."""

    name: str
    issuer: str
    authorize: str
    token: str
    keys: str
    client_id: str
    client_secret: str


@dataclass(frozen=True)
class Attempt:
    """One way to the provider and back: what must come back with the answer."""

    state: str
    nonce: str
    verifier: str
    purpose: str
    to: str

    @classmethod
    def begin(cls, purpose: str, to: str) -> "Attempt":
        """A fresh one."""
        return cls(*(secrets.token_urlsafe(32) for _ in range(3)), purpose, to)


def provider() -> Provider | None:
    """The pinned provider of the settings (NARU_OIDC), or None where there is none."""
    said: Mapping[str, str] | None = settings.NARU_OIDC
    return Provider(**said) if said else None


def name() -> str:
    """What the provider is called on the sign-in page, or nothing."""
    found = provider()
    return found.name if found else ""


def address(found: Provider, attempt: Attempt, back: str) -> str:
    """Where the browser is sent."""
    digest = hashlib.sha256(attempt.verifier.encode()).digest()
    said = {
        "response_type": "code",
        "client_id": found.client_id,
        "redirect_uri": back,
        "scope": "openid",
        "state": attempt.state,
        "nonce": attempt.nonce,
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    return f"{found.authorize}?{urlencode(said)}"


def subject(found: Provider, attempt: Attempt, code: str, back: str) -> str:
    """Who the provider says it is; ProviderError for anything that proves nothing."""
    said = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": attempt.verifier,
        "client_id": found.client_id,
        "client_secret": found.client_secret,
    }
    answer = _ask(found.token, urlencode(said).encode())
    keys = _ask(found.keys)
    return _verified(found, attempt, str(answer.get("id_token", "")), keys)


def _verified(found: Provider, attempt: Attempt, token: str, keys: Mapping[str, Any]) -> str:
    """The subject of an ID token: signature, issuer, audience, times and nonce are checked."""
    try:
        decoded = jwt.decode(token, KeySet.import_key_set(keys), algorithms=ALGORITHMS)
        rules = jwt.JWTClaimsRegistry(
            leeway=LEEWAY,
            iss={"essential": True, "value": found.issuer},
            aud={"essential": True, "value": found.client_id},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": attempt.nonce},
            sub={"essential": True},
        )
        rules.validate(decoded.claims)
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise ProviderError(str(error)) from error
    return str(decoded.claims["sub"])


class _NoRedirect(HTTPRedirectHandler):
    """A pinned address stays the address."""

    def redirect_request(self, *_args: Any) -> None:
        return None


def _ask(url: str, body: bytes | None = None) -> Mapping[str, Any]:
    if urlsplit(url).scheme != "https" and urlsplit(url).hostname not in {"127.0.0.1", "localhost"}:
        msg = "the provider's addresses must be https"
        raise ProviderError(msg)
    request = Request(url, data=body, headers={"Accept": "application/json"})  # noqa: S310
    try:
        with build_opener(_NoRedirect).open(request, timeout=TIMEOUT) as answer:
            said = json.loads(answer.read(MOST_BYTES))
    except (OSError, ValueError) as error:
        raise ProviderError(str(error)) from error
    if not isinstance(said, dict):
        msg = "the provider's answer is no object"
        raise ProviderError(msg)
    return said
