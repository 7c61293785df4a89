"""Which cases an account can reach at all: the first door, before any compartment opens.

A duty whose need to know is bound to "own" people reaches the cases it is assigned to; counsel
and guardians reach those they are mandated for; a resident reaches only their own. A conflict of
interest ends reach at once, whatever the duty.
"""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from naru.domain.duties import Duty
from naru.ground.pathway.models import CaseRow
from naru.ground.staff.models import Account, Conflict, Mandate

BOUND = frozenset({Duty.INTERVIEWER, Duty.INQUIRY_REVIEWER})
MANDATED = frozenset({Duty.COUNSEL, Duty.CHILD_GUARDIAN})
NOBODY = frozenset({Duty.SYSTEM_ADMINISTRATOR, Duty.STATISTICIAN})


def reachable(viewer: Account) -> QuerySet[CaseRow]:
    """The cases the viewer can reach."""
    rows = CaseRow.objects.all() if _has_the_house(viewer) else _bound(viewer)
    return rows.exclude(person_id__in=_conflicting(viewer))


def reached(viewer: Account, rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows whose `case` the viewer can reach.

    Who reaches every case is asked for the few that are shut, not for the thousands that are open.
    """
    if not _has_the_house(viewer):
        return rows.filter(case__in=reachable(viewer))
    return rows.exclude(case__in=CaseRow.objects.filter(person_id__in=_conflicting(viewer)))


def bounds(viewer: Account) -> set[UUID] | None:
    """The people whose cases a viewer reaches, where these are few; None for the whole house."""
    if _has_the_house(viewer):
        return None
    return set(reachable(viewer).values_list("person_id", flat=True))


def _has_the_house(viewer: Account) -> bool:
    return bool(viewer.duties - BOUND - MANDATED - NOBODY - {Duty.RESIDENT})


def _conflicting(viewer: Account) -> QuerySet[Any]:
    return Conflict.objects.filter(account=viewer, until=None).values("person_id")


def _bound(viewer: Account) -> QuerySet[CaseRow]:
    duties = viewer.duties
    within = Q(pk__in=[])
    if duties & BOUND:
        within |= Q(assignments__account=viewer, assignments__until=None)
    if duties & MANDATED:
        mandates = Mandate.objects.filter(account=viewer, until=None)
        within |= Q(person_id__in=mandates.values("person_id"))
    if Duty.RESIDENT in duties and viewer.person_id:
        within |= Q(person_id=viewer.person_id)
    return CaseRow.objects.filter(pk__in=CaseRow.objects.filter(within).values("pk"))


def may_reach(viewer: Account, row: CaseRow) -> bool:
    """Whether this one case is within the viewer's reach."""
    return reachable(viewer).filter(pk=row.pk).exists()
