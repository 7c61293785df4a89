"""The copy of a consent that the person keeps, in two languages."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from naru.ground import people, staff
from naru.ground.vault import SYSTEM
from naru.kit import documents, numbers
from naru.kit.languages import OWN_NAMES
from naru.rooms.reception import rights

TEMPLATE = Path(__file__).parent / "documents" / "consent.typ"
KOREAN, ENGLISH = "ko", "en"


def consent(
    person_id: UUID,
    entry: int,
    said: Mapping[str, Any],
    officer: str,
    now: datetime,
    signature: bytes | None,
) -> bytes:
    """The PDF: the rights as read, the decision, the signature."""
    label = people.label(SYSTEM, person_id)
    data = {
        "number": numbers.shown(label.number),
        "entry": entry,
        "name": label.name,
        "at": timezone.localtime(now).strftime("%Y-%m-%d %H:%M"),
        "language": _own_name(said["language"]),
        "interpreter": _voice(said["interpreter"]),
        "version": said["text_version"],
        "items": said["items"],
        "decision": said["decision"],
        "ground": said["ground"],
        "signature": signature,
        "officer": officer,
    }
    texts = {lang: _texts(lang) for lang in (KOREAN, ENGLISH)}
    return documents.render(TEMPLATE, data, texts=texts, lang=KOREAN, second=ENGLISH)


def _own_name(code: str) -> str:
    return next((own or str(name) for known, name, own in OWN_NAMES if known == code), code)


def _voice(interpreter: str) -> str:
    """The name of an interpreter, whether of the centre (an id) or from outside (a name)."""
    try:
        account = UUID(interpreter)
    except ValueError:
        return interpreter
    return staff.names([account]).get(account, "")


def _texts(lang: str) -> dict[str, str]:
    with override(lang):
        return {
            "centre": _("Reception centre"),
            "title": _("Rights and consent"),
            "name": _("Name"),
            "at": _("Time"),
            "language": _("Language"),
            "interpreter": _("Interpreter"),
            "version": _("Version of the text"),
            "rights": _("These rights were read aloud:"),
            "given": _("I consent to protection and to the recording of my data."),
            "legal_order": _("The stay rests on a legal order, not on consent."),
            "refused": _("I do not consent."),
            "ground": _("Ground, or the person’s own words"),
            "free": _("You may withdraw your consent at any time, without a reason."),
            "person": _("Signature of the person"),
            "officer": _("Officer"),
            **{key: str(words) for key, words in rights.ITEMS},
        }
