"""What is known of somebody's needs: the latest look and the actions it led to."""

from dataclasses import dataclass
from datetime import datetime

from naru.ground import staff
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.queries import CaseView
from naru.ground.staff.models import Account
from naru.ground.vault import open_row
from naru.rooms.casework import words
from naru.rooms.casework.models import NeedsAssessment


@dataclass(frozen=True)
class NeedsPanel:
    """Needs and their actions, as last assessed."""

    needs: tuple[tuple[str, str, str], ...]
    at: datetime | None
    by: str
    screened: bool
    child: bool
    alone: bool


def needs_panel(viewer: Account, case: CaseView) -> NeedsPanel:
    """The needs as the last look found them."""
    row = _latest(case)
    values = open_row(viewer, row, "needs") if row else {}
    found = tuple(
        (code, str(name), words.said(words.ACTIONS, values["needs"][code]))
        for code, name in words.NEEDS
        if code in values.get("needs", {})
    )
    return NeedsPanel(
        needs=found,
        at=row.made_at if row else None,
        by=staff.names([row.by_id]).get(row.by_id, "") if row else "",
        screened=case.fact("needs_screened") is True,
        child=case.fact("minor") is True,
        alone=case.fact("unaccompanied") is True,
    )


def latest_needs(viewer: Account, number: str) -> dict[str, str]:
    """The action of each need in the last look, to begin the next one with."""
    row = _latest(pathway.case(viewer, number))
    return open_row(viewer, row, "needs").get("needs", {}) if row else {}


def _latest(case: CaseView) -> NeedsAssessment | None:
    """The last look at groups of needs; the specialist's assessment holds none."""
    rows = NeedsAssessment.objects.filter(person_id=case.person_id, listed=True)
    return rows.order_by("-made_at").first()
