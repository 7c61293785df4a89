"""Medicine from the gate to the mouth: decided, prescribed, dispensed, given."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from naru.domain.duties import Duty
from naru.domain.refusals import Done
from naru.ground.pathway import conductor, handoffs
from naru.ground.pathway.models import CaseRow
from naru.ground.pathway.testing import make_account
from naru.ground.vault import SYSTEM, open_row
from naru.rooms.infirmary import actions
from naru.rooms.infirmary.models import (
    MedicationAdministration,
    MedicationRequest,
    MedicationStatement,
    StockItem,
)
from naru.rooms.infirmary.queries import medicines, rounds
from naru.rooms.infirmary.tests.people import (
    EVENING,
    INSULIN,
    TABLET,
    VITAMIN,
    delivery,
    examined,
    facts_of,
    prescribed,
    refused,
    taken,
)

pytestmark = pytest.mark.django_db


def minutes(count):
    return EVENING + timedelta(minutes=count)


@pytest.fixture
def row():
    return examined(now=EVENING)


@pytest.fixture
def physician():
    return make_account(Duty.PHYSICIAN)


@pytest.fixture
def nurse():
    return make_account(Duty.NURSE)


def test_insulin_taken_at_1940_is_given_before_2030(row, physician, nurse):
    number, subject = row.person.number, taken(row, EVENING)
    lot = delivery(make_account(Duty.PHARMACIST))
    waiting = medicines.waiting_page(physician).medicines
    assert [each.number for each in waiting] == [number]
    assert waiting[0].due == minutes(60)
    assert "인슐린" in waiting[0].text
    decided = actions.decide_medicine(
        by=physician,
        number=number,
        medicine=subject,
        decision="represcribe",
        order=INSULIN,
        now=minutes(8),
    )
    assert isinstance(decided, Done)
    assert facts_of(row)["medicine_pending"] == 0
    assert facts_of(row)["medicines_active"] == 1
    assert handoffs.states([subject])[subject].code == "represcribe"
    request = MedicationRequest.objects.get()
    dispensed = actions.dispense(
        by=make_account(Duty.PHARMACIST),
        number=number,
        request_id=request.pk,
        stock_id=lot,
        quantity=1,
        now=minutes(15),
    )
    assert isinstance(dispensed, Done)
    assert StockItem.objects.get().quantity == 4
    (dose,) = rounds.round_page(nurse, minutes(18)).doses
    assert (dose.number, dose.late) == (number, False)
    request_id, planned_at = rounds.read_key(dose.key)
    given = actions.administer(
        by=nurse,
        number=number,
        request_id=request_id,
        planned_at=planned_at,
        state="given",
        now=minutes(45),
    )
    assert isinstance(given, Done)
    assert rounds.round_page(nurse, minutes(50)).doses == ()
    assert conductor.state(CaseRow.objects.get(pk=row.pk)).blocks.get("B5") is None


def test_a_nurse_allows_one_dose_and_the_medicine_goes_on_waiting(row, nurse, physician):
    subject = taken(row, EVENING)
    said = {"number": row.person.number, "medicine": subject, "now": minutes(5)}
    stop = actions.decide_medicine(by=nurse, decision="stop", reason="-", **said)
    refused(stop, "infirmary.nurse_one_dose")
    assert isinstance(actions.decide_medicine(by=nurse, decision="continue_own", **said), Done)
    assert facts_of(row)["medicine_pending"] == 1
    assert medicines.pending(nurse, row.person.number)[0].one_dose
    again = actions.decide_medicine(by=nurse, decision="continue_own", **said)
    refused(again, "infirmary.one_dose_used")
    stopped = actions.decide_medicine(by=physician, decision="stop", reason="기한 경과", **said)
    assert isinstance(stopped, Done)
    assert facts_of(row)["medicine_pending"] == 0
    assert MedicationStatement.objects.count() == 2
    refused(
        actions.decide_medicine(by=physician, decision="stop", reason="-", **said),
        "infirmary.not_waiting",
    )


def test_a_decision_without_what_it_needs_is_undone_as_a_whole(row, physician):
    subject = taken(row, EVENING)
    said = {"by": physician, "number": row.person.number, "medicine": subject, "now": minutes(5)}
    refused(actions.decide_medicine(decision="stop", **said), "infirmary.no_reason")
    refused(actions.decide_medicine(decision="replace", **said), "infirmary.no_order")
    assert handoffs.open_count(row.person_id, "medicine") == 1
    assert not MedicationStatement.objects.exists()


def test_a_pharmacist_decides_and_prescribes_nothing(row):
    subject = taken(row, EVENING)
    done = actions.decide_medicine(
        by=make_account(Duty.PHARMACIST),
        number=row.person.number,
        medicine=subject,
        decision="continue_own",
        now=minutes(5),
    )
    assert isinstance(done, Done)
    assert not MedicationRequest.objects.exists()
    assert facts_of(row)["medicine_pending"] == 0


def test_against_an_allergy_or_twice_the_same_only_with_a_reason(row, physician, nurse):
    number = row.person.number
    actions.note_allergy(by=nurse, number=number, substance="페니실린", severity="severe")
    penicillin = replace(TABLET, drug="Amoxicillin 500 mg")
    said = {"by": physician, "number": number}
    refused(actions.prescribe(**said, order=penicillin), "infirmary.allergy")
    assert isinstance(actions.prescribe(**said, order=penicillin, despite="대체약 없음"), Done)
    assert isinstance(actions.prescribe(**said, order=TABLET), Done)
    twice = replace(TABLET, drug="메트포르민 1000")
    refused(actions.prescribe(**said, order=twice), "infirmary.duplicate")
    assert facts_of(row)["medicines_active"] == 2


def test_a_prescription_has_all_its_parts_and_an_end_ahead(row, physician):
    said = {"by": physician, "number": row.person.number, "now": EVENING}
    refused(actions.prescribe(**said, order=replace(TABLET, dose="")), "infirmary.no_order")
    over = replace(TABLET, until=minutes(-1))
    refused(actions.prescribe(**said, order=over), "infirmary.span")


def test_a_stopped_medicine_leaves_the_round_and_the_count(row, physician, nurse):
    request = prescribed(row, TABLET, now=EVENING)
    stop = {"by": physician, "number": row.person.number, "request_id": request}
    assert isinstance(actions.stop_medicine(**stop, reason="부작용", now=minutes(5)), Done)
    refused(actions.stop_medicine(**stop, reason="-", now=minutes(6)), "infirmary.not_active")
    assert facts_of(row)["medicines_active"] == 0
    assert rounds.round_page(nurse, minutes(20)).doses == ()
    assert medicines.active(physician, row.person_id, minutes(6)) == []
    kept = open_row(SYSTEM, MedicationRequest.objects.get(), "test")
    assert (kept["stopped"], kept["drug"]) == ("부작용", TABLET.drug)


def test_a_dose_is_recorded_once_at_its_own_time(row, nurse):
    request = prescribed(row, TABLET, now=EVENING)
    due = minutes(20)
    said = {"by": nurse, "number": row.person.number, "request_id": request, "state": "given"}
    early = actions.administer(**said, planned_at=minutes(740), now=minutes(10))
    refused(early, "infirmary.too_early")
    refused(actions.administer(**said, planned_at=minutes(7), now=due), "infirmary.not_planned")
    refused(actions.administer(**said, planned_at=None, now=due), "infirmary.not_planned")
    once = str(uuid.uuid4())
    assert isinstance(actions.administer(**said, planned_at=due, now=due, once=once), Done)
    assert actions.administer(**said, planned_at=due, now=due, once=once).repeated
    refused(actions.administer(**said, planned_at=due, now=due), "infirmary.dose_recorded")
    stranger = {**said, "request_id": uuid.uuid4()}
    refused(actions.administer(**stranger, planned_at=due, now=due), "infirmary.not_active")
    assert MedicationAdministration.objects.count() == 1


def test_a_medicine_taken_when_needed_is_given_at_any_time(row, nurse):
    request = prescribed(row, VITAMIN, now=EVENING)
    (dose,) = rounds.doses_of(nurse, row.person.number, minutes(3))
    assert rounds.read_key(dose.key) == (request, None)
    said = {"by": nurse, "number": row.person.number, "request_id": request, "state": "given"}
    assert isinstance(actions.administer(**said, planned_at=None, now=minutes(3)), Done)
    assert isinstance(actions.administer(**said, planned_at=None, now=minutes(300)), Done)
    assert rounds.round_page(nurse, minutes(5)).doses == ()


def test_a_late_dose_is_marked_and_the_round_reads_in_few_queries(
    nurse, django_assert_max_num_queries
):
    for _count in range(6):
        prescribed(examined(now=EVENING), TABLET, now=EVENING)
    with django_assert_max_num_queries(16):
        page = rounds.round_page(nurse, minutes(80))
    assert [dose.late for dose in page.doses] == [True] * 6
