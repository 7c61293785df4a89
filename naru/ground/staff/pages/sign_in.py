"""Sign in and out."""

from http import HTTPStatus
from typing import Any

from axes.decorators import axes_dispatch
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal, Text, add
from naru.ground.staff.access import public, signed_in
from naru.ground.staff.models import Account
from naru.ground.staff.queries import duty_name
from naru.ground.staff.session import begin
from naru.ground.staff.unlocking import lock, unlock_with_password
from naru.kit.fields import PasswordField, TextField
from naru.kit.forms import KitForm
from naru.kit.pages import FormPage, refuse, run, see_other

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
    }
)


class SignInForm(KitForm):
    """User name and password."""

    username = TextField(label=gettext_lazy("User name"), max_length=60, width=20)
    password = PasswordField(label=gettext_lazy("Password"))

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.fields["username"].widget.attrs.update({"autocomplete": "username"})


def locked_out(request: HttpRequest, *_args: Any, **_more: Any) -> HttpResponse:
    """The answer after too many wrong passwords (429), in words."""
    form = SignInForm(request)
    form.is_valid()
    said = refuse(request, "staff/sign_in.html", _page(), Refusal("sign_in.locked"), form=form)
    said.status_code = HTTPStatus.TOO_MANY_REQUESTS
    return said


def _page() -> FormPage:
    return FormPage(
        title=_("Sign in"), submit=_("Sign in"), lead=_("For staff, counsel and residents.")
    )


@public
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page; in the demonstration it lists who can be tried."""
    if request.user.is_authenticated:
        return see_other(_next(request))
    more = {"accounts": _demo_accounts(request)} if settings.NARU_DEMO else {}
    form = SignInForm(request)
    return _answer(request, form, _page(), more)


@axes_dispatch
def _answer(
    request: HttpRequest, form: SignInForm, page: FormPage, more: dict[str, Any]
) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        account = authenticate(request, username=said["username"], password=said["password"])
        if account is None:
            locked = getattr(request, "axes_locked_out", False)
            return Refusal("sign_in.locked" if locked else "sign_in.wrong")
        login(request, account)
        begin(request)
        unlock_with_password(request, account, said["password"])
        return Done(str(account.pk))

    hello = _("You are signed in.")
    return run(request, form, "staff/sign_in.html", page, act, _next(request), hello, more=more)


def _demo_accounts(request: HttpRequest) -> list[tuple[Account, str]]:
    lang = getattr(request, "LANGUAGE_CODE", "ko")
    shown = Account.objects.filter(is_active=True).prefetch_related("held").order_by("made_at")
    return [
        (account, ", ".join(duty_name(duty, lang) for duty in sorted(account.duties)))
        for account in shown
        if account.duties != {Duty.RESIDENT} or account.username.startswith("resident")
    ]


@signed_in
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    lock(request)
    logout(request)
    messages.info(request, _("You are signed out."))
    return see_other("/staff/sign-in/")


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe and not wanted.startswith("/staff/sign-") else "/"
