"""Gives each form the draft of its address, and drops it once the form is sent."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from naru.web.actions import draft_of, drop_draft, save_draft


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
