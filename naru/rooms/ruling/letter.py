"""The ruling as a letter in two languages."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext, override

from naru.kit import documents, numbers
from naru.rooms.ruling import words
from naru.rooms.ruling.records import Text

TEMPLATE = Path(__file__).parent / "documents" / "ruling.typ"
STAFF, SECOND = "ko", "en"


def letter(number: str, entry: int, text: Text, authority: str, person: str) -> bytes:
    """The letter as PDF; what was explained stands in the words of the person's language."""
    with override(STAFF):
        ground = words.ground(text.ground)
        days = gettext("%(days)s days from the day after service") % {"days": text.remedy_days}
    data = {
        "number": numbers.shown(number),
        "entry": entry,
        "ground": ground,
        "facts": text.facts,
        "reasons": text.reasons,
        "remedy": text.remedy,
        "period": days if text.remedy_days else "",
        "explained": text.explained,
        "authority": authority,
        "person": person,
    }
    texts = {lang: _texts(lang) for lang in (STAFF, SECOND)}
    return documents.render(TEMPLATE, data, texts=texts, lang=STAFF, second=SECOND)


def _texts(lang: str) -> dict[str, Any]:
    with override(lang):
        return {
            "centre": gettext("Protection centre"),
            "title": gettext("Decision"),
            "intro": gettext("This is the decision on your application for protection."),
            "ground": gettext("Decision and ground"),
            "facts": gettext("Facts"),
            "reasons": gettext("Reasons"),
            "remedy": gettext("What you can do against it"),
            "period": gettext("Period"),
            "explained": gettext("In your language"),
            "rights": gettext(
                "You may ask for counsel and an interpreter at any time. Nobody may put you at a "
                "disadvantage because you object."
            ),
            "authority": gettext("Deciding authority"),
            "person": gettext("Received by"),
        }
