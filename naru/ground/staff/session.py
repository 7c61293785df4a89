"""The session policy: locked after idle minutes, over after a shift, never cached."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from naru.kit.pages import see_other

BEGAN, SEEN = "began", "seen"
SEEN_EVERY = 60


def begin(request: HttpRequest) -> None:
    """Start the shift's clock; called at sign-in."""
    now = timezone.now().timestamp()
    request.session[BEGAN] = request.session[SEEN] = now


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page, and back here afterwards."""
    here = request.get_full_path() if request.method == "GET" else request.headers.get("Referer")
    query = urlencode({"next": here or "/"})
    return see_other(f"{resolve_url(settings.LOGIN_URL)}?{query}")


class SessionPolicy:
    """Ends a session that was idle too long or has outlived its shift (security.md 5)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and _is_over(request):
            logout(request)
            messages.warning(
                request,
                _("The session was locked. Sign in again; what you had typed is kept as a draft."),
            )
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def _is_over(request: HttpRequest) -> bool:
    """Whether the limits are passed; otherwise the time of this request is kept."""
    now = timezone.now().timestamp()
    began, seen = request.session.get(BEGAN), request.session.get(SEEN)
    if began is None or seen is None:
        begin(request)
        return False
    if (
        now - seen > settings.NARU_IDLE_MINUTES * 60
        or now - began > settings.NARU_SHIFT_HOURS * 3600
    ):
        return True
    if now - seen > SEEN_EVERY:
        request.session[SEEN] = now
    return False
