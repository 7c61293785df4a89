"""The session policy: locked after idle minutes, over after a shift, proved anew for what matters.

A locked session knows who it belongs to and opens nothing; the same person unlocks it in place.
"""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from naru.domain.duties import Duty
from naru.ground.staff.browsers import family
from naru.ground.staff.models import Account
from naru.kit.pages import is_part, see_other

BEGAN, SEEN, FRESH, LOCKED, HOW = "began", "seen", "fresh", "locked", "how"
BROWSER = "browser"
STAYS = "stays"
"""When this session's holder ended all others of theirs; this one goes on."""
SEEN_EVERY = 60


def begin(request: HttpRequest, how: str = "password", *, locked: bool = False) -> None:
    """Start the shift's clock; called at sign-in. Who came by OIDC has still to unlock."""
    now = timezone.now().timestamp()
    request.session.update({BEGAN: now, SEEN: now, FRESH: now, LOCKED: locked, HOW: how})
    request.session[BROWSER] = family(request.headers.get("User-Agent", ""))


def unlock(request: HttpRequest, *, fresh: bool = True) -> None:
    """Open a session again, under a new key and a new form token.

    `fresh` is whether the proof was as strong as at sign-in, and so counts for what matters.
    """
    now = timezone.now().timestamp()
    request.session.cycle_key()
    rotate_token(request)
    request.session.update({SEEN: now, LOCKED: False, **({FRESH: now} if fresh else {})})


def lock(request: HttpRequest) -> None:
    """Close the session until the same person proves who they are."""
    request.session[LOCKED] = True


def is_locked(request: HttpRequest) -> bool:
    """Whether the session is locked."""
    return bool(request.session.get(LOCKED))


def is_fresh(request: HttpRequest) -> bool:
    """Whether the holder proved who they are within the last minutes."""
    proved = request.session.get(FRESH, 0)
    return timezone.now().timestamp() - proved <= settings.NARU_FRESH_MINUTES * 60


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, and back here afterwards; who had a session is told that it is over."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.is_empty():
        messages.warning(request, _("This session is over. Sign in again to go on."))
    return _via(request, resolve_url(settings.LOGIN_URL))


def to_unlock(request: HttpRequest) -> HttpResponse:
    """To the unlock page and back; a script that asks only for a part gets 401 and shows it."""
    if is_part(request) or "X-Draft" in request.headers:
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED, headers={"X-Locked": "yes"})
    return _via(request, reverse("staff:unlock"))


def to_confirm(request: HttpRequest) -> HttpResponse:
    """To the page that asks again who it is, and back here afterwards."""
    return _via(request, reverse("staff:confirm"))


def first_task(request: HttpRequest) -> HttpResponse | None:
    """What must be done before anything else: enrol a second factor."""
    account = request.user
    exempt = account.duties <= {Duty.RESIDENT}
    if settings.NARU_MUST_ENROL and not exempt and not account.has_second_factor:
        return see_other(reverse("staff:methods"))
    return None


def ended_elsewhere(account: Account, said: Mapping[str, Any]) -> bool:
    """Whether the account's holder ended a session with this content from another one."""
    since = max(said[BEGAN], said.get(STAYS, 0))
    return account.ended_before is not None and since < account.ended_before.timestamp()


def _via(request: HttpRequest, page: str) -> HttpResponse:
    request.turned_away = True  # the shell keeps what was sent
    here = request.get_full_path() if request.method == "GET" else request.headers.get("Referer")
    return see_other(f"{page}?{urlencode({'next': here or '/'})}")


class SessionPolicy:
    """Locks an idle session, ends one that outlived its shift, lets nothing be cached."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            self._watch(request)
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def _watch(self, request: HttpRequest) -> None:
        now = timezone.now().timestamp()
        began, seen = request.session.get(BEGAN), request.session.get(SEEN)
        if began is None or seen is None:
            begin(request)
        elif ended_elsewhere(request.user, request.session):
            logout(request)
            messages.warning(
                request, _("You ended this session from another one. Sign in again to go on.")
            )
        elif now - began > settings.NARU_SHIFT_HOURS * 3600:
            logout(request)
            messages.warning(
                request,
                _("The shift is over. Sign in again; what you had typed is kept as a draft."),
            )
        elif now - seen > settings.NARU_IDLE_MINUTES * 60:
            lock(request)
        elif now - seen > SEEN_EVERY and not is_part(request):  # a page that polls is nobody
            request.session[SEEN] = now
