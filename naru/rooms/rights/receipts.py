"""Receipts that a person takes along: their own words, on paper, in their language."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from naru.kit import documents, numbers

DOCUMENTS = Path(__file__).parent / "documents"
Texts = dict[str, str]


def wish_pdf(
    number: str, language: str, at: datetime, words: str, entry: int | None = None
) -> bytes:
    """The receipt of a wish to leave."""
    data = {"number": numbers.shown(number), "at": _moment(at), "words": words, "entry": entry}
    return _render("wish.typ", language, _wish_texts, data)


def complaint_pdf(
    token: str, language: str, at: datetime, words: str, entry: int | None = None
) -> bytes:
    """The receipt of a complaint; its number is the only way back to it."""
    data = {"number": numbers.shown_code(token), "at": _moment(at), "words": words, "entry": entry}
    return _render("complaint.typ", language, _complaint_texts, data)


def _render(
    name: str, language: str, texts: Callable[[], Texts], data: Mapping[str, object]
) -> bytes:
    """The sheet in the person's language where we speak it, the other staff language below."""
    first, second = ("ko", "en") if language.startswith("ko") else ("en", "ko")
    said = {}
    for lang in (first, second):
        with translation.override(lang):
            said[lang] = texts()
    return documents.render(DOCUMENTS / name, data, texts=said, lang=first, second=second)


def _wish_texts() -> Texts:
    return {
        "centre": _("Reception centre"),
        "title": _("Receipt of a wish to leave"),
        "at": _("Recorded on"),
        "words": _("In your own words"),
        "promise": _(
            "You get a written answer within 24 hours: either the gate opens, or the answer names "
            "the legal ground and how to bring it before a judge."
        ),
        "counsel": _("You may ask for a lawyer at any time."),
    }


def _complaint_texts() -> Texts:
    return {
        "centre": _("Reception centre"),
        "title": _("Receipt of a complaint"),
        "at": _("Recorded on"),
        "words": _("In your own words"),
        "promise": _(
            "Only the human-rights officer reads your complaint. You get an answer within 14 days. "
            "With the number above you can follow it; keep it where only you see it."
        ),
    }


def _moment(at: datetime) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M")
