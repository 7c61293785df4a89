"""The health summary as a sheet: first in the person's language, then in a staff language."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from naru.ground import people
from naru.ground.vault import SYSTEM, open_rows
from naru.kit import documents, numbers
from naru.rooms.infirmary import words
from naru.rooms.infirmary.models import AllergyIntolerance, Condition
from naru.rooms.infirmary.records import in_force

TEMPLATE = Path(__file__).parent / "documents" / "summary.typ"
KOREAN, ENGLISH, CHINESE = "ko", "en", "zh"
IN_CHINESE = {
    "centre": "接待中心",
    "title": "健康摘要",
    "name": "姓名",
    "at": "日期",
    "allergies": "过敏",
    "conditions": "疾病",
    "medicines": "正在使用的药物",
    "drug": "药物",
    "dose": "剂量",
    "route": "用法",
    "times": "时间",
    "none": "无记录",
    "advice": "医嘱",
    "yours": "本摘要归您本人所有。就诊时请出示。",
    "clinician": "医务人员",
}


def summary(person_id: UUID, entry: int, advice: str, clinician: str, now: datetime) -> bytes:
    """The PDF of what is on record now."""
    label = people.label(SYSTEM, person_id)
    first, second = languages(label.language)
    data = {
        "number": numbers.shown(label.number),
        "entry": entry,
        "name": label.name,
        "at": timezone.localtime(now).strftime("%Y-%m-%d %H:%M"),
        "allergies": _said(AllergyIntolerance, person_id, "substance"),
        "conditions": _said(Condition, person_id, "name"),
        "rows": _medicines(person_id, now, second),
        "advice": advice,
        "clinician": clinician,
    }
    texts = {lang: _texts(lang) for lang in (first, second)}
    return documents.render(TEMPLATE, data, texts=texts, lang=first, second=second)


def languages(spoken: str) -> tuple[str, str]:
    """The person's language where the sheet has it, else English; and a staff language."""
    base = spoken.partition("-")[0]
    if base == KOREAN:
        return KOREAN, ENGLISH
    return (CHINESE if base == CHINESE else ENGLISH), KOREAN


def _said(kind: type[Any], person_id: UUID, key: str) -> str:
    rows = list(kind.objects.filter(person_id=person_id))
    return ", ".join(said[key] for said in open_rows(SYSTEM, rows, "summary"))


def _medicines(person_id: UUID, now: datetime, lang: str) -> Sequence[Mapping[str, str]]:
    """The rows of the table, in the language that the next clinician reads."""
    rows = list(in_force(now).filter(person_id=person_id))
    with override(lang):
        return [
            {
                "drug": said["drug"],
                "dose": f"{said['dose']} {said['unit']}",
                "route": words.said(words.ROUTES, said["route"]),
                "times": ", ".join(said["times"]) or _("when needed"),
            }
            for said in open_rows(SYSTEM, rows, "summary")
        ]


def _texts(lang: str) -> Mapping[str, str]:
    if lang == CHINESE:
        return IN_CHINESE
    with override(lang):
        return {
            "centre": _("Reception centre"),
            "title": _("Health summary"),
            "name": _("Name"),
            "at": _("Date and time"),
            "allergies": _("Allergies"),
            "conditions": _("Diagnoses and problems"),
            "medicines": _("Medicines in use"),
            "drug": _("Medicine"),
            "dose": _("Dose"),
            "route": _("How it is taken"),
            "times": _("Times of day"),
            "none": _("None on record"),
            "advice": _("Advice"),
            "yours": _("This summary is yours. Show it when you see a doctor."),
            "clinician": _("Clinician"),
        }
