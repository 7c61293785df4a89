"""The identity sheet: every claim beside the others, which is shown and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404

from naru.domain.dates import meant
from naru.domain.duties import Duty
from naru.ground import people, staff
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.queries import CaseView
from naru.ground.staff.models import Account
from naru.ground.vault import read_file
from naru.kit.words import partial
from naru.rooms.casework import words
from naru.rooms.casework.records import age_facts

PAIRS = {
    "sex": words.SEXES,
    "origin": words.COUNTRIES,
    "family_role": words.FAMILY_ROLES,
}


@dataclass(frozen=True)
class ClaimLine:
    """One claim in words: what, which kind, by whose word, and why it is the one shown."""

    id: UUID
    kind: str
    kind_name: str
    text: str
    detail: str
    gregorian: str
    source: str
    status: str
    shown: bool
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class KinLine:
    """A relative in words; a country and never a place."""

    relation: str
    alive: str
    country: str
    wish: str


@dataclass(frozen=True)
class Sheet:
    """The identity sheet of one person."""

    number: str
    label: Any
    groups: tuple[tuple[str, str, tuple[ClaimLine, ...]], ...]
    kin: tuple[KinLine, ...]
    household: tuple[Any, ...]
    facts: Mapping[str, bool]
    has_photo: bool


@dataclass(frozen=True)
class IdentityPanel:
    """Who somebody is, for the person's page."""

    label: Any
    languages: str
    sex: str
    origin: str
    birth: str
    may_edit: bool


def sheet(viewer: Account, number: str) -> Sheet:
    """The identity sheet; Http404 out of the viewer's reach."""
    case = pathway.case(viewer, number)
    lines = claim_lines(viewer, case.person_id)
    ids = [case.person_id, *people.household_of(case.person_id)]
    labels = people.labels(viewer, ids)
    label = labels[case.person_id]
    groups = tuple(
        (kind, str(name), tuple(line for line in lines if line.kind == kind))
        for kind, name in words.CLAIM_KINDS
    )
    return Sheet(
        number=case.number,
        label=label,
        groups=groups,
        kin=kin(viewer, number),
        household=tuple(labels[person_id] for person_id in ids[1:]),
        facts=age_facts(label.age, alone=False),
        has_photo=label.photo_id is not None,
    )


def claim_line(viewer: Account, number: str, claim_id: UUID) -> ClaimLine:
    """One claim of a person; Http404 if it isn't theirs."""
    case = pathway.case(viewer, number)
    found = [line for line in claim_lines(viewer, case.person_id) if line.id == claim_id]
    if not found:
        raise Http404
    return found[0]


def kin(viewer: Account, number: str) -> tuple[KinLine, ...]:
    """The relatives noted."""
    case = pathway.case(viewer, number)
    return tuple(
        KinLine(
            words.said(words.FAMILY_ROLES, row.relation),
            words.said(words.ALIVE, row.alive),
            words.said(words.COUNTRIES, row.country),
            words.said(words.KIN_WISHES, row.wish),
        )
        for row in people.kin(viewer, case.person_id)
    )


def portrait(viewer: Account, number: str) -> tuple[bytes, str]:
    """The photo of a person and its media type; Http404 when there is none."""
    case = pathway.case(viewer, number)
    photo = people.label(viewer, case.person_id).photo_id
    if photo is None:
        raise Http404
    return read_file(viewer, photo, "portrait")


def identity_panel(viewer: Account, case: CaseView) -> IdentityPanel | None:
    """Who it is: names, birth as it is shown, languages, origin."""
    label = people.labels(viewer, [case.person_id]).get(case.person_id)
    if label is None or not label.names:
        return None
    return IdentityPanel(
        label=label,
        languages=", ".join(words.language(code) for code in label.languages),
        sex=words.said(words.SEXES, label.sex),
        origin=words.said(words.COUNTRIES, label.origin),
        birth=birth_text(label.birth) if label.birth else "",
        may_edit=viewer.has(Duty.CASEWORKER),
    )


def birth_text(values: Mapping[str, Any]) -> str:
    """A birth date as it was said, in its calendar."""
    value = values.get("value")
    if not value:
        return words.said(words.PRECISIONS, "unknown")
    return partial(value, values.get("calendar", "gregorian"))


def claim_lines(viewer: Account, person_id: UUID) -> list[ClaimLine]:
    """Every claim of a person in words, for a viewer who may reach them."""
    claims = people.claims(viewer, person_id)
    names = staff.names({claim.by_id for claim in claims})
    return [_line(claim, names.get(claim.by_id, "")) for claim in claims]


def _line(claim: people.ClaimView, by: str) -> ClaimLine:
    values = claim.values
    text, detail, gregorian = _texts(claim.kind, values)
    return ClaimLine(
        id=claim.id,
        kind=claim.kind,
        kind_name=words.said(words.CLAIM_KINDS, claim.kind),
        text=text,
        detail=detail,
        gregorian=gregorian,
        source=words.said(words.SOURCES, values.get("source", "person")),
        status=words.said(words.STATUSES, values.get("status", "claimed")),
        shown=claim.chosen,
        reason=claim.reason,
        by=by,
        at=claim.made_at,
    )


def _texts(kind: str, values: Mapping[str, Any]) -> tuple[str, str, str]:
    """A claim as text, what more there is to say of it, and the Gregorian days it can mean."""
    if kind == "name":
        detail = words.said(words.NAME_KINDS, values.get("name_kind", "own"))
        script = words.said(words.SCRIPTS, values.get("script", ""))
        return values["text"], f"{detail} · {script}" if script else detail, ""
    if kind == "birth":
        precision = words.said(words.PRECISIONS, values.get("precision", "day"))
        return birth_text(values), precision, _gregorian(values)
    if kind == "language":
        return words.language(values["value"]), "", ""
    return words.said(PAIRS.get(kind, ()), values["value"]), "", ""


def _gregorian(values: Mapping[str, Any]) -> str:
    days = meant(values.get("value"), values.get("calendar", "gregorian"))
    if days is None:
        return ""
    first, last = partial(days.first.isoformat()), partial(days.last.isoformat())
    return first if first == last else f"{first} – {last}"
