"""Receipts of the property room: every line as it stood, signed, as a PDF in two languages."""

import base64
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from naru.domain.belongings import CLASSES
from naru.ground import people
from naru.ground.pathway.models import CaseRow
from naru.ground.staff.models import Account
from naru.ground.vault import SYSTEM, Compartment, keep_file, open_rows
from naru.kit import documents, numbers
from naru.rooms.belongings.models import Item, Receipt

PAPER = "paper"
DATA_URL = re.compile(r"^data:image/png;base64,(?P<data>[A-Za-z0-9+/=]+)$")


def make(
    row: CaseRow,
    kind: str,
    by: Account,
    now: datetime,
    signature: str,
    refused: str,
    witness: str,
    items: Sequence[Item] | None = None,
) -> Receipt:
    """A receipt over the items (by default all that are in custody), its PDF sealed with it."""
    rows = list(items if items is not None else _held(row))
    opened = open_rows(SYSTEM, rows, reason="receipt")
    lines = [_line(item, said) for item, said in zip(rows, opened, strict=True)]
    label = people.labels(SYSTEM, [row.person_id])[row.person_id]
    receipt = Receipt(person_id=row.person_id, kind=kind, at=now, by_id=by.pk)
    pdf = _pdf(receipt, label, lines, by, now, signature, refused)
    receipt.pdf_id = keep_file(row.person_id, Compartment.OPS, pdf, "application/pdf").pk
    receipt.put(
        {
            "lines": lines,
            "refused": refused,
            "witness": witness,
            "signature": keep_signature(row, signature),
        }
    )
    receipt.save(force_insert=True)
    return receipt


def numbers_of(row: CaseRow) -> list[str]:
    """The numbers of all items in custody."""
    return [item.number for item in _held(row)]


def keep_signature(row: CaseRow, signature: str) -> str:
    """Keep a signature: the sealed picture's id, or the word for "signed on paper"."""
    image = _png(signature)
    if image is None:
        return PAPER
    return str(keep_file(row.person_id, Compartment.OPS, image, "image/png").pk)


def _held(row: CaseRow) -> Sequence[Item]:
    return Item.objects.filter(person_id=row.person_id, state__in=Item.OPEN).select_related("place")


def _png(signature: str) -> bytes | None:
    match = DATA_URL.match(signature or "")
    return base64.b64decode(match["data"]) if match else None


def _line(item: Item, said: dict[str, Any]) -> dict[str, str]:
    worth = f"{said.get('value', '')} {said.get('currency', '')}".strip()
    return {
        "number": numbers.shown(item.number),
        "kind": item.kind,
        "description": said["description"],
        "quantity": str(said.get("quantity", "")),
        "value": worth,
        "seal": item.seal,
        "place": item.place.code,
    }


def _pdf(
    receipt: Receipt,
    label: Any,
    lines: Sequence[dict[str, str]],
    by: Account,
    now: datetime,
    signature: str,
    refused: str,
) -> bytes:
    first, second = _languages(label.language)
    image = _png(signature)
    said = {
        "title": _both(first, second, lambda: _titles()[receipt.kind]),
        "reference": str(receipt.pk)[:8].upper(),
        "person": numbers.shown(label.number),
        "date": timezone.localtime(now).strftime("%Y-%m-%d %H:%M"),
        "columns": [_both(first, second, column) for column in _columns()],
        "rows": [
            [
                line["number"],
                _kind(line["kind"], first, second),
                line["description"],
                line["quantity"],
                line["value"],
                line["seal"],
            ]
            for line in lines
        ],
        "notes": [_both(first, second, lambda: _("Refused or noted by the person") + f": {refused}")]
        if refused
        else [],
        "signatures": [
            {
                "label": _both(first, second, lambda: _("Signature of the person")),
                "png_base64": base64.b64encode(image).decode() if image else "",
            },
            {"label": _both(first, second, lambda: _("Officer") + f": {by.name}"), "png_base64": ""},
        ],
        "qr": f"NARU:{label.number}:{receipt.pk}",
    }
    return documents.render("receipt", said, lang=first, second_lang=second)


def _languages(language: str) -> tuple[str, str | None]:
    """The person's language first, the staff's beside it; Korean alone for who reads Korean."""
    staff = "ko"
    return (staff, "en") if language in {"kor", "ko", ""} else ("en", staff)


def _both(first: str, second: str | None, make_text: Any) -> dict[str, str]:
    with translation.override(first):
        said = {"first": str(make_text())}
    if second:
        with translation.override(second):
            said["second"] = str(make_text())
    return said


def _titles() -> dict[str, str]:
    return {"inventory": _("Receipt for belongings in custody"), "return": _("Receipt of return")}


def _columns() -> list[Any]:
    return [
        lambda: _("Number"),
        lambda: _("Class"),
        lambda: _("What"),
        lambda: _("Quantity"),
        lambda: _("Value"),
        lambda: _("Seal"),
    ]


def _kind(kind: str, first: str, second: str | None) -> str:
    name = CLASSES[kind].name
    return f"{name[first]} / {name[second]}" if second else name[first]
