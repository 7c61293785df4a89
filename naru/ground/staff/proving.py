"""Proving who one is: password and code, alike for names that exist and names that don't."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from naru.domain.refusals import Refusal, Text, add
from naru.ground.staff import factors, limits, session_keys, unlocking
from naru.ground.staff.models import Account
from naru.kit.fields import TextField

CODE_TRIES, CODE_MINUTES = 5, 15

add(
    {
        "sign_in.wrong": Text(
            "아이디 또는 비밀번호가 맞지 않습니다.",
            "The user name or the password isn't right.",
            "다시 입력하십시오. 다섯 번 틀리면 15분 동안 잠깁니다.",
            "Type them again. After five wrong tries sign-in is locked for 15 minutes.",
        ),
        "sign_in.locked": Text(
            "틀린 시도가 많아 로그인이 잠겼습니다.",
            "Too many wrong tries: sign-in is locked.",
            "15분 뒤에 다시 시도하거나 시스템 관리자에게 알리십시오.",
            "Try again in 15 minutes, or tell an administrator.",
        ),
        "sign_in.code_needed": Text(
            "이 계정은 2차 인증이 필요합니다.",
            "This account needs a second factor.",
            "비밀번호와 함께 인증 앱의 6자리 번호나 복구 코드를 입력하거나 "
            "패스키로 로그인하십시오.",
            "Type the password again with the code of the app or a recovery code, "
            "or use the passkey.",
        ),
        "sign_in.not_you": Text(
            "이 화면을 잠근 사람만 잠금을 해제할 수 있습니다.",
            "Only who locked this session can unlock it.",
            "다른 사람이라면 로그아웃한 뒤 본인 계정으로 로그인하십시오.",
            "If you are somebody else, sign out and sign in as yourself.",
        ),
    }
)


class CodeBox(TextField):
    """The box for a code of the app or one from paper."""

    def __init__(self, **given: Any) -> None:
        given.setdefault("label", _("Code of the app, or a recovery code"))
        widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"})
        super().__init__(max_length=40, width=20, widget=widget, **given)


def proved(request: HttpRequest, username: str, password: str, code: str) -> Account | Refusal:
    """The account whose password, and code where one is asked, are right."""
    account = authenticate(request, username=username, password=password)
    if account is None:
        locked = getattr(request, "axes_locked_out", False)
        return Refusal("sign_in.locked" if locked else "sign_in.wrong")
    against = _code_refused(account, code)
    return against or account


def proved_again(request: HttpRequest, password: str, code: str = "") -> Refusal | None:
    """Why the holder of this session hasn't proved who they are, or None."""
    found = proved(request, request.user.username, password, code)
    if isinstance(found, Refusal):
        wrong = found.code == "sign_in.wrong"
        return Refusal("account.wrong_password") if wrong else found
    return None if found.pk == request.user.pk else Refusal("sign_in.not_you")


def asks_code(account: Account) -> bool:
    """Whether the house asks this account for a second factor."""
    return bool(settings.NARU_SECOND_FACTOR) and account.has_second_factor


def tell_keys(request: HttpRequest, **secret: Any) -> None:
    """Hand the proof to the keys of the vault, and to whoever else listens (staff.unlocking)."""
    proof = unlocking.Proof(request.user.pk, request.session.session_key or "", **secret)
    session_keys.open_with(request, proof)
    unlocking.unlocked(proof)


def passkey_box(to: str) -> dict[str, str]:
    """What the page's script needs to use a passkey."""
    return {"ask": reverse("staff:passkey_ask"), "use": reverse("staff:passkey_use"), "next": to}


def next_of(request: HttpRequest) -> str:
    """Where the page leads that somebody was sent here from, if it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    if "://" in wanted:
        wanted = "/" + wanted.partition("://")[2].partition("/")[2]
    return wanted if safe and not wanted.startswith("/staff/sign-") else "/"


def _code_refused(account: Account, code: str) -> Refusal | None:
    if not asks_code(account):
        return None
    if not code:
        return Refusal("sign_in.code_needed")
    tried = limits.spend("code", str(account.pk), most=CODE_TRIES, minutes=CODE_MINUTES)
    if tried is not None:
        return tried
    if not factors.passes(account, code, timezone.now()):
        return Refusal("factor.wrong_code")
    limits.forget("code", str(account.pk))
    return None
