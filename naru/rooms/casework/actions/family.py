"""Links families and, by a best-interests decision alone, separates them."""

from collections.abc import Sequence
from datetime import datetime

from django.http import Http404

from naru.domain.refusals import Done, Refusal
from naru.ground import people
from naru.ground.pathway import conductor
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.ground.vault import Compartment
from naru.kit import numbers
from naru.rooms.casework.actions.child import against_panel, decide
from naru.rooms.casework.models import FamilyBond


@verb
def bind_family(
    *, by: Account, now: datetime, number: str, other_number: str, role: str
) -> Done | Refusal:
    """Link two residents, and whoever came with the first, as one family."""
    pair = _load_both(number, other_number)
    if isinstance(pair, Refusal):
        return pair
    row, other = pair
    mine = people.household_of(row.person_id)
    if other.person_id in mine:
        return Refusal("casework.already_family")
    for person_id, said in [(row.person_id, role), *((member, "") for member in mine)]:
        people.join_household(
            by=by, now=now, person_id=person_id, with_id=other.person_id, role=said
        )
    bond = FamilyBond.objects.create(
        person_id=row.person_id, with_id=other.person_id, made_at=now, by_id=by.pk
    )
    theirs = _state_family(other, bond, by, now)
    return theirs if isinstance(theirs, Refusal) else _state_family(row, bond, by, now)


@verb
def separate_family(
    *,
    by: Account,
    now: datetime,
    number: str,
    panel: Sequence[str],
    child_view: str,
    reasons: str,
) -> Done | Refusal:
    """Take somebody out of their family unit, by a best-interests decision."""
    row = conductor.load(number)
    against = against_panel(panel, child_view)
    if against:
        return against
    if not people.household_of(row.person_id):
        return Refusal("casework.not_in_family")
    people.leave_household(by=by, now=now, person_id=row.person_id)
    for side in ("person_id", "with_id"):
        FamilyBond.objects.filter(**{side: row.person_id}, until=None).update(until=now)
    said = {"panel": list(panel), "child_view": child_view, "reasons": reasons}
    return decide(row, "separate_family", by, now, said, {})


def _load_both(number: str, other_number: str) -> tuple[CaseRow, CaseRow] | Refusal:
    """Both cases, locked in one order for everybody, so that two officers never block."""
    mine, theirs = (numbers.read(text) or "" for text in (number, other_number))
    if mine == theirs:
        return Refusal("casework.same_person")
    rows: dict[str, CaseRow] = {}
    for key in sorted((mine, theirs)):
        try:
            rows[key] = conductor.load(key)
        except Http404:
            if key == mine:
                raise
            return Refusal("casework.no_such_resident")
    return rows[mine], rows[theirs]


def _state_family(row: CaseRow, bond: FamilyBond, by: Account, now: datetime) -> Done | Refusal:
    return conductor.advance(
        row,
        "bind_family",
        by=by,
        now=now,
        facts={"in_family": True},
        subject=str(bond.pk),
        compartment=Compartment.IDENTITY,
    )
