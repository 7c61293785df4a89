"""Two records that may be one person: proposed, decided by another, undone."""

from datetime import datetime
from uuid import UUID

from naru.domain.refusals import Done, Refusal
from naru.ground import people
from naru.ground.pathway import conductor
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.kit import numbers


@verb
def scan(*, by: Account, now: datetime) -> Done | Refusal:
    """Begin to look through everybody for records of one person; nothing changes by it."""
    people.note_search(by=by, now=now, asked="", kind="scan", found=0)
    people.scan()
    return Done("")


@verb
def propose_same(
    *, by: Account, now: datetime, number: str, other_number: str, reason: str
) -> Done | Refusal:
    """Propose that two records are one person; nothing changes until a colleague agrees."""
    row = conductor.load(number)
    other = people.person_of(numbers.read(other_number) or "")
    if other is None:
        return Refusal("casework.no_such_resident")
    return people.propose_same(
        by=by, now=now, one_id=row.person_id, other_id=other.pk, reason=reason
    )


@verb
def decide_same(
    *, by: Account, now: datetime, review_id: UUID, same: bool, reason: str
) -> Done | Refusal:
    """Agree or not, as the second person."""
    return people.decide_same(by=by, now=now, review_id=review_id, same=same, reason=reason)


@verb
def undo_same(*, by: Account, now: datetime, review_id: UUID, reason: str) -> Done | Refusal:
    """Take a wrong merge back with its whole history."""
    return people.undo_same(by=by, now=now, review_id=review_id, reason=reason)
