"""The card of a person, made from the claims and the choices among them."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from naru.domain.dates import meant
from naru.ground.people import changes
from naru.ground.people.models import Card, Choice, Claim
from naru.ground.vault.compartments import SYSTEM
from naru.ground.vault.opening import open_row, open_rows

Values = Mapping[str, Any]
SHOWN_KINDS = ("name", "birth", "sex", "language", "origin", "family_role")


def card_of(claims: Iterable[tuple[UUID, Values]], choices: Mapping[str, str]) -> dict[str, Any]:
    """The card: of each kind the chosen claim or else the first, and all names and births."""
    said = list(claims)
    card: dict[str, Any] = {kind: _shown(kind, said, choices) for kind in SHOWN_KINDS}
    card["names"] = [values for _id, values in said if values["kind"] == "name"]
    card["births"] = [list(span) for _id, values in said if (span := _span(values))]
    card["languages"] = _languages(said)
    return card


def refresh(person_id: UUID) -> dict[str, Any]:
    """Write the card anew after a claim or a choice; the photo stays."""
    card = Card.objects.select_for_update().filter(person_id=person_id).first()
    photo = open_row(SYSTEM, card, "card").get("photo") if card else None
    values = {**card_of(_claims(person_id), _choices(person_id)), "photo": photo}
    card = card or Card(person_id=person_id)
    card.put(values)
    card.save()
    changes.note_change([person_id])
    return values


def _claims(person_id: UUID) -> list[tuple[UUID, Values]]:
    rows = list(Claim.objects.filter(person_id=person_id).order_by("made_at", "id"))
    opened = open_rows(SYSTEM, rows, "card")
    pairs = [(row.pk, values) for row, values in zip(rows, opened, strict=True)]
    return sorted(pairs, key=lambda pair: pair[1].get("order", 0))


def _choices(person_id: UUID) -> dict[str, str]:
    rows = list(Choice.objects.filter(person_id=person_id).order_by("made_at"))
    return {said["kind"]: said["claim"] for said in open_rows(SYSTEM, rows, "card")}


def _shown(kind: str, said: list[tuple[UUID, Values]], choices: Mapping[str, str]) -> Values | None:
    mine = [(str(claim_id), values) for claim_id, values in said if values["kind"] == kind]
    chosen = [values for claim_id, values in mine if claim_id == choices.get(kind)]
    return (chosen or [values for _id, values in mine] or [None])[0]


def _span(values: Values) -> tuple[str, str] | None:
    if values["kind"] != "birth":
        return None
    days = meant(values.get("value"), values.get("calendar", "gregorian"))
    return (days.first.isoformat(), days.last.isoformat()) if days else None


def _languages(said: list[tuple[UUID, Values]]) -> list[str]:
    codes = [values["value"] for _id, values in said if values["kind"] == "language"]
    return list(dict.fromkeys(codes))
