"""Looks at what somebody needs: groups and actions, and the consequence for other rooms."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from naru.domain.refusals import Done, Refusal
from naru.ground import people
from naru.ground.pathway import conductor
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.verbs import verb
from naru.ground.staff.models import Account
from naru.ground.vault import SYSTEM, Compartment
from naru.rooms.casework.models import NeedsAssessment
from naru.rooms.casework.records import may_be_child

FIRST, FULL, SPECIALIST = "first", "full", "specialist"
Needs = Mapping[str, str]


@verb
def look_at_needs(
    *,
    by: Account,
    now: datetime,
    number: str,
    needs: Needs,
    child: str,
    alone: bool,
    sleeps_alone: bool,
    access_needs: str,
) -> Done | Refusal:
    """Look at the needs of the first day; `child` is yes, no or unknown, and doubt is a yes."""
    row = conductor.load(number)
    minor = _is_minor(row, child)
    facts = {
        "minor": minor,
        "unaccompanied": minor and alone,
        "sleeps_alone": sleeps_alone,
        "access_needs": access_needs,
    }
    return _assess(row, "look_at_needs", by, now, FIRST, {"needs": dict(needs)}, facts)


@verb
def screen_needs(
    *,
    by: Account,
    now: datetime,
    number: str,
    needs: Needs,
    sleeps_alone: bool,
    trafficking_doubt: bool,
) -> Done | Refusal:
    """Screen the needs in full; a doubt of trafficking or torture goes to a specialist."""
    row = conductor.load(number)
    facts: dict[str, Any] = {"sleeps_alone": sleeps_alone}
    # A doubt once stated is lifted by the specialist's assessment alone.
    if trafficking_doubt or not conductor.state(row).facts.get("trafficking_doubt"):
        facts["trafficking_doubt"] = trafficking_doubt
    return _assess(row, "screen_needs", by, now, FULL, {"needs": dict(needs)}, facts)


@verb
def assess_trafficking(
    *,
    by: Account,
    now: datetime,
    number: str,
    grounds: bool,
    reflection_days: int,
    referral_wanted: bool,
    contact_blocked: bool,
) -> Done | Refusal:
    """Record the specialist's assessment and what protects the person; never the story."""
    said = {
        "grounds": grounds,
        "reflection_days": reflection_days,
        "referral_wanted": referral_wanted,
        "contact_blocked": contact_blocked,
    }
    row = conductor.load(number)
    return _assess(row, "assess_trafficking", by, now, SPECIALIST, said, {})


def _is_minor(row: CaseRow, child: str) -> bool:
    age = people.label(SYSTEM, row.person_id).age
    return child != "no" or (age is not None and may_be_child(age))


def _assess(
    row: CaseRow,
    event: str,
    by: Account,
    now: datetime,
    kind: str,
    said: Mapping[str, Any],
    facts: Mapping[str, Any],
) -> Done | Refusal:
    kept = NeedsAssessment(
        person_id=row.person_id, made_at=now, by_id=by.pk, listed="needs" in said
    )
    kept.put({"kind": kind, **said})
    kept.save(force_insert=True)
    return conductor.advance(
        row,
        event,
        by=by,
        now=now,
        facts=facts,
        subject=str(kept.pk),
        body={"kind": kind, **said},
        compartment=Compartment.LEGAL,
    )
