"""Gives each form the draft of its address, and drops it once the form is sent."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from naru.ground.staff.models import Account
from naru.ground.staff.session import is_locked
from naru.ground.vault.closed import ClosedError
from naru.ground.vault.custody.errors import AgentAwayError
from naru.web.actions import draft_of, drop_draft, save_draft

LIMIT = 200_000
"""Characters of a form that are kept."""


class DraftMiddleware:
    """Puts `draft()` on the request; a form that was taken needs none any more.

    A page that sets `request.keeps` has it kept in its place (kit.asked).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        signed_in = request.user.is_authenticated
        if signed_in and request.method in {"GET", "HEAD"}:
            request.draft = partial(draft_of, request.user, request.path)
        response = self.get_response(request)
        sent = request.method == "POST" and response.status_code < HTTPStatus.BAD_REQUEST
        if signed_in and sent and request.user.is_authenticated:
            _leave(request)
        return response


def _leave(request: HttpRequest) -> None:
    """What stays of an address after its form was taken."""
    said = getattr(request, "keeps", None)
    if said is None:
        drop_draft(request.user, request.path)
    else:
        save_draft(by=request.user, path=request.path, said=said, now=timezone.now())


class TurnedAwayMiddleware:
    """Keeps what somebody sent whose session ended or locked meanwhile, until they are back.

    The page's script has saved it before; this is for who works without one. A session that was
    locked before takes nothing: whoever sits there now may be somebody else.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        who = _open_session_of(request) if request.method == "POST" else None
        response = self.get_response(request)
        if who is not None and getattr(request, "turned_away", False):
            with suppress(ClosedError, AgentAwayError):  # the keys may have gone with the session
                _keep_sent(request, who)
        return response


def _open_session_of(request: HttpRequest) -> Account | None:
    """Whose session it is before this request ends or locks it; None for a locked one."""
    account = request.user  # stays this one when signing out puts another in its place
    return account if account.is_authenticated and not is_locked(request) else None


def _keep_sent(request: HttpRequest, who: Account) -> None:
    said = {name: request.POST.getlist(name) for name in request.POST if "password" not in name}
    drawn = any(text.startswith("data:") for values in said.values() for text in values)
    length = sum(len(text) for values in said.values() for text in values)
    if said and not drawn and length <= LIMIT and not request.path.startswith("/staff/"):
        save_draft(by=who, path=request.path, said=said, now=timezone.now())
