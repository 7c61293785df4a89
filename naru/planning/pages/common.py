"""How a public page is drawn: its address, its card for sharing, its place in the site."""

from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from naru.kit.pages import show
from naru.planning.sections.common import lang

ADDRESS = "naru.address"  # where an export will be served, in the request's META
SHARE = (
    ("E-mail", "mailto:?subject={title}&body={url}"),
    ("X", "https://x.com/intent/post?text={title}&url={url}"),
    ("Facebook", "https://www.facebook.com/sharer/sharer.php?u={url}"),
    ("Bluesky", "https://bsky.app/intent/compose?text={title}%20{url}"),
    ("LINE", "https://social-plugins.line.me/lineit/share?url={url}"),
)


@dataclass(frozen=True)
class PublicPage:
    """A public page: its title, a sentence on it, its content, and where it stands (if known)."""

    title: Any
    lead: Any
    content: str
    url: str
    card_url: str
    share: tuple[tuple[str, str], ...]


def answer(request: HttpRequest, title: Any, lead: Any, content: str) -> HttpResponse:
    """Draw a public page around content that was drawn once for its language."""
    exported = getattr(settings, "NARU_EXPORTED", False)
    known = not exported or bool(request.META.get(ADDRESS))
    url = request.build_absolute_uri(request.path)
    card = request.build_absolute_uri(reverse("figures:card", args=[lang()]))
    share = _share(str(title), url) if known else ()
    page = PublicPage(title, lead, content, url if known else "", card, share)
    response = show(request, "planning/page.html", page, lang=lang(), exported=exported)
    response["Content-Language"] = lang()
    return response


def _share(title: str, url: str) -> tuple[tuple[str, str], ...]:
    """Plain links to other services: nothing of theirs is loaded here."""
    safe = {"title": quote(title), "url": quote(url, safe="")}
    named = ((_("E-mail") if name == "E-mail" else name, to) for name, to in SHARE)
    return tuple((name, to.format(**safe)) for name, to in named)


@cache
def drawn(template: str, made: Any, code: str) -> str:
    """A template's text, drawn once for a language; `made()` gives its context."""
    return str(render_to_string(template, {**made(), "lang": code}))
