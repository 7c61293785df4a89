"""Sign in and out."""

from http import HTTPStatus
from typing import Any

from axes.decorators import axes_dispatch
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.staff import attempts, oidc, session_keys, unlocking
from naru.ground.staff.access import public, signed_in, while_locked
from naru.ground.staff.models import Account
from naru.ground.staff.proving import CodeBox, next_of, passkey_box, proved, tell_keys
from naru.ground.staff.queries import duty_name
from naru.ground.staff.session import begin
from naru.kit.fields import PasswordField, TextField
from naru.kit.forms import KitForm
from naru.kit.pages import FormPage, refuse, run, see_other


class SignInForm(KitForm):
    """User name and password; a code where the house asks those who enrolled for one."""

    username = TextField(label=gettext_lazy("User name"), max_length=60, width=20)
    password = PasswordField(label=gettext_lazy("Password"))
    code = CodeBox(required=False, help_text=gettext_lazy("Only if you have enrolled one."))

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.fields["username"].widget.attrs.update({"autocomplete": "username webauthn"})
        if not settings.NARU_SECOND_FACTOR:
            del self.fields["code"]


def locked_out(request: HttpRequest, *_args: Any, **_more: Any) -> HttpResponse:
    """The answer after too many wrong passwords (429), in words."""
    form = SignInForm(request)
    form.is_valid()
    more = {"form": form, "passkey": passkey_box("/")}
    said = refuse(request, "staff/sign_in.html", _page(), Refusal("sign_in.locked"), **more)
    said.status_code = HTTPStatus.TOO_MANY_REQUESTS
    return said


def _page() -> FormPage:
    return FormPage(
        title=_("Sign in"), submit=_("Sign in"), lead=_("For staff, counsel and residents.")
    )


@public
@sensitive_post_parameters("password", "code")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page; in the demonstration it lists who can be tried."""
    if request.user.is_authenticated:
        return see_other(next_of(request))
    more: dict[str, Any] = {"passkey": passkey_box(next_of(request)), "oidc": oidc.name()}
    if settings.NARU_DEMO:
        more["accounts"] = _demo_accounts(request)
    return _answer(request, SignInForm(request), _page(), more)


@axes_dispatch
def _answer(
    request: HttpRequest, form: SignInForm, page: FormPage, more: dict[str, Any]
) -> HttpResponse:
    def act(said: dict[str, Any]) -> Done | Refusal:
        account = proved(request, said["username"], said["password"], said.get("code", ""))
        if isinstance(account, Refusal):
            return account
        attempts.tell_of_others(request, account)
        login(request, account)
        begin(request)
        tell_keys(request, password=said["password"])
        return Done(str(account.pk))

    hello = _("You are signed in.")
    return run(request, form, "staff/sign_in.html", page, act, next_of(request), hello, more=more)


def _demo_accounts(request: HttpRequest) -> list[tuple[Account, str]]:
    lang = getattr(request, "LANGUAGE_CODE", "ko")
    shown = Account.objects.filter(is_active=True).prefetch_related("held").order_by("made_at")
    return [
        (account, ", ".join(duty_name(duty, lang) for duty in sorted(account.duties)))
        for account in shown
        if account.duties != {Duty.RESIDENT} or account.username.startswith("resident")
    ]


@while_locked
@signed_in
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; the browser forgets the pages that it kept."""
    unlocking.locked(request.session.session_key or "")
    session_keys.lock(request)
    logout(request)
    messages.info(request, _("You are signed out."))
    response = see_other("/staff/sign-in/")
    response["Clear-Site-Data"] = '"cache"'
    return response
