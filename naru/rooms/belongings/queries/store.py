"""The store: places, and what lies where, by number and never by name."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import Http404

from naru.domain.belongings import CLASSES
from naru.ground import people
from naru.ground.pathway import queries as pathway
from naru.ground.staff.models import Account
from naru.kit import numbers
from naru.rooms.belongings.models import Item, Place
from naru.rooms.belongings.queries.items import lang

PAGE = 50


@dataclass(frozen=True)
class StoreLine:
    """A thing on a shelf: whose by number, never by name."""

    number: str
    person: str
    kind_name: str
    seal: str
    held_at: datetime
    id: UUID


def places() -> list[tuple[str, str, int]]:
    """Every place in use: its code, its name and how many things lie there."""
    kept = Counter(Item.objects.filter(state=Item.HELD).values_list("place_id", flat=True))
    return [(p.code, _place_name(p), kept[p.pk]) for p in Place.objects.filter(in_use=True)]


def shelf(viewer: Account, code: str, page: str) -> Page:
    """A page of what lies at one place; Http404 for an unknown one."""
    place = Place.objects.filter(code=code).first()
    if place is None:
        raise Http404
    rows = Item.objects.filter(place=place, state=Item.HELD).order_by("held_at")
    found = Paginator(rows, PAGE).get_page(page)
    found.object_list = store_lines(viewer, list(found.object_list))
    return found


def store_lines(viewer: Account, rows: Sequence[Item]) -> list[StoreLine]:
    """Things by number, with the numbers of their owners."""
    owners = pathway.rows_of(viewer, {row.person_id for row in rows})
    return [
        StoreLine(
            numbers.shown(row.number),
            owners[row.person_id].person.number,
            CLASSES[row.kind].name[lang()],
            row.seal,
            row.held_at,
            row.pk,
        )
        for row in rows
        if row.person_id in owners
    ]


def find(typed: str) -> tuple[str, UUID] | None:
    """The owner's number and the item of a typed or scanned item number or seal."""
    found = Item.objects.filter(number=numbers.read(typed) or "-").first()
    found = found or Item.objects.filter(seal=typed.strip(), state__in=Item.OPEN).first()
    return (people.number_of(found.person_id), found.pk) if found else None


def place_choices() -> list[tuple[str, Any]]:
    """The places in use for a form."""
    found = Place.objects.filter(in_use=True)
    return [(str(place.pk), f"{place.code} – {_place_name(place)}") for place in found]


def _place_name(place: Place) -> str:
    return place.name_ko if lang() == "ko" else place.name_en
