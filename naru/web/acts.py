"""Which acts about a person somebody may know of at all: the name of an act can tell a cause."""

from naru.domain import need
from naru.domain.duties import Duty
from naru.ground.ledger import Happened
from naru.ground.pathway import profiles
from naru.ground.staff.models import Account

NEAR = frozenset(
    {
        Duty.CASEWORKER,
        Duty.HUMAN_RIGHTS_OFFICER,
        Duty.COUNSEL,
        Duty.CHILD_GUARDIAN,
        Duty.RESIDENT,
    }
)
"""Who stands beside the person, and reads what was done whatever the room."""
BY_COMPARTMENT = {"identity": "identity", "health": "health", "inquiry": "inquiry", "kin": "kin"}
BY_ROOM = {
    "reception": "identity",
    "belongings": "belongings",
    "lodging": "lodging",
    "ruling": "inquiry",
    "settlement": "settlement",
    "departure": "identity",
}


def may_know(viewer: Account, act: Happened) -> bool:
    """Whether one of the viewer's duties takes such acts, or reads the part they belong to.

    What belongs to no part of the matrix (needs, wishes, counsel) is known to those who stand
    beside the person and to those who do it (domain.md 5; do-no-harm N8).
    """
    rule = profiles.current().events.get(act.action)
    if rule is not None and viewer.duties & set(rule.by):
        return True
    part = BY_COMPARTMENT.get(act.compartment)
    if part is None and rule is None:
        return True
    part = part or BY_ROOM.get(rule.room if rule else "", "")
    if viewer.duties & NEAR and part != "health":
        return True
    return need.reads(profiles.current(), viewer.duties, part)
