"""Passkeys (WebAuthn): what the browser is asked, what its answer proves; python-fido2 checks."""

import base64
import hashlib
import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from naru.domain.refusals import Refusal, Text, add
from naru.ground.staff import unlocking
from naru.ground.staff.models import Account, Passkey
from naru.ground.staff.recording import record

CHALLENGE, LASTS = "passkey", 300
WRONG = Refusal("passkey.wrong")

add(
    {
        "passkey.wrong": Text(
            "패스키를 확인하지 못했습니다.",
            "The passkey wasn't accepted.",
            "다시 시도하거나 비밀번호로 로그인하십시오.",
            "Try again, or sign in with the password.",
        ),
        "passkey.known": Text(
            "이미 등록된 패스키입니다.",
            "This passkey is enrolled already.",
            "다른 기기나 보안 키를 사용하십시오.",
            "Use another device or security key.",
        ),
    }
)


def ask_new(request: HttpRequest, account: Account) -> dict[str, Any]:
    """What the browser needs to make a passkey; the challenge stays in the session, for once."""
    user = PublicKeyCredentialUserEntity(
        id=account.pk.bytes, name=account.username, display_name=account.name
    )
    options, state = _server(request).register_begin(
        user,
        [_data(row) for row in account.passkeys.all()],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
        extensions={"prf": {}},
    )
    return _asked(request, "new", options, state)


def keep_new(
    request: HttpRequest, account: Account, answer: str, name: str, now: datetime
) -> Passkey | Refusal:
    """Enrol the passkey of a browser's answer, or refuse an answer that proves nothing."""
    state = _take(request, "new")
    said = _read(answer)
    if state is None or said is None:
        return WRONG
    try:
        made = _server(request).register_complete(state, said)
    except (ValueError, KeyError, TypeError, AssertionError):
        return WRONG
    data = made.credential_data
    if data is None or Passkey.objects.filter(credential=_key(data.credential_id)).exists():
        return Refusal("passkey.known")
    outputs = said.get("clientExtensionResults") or {}
    row = Passkey.objects.create(
        account=account,
        credential=_key(data.credential_id),
        name=name[:60],
        data=bytes(data),
        sign_count=made.counter,
        has_prf=bool(isinstance(outputs, dict) and (outputs.get("prf") or {}).get("enabled")),
        made_at=now,
    )
    record("enrol_passkey", account, now, account)
    return row


def ask(request: HttpRequest, account: Account | None = None) -> dict[str, Any]:
    """What the browser needs to use a passkey: any of this site, or one of an account's own."""
    own = [_data(row) for row in account.passkeys.all()] if account else None
    options, state = _server(request).authenticate_begin(
        own,
        user_verification=UserVerificationRequirement.REQUIRED,
        extensions={"prf": {"eval": {"first": _text(unlocking.PRF_SALT)}}},
    )
    return _asked(request, "use", options, state)


def holder(request: HttpRequest, answer: str) -> Passkey | Refusal:
    """The passkey that a browser's answer proves; the account may be locked, which is not asked."""
    state = _take(request, "use")
    said = _read(answer)
    if state is None or said is None:
        return WRONG
    try:
        response = AuthenticationResponse.from_dict(said)
        row = Passkey.objects.select_related("account").get(credential=_key(response.raw_id))
        _server(request).authenticate_complete(state, [_data(row)], said)
    except (ValueError, KeyError, TypeError, AssertionError, Passkey.DoesNotExist):
        return WRONG
    handle = response.response.user_handle
    if handle is not None and UUID(bytes=bytes(handle)) != row.account_id:
        return WRONG
    return _counted(row, response.response.authenticator_data.counter)


def prf_of(text: str) -> bytes:
    """The PRF output that came along, or nothing."""
    try:
        found = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        return b""
    return found if len(found) == unlocking.PRF_BYTES else b""


def _counted(row: Passkey, count: int) -> Passkey | Refusal:
    """Refuse a passkey whose counter went back: it was copied."""
    if row.sign_count and count <= row.sign_count:
        return WRONG
    row.sign_count, row.used_at = count, timezone.now()
    row.save(update_fields=["sign_count", "used_at"])
    return row


def _server(request: HttpRequest) -> Fido2Server:
    """The site as WebAuthn knows it: its name without the port, and its exact origin."""
    host = request.get_host()
    origin = f"{request.scheme}://{host}"
    rp = PublicKeyCredentialRpEntity(id=host.rpartition(":")[0] or host, name="Naru")
    return Fido2Server(rp, attestation="none", verify_origin=lambda said: said == origin)


def _asked(request: HttpRequest, what: str, options: Any, state: Any) -> dict[str, Any]:
    until = timezone.now().timestamp() + LASTS
    request.session[CHALLENGE] = {
        "what": what,
        "state": {k: str(v) for k, v in state.items()},
        "until": until,
    }
    return dict(options.public_key)


def _take(request: HttpRequest, what: str) -> dict[str, Any] | None:
    """The challenge that was asked, once and for five minutes."""
    kept = request.session.pop(CHALLENGE, None)
    if kept is None or kept["what"] != what or kept["until"] < timezone.now().timestamp():
        return None
    return dict(kept["state"])


def _read(answer: str) -> dict[str, Any] | None:
    try:
        said = json.loads(answer)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def _data(row: Passkey) -> AttestedCredentialData:
    return AttestedCredentialData(bytes(row.data))


def _key(credential_id: bytes) -> str:
    return hashlib.sha256(credential_id).hexdigest()


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
