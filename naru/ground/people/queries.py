"""Reads of people: labels for lists and pages, claims side by side, families."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from naru.domain.dates import Meant, age_on
from naru.ground.people.models import Card, Choice, Claim, Person
from naru.ground.vault.gate import openable
from naru.ground.vault.opening import open_rows


@dataclass(frozen=True)
class Label:
    """Who a list or page is about: the minimum view of domain.md 5."""

    person_id: UUID
    number: str
    name: str = ""
    names: tuple[Mapping[str, Any], ...] = ()
    sex: str = ""
    language: str = ""
    languages: tuple[str, ...] = ()
    age: tuple[int, int] | None = None
    birth: Mapping[str, Any] | None = None
    births: tuple[tuple[str, str], ...] = ()
    photo_id: UUID | None = None
    household_id: UUID | None = None
    role: str = ""
    origin: str = ""

    @property
    def is_child(self) -> bool:
        """Under 18 by the lowest age that the claims allow (domain.md R22, B3)."""
        return self.age is not None and self.age[0] < 18  # noqa: PLR2004

    @property
    def age_text(self) -> str:
        """The age in years, or its bounds."""
        if self.age is None:
            return "?"
        low, high = self.age
        return str(low) if low == high else f"{low}–{high}"


@dataclass(frozen=True)
class ClaimView:
    """One claim as the registrar sees it."""

    id: UUID
    kind: str
    values: Mapping[str, Any]
    made_at: datetime
    by_id: UUID
    chosen: bool
    reason: str


def labels(viewer: Any, person_ids: Iterable[UUID]) -> dict[UUID, Label]:
    """The labels of people, by id; only numbers of those whose names the viewer needn't know."""
    cards = list(Card.objects.filter(person_id__in=list(person_ids)).select_related("person"))
    named = openable(viewer, cards, "label")
    found = {card.person_id: _nameless(card.person) for card in cards}
    today = timezone.localdate()
    opened = open_rows(viewer, named, "label")
    return found | {
        card.person_id: _label(card.person, values, today)
        for card, values in zip(named, opened, strict=True)
    }


def label(viewer: Any, person_id: UUID) -> Label:
    """One person's label."""
    return labels(viewer, [person_id])[person_id]


def number_of(person_id: UUID) -> str:
    """The person's opaque number."""
    return Person.objects.only("number").get(pk=person_id).number


def person_of(number: str) -> Person | None:
    """The person of a number as stored."""
    return Person.objects.filter(number=number).first()


def merged(person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Of these people, those whose record was merged into another: that one's number."""
    rows = Person.objects.filter(pk__in=list(person_ids), same_as__isnull=False)
    return dict(rows.values_list("pk", "same_as__number"))


def same_records(person_id: UUID) -> list[UUID]:
    """The other records that two colleagues found to be of this person."""
    root = Person.objects.filter(pk=person_id).values("same_as")
    same = Q(same_as=person_id) | Q(pk__in=root) | Q(same_as__in=root)
    return list(Person.objects.filter(same).exclude(pk=person_id).values_list("pk", flat=True))


def household_of(person_id: UUID) -> list[UUID]:
    """The others of the person's household."""
    person = Person.objects.get(pk=person_id)
    if person.household_id is None:
        return []
    others = Person.objects.filter(household_id=person.household_id).exclude(pk=person_id)
    return list(others.order_by("made_at").values_list("pk", flat=True))


def claims(viewer: Any, person_id: UUID) -> list[ClaimView]:
    """Every claim made of a person, by kind and in order, with the one that is shown."""
    rows = list(Claim.objects.filter(person_id=person_id))
    opened = open_rows(viewer, rows, "claims")
    choices = list(Choice.objects.filter(person_id=person_id).order_by("made_at"))
    chosen = {said["kind"]: said for said in open_rows(viewer, choices, "claims")}
    pairs = sorted(zip(rows, opened, strict=True), key=lambda pair: pair[1].get("order", 0))
    first: dict[str, UUID] = {}
    for row, values in pairs:
        first.setdefault(values["kind"], row.pk)
    return [_claim(row, values, first, chosen.get(values["kind"])) for row, values in pairs]


def _claim(
    row: Claim, values: Mapping[str, Any], first: Mapping[str, UUID], chosen: Any
) -> ClaimView:
    shown = chosen["claim"] == str(row.pk) if chosen else first[values["kind"]] == row.pk
    reason = chosen["reason"] if chosen and shown else ""
    return ClaimView(row.pk, values["kind"], values, row.made_at, row.by_id, shown, reason)


def _nameless(person: Person) -> Label:
    return Label(person.pk, person.number, household_id=person.household_id)


def _label(person: Person, card: Mapping[str, Any], today: Any) -> Label:
    births = tuple((first, last) for first, last in card["births"])
    return Label(
        person_id=person.pk,
        number=person.number,
        name=(card["name"] or {}).get("text", ""),
        names=tuple(card["names"]),
        sex=_value(card, "sex"),
        language=_value(card, "language"),
        languages=tuple(card["languages"]),
        age=_age(births, today),
        birth=card["birth"],
        births=births,
        photo_id=UUID(card["photo"]) if card.get("photo") else None,
        household_id=person.household_id,
        role=_value(card, "family_role"),
        origin=_value(card, "origin"),
    )


def _value(card: Mapping[str, Any], kind: str) -> str:
    return (card.get(kind) or {}).get("value", "")


def _age(births: tuple[tuple[str, str], ...], today: Any) -> tuple[int, int] | None:
    """The bounds over all claims: doubt about age counts for the person (domain.md B3)."""
    if not births:
        return None
    spans = [Meant(type(today).fromisoformat(a), type(today).fromisoformat(b)) for a, b in births]
    ages = [age_on(span, today) for span in spans]
    return min(low for low, _high in ages), max(high for _low, high in ages)
