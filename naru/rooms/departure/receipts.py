"""The receipt that a person takes along when they leave."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from naru.domain.cases import Case
from naru.domain.profile import NO_WORDS
from naru.ground import people
from naru.ground.staff.models import Account
from naru.ground.vault import SYSTEM
from naru.kit import documents, numbers
from naru.rooms.departure.models import DepartureRecord
from naru.rooms.departure.names import COPIES, DESTINATIONS

TEMPLATE = Path(__file__).parent / "documents" / "departure.typ"


def departure_pdf(
    record: DepartureRecord,
    entry: int,
    case: Case,
    by: Account,
    now: datetime,
    destination: str,
    copies: Sequence[str],
    signature: bytes | None,
) -> bytes:
    """The sheet in the person's language where we speak it, the other staff language below."""
    label = people.label(SYSTEM, record.person_id)
    first, second = ("ko", "en") if label.language.startswith("ko") else ("en", "ko")
    known = case.profile.outcomes.get(case.outcome or "")
    outcome = known.name if known else NO_WORDS
    data: dict[str, Any] = {
        "number": numbers.shown(record.number),
        "entry": entry,
        "person": f"{label.name} ({numbers.shown(label.number)})",
        "at": timezone.localtime(now).strftime("%Y-%m-%d %H:%M"),
        "outcome": f"{outcome[first]} / {outcome[second]}",
        "destination": _both(DESTINATIONS[destination], first, second),
        "copies": list(copies),
        "signature": signature,
        "officer": by.name,
    }
    texts = {lang: _texts(lang) for lang in (first, second)}
    return documents.render(TEMPLATE, data, texts=texts, lang=first, second=second)


def _both(words: Any, first: str, second: str) -> str:
    said = []
    for lang in (first, second):
        with override(lang):
            said.append(str(words))
    return " / ".join(said)


def _texts(lang: str) -> dict[str, str]:
    with override(lang):
        return {
            "centre": _("Reception centre"),
            "title": _("Receipt of departure"),
            "person": _("Person"),
            "at": _("Time of departure"),
            "outcome": _("Outcome"),
            "destination": _("Destination"),
            "copies": _("These papers were handed over:"),
            "promise": _(
                "Everything that was held for you was returned. You may ask for your data, and "
                "complain, after you have left too."
            ),
            "signed": _("Signature of the person"),
            "officer": _("Officer"),
            **{key: str(words) for key, words in COPIES.items()},
        }
