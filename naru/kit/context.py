"""What the shell of every page needs: language, theme, toasts, banners."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils import translation

from naru.kit.pages import THEMES, UNDO, is_part


@dataclass(frozen=True)
class Toast:
    """A message after a step: its level ('success', 'info', 'warning', 'error') and its undo."""

    level: str
    text: str
    undo_url: str = ""


@dataclass(frozen=True)
class NavItem:
    """An entry of the main menu; `count` is shown beside it and said as words."""

    title: Any
    url: str
    current: bool = False
    count: int | None = None


def shell(request: HttpRequest) -> dict[str, object]:
    """Context of `kit/base.html`.

    The web app adds, by a processor of its own: `nav`, `account`, `account_menu`, `search_url`,
    `counsel_url`, `banners`, `home_url`.
    """
    language = translation.get_language() or settings.LANGUAGE_CODE
    theme = request.COOKIES.get("theme", "auto")
    return {
        "lang": language,
        "dir": "rtl" if translation.get_language_bidi() else "ltr",
        "theme": theme if theme in THEMES else "auto",
        "languages": settings.LANGUAGES,
        "here": request.get_full_path(),
        "fragment": is_part(request),
        "toasts": Toasts(request),
        "demo": getattr(settings, "NARU_DEMO", False),
        "embedded": getattr(settings, "NARU_AGENT", None) is None,
    }


class Toasts:
    """The messages of a request, read (and so used up) only where they are printed."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    def __iter__(self) -> Iterator[Toast]:
        for message in messages.get_messages(self._request):
            undo = message.extra_tags or ""
            yield Toast(
                level=message.level_tag,
                text=str(message.message),
                undo_url=undo.removeprefix(UNDO) if undo.startswith(UNDO) else "",
            )
