"""The copy of one person's record of what happened and who looked: marked, logged, never of two."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext, override

from naru.ground import ledger, people, staff
from naru.ground.pathway import queries as pathway
from naru.ground.staff.models import Account
from naru.ground.vault import Compartment
from naru.kit import documents, numbers
from naru.web import queries, words

TEMPLATE = Path(__file__).parent / "documents" / "export.typ"
STAFF, SECOND, MOST_ACTS = "ko", "en", 1000


def export(viewer: Account, number: str, why: str, now: datetime) -> bytes:
    """The PDF for whoever reaches the person; it is in the ledger, and marked with who took it."""
    case = pathway.case(viewer, number)
    with override(STAFF):
        data = _data(viewer, case, why, now)
    texts = {lang: _texts(lang) for lang in (STAFF, SECOND)}
    ledger.append(
        "export_file",
        at=now,
        actor=viewer,
        person_id=case.person_id,
        compartment=Compartment.LEGAL,
        body={"why": why},
    )
    return documents.render(TEMPLATE, data, texts=texts, lang=STAFF, second=SECOND)


def _data(viewer: Account, case: pathway.CaseView, why: str, now: datetime) -> Mapping[str, Any]:
    shown, moment = numbers.shown(case.number), f"{timezone.localtime(now):%Y-%m-%d %H:%M}"
    label = people.label(viewer, case.person_id)
    return {
        "number": shown,
        "mark": f"{viewer.name} · {moment} · {shown}",
        "who": f"{viewer.name}, {moment}",
        "why": why,
        "name": label.name,
        "stay": f"{timezone.localtime(case.opened_at):%Y-%m-%d}",
        "acts": _acts(viewer, case.person_id),
        "looks": _looks(case.person_id),
    }


def _acts(viewer: Account, person_id: UUID) -> list[dict[str, str]]:
    acts = ledger.happened(viewer, person_id, [], limit=MOST_ACTS)
    names = staff.names({act.actor_id for act in acts})
    return [
        {
            "when": f"{timezone.localtime(act.at):%Y-%m-%d %H:%M}",
            "act": words.action(act.action),
            "by": names.get(act.actor_id, "–"),
        }
        for act in acts
        if act.compartment != Compartment.COMPLAINTS
    ]


def _looks(person_id: UUID) -> list[dict[str, str]]:
    return [
        {
            "day": f"{look.day:%Y-%m-%d}",
            "viewer": look.name,
            "part": str(look.compartment),
            "reason": str(look.reason),
        }
        for look in queries.openings(person_id)
    ]


def _texts(lang: str) -> dict[str, str]:
    with override(lang):
        return {
            "centre": gettext("Protection centre"),
            "title": gettext("What happened, and who opened the record"),
            "intro": gettext("A copy about one person. Whoever passes it on answers for it."),
            "who": gettext("Taken by"),
            "why": gettext("Purpose"),
            "name": gettext("Name"),
            "stay": gettext("Here since"),
            "acts": gettext("What happened"),
            "when": gettext("Date and time"),
            "act": gettext("Act"),
            "by": gettext("By"),
            "looks": gettext("Who opened the record"),
            "day": gettext("Day"),
            "viewer": gettext("Opened by"),
            "part": gettext("Part of the file"),
            "reason": gettext("Purpose"),
            "rights": gettext(
                "You may have this corrected, ask who received it, and complain to the "
                "human-rights officer."
            ),
        }
