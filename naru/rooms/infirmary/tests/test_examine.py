"""The nurse's intake, the physician's examination, fitness, and the end of an emergency."""

import uuid

import pytest
from django.utils import timezone

from naru.domain.duties import Duty
from naru.domain.refusals import Done
from naru.ground import ledger
from naru.ground.ledger.models import Entry
from naru.ground.pathway import conductor
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.testing import make_account, make_case, state_facts
from naru.rooms.infirmary import actions
from naru.rooms.infirmary.actions.examining import Findings
from naru.rooms.infirmary.models import (
    AllergyIntolerance,
    Condition,
    Encounter,
    Observation,
)
from naru.rooms.infirmary.tests.people import examined, facts_of, refused

pytestmark = pytest.mark.django_db
FREE = {"isolation": False, "access_needs": "none"}
FIT = {**FREE, "fit_for_interview": True}
VITALS = {"temperature": {"value": "36.6", "unit": "Cel"}, "pulse": {"value": "72", "unit": "/min"}}


@pytest.fixture
def arrived():
    return state_facts(make_case(), done={"S01": timezone.now()})


def test_the_intake_is_kept_once_and_states_only_consequences(arrived):
    nurse, once = make_account(Duty.NURSE), str(uuid.uuid4())
    findings = Findings(FREE, {"history": "기침"}, VITALS, ["페니실린"])
    given = {"by": nurse, "number": arrived.person.number, "once": once, "findings": findings}
    done, again = actions.examine_nurse(**given), actions.examine_nurse(**given)
    assert isinstance(done, Done)
    assert again.repeated
    assert facts_of(arrived)["nurse_seen"] is True
    assert (Encounter.objects.count(), Observation.objects.count()) == (1, 2)
    assert AllergyIntolerance.objects.count() == 1
    entry = Entry.objects.get(seq=done.entry)
    assert (entry.action, entry.compartment) == ("examine_nurse", "health")
    assert list(ledger.verify()) == []


def test_a_slip_of_the_keys_keeps_nothing(arrived):
    wrong = Findings(FREE, vitals={**VITALS, "temperature": {"value": "366", "unit": "Cel"}})
    result = actions.examine_nurse(
        by=make_account(Duty.NURSE), number=arrived.person.number, findings=wrong
    )
    refused(result, "infirmary.vital")
    assert not Observation.objects.exists()


def test_the_physician_completes_the_intake_after_the_nurse(arrived):
    physician, number = make_account(Duty.PHYSICIAN), arrived.person.number
    findings = Findings(FIT, {"ill_treatment": "not_asked"}, conditions=["당뇨병"])
    early = actions.examine(by=physician, number=number, findings=findings)
    assert not isinstance(early, Done)
    assert not Condition.objects.exists()
    actions.examine_nurse(by=make_account(Duty.NURSE), number=number, findings=Findings(FREE))
    assert isinstance(actions.examine(by=physician, number=number, findings=findings), Done)
    assert facts_of(arrived)["fit_for_interview"] is True
    assert "S04" in conductor.state(CaseRow.objects.get(pk=arrived.pk)).done


def test_nobody_but_a_physician_or_psychologist_declares_fitness():
    row = examined()
    said = {"number": row.person.number, "fit": False, "reason": "쉬어야 함"}
    assert not isinstance(actions.declare_fitness(by=make_account(Duty.NURSE), **said), Done)
    assert isinstance(actions.declare_fitness(by=make_account(Duty.PSYCHOLOGIST), **said), Done)
    assert facts_of(row)["fit_for_interview"] is False


def test_an_emergency_is_cleared():
    row = make_case()
    nurse, physician = make_account(Duty.NURSE), make_account(Duty.PHYSICIAN)
    now = timezone.now()
    locked = conductor.load(row.person.number)
    conductor.advance(locked, "triage", by=nurse, now=now, facts={"triage_code": "red"})
    assert "B1" in conductor.state(locked).blocks
    done = actions.clear_urgent(by=physician, number=row.person.number, findings="안정")
    assert isinstance(done, Done)
    assert "B1" not in conductor.state(CaseRow.objects.get(pk=row.pk)).blocks
