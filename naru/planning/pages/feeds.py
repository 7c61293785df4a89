"""The changes of the book as feeds: Atom (RFC 4287) and JSON Feed 1.1, one in each language."""

import json
from datetime import UTC, datetime, time

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from naru.evidence import book, wording
from naru.evidence.claims import Change
from naru.ground.staff.access import public

TAG = "tag:naru.invalid,2026:figures"
TITLE_LENGTH = 90


def _checked(lang: str) -> None:
    if lang not in wording.LANGS:
        raise Http404


def _said(change: Change, lang: str) -> str:
    return change.ko if lang == "ko" else change.en


def _at(change: Change) -> datetime:
    return datetime.combine(change.day, time(), tzinfo=UTC)


@public
@require_safe
def atom(request: HttpRequest, lang: str) -> HttpResponse:
    """The changes as Atom."""
    _checked(lang)
    with translation.override(lang):
        feed = Atom1Feed(
            title=_("What an escape costs, and how many arrive"),
            link=request.build_absolute_uri(reverse("figures:page")),
            description=_("What changed"),
            language=lang,
            feed_url=request.build_absolute_uri(reverse("figures:atom", args=[lang])),
            feed_guid=f"{TAG}:{lang}",
            author_name="Naru",
        )
        for change in book().changes:
            feed.add_item(
                title=_said(change, lang),
                link=_link(request, change),
                description=_described(change, lang),
                unique_id=f"{TAG}:{lang}:{change.key}",
                pubdate=_at(change),
                updateddate=_at(change),
            )
        text = feed.writeString("utf-8")
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


@public
@require_safe
def json_feed(request: HttpRequest, lang: str) -> HttpResponse:
    """The changes as JSON Feed."""
    _checked(lang)
    with translation.override(lang):
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": _("What an escape costs, and how many arrive"),
            "home_page_url": request.build_absolute_uri(reverse("figures:page")),
            "feed_url": request.build_absolute_uri(reverse("figures:json_feed", args=[lang])),
            "language": lang,
            "authors": [{"name": "Naru"}],
            "items": [
                {
                    "id": f"{TAG}:{lang}:{change.key}",
                    "url": _link(request, change),
                    "title": _said(change, lang)[:TITLE_LENGTH],
                    "content_text": _described(change, lang),
                    "date_published": _at(change).isoformat(),
                }
                for change in book().changes
            ],
        }
    text = json.dumps(feed, ensure_ascii=False, indent=1)
    return HttpResponse(text, content_type="application/feed+json; charset=utf-8")


def _link(request: HttpRequest, change: Change) -> str:
    return request.build_absolute_uri(f"{reverse('figures:changes')}#{change.key}")


def _described(change: Change, lang: str) -> str:
    """The change with the claims that it touches."""
    return f"{_said(change, lang)} ({', '.join(change.claim_ids)})"
