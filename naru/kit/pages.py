"""How a page answers: shown, refused with its reason, or done and moved on."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naru.domain.refusals import Done, Refusal, say
from naru.kit.errors import CSRF, PAGES
from naru.kit.forms import KitForm

Words = Any
Target = str | Callable[[Done], str]
UNDO = "undo:"
THEMES = ("auto", "light", "dark")
YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class FormPage:
    """What `kit/form.html` prints around a form: most pages of one step need no other template."""

    title: Words
    lead: Words = ""
    submit: Words = ""
    back_url: str = ""
    back_text: Words = ""
    warning: bool = False


def show(
    request: HttpRequest,
    template: str,
    page: object,
    status: int = 200,
    **more: object,
) -> HttpResponse:
    """Draw a page; a live region that asks again for unchanged content gets 304 and no body."""
    response = render(request, template, {"page": page, **more}, status=status)
    return _unchanged(request, response) if is_part(request) else response


def run(
    request: HttpRequest,
    form: KitForm,
    template: str,
    page: object,
    act: Callable[[dict[str, Any]], Done | Refusal],
    to: Target,
    message: Words = "",
    *,
    undo: Target | None = None,
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    """Answer for a page with one form.

    GET draws it (200). A POST with errors draws it again (422). Otherwise `act(cleaned_data)`
    decides: `Done` moves on to `to` (303) with `message` as a toast and, given `undo`, a button
    that posts there; `Refusal` draws the page again with its reason, the input kept (409).
    """
    context = {"form": form, **(more or {})}
    if request.method in {"GET", "HEAD"}:
        return show(request, template, page, **context)
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
    if not form.is_valid():
        return show(request, template, page, HTTPStatus.UNPROCESSABLE_ENTITY, **context)
    result = act(form.cleaned_data)
    if isinstance(result, Refusal):
        return refuse(request, template, page, result, **context)
    return done(request, result, to, message, undo=undo)


def refuse(
    request: HttpRequest, template: str, page: object, refusal: Refusal, **more: object
) -> HttpResponse:
    """Draw a page with the reason of a refusal on top, and what to do next (409)."""
    said = say(refusal, translation.get_language() or settings.LANGUAGE_CODE)
    return show(request, template, page, HTTPStatus.CONFLICT, refusal=said, **more)


def done(
    request: HttpRequest,
    result: Done,
    to: Target,
    message: Words = "",
    *,
    undo: Target | None = None,
) -> HttpResponse:
    """Move on after a step with a toast (303); a repeat says that nothing was written twice."""
    if result.repeated:
        messages.info(request, _("This was saved before. Nothing was written twice."))
    else:
        tags = f"{UNDO}{_resolve(undo, result)}" if undo else ""
        messages.success(request, str(message) or _("Saved."), extra_tags=tags)
    return see_other(_resolve(to, result))


def see_other(url: str) -> HttpResponse:
    """A redirect that is always fetched with GET (303)."""
    response = HttpResponseRedirect(url)
    response.status_code = HTTPStatus.SEE_OTHER
    return response


def is_part(request: HttpRequest) -> bool:
    """Whether only a live region asks, and the shell around it can be left out."""
    return "X-Part" in request.headers


@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Keep the choice of light, dark or automatic colours in a cookie, and go back."""
    wanted = request.POST.get("theme", "")
    response = see_other(_back(request))
    response.set_cookie(
        "theme",
        wanted if wanted in THEMES else "auto",
        max_age=YEAR,
        samesite="Strict",
        secure=request.is_secure(),
        httponly=True,
    )
    return response


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the choice of language in a cookie, and go back to the same page."""
    wanted = request.POST.get("language", "")
    response = see_other(_back(request))
    if wanted in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            wanted,
            max_age=YEAR,
            samesite="Strict",
            secure=request.is_secure(),
            httponly=True,
        )
    return response


def guide(request: HttpRequest) -> HttpResponse:
    """Every component of the design system on one page."""
    from naru.kit.guide import example

    return show(request, "kit/guide.html", example(request))


def error(request: HttpRequest, status: int, reason: str = "") -> HttpResponse:
    """An error page: why it happened and what to do next; `reason` replaces the usual why."""
    page = PAGES[status]
    return render(request, "kit/error.html", {"page": page, "reason": reason}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 when too much was sent."""
    too_much = isinstance(exception, (RequestDataTooBig, TooManyFilesSent, TooManyFieldsSent))
    return error(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE if too_much else 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 with the reason that the raiser gave."""
    return error(request, HTTPStatus.FORBIDDEN, str(exception or ""))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: tells nothing about whether the thing exists."""
    return error(request, HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: needs no database and no session, and plain words when even templates fail."""
    page = PAGES[500]
    lang = translation.get_language() or settings.LANGUAGE_CODE
    try:
        said = render_to_string("kit/error.html", {"page": page, "lang": lang})
    except Exception:
        said = format_html(
            '<!doctype html><html lang="{0}"><title>{1}</title><h1>{1}</h1><p>{2}</p><p>{3}</p>',
            lang,
            page.title,
            page.why,
            page.next_step,
        )
    return HttpResponse(said, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose page had expired or came from elsewhere."""
    return render(request, "kit/error.html", {"page": PAGES[CSRF]}, status=HTTPStatus.FORBIDDEN)


def _resolve(target: Target, result: Done) -> str:
    return resolve_url(target(result) if callable(target) else target)


def _back(request: HttpRequest) -> str:
    """The page that asked, if it is one of ours."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else "/"


def _unchanged(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    tag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    if response.status_code == HTTPStatus.OK and request.headers.get("If-None-Match") == tag:
        response = HttpResponse(status=HTTPStatus.NOT_MODIFIED)
    response["ETag"] = tag
    return response
