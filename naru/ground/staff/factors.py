"""The second factors of an account: code app, codes on paper, passkeys; enrolled, used, removed."""

import hashlib
import secrets
from datetime import datetime
from uuid import UUID

from django.db import transaction

from naru.domain.refusals import Done, Refusal, Text, add
from naru.ground.staff import totp
from naru.ground.staff.models import Account, Authenticator, Passkey, RecoveryCode
from naru.ground.staff.recording import record
from naru.ground.vault import SYSTEM, open_row

CODES, CODE_BYTES, GROUP = 10, 10, 4

add(
    {
        "factor.wrong_code": Text(
            "인증번호가 맞지 않거나 이미 사용한 번호입니다.",
            "The code isn't right, or was used before.",
            "앱에 새로 표시되는 6자리 번호를 입력하거나 복구 코드를 사용하십시오.",
            "Type the next code that the app shows, or use a recovery code.",
        ),
        "factor.no_app": Text(
            "등록된 인증 앱이 없습니다.",
            "No code app is being enrolled.",
            "인증 앱 등록을 처음부터 다시 시작하십시오.",
            "Start the enrolment again.",
        ),
        "factor.last": Text(
            "마지막 2차 인증 수단은 삭제할 수 없습니다.",
            "The last second factor can't be taken away.",
            "먼저 다른 패스키나 인증 앱을 등록하십시오.",
            "Enrol another passkey or a code app first.",
        ),
    }
)


@transaction.atomic
def offer_app(account: Account) -> str:
    """The secret of a code app that waits to be confirmed; the same until it is."""
    row = Authenticator.objects.filter(person_id=account.pk).first()
    if row is not None and row.confirmed_at is None:
        return str(open_row(SYSTEM, row, "code app")["secret"])
    row = row or Authenticator(person_id=account.pk)
    row.confirmed_at, row.last_step = None, 0
    secret = totp.make_secret()
    row.put({"secret": secret})
    row.save()
    return secret


@transaction.atomic
def confirm_app(*, by: Account, now: datetime, code: str) -> Done | Refusal:
    """Enrol the code app once it has shown a right code."""
    row = Authenticator.objects.filter(person_id=by.pk, confirmed_at=None).first()
    if row is None:
        return Refusal("factor.no_app")
    if not _use(row, code, now):
        return Refusal("factor.wrong_code")
    Authenticator.objects.filter(pk=row.pk).update(confirmed_at=now)
    return record("enrol_code_app", by, now, by)


@transaction.atomic
def remove_app(*, by: Account, now: datetime) -> Done | Refusal:
    """Take the code app away, unless it is the only second factor."""
    if not by.passkeys.exists():
        return Refusal("factor.last")
    Authenticator.objects.filter(person_id=by.pk).delete()
    return record("remove_code_app", by, now, by)


@transaction.atomic
def remove_passkey(*, by: Account, now: datetime, passkey_id: UUID) -> Done | Refusal:
    """Take a passkey away, unless it is the only second factor."""
    others = by.passkeys.exclude(pk=passkey_id).exists() or has_app(by)
    if not others:
        return Refusal("factor.last")
    by.passkeys.filter(pk=passkey_id).delete()
    return record("remove_passkey", by, now, by)


@transaction.atomic
def new_codes(*, by: Account, now: datetime) -> list[str]:
    """Ten fresh recovery codes, shown once; the old ones are void."""
    RecoveryCode.objects.filter(account=by).delete()
    codes = [_code() for _ in range(CODES)]
    rows = [RecoveryCode(account=by, hashed=_hashed(by, code)) for code in codes]
    RecoveryCode.objects.bulk_create(rows)
    record("make_recovery_codes", by, now, by)
    return codes


def passes(account: Account, code: str, now: datetime) -> bool:
    """Whether a code of the app, or one of those on paper, is right; each passes once."""
    typed = "".join(code.split()).replace("-", "").lower()
    row = Authenticator.objects.filter(person_id=account.pk).exclude(confirmed_at=None).first()
    if row is not None and len(typed) == totp.DIGITS and typed.isdecimal():
        return _use(row, typed, now)
    unused = RecoveryCode.objects.filter(account=account, used_at=None)
    return bool(unused.filter(hashed=_hashed(account, typed)).update(used_at=now))


def has_app(account: Account) -> bool:
    """Whether a code app is enrolled."""
    return Authenticator.objects.filter(person_id=account.pk).exclude(confirmed_at=None).exists()


def codes_left(account: Account) -> int:
    """How many recovery codes can still be used."""
    return RecoveryCode.objects.filter(account=account, used_at=None).count()


def passkeys_of(account: Account) -> list[Passkey]:
    """The passkeys of an account, the oldest first."""
    return list(account.passkeys.all())


def _use(row: Authenticator, code: str, now: datetime) -> bool:
    """Accept a code and every earlier one never again, also when two processes ask at once."""
    secret = str(open_row(SYSTEM, row, "code app")["secret"])
    step = totp.matching_step(secret, code, now, row.last_step)
    if step is None:
        return False
    unused = Authenticator.objects.filter(pk=row.pk, last_step__lt=step)
    return bool(unused.update(last_step=step))


def _code() -> str:
    """Eighty random bits as sixteen letters and digits in groups."""
    letters = "abcdefghijkmnpqrstuvwxyz23456789"
    return "".join(secrets.choice(letters) for _ in range(CODE_BYTES * 8 // 5))


def _hashed(account: Account, code: str) -> str:
    """Enough for eighty random bits; the account is bound in, so that equal codes look unlike."""
    return hashlib.sha256(f"naru recovery|{account.pk}|{code}".encode()).hexdigest()


def shown(code: str) -> str:
    """A recovery code as it is printed."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))
