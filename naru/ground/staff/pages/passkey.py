"""What the page's script asks and answers about passkeys: sign in, unlock in place, prove again."""

from http import HTTPStatus
from typing import Any

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naru.domain.refusals import Refusal, say
from naru.ground.staff import attempts, limits, passkeys, session
from naru.ground.staff.access import early, fresh, public, signed_in
from naru.ground.staff.models import Passkey
from naru.ground.staff.proving import next_of, tell_keys
from naru.ground.vault.keeper import is_embedded

BACKEND = "django.contrib.auth.backends.ModelBackend"
TRIES, MINUTES = 60, 5


def refused(refusal: Refusal) -> JsonResponse:
    """A refusal as the script shows it (409)."""
    said = say(refusal, translation.get_language() or "ko")
    return JsonResponse({"why": f"{said.why} {said.next_step}"}, status=HTTPStatus.CONFLICT)


def unlocked(request: HttpRequest) -> JsonResponse:
    """What a page needs that is unlocked in place: the new token of its forms."""
    return JsonResponse({"url": next_of(request), "token": get_token(request)})


@public
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """The challenge for a passkey of this site, or of whoever holds the session."""
    account = request.user if request.user.is_authenticated else None
    if tried := limits.spend("ask", limits.address_of(request), most=TRIES, minutes=MINUTES):
        return refused(tried)
    return JsonResponse(passkeys.ask(request, account))


@public
@require_POST
def use(request: HttpRequest) -> HttpResponse:
    """Sign in with a passkey; or unlock, or prove again, in the session that is there."""
    whence = limits.address_of(request)
    if tried := limits.spend("passkey", whence, most=TRIES, minutes=MINUTES):
        return refused(tried)
    row = passkeys.holder(request, request.POST.get("credential", ""))
    if isinstance(row, Refusal) or not row.account.is_active:
        return refused(passkeys.WRONG)
    if request.user.is_authenticated and request.user.pk != row.account_id:
        return refused(Refusal("sign_in.not_you"))
    return _let_in(request, row)


def _let_in(request: HttpRequest, row: Passkey) -> JsonResponse:
    if request.user.is_authenticated:
        session.unlock(request)
    else:
        attempts.tell_of_others(request, row.account)
        login(request, row.account, backend=BACKEND)
        session.begin(request, "passkey")
    prf = passkeys.prf_of(request.POST.get("prf", ""))
    tell_keys(request, prf=prf, passkey_id=row.pk)
    return unlocked(request)


@fresh
@early
@signed_in
@require_POST
def ask_new(request: HttpRequest) -> HttpResponse:
    """The challenge for a new passkey of one's own."""
    return JsonResponse(passkeys.ask_new(request, request.user))


@fresh
@early
@signed_in
@require_POST
def keep_new(request: HttpRequest) -> HttpResponse:
    """Enrol it."""
    given: dict[str, Any] = {"name": request.POST.get("name") or _("Passkey")}
    answer = request.POST.get("credential", "")
    row = passkeys.keep_new(request, request.user, answer, now=timezone.now(), **given)
    if isinstance(row, Refusal):
        return refused(row)
    methods = reverse("staff:methods")
    again = {} if is_embedded() or not row.has_prf else {"again": _used_at_once(methods)}
    return JsonResponse({"url": methods, **again})


def _used_at_once(methods: str) -> dict[str, str]:
    """A passkey tells its secret only when it is used: once now, so that it opens keys later."""
    return {
        "ask": reverse("staff:passkey_ask"),
        "use": reverse("staff:passkey_use"),
        "next": methods,
    }
