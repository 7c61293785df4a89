"""The record of learning as a sheet that the person takes along."""

from datetime import datetime
from pathlib import Path

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from naru.kit import documents, numbers
from naru.rooms.settlement.queries.learning import Record

DOCUMENT = Path(__file__).parent / "documents" / "record.typ"


def record_pdf(record: Record) -> bytes:
    """The record in the person's language where we speak it, the other staff language below."""
    first, second = ("ko", "en") if record.language.startswith("ko") else ("en", "ko")
    texts, kinds = {}, {}
    for lang in (first, second):
        with translation.override(lang):
            texts[lang], kinds[lang] = _texts(), _kinds()
    data = {
        "number": numbers.shown(record.number),
        "name": record.name,
        "minutes": record.minutes,
        "courses": [
            {"course": line.name, "since": _day(line.since), "attended": line.attended}
            for line in record.courses
        ],
        "achievements": [
            {"kind": kinds[first][line.kind], "text": line.text, "day": _day(line.at)}
            for line in record.achievements
        ],
    }
    return documents.render(DOCUMENT, data, texts=texts, lang=first, second=second)


def _kinds() -> dict[str, str]:
    return {
        "level": _("Level"),
        "certificate": _("Certificate"),
        "goal": _("Goal"),
        "school": _("School"),
    }


def _texts() -> dict[str, str]:
    return {
        "centre": _("Reception centre"),
        "title": _("My record"),
        "name": _("Name"),
        "minutes": _("Driving practice in minutes"),
        "course": _("Course"),
        "since": _("Since"),
        "attended": _("Meetings attended"),
        "kind": _("Kind"),
        "text": _("In words"),
        "day": _("Day"),
        "owner": _("This record is yours. You show it to whom you like."),
    }


def _day(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d")
