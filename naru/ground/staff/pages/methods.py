"""How one signs in: passkeys, the code app, recovery codes, the house's identity provider."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from naru.domain.refusals import Done, Refusal
from naru.ground.staff import factors, oidc, sessions, totp
from naru.ground.staff.access import early, fresh, signed_in
from naru.ground.staff.models import Passkey
from naru.ground.staff.proving import CodeBox
from naru.ground.staff.session import STAYS
from naru.ground.staff.sessions import OwnSession
from naru.kit.forms import KitForm
from naru.kit.labels import qr_svg
from naru.kit.pages import FormPage, done, refuse, run, see_other, show


@dataclass(frozen=True)
class MethodsPage:
    """What is enrolled, and what can be."""

    title: str
    passkeys: list[Passkey]
    has_app: bool
    codes_left: int
    sessions: list[OwnSession]
    oidc: str
    linked: bool
    must: bool
    back_url: str
    ask_new: str
    keep_new: str


@dataclass(frozen=True)
class AppPage(FormPage):
    """The secret to give to a code app."""

    qr: SafeString = SafeString("")
    secret: str = ""


@dataclass(frozen=True)
class CodesPage:
    """Fresh recovery codes, shown this once."""

    title: str
    codes: list[str]
    back_url: str


class CodeForm(KitForm):
    """The first code of the app."""

    code = CodeBox(label=gettext_lazy("The code that the app shows now"))


@fresh
@early
@signed_in
def methods(request: HttpRequest) -> HttpResponse:
    """The page."""
    return show(request, "staff/methods.html", _methods(request))


def _methods(request: HttpRequest) -> MethodsPage:
    account = request.user
    return MethodsPage(
        title=_("How you sign in"),
        passkeys=factors.passkeys_of(account),
        has_app=factors.has_app(account),
        codes_left=factors.codes_left(account),
        sessions=sessions.own(account, timezone.now(), request.session.session_key),
        oidc=oidc.name(),
        linked=account.oidc_links.exists(),
        must=settings.NARU_MUST_ENROL and not account.has_second_factor,
        back_url="/",
        ask_new=reverse("staff:passkey_ask_new"),
        keep_new=reverse("staff:passkey_keep_new"),
    )


@fresh
@early
@signed_in
def app(request: HttpRequest) -> HttpResponse:
    """Enrol a code app: scan, then type the first code."""
    if factors.has_app(request.user):
        return see_other(reverse("staff:methods"))
    secret = factors.offer_app(request.user)
    address = totp.address(secret, request.user.username)
    back = reverse("staff:methods")
    page = AppPage(
        _("Enrol a code app"),
        submit=_("Enrol"),
        back_url=back,
        qr=qr_svg(address, _("Code for the app")),
        secret=factors.shown(secret),
    )

    def act(said: dict[str, Any]) -> Done | Refusal:
        return factors.confirm_app(by=request.user, now=timezone.now(), code=said["code"])

    said = _("The code app is enrolled. Now print recovery codes.")
    return run(request, CodeForm(request), "staff/app.html", page, act, back, said)


@fresh
@early
@signed_in
@require_POST
def remove_app(request: HttpRequest) -> HttpResponse:
    """Take the code app away."""
    return _settle(request, factors.remove_app(by=request.user, now=timezone.now()))


@fresh
@early
@signed_in
@require_POST
def remove_passkey(request: HttpRequest, passkey_id: UUID) -> HttpResponse:
    """Take a passkey away."""
    given = {"by": request.user, "now": timezone.now(), "passkey_id": passkey_id}
    return _settle(request, factors.remove_passkey(**given))


@fresh
@early
@signed_in
@require_POST
def codes(request: HttpRequest) -> HttpResponse:
    """Ten fresh recovery codes."""
    made = factors.new_codes(by=request.user, now=timezone.now())
    shown = [factors.shown(code) for code in made]
    page = CodesPage(_("Recovery codes"), shown, reverse("staff:methods"))
    return show(request, "staff/codes.html", page)


@fresh
@early
@signed_in
@require_POST
def end_session(request: HttpRequest, name: str) -> HttpResponse:
    """End one session of one's own."""
    ended = sessions.end_session(by=request.user, now=timezone.now(), name=name)
    return _settle(request, ended, _("The session is ended."))


@fresh
@early
@signed_in
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """End every other session of one's own."""
    now = timezone.now()
    request.session[STAYS] = now.timestamp()
    present = request.session.session_key
    ended = sessions.end_other_sessions(by=request.user, now=now, present=present)
    return done(request, ended, reverse("staff:methods"), _("All other sessions are ended."))


def _settle(request: HttpRequest, result: Done | Refusal, said: str = "") -> HttpResponse:
    if isinstance(result, Refusal):
        return refuse(request, "staff/methods.html", _methods(request), result)
    messages.success(request, said or _("Saved."))
    return see_other(reverse("staff:methods"))
