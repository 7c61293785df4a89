"""To the house's identity provider and back: it says who somebody is, and opens nothing."""

import hmac
from dataclasses import asdict, dataclass

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naru.ground.staff import limits, oidc, session
from naru.ground.staff.access import fresh, public, signed_in
from naru.ground.staff.models import OidcLink
from naru.ground.staff.pages.passkey import BACKEND
from naru.ground.staff.proving import next_of
from naru.ground.staff.recording import record
from naru.kit.pages import see_other, show

LASTS = 600
SALT = "naru.staff.oidc"


@dataclass(frozen=True)
class OnwardPage:
    """The page between: the browser goes on from here by itself, as from one of ours."""

    title: str
    to: str


@public
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider."""
    return _send(request, "sign_in", next_of(request))


@fresh
@signed_in
@require_POST
def link(request: HttpRequest) -> HttpResponse:
    """Link one's own account to whoever one is at the provider."""
    return _send(request, f"link {request.user.pk}", reverse("staff:methods"))


@public
def back(request: HttpRequest) -> HttpResponse:
    """The provider's answer; the cookie of the attempt is used up whatever it is."""
    found, attempt = oidc.provider(), _attempt(request)
    state = request.GET.get("state", "").encode("ascii", "replace")
    ours = attempt is not None and hmac.compare_digest(state, attempt.state.encode())
    if found is None or attempt is None or not ours:
        return _failed(request)
    whence = limits.address_of(request)
    if limits.spend("oidc", whence, most=30, minutes=5):
        return _failed(request)
    try:
        subject = oidc.subject(found, attempt, request.GET.get("code", ""), _back(request))
    except oidc.ProviderError:
        return _failed(request)
    return _settle(request, attempt, found.issuer, subject)


def _settle(request: HttpRequest, attempt: oidc.Attempt, issuer: str, subject: str) -> HttpResponse:
    if attempt.purpose.startswith("link "):
        return _link(request, attempt, issuer, subject)
    row = OidcLink.objects.select_related("account").filter(issuer=issuer, subject=subject).first()
    if row is None or not row.account.is_active:
        return _failed(request)
    login(request, row.account, backend=BACKEND)
    session.begin(request, "oidc", locked=True)
    return _onward(request, attempt.to)


def _link(request: HttpRequest, attempt: oidc.Attempt, issuer: str, subject: str) -> HttpResponse:
    """The answer comes from another site, so that no strict cookie is there: the attempt knows."""
    account_id = attempt.purpose.removeprefix("link ")
    taken = OidcLink.objects.filter(issuer=issuer, subject=subject).exclude(account_id=account_id)
    if taken.exists():
        return _failed(request)
    row, made = OidcLink.objects.get_or_create(
        account_id=account_id, issuer=issuer, subject=subject, defaults={"since": timezone.now()}
    )
    if made:
        record("link_provider", row.account, timezone.now(), row.account)
    return _onward(request, attempt.to)


def _send(request: HttpRequest, purpose: str, to: str) -> HttpResponse:
    found = oidc.provider()
    if found is None:
        raise Http404
    attempt = oidc.Attempt.begin(purpose, to)
    response = HttpResponseRedirect(oidc.address(found, attempt, _back(request)))
    response.set_cookie(
        _cookie(),
        signing.dumps(asdict(attempt), salt=SALT),
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",  # strict cookies don't come along from another site
    )
    return response


def _attempt(request: HttpRequest) -> oidc.Attempt | None:
    try:
        said = signing.loads(request.COOKIES.get(_cookie(), ""), salt=SALT, max_age=LASTS)
        return oidc.Attempt(**said)
    except (signing.BadSignature, TypeError):
        return None


def _cookie() -> str:
    return "__Host-oidc" if settings.SESSION_COOKIE_SECURE else "oidc"


def _back(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("staff:oidc_back"))


def _onward(request: HttpRequest, to: str) -> HttpResponse:
    response = show(request, "staff/onward.html", OnwardPage(_("Signed in"), to))
    response.delete_cookie(_cookie(), samesite="Lax")
    return response


def _failed(request: HttpRequest) -> HttpResponse:
    messages.error(request, _("Signing in through the provider didn’t work. Use the password."))
    response = see_other(reverse("staff:sign_in"))
    response.delete_cookie(_cookie(), samesite="Lax")
    return response
