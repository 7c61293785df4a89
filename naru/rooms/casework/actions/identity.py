"""Registers somebody: claims side by side, the one that is shown, photo and relatives."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from naru.domain.refusals import Done, Refusal
from naru.ground import people
from naru.ground.pathway import conductor
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.ground.vault import SYSTEM, Compartment
from naru.kit.images import safe_photo
from naru.rooms.casework.records import age_facts


@verb
def register(*, by: Account, now: datetime, number: str, alone: bool) -> Done | Refusal:
    """Close the identity sheet as it stands and state what follows from age and company."""
    row = conductor.load(number)
    age = people.label(SYSTEM, row.person_id).age
    if age is None:
        return Refusal("casework.no_birth")
    facts = age_facts(age, alone=alone)
    return conductor.advance(
        row,
        "register",
        by=by,
        now=now,
        facts=facts,
        body={"age": list(age), "alone": alone},
        compartment=Compartment.IDENTITY,
    )


@verb
def add_claim(
    *, by: Account, now: datetime, number: str, kind: str, values: Mapping[str, Any]
) -> Done | Refusal:
    """Put something said of the person beside what was said before."""
    row = conductor.load(number)
    return people.claim(by=by, now=now, person_id=row.person_id, kind=kind, values=values)


@verb
def choose_claim(
    *, by: Account, now: datetime, number: str, claim_id: UUID, reason: str
) -> Done | Refusal:
    """Show one claim among those of its kind, for a reason."""
    row = conductor.load(number)
    return people.choose(by=by, now=now, person_id=row.person_id, claim_id=claim_id, reason=reason)


@verb
def set_photo(*, by: Account, now: datetime, number: str, photo: bytes) -> Done | Refusal:
    """Keep a portrait, made safe first."""
    row = conductor.load(number)
    clean = safe_photo(photo)
    if isinstance(clean, Refusal):
        return clean
    return people.set_photo(by=by, now=now, person_id=row.person_id, photo=clean)


@verb
def add_kin(
    *, by: Account, now: datetime, number: str, relation: str, alive: str, country: str, wish: str
) -> Done | Refusal:
    """Note a relative: relation, alive or not, country and wish; never a place."""
    row = conductor.load(number)
    return people.add_kin(
        by=by,
        now=now,
        person_id=row.person_id,
        relation=relation,
        alive=alive,
        country=country,
        wish=wish,
    )


@verb
def forget_kin(*, by: Account, now: datetime, number: str) -> Done | Refusal:
    """Forget every relative, at the person's wish."""
    row = conductor.load(number)
    return people.forget_kin(by=by, now=now, person_id=row.person_id)
