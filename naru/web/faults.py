"""What a page answers when the database itself can't write: why, and what to do (503)."""

import sys
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from naru.domain.refusals import say
from naru.ground.storage import refusal_of
from naru.kit import pages
from naru.kit.errors import ErrorPage

RETRY = "20"


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 with the reason when the database is busy, full or failing."""
    refusal = refusal_of(sys.exc_info()[1])
    if refusal is None:
        return pages.server_error(request)
    lang = translation.get_language() or settings.LANGUAGE_CODE
    said = say(refusal, lang)
    page = ErrorPage(_("This can't be saved at the moment"), said.why, said.next_step)
    text = render_to_string("kit/error.html", {"page": page, "lang": lang})
    status = HTTPStatus.SERVICE_UNAVAILABLE
    return HttpResponse(text, status=status, headers={"Retry-After": RETRY})
