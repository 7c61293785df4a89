"""Adds a claim beside the others, chooses which is shown, sets the photo."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from naru.domain.refusals import Done, Refusal, Text, add
from naru.ground import ledger
from naru.ground.people import cards
from naru.ground.people.models import Card, Choice, Claim
from naru.ground.vault.compartments import SYSTEM, Compartment
from naru.ground.vault.files import keep_file
from naru.ground.vault.opening import open_row

KINDS = ("name", "birth", "sex", "language", "origin", "document", "family_role")

add(
    {
        "claim.no_such": Text(
            "고른 진술을 찾을 수 없습니다.",
            "That claim isn't there.",
            "화면을 새로 고쳐 다시 고르십시오.",
            "Reload the page and choose again.",
        ),
    }
)


def claim(*, by: Any, now: datetime, person_id: UUID, kind: str, values: Mapping[str, Any]) -> Done:
    """Put a claim beside those already made; nothing is overwritten.

    `values` hold what was said, its `source` and `status` (claimed, attested or derived).
    """
    row = Claim(person_id=person_id, made_at=now, by_id=by.pk)
    row.put({"source": "person", "status": "claimed", **values, "kind": kind, "order": _next(row)})
    row.save(force_insert=True)
    cards.refresh(person_id)
    return _record("claim", by, now, person_id, str(row.pk), {"kind": kind})


def choose(
    *, by: Any, now: datetime, person_id: UUID, claim_id: UUID, reason: str
) -> Done | Refusal:
    """Show this claim among those of its kind, for a reason; the others stay and are found."""
    row = Claim.objects.filter(person_id=person_id, pk=claim_id).first()
    if row is None:
        return Refusal("claim.no_such")
    kind = open_row(SYSTEM, row, "choose")["kind"]
    choice = Choice(person_id=person_id, made_at=now, by_id=by.pk)
    choice.put({"kind": kind, "claim": str(claim_id), "reason": reason})
    choice.save(force_insert=True)
    cards.refresh(person_id)
    return _record("choose", by, now, person_id, str(choice.pk), {"kind": kind, "reason": reason})


def set_photo(*, by: Any, now: datetime, person_id: UUID, photo: bytes) -> Done:
    """Keep a portrait (a clean JPEG) and show it on labels."""
    file = keep_file(person_id, Compartment.IDENTITY, photo, "image/jpeg")
    card = Card.objects.select_for_update().get(person_id=person_id)
    card.put({**open_row(SYSTEM, card, "card"), "photo": str(file.pk)})
    card.save()
    return _record("set_photo", by, now, person_id, str(file.pk), {})


def _next(row: Claim) -> int:
    return Claim.objects.filter(person_id=row.person_id).count()


def _record(
    action: str, by: Any, now: datetime, person_id: UUID, subject: str, body: Mapping[str, Any]
) -> Done:
    return ledger.record(
        action,
        at=now,
        actor=by,
        person_id=person_id,
        compartment=Compartment.IDENTITY,
        subject=subject,
        body=body,
    )
