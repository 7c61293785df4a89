"""Searches as the human-rights officer reads them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from naru.ground import staff
from naru.ground.pathway import queries as pathway
from naru.ground.staff.models import Account
from naru.ground.vault import open_rows
from naru.rooms.belongings.models import Search, SearchReview
from naru.rooms.belongings.names import SEARCHES
from naru.rooms.belongings.queries.items import ids_in, name_in

TOUCHING = ("pat_down", "undress")
MOST = 50


@dataclass(frozen=True)
class SearchLine:
    """A search as the rights officer reads it."""

    id: UUID
    kind: str
    at: datetime
    person: str
    reason: str
    result: str
    approver: str
    searcher: str
    review: str

    @property
    def kind_name(self) -> Any:
        """The kind in words."""
        return SEARCHES[self.kind]


def searches(viewer: Account) -> list[SearchLine]:
    """Every search that touched a person, those nobody has looked at first."""
    cases = {row.person_id: row for row in pathway.open_cases(viewer)}
    rows = list(
        Search.objects.filter(person_id__in=cases, kind__in=TOUCHING).order_by("-at")[:MOST]
    )
    opened = open_rows(viewer, rows, "searches")
    reviews = list(SearchReview.objects.filter(search__in=rows))
    said = open_rows(viewer, reviews, "searches")
    words = {r.search_id: s["words"] for r, s in zip(reviews, said, strict=True)}
    names = staff.names(ids_in(opened, "searcher") | ids_in(opened, "approver"))
    lines = [
        SearchLine(
            id=row.pk,
            kind=row.kind,
            at=row.at,
            person=cases[row.person_id].person.number,
            reason=values["reason"],
            result=values["result"],
            approver=name_in(names, values["approver"]),
            searcher=name_in(names, values["searcher"]),
            review=words.get(row.pk, ""),
        )
        for row, values in zip(rows, opened, strict=True)
    ]
    return sorted(lines, key=lambda line: bool(line.review))
