"""Two records side by side: who may be the same person, and what was decided."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404

from naru.ground import people, staff
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.likenesses import (
    Likenesses,
    PairOfRecords,
    known,
    likenesses,
    pairs_of_records,
    traits,
)
from naru.ground.staff.models import Account
from naru.rooms.casework.queries.identity import ClaimLine, claim_lines

MOST_PAIRS = 100


@dataclass(frozen=True)
class Scan:
    """A look through everybody: how far it has come, and the pairs that this viewer may see."""

    done: int
    of: int
    pairs: tuple[PairOfRecords, ...]
    hidden: int

    @property
    def is_running(self) -> bool:
        """Whether it goes on."""
        return self.done < self.of


@dataclass(frozen=True)
class ReviewLine:
    """A review in the list."""

    id: UUID
    one: str
    other: str
    proposed_by: str
    proposed_at: datetime
    verdict: str
    undone_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether a second person still has to decide."""
        return not self.verdict


@dataclass(frozen=True)
class Review(ReviewLine):
    """A review with both records in full."""

    labels: tuple[Any, Any]
    claims: tuple[tuple[ClaimLine, ...], tuple[ClaimLine, ...]]
    own: bool

    @property
    def sides(self) -> tuple[tuple[Any, tuple[ClaimLine, ...]], ...]:
        """Each record with its claims, as they stand side by side."""
        return tuple(zip(self.labels, self.claims, strict=True))


def candidates(viewer: Account, number: str) -> Likenesses:
    """Who may be the same person as this one, opened in the viewer's name."""
    case = pathway.case(viewer, number)
    mine = people.label(viewer, case.person_id)
    return likenesses(viewer, people.like(case.person_id), traits(mine))


def scan(viewer: Account) -> Scan:
    """Where the look through everybody stands."""
    stands = people.scanned()
    some = stands.pairs[:MOST_PAIRS]
    open_to = known(viewer, {who for one, other in some for who in (one, other.person_id)})
    mine = [pair for pair in some if {pair[0], pair[1].person_id} <= open_to.keys()]
    pairs = pairs_of_records(open_to, mine)
    return Scan(stands.done, stands.of, pairs, len(some) - len(mine))


def reviews() -> list[ReviewLine]:
    """Every review by number alone, the open ones first."""
    rows = people.same_reviews()
    names = staff.names({row.proposed_by for row in rows})
    return [ReviewLine(**_row(row, names)) for row in rows]


def review(viewer: Account, review_id: UUID) -> Review:
    """One review with both records; Http404 if there is none."""
    row = next((row for row in people.same_reviews() if row.pk == review_id), None)
    if row is None:
        raise Http404
    labels = people.labels(viewer, [row.one_id, row.other_id])
    return Review(
        **_row(row, staff.names([row.proposed_by])),
        labels=(labels[row.one_id], labels[row.other_id]),
        claims=(tuple(claim_lines(viewer, row.one_id)), tuple(claim_lines(viewer, row.other_id))),
        own=row.proposed_by == viewer.pk,
    )


def _row(row: people.Sameness, names: dict[UUID, str]) -> dict[str, Any]:
    return {
        "id": row.pk,
        "one": row.one.number,
        "other": row.other.number,
        "proposed_by": names.get(row.proposed_by, ""),
        "proposed_at": row.proposed_at,
        "verdict": row.verdict,
        "undone_at": row.undone_at,
    }
