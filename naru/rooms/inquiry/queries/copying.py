"""The statement as a sheet for the person, and an exhibit's file."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import override

from naru.ground import ledger, people
from naru.ground.vault import open_row, read_file
from naru.kit import documents, numbers
from naru.kit import words as kit_words
from naru.rooms.inquiry import records
from naru.rooms.inquiry.models import Exhibit, Statement
from naru.rooms.inquiry.queries.cuts import entered

TEMPLATE = Path(__file__).parent.parent / "documents" / "transcript.typ"
STAFF_LANGUAGES = ("ko", "en")


def copy_of(viewer: Any, number: str, lang: str) -> ledger.Issued:
    """The statement with its corrections as PDF, in the language of the page and the other one."""
    case, cut = entered(viewer, number)
    statement = Statement.objects.filter(person_id=case.person_id).order_by("-version").first()
    if statement is None or not cut.statement:
        raise Http404
    passages = records.content(viewer, case.person_id)
    label = people.labels(viewer, [case.person_id])[case.person_id]
    said, entry = open_row(viewer, statement, "copy"), ledger.entry_of(statement.pk)
    data = {
        "number": numbers.shown(case.number),
        "entry": entry,
        "name": label.name,
        "version": str(statement.version),
        "digest": said["digest"],
        "rows": [_row(place, one) for place, one in enumerate(passages, start=1)],
    }
    second = "en" if lang.startswith("ko") else "ko"
    texts = {code: _texts(code) for code in STAFF_LANGUAGES}
    pdf = documents.render(TEMPLATE, data, texts=texts, lang=lang[:2], second=second)
    return ledger.Issued(pdf, "application/pdf", entry)


def _row(place: int, one: dict[str, Any]) -> dict[str, str]:
    moment = parse_datetime(one["at"])
    return {
        "no": str(place),
        "at": kit_words.clock_time(moment) if moment else "",
        "question": one["question"],
        "answer": one["answer"],
        "correction": " / ".join(each["should_read"] for each in one["corrections"]),
    }


def _texts(lang: str) -> dict[str, str]:
    with override(lang):
        return {
            "centre": _("Reception centre"),
            "title": _("Copy of the statement"),
            "name": _("Name"),
            "version": _("Version"),
            "digest": _("Fingerprint (SHA-256)"),
            "no": _("No."),
            "at": _("Time"),
            "question": _("Question"),
            "answer": _("Answer"),
            "correction": _("Should read"),
            "note": _("This copy is yours. A correction stands beside the original words."),
            "person": _("Received by"),
        }


def exhibit_file(viewer: Any, number: str, exhibit_id: UUID) -> tuple[bytes, str, str]:
    """The file of an exhibit: its content, media type and a name that tells nothing."""
    case, cut = entered(viewer, number)
    row = Exhibit.objects.filter(person_id=case.person_id, pk=exhibit_id).first()
    if row is None or not (cut.talks or cut.findings):
        raise Http404
    kept = open_row(viewer, row, "exhibit")["file"]
    if not kept:
        raise Http404
    content, media_type = read_file(viewer, UUID(kept), "exhibit")
    return content, media_type, records.exhibit_name(row.number)
