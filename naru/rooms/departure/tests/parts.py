"""People who are about to leave, for the tests of the departure room."""

from typing import Any

from django.utils import timezone

from naru.domain.duties import Duty
from naru.ground.pathway import conductor
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.testing import make_account, make_case, state_facts
from naru.ground.staff.models import Account
from naru.rooms.departure import actions

READY: dict[str, Any] = {"health_summary_given": True, "file_copy_given": True}


def caseworker() -> Account:
    return make_account(Duty.CASEWORKER)


def decided(**facts: Any) -> CaseRow:
    """A case with an outcome; `facts` are what the other rooms have stated."""
    from dataclasses import replace

    row = make_case(facts={"minor": False, "unaccompanied": False})
    moment = timezone.now()
    stages = conductor.state(row).profile.stages
    earlier = stages["S15"].after
    row = state_facts(row, done=dict.fromkeys(earlier, moment), **{**READY, **facts})
    conductor._write(row, replace(conductor.state(row), outcome="protected"))
    row.save()
    return row


def leaving(row: CaseRow, **more: Any) -> actions.Leaving:
    said: dict[str, Any] = {
        "typed": row.person.number,
        "destination": "settlement_support",
        "informed": True,
        "copies": ["file_copy", "health_summary"],
        **more,
    }
    return actions.Leaving(**said)


def fresh(row: CaseRow) -> CaseRow:
    return CaseRow.objects.select_related("person").get(pk=row.pk)
