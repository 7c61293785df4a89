"""Needs: groups and actions, a doubt that only the specialist lifts."""

import pytest

from naru.domain.duties import Duty
from naru.domain.refusals import Done
from naru.ground.pathway import queries as pathway
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.testing import make_account
from naru.ground.vault.sealed import AppendOnlyError
from naru.rooms.casework import actions, queries
from naru.rooms.casework.models import NeedsAssessment
from naru.rooms.casework.tests.cases import blocks, caseworker, facts, welcomed

pytestmark = pytest.mark.django_db
LOOK = {"needs": {}, "child": "no", "alone": True, "sleeps_alone": False, "access_needs": "none"}


def screened(*, doubt: bool) -> CaseRow:
    row, officer = welcomed(), caseworker()
    actions.look_at_needs(by=officer, number=row.person.number, **LOOK)
    screen(row, doubt=doubt)
    return row


def screen(row: CaseRow, *, doubt: bool) -> object:
    return actions.screen_needs(
        by=make_account(Duty.PSYCHOLOGIST),
        number=row.person.number,
        needs={"WR": "counselling"},
        sleeps_alone=True,
        trafficking_doubt=doubt,
    )


@pytest.mark.parametrize(("said", "minor"), [("no", False), ("yes", True), ("unknown", True)])
def test_the_first_look_treats_doubt_as_a_child(*, said: str, minor: bool) -> None:
    row = welcomed(birth=None)
    done = actions.look_at_needs(
        by=caseworker(), number=row.person.number, **{**LOOK, "child": said}
    )
    assert isinstance(done, Done)
    assert facts(row)["minor"] is minor
    assert facts(row)["unaccompanied"] is minor
    assert facts(row)["needs_looked_at"] is True


def test_the_first_look_never_overrules_the_age_on_the_sheet() -> None:
    birth = {"value": "2020", "precision": "year", "calendar": "gregorian"}
    row = welcomed(birth=birth)
    actions.look_at_needs(by=caseworker(), number=row.person.number, **LOOK)
    assert facts(row)["minor"] is True


def test_only_the_specialist_lifts_a_doubt() -> None:
    row = screened(doubt=True)
    assert "B4" in blocks(row)
    assert isinstance(screen(row, doubt=False), Done)
    assert facts(row)["trafficking_doubt"] is True
    assert "B4" in blocks(row)
    actions.assess_trafficking(
        by=make_account(Duty.PSYCHOLOGIST),
        number=row.person.number,
        grounds=True,
        reflection_days=30,
        referral_wanted=False,
        contact_blocked=True,
    )
    assert "B4" not in blocks(row)


def test_the_panel_shows_the_last_look_at_groups() -> None:
    row, officer = screened(doubt=False), caseworker()
    panel = queries.needs_panel(officer, pathway.case(officer, row.person.number))
    assert [(code, bool(action)) for code, _name, action in panel.needs] == [("WR", True)]
    assert panel.screened
    assert queries.latest_needs(officer, row.person.number) == {"WR": "counselling"}


def test_an_assessment_is_never_changed() -> None:
    screened(doubt=False)
    kept = NeedsAssessment.objects.first()
    assert kept is not None
    with pytest.raises(AppendOnlyError):
        kept.save()
