"""Medical isolation: it stops interviews, and nobody outside learns the cause."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from naru.domain.duties import Duty
from naru.domain.refusals import Done
from naru.ground.pathway import actions as pathway_actions
from naru.ground.pathway import conductor, queries
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.testing import make_account
from naru.rooms.infirmary import actions
from naru.rooms.infirmary.actions.examining import Findings
from naru.rooms.infirmary.queries import panels
from naru.rooms.infirmary.tests.people import examined, facts_of, refused

pytestmark = pytest.mark.django_db
CAUSE = "결핵 의심"


@pytest.fixture
def row():
    return examined(fit_for_interview=True)


@pytest.fixture
def physician():
    return make_account(Duty.PHYSICIAN)


def isolate(row, physician):
    said = {"cause": CAUSE, "precautions": "마스크"}
    return actions.isolate(by=physician, number=row.person.number, **said)


def blocks(row):
    return conductor.state(CaseRow.objects.get(pk=row.pk)).blocks


def test_isolation_blocks_interviews_and_shows_only_the_fact(row, physician):
    assert isinstance(isolate(row, physician), Done)
    assert facts_of(row)["fit_for_interview"] is False
    assert "B2" in blocks(row)
    officer = make_account(Duty.LODGING_OFFICER)
    seen = panels.fitness(officer, queries.case(officer, row.person.number))
    assert (seen.fit, seen.isolation) == (None, True)
    assert CAUSE not in render_to_string("infirmary/fitness.html", {"panel": seen})


def test_the_interviewer_sees_fitness_and_not_isolation(row, physician):
    isolate(row, physician)
    interviewer = make_account(Duty.INTERVIEWER)
    pathway_actions.assign(
        by=make_account(Duty.DIRECTOR),
        number=row.person.number,
        account_id=interviewer.pk,
        duty=Duty.INTERVIEWER,
    )
    seen = panels.fitness(interviewer, queries.case(interviewer, row.person.number))
    assert (seen.fit, seen.isolation, seen.access_needs) == (False, None, "")


def test_nothing_known_is_no_panel(physician):
    row = examined()
    custodian = make_account(Duty.PROPERTY_CUSTODIAN)
    assert panels.fitness(custodian, queries.case(custodian, row.person.number)) is None


def test_it_is_reviewed_and_ended_by_its_own_verbs(row, physician):
    number = row.person.number
    early = actions.review_isolation(by=physician, number=number, findings="-")
    assert not isinstance(early, Done)
    isolate(row, physician)
    refused(isolate(row, physician), "infirmary.already_isolated")
    freed = Findings({"isolation": False, "access_needs": "none"})
    nurse = make_account(Duty.NURSE)
    refused(actions.examine_nurse(by=nurse, number=number, findings=freed), "infirmary.isolated")
    said = {"by": physician, "number": number}
    refused(actions.declare_fitness(**said, fit=True, reason="-"), "infirmary.isolated")
    assert isinstance(actions.review_isolation(**said, findings="발열 지속"), Done)
    assert isinstance(actions.end_isolation(**said, findings="음성", fit=False), Done)
    assert "B2" not in blocks(row)
    assert facts_of(row)["isolation"] is False
    assert facts_of(row)["fit_for_interview"] is False, "no longer contagious isn't fit"


def test_it_is_asked_for_a_review_every_day(row, physician):
    number, start = row.person.number, timezone.now()
    day = timedelta(days=1)
    said = {"by": physician, "number": number}
    actions.isolate(**said, cause=CAUSE, precautions="", now=start)
    awaited = [clock_of(row).due]
    for days in (0, 1, 2, 4):
        actions.review_isolation(**said, findings="발열", now=start + days * day)
        awaited.append(clock_of(row).due)
    first = awaited[0]
    assert awaited == [first, first, first + day, first + 2 * day, first + 4 * day]
    rights = make_account(Duty.HUMAN_RIGHTS_OFFICER)
    late = queries.queue(rights, first + 5 * day)
    assert "C4I" in {task.clock for task in late}
    actions.end_isolation(**said, findings="음성", fit=True, now=start + 5 * day)
    assert clock_of(row).ended is not None


def test_a_nurse_who_sees_the_risk_stops_interviews_until_the_physician_has_looked(physician):
    row = examined()
    number, nurse = row.person.number, make_account(Duty.NURSE)
    at_risk = Findings({"isolation": True, "access_needs": "none"})
    assert isinstance(actions.examine_nurse(by=nurse, number=number, findings=at_risk), Done)
    assert "B2" in blocks(row)
    free = Findings({"isolation": False, "access_needs": "none", "fit_for_interview": True})
    assert isinstance(actions.examine(by=physician, number=number, findings=free), Done)
    assert "B2" not in blocks(row)


def clock_of(row):
    return conductor.state(CaseRow.objects.get(pk=row.pk)).clocks["C4I"]


def test_only_a_physician_orders_it(row):
    assert not isinstance(isolate(row, make_account(Duty.NURSE)), Done)
    assert "B2" not in blocks(row)
