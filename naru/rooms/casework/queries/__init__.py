"""Reads of casework, shaped for its pages and panels."""

from naru.rooms.casework.queries.family import FamilyPanel, family_panel
from naru.rooms.casework.queries.identity import (
    ClaimLine,
    IdentityPanel,
    KinLine,
    Sheet,
    claim_line,
    identity_panel,
    kin,
    portrait,
    sheet,
)
from naru.rooms.casework.queries.needs import NeedsPanel, latest_needs, needs_panel
from naru.rooms.casework.queries.sameness import (
    Review,
    ReviewLine,
    Scan,
    candidates,
    review,
    reviews,
    scan,
)
from naru.rooms.casework.queries.team import (
    Member,
    TeamPanel,
    counsel_to_choose,
    guardians,
    team,
    team_panel,
    team_to_choose,
)

__all__ = [
    "ClaimLine",
    "FamilyPanel",
    "IdentityPanel",
    "KinLine",
    "Member",
    "NeedsPanel",
    "Review",
    "ReviewLine",
    "Scan",
    "Sheet",
    "TeamPanel",
    "candidates",
    "claim_line",
    "counsel_to_choose",
    "family_panel",
    "guardians",
    "identity_panel",
    "kin",
    "latest_needs",
    "needs_panel",
    "portrait",
    "review",
    "reviews",
    "scan",
    "sheet",
    "team",
    "team_panel",
    "team_to_choose",
]
