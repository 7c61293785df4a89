"""Registers people: one at the counter, or many from a list."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from naru.domain.refusals import Done
from naru.ground import ledger
from naru.ground.people import changes
from naru.ground.people.cards import card_of
from naru.ground.people.models import Card, Claim, Person
from naru.ground.vault.compartments import Compartment
from naru.ground.vault.keyring import prepare_keys
from naru.kit import numbers

IDENTITY = Compartment.IDENTITY


@dataclass(frozen=True)
class Draft:
    """What is known of somebody at registration; names as `{"text", "kind", "script", "lang"}`."""

    names: Sequence[Mapping[str, Any]]
    birth: Mapping[str, Any] | None = None
    sex: str = ""
    languages: Sequence[str] = ()
    origin: str = ""
    source: str = "person"
    person_id: UUID = field(default_factory=uuid.uuid4)
    household_id: UUID | None = None
    role: str = ""

    def claims(self) -> list[dict[str, Any]]:
        """The claims in it, in order."""
        said: list[dict[str, Any]] = [
            {"name_kind": name.get("kind", "own"), **name, "kind": "name"} for name in self.names
        ]
        if self.birth:
            said.append({**self.birth, "kind": "birth"})
        for kind, value in (("sex", self.sex), ("origin", self.origin), ("family_role", self.role)):
            if value:
                said.append({"kind": kind, "value": value})
        said += [{"kind": "language", "value": code} for code in self.languages]
        return [
            {"source": self.source, "status": "claimed", **values, "order": place}
            for place, values in enumerate(said)
        ]


def register(*, by: Any, now: datetime, **given: Any) -> Done:
    """Register one person, inside the caller's transaction; `given` are the fields of Draft."""
    made = register_many(by, [Draft(**given)], now)[0]
    return Done(str(made.pk))


def register_many(by: Any, drafts: Iterable[Draft], now: datetime) -> list[Person]:
    """Register many in a few statements, each with a number, claims, a card and a ledger entry."""
    wanted = list(drafts)
    people = [
        Person(
            id=draft.person_id,
            number=numbers.new_number(),
            made_at=now,
            household_id=draft.household_id,
        )
        for draft in wanted
    ]
    Person.objects.bulk_create(people, batch_size=400)
    prepare_keys([person.pk for person in people if not _has_key(person.pk)], IDENTITY)
    claims, cards = [], []
    for draft in wanted:
        rows = _claims(draft, by, now)
        claims += [row for row, _values in rows]
        card = Card(person_id=draft.person_id)
        card.put({**card_of([(row.pk, values) for row, values in rows], {}), "photo": None})
        cards.append(card)
    Claim.objects.bulk_create(claims, batch_size=400)
    Card.objects.bulk_create(cards, batch_size=400)
    changes.note_change([person.pk for person in people])
    ledger.append_many([_act(person, by, now) for person in people])
    return people


def _has_key(person_id: UUID) -> bool:
    """A person who was expected has keys already (their notice is sealed under them)."""
    from naru.ground.vault.models import DataKey

    return DataKey.objects.filter(person_id=person_id, compartment=IDENTITY.value).exists()


def _claims(draft: Draft, by: Any, now: datetime) -> list[tuple[Claim, dict[str, Any]]]:
    rows = []
    for values in draft.claims():
        row = Claim(person_id=draft.person_id, made_at=now, by_id=by.pk)
        row.put(values)
        rows.append((row, values))
    return rows


def _act(person: Person, by: Any, now: datetime) -> ledger.Written:
    return ledger.Written(
        "register", now, by.pk, person.pk, IDENTITY, str(person.pk), {"number": person.number}
    )
