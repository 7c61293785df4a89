"""What the step pages of the inquiry share."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from naru.ground.pathway.pages import Act, run_step
from naru.kit.forms import KitForm
from naru.rooms.inquiry import queries

STATEMENT = "inquiry/statement.html"
FINDINGS = "inquiry/findings.html"
NO_ROUTES = _("Never write down routes, helpers, or where relatives are.")


class NoQuestions(KitForm):
    """A step that asks nothing more."""


def given(said: Mapping[str, Any], draft: type) -> dict[str, Any]:
    """Those answers of a form that a draft has fields for."""
    return {one.name: said[one.name] for one in fields(draft) if one.name in said}


def file_url(number: str) -> str:
    """The inquiry file of a person."""
    return reverse("inquiry:file", args=[number])


def live_url(number: str) -> str:
    """The interview in progress."""
    return reverse("inquiry:interview", args=[number])


def step(
    request: HttpRequest, number: str, event: str, form: KitForm, act: Act, **words: Any
) -> HttpResponse:
    """Answer for a step of somebody to whom the inquiry is open; 404 for everybody else."""
    queries.entered(request.user, number)
    words.setdefault("to", file_url(number))
    words.setdefault("back_url", file_url(number))
    words.setdefault("back_text", _("Back to the inquiry file"))
    return run_step(request, number, event, form, act, **words)
