"""Vital signs, allergies, conditions, injuries, and the panel that shows them."""

import pytest
from django.template.loader import render_to_string

from naru.domain.duties import Duty
from naru.domain.refusals import Done
from naru.ground.pathway import queries
from naru.ground.pathway.testing import make_account
from naru.ground.vault import AppendOnlyError
from naru.rooms.infirmary import actions
from naru.rooms.infirmary.actions.noting import Injuries
from naru.rooms.infirmary.models import InjuryReport
from naru.rooms.infirmary.queries import panels
from naru.rooms.infirmary.tests.people import examined, prescribed, refused

pytestmark = pytest.mark.django_db
HOT = {"temperature": {"value": "39.1", "unit": "Cel"}}


@pytest.fixture
def row():
    return examined()


def injuries(**changed):
    values = {
        "regions": ("back",),
        "described": "선상 반흔 3개",
        "attributed": "맞았다고 함",
        "consistency": "highly",
        "consent": True,
    }
    return Injuries(**{**values, **changed})


def panel(row, duty):
    viewer = make_account(duty)
    return panels.health(viewer, queries.case(viewer, row.person.number))


def test_a_measurement_that_is_none_is_refused(row):
    said = {"by": make_account(Duty.NURSE), "number": row.person.number}
    refused(actions.observe(**said, vitals={}), "infirmary.nothing_measured")
    cold = {"temperature": {"value": "3.7", "unit": "Cel"}}
    refused(actions.observe(**said, vitals=cold), "infirmary.vital")
    assert isinstance(actions.observe(**said, vitals=HOT), Done)


def test_injuries_need_consent_and_stay_as_written(row):
    said = {"by": make_account(Duty.PHYSICIAN), "number": row.person.number}
    refused(
        actions.document_injuries(**said, injuries=injuries(consent=False)),
        "infirmary.no_consent",
    )
    assert isinstance(actions.document_injuries(**said, injuries=injuries()), Done)
    with pytest.raises(AppendOnlyError):
        InjuryReport.objects.get().save()


def test_each_duty_sees_its_own_part_of_the_record(row):
    nurse = {"by": make_account(Duty.NURSE), "number": row.person.number}
    actions.observe(**nurse, vitals=HOT)
    actions.note_allergy(**nurse, substance="땅콩", severity="mild", reaction="발진")
    actions.note_condition(**nurse, name="당뇨병", code="5A11")
    prescribed(row)
    seen = panel(row, Duty.NURSE)
    assert seen.conditions == ("5A11 당뇨병",)
    assert "땅콩 · 발진" in seen.allergies[0]
    assert [reading.usual for reading in seen.vitals] == [False]
    pharmacist = panel(row, Duty.PHARMACIST)
    assert (pharmacist.conditions, pharmacist.vitals) == (None, ())
    assert len(pharmacist.medicines) == 1
    psychologist = panel(row, Duty.PSYCHOLOGIST)
    assert (psychologist.allergies, psychologist.medicines) == (None, None)
    html = render_to_string("infirmary/health.html", {"panel": seen})
    assert "39.1" in html
    assert "Metformin" in html
