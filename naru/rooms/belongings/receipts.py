"""Receipts of the property room: every line as it stood, signed, as a PDF in two languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import timezone

from naru.domain.belongings import CLASSES
from naru.domain.refusals import Refusal
from naru.ground import ledger, people, staff
from naru.ground.pathway.models import CaseRow
from naru.ground.staff.models import Account
from naru.ground.vault import SYSTEM, Compartment, keep_file, open_rows
from naru.kit import documents, images, numbers
from naru.rooms.belongings.models import Item, Receipt
from naru.rooms.belongings.words import receipt_texts, spoken

TEMPLATE = Path(__file__).parent / "documents" / "receipt.typ"
PAPER = "paper"


@dataclass(frozen=True)
class Signing:
    """How a list was signed: the pad's picture ("" for paper), by whose side, what was refused."""

    signature: str
    second_officer: UUID | None = None
    refused: str = ""
    refused_items: frozenset[UUID] = frozenset()


def make(
    row: CaseRow, kind: str, items: Sequence[Item], by: Account, now: datetime, signing: Signing
) -> tuple[Receipt, ledger.Proven] | Refusal:
    """A receipt over the items, its PDF sealed with it, for the entry that comes next to prove."""
    drawn = images.signature_png(signing.signature) if signing.signature else None
    if isinstance(drawn, Refusal):
        return drawn
    opened = open_rows(SYSTEM, items, reason="receipt")
    lines = [_line(item, said, signing) for item, said in zip(items, opened, strict=True)]
    receipt = Receipt(
        person_id=row.person_id, kind=kind, at=now, by_id=by.pk, number=numbers.new_number()
    )
    entry = ledger.reserve()
    pdf = _pdf(receipt, entry, lines, by, drawn, signing)
    file = keep_file(row.person_id, Compartment.OPS, pdf, "application/pdf")
    receipt.pdf_id = file.pk
    receipt.put(
        {
            "lines": lines,
            "refused": signing.refused,
            "second": str(signing.second_officer or ""),
            "signature": _kept(row.person_id, drawn),
        }
    )
    receipt.save(force_insert=True)
    return receipt, ledger.file(file, pdf, entry)


def open_items(person_id: UUID) -> list[Item]:
    """Everything of a person that is in custody or missing."""
    items = Item.objects.filter(person_id=person_id, state__in=Item.OPEN)
    return list(items.select_related("place"))


def keep_signature(person_id: UUID, signature: str) -> str | Refusal:
    """Keep a signature: the sealed picture's id, or the word for "signed on paper"."""
    drawn = images.signature_png(signature) if signature else None
    return drawn if isinstance(drawn, Refusal) else _kept(person_id, drawn)


def _kept(person_id: UUID, drawn: bytes | None) -> str:
    if drawn is None:
        return PAPER
    return str(keep_file(person_id, Compartment.OPS, drawn, "image/png").pk)


def _line(item: Item, said: dict[str, Any], signing: Signing) -> dict[str, str]:
    worth = f"{said['value']} {said['currency']}".strip()
    return {
        "number": numbers.shown(item.number),
        "kind": item.kind,
        "description": said["description"],
        "quantity": said["quantity"],
        "value": worth,
        "seal": item.seal,
        "mark": "×" if item.pk in signing.refused_items else "✓",
    }


def _pdf(
    receipt: Receipt,
    entry: int,
    lines: Sequence[dict[str, str]],
    by: Account,
    drawn: bytes | None,
    signing: Signing,
) -> bytes:
    label = people.label(SYSTEM, receipt.person_id)
    first, second = spoken(label.language)
    officers = staff.names({by.pk, signing.second_officer} - {None})
    data = {
        "number": numbers.shown(receipt.number),
        "entry": entry,
        "person": f"{label.name} ({numbers.shown(label.number)})",
        "at": timezone.localtime(receipt.at).strftime("%Y-%m-%d %H:%M"),
        "rows": [{**line, "kind": _kind(line["kind"], first, second)} for line in lines],
        "refused": signing.refused,
        "signature": drawn,
        "officer": by.name,
        "second": officers.get(signing.second_officer, ""),
    }
    texts = {lang: receipt_texts(receipt.kind, lang) for lang in (first, second)}
    return documents.render(TEMPLATE, data, texts=texts, lang=first, second=second)


def _kind(kind: str, first: str, second: str) -> str:
    name = CLASSES[kind].name
    said = dict.fromkeys(name[lang] for lang in (first, second) if lang in name)
    return " / ".join(said)
