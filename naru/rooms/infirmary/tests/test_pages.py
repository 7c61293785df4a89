"""Every page: shown, posted, wrong, refused, and closed to other duties."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from naru.domain.duties import Duty
from naru.ground.ledger.models import Entry
from naru.ground.pathway import conductor
from naru.ground.pathway.profiles import current
from naru.ground.pathway.testing import make_account, make_case
from naru.ground.staff.access import door_of
from naru.rooms.infirmary import actions
from naru.rooms.infirmary.models import MedicationRequest, StockItem
from naru.rooms.infirmary.queries import rounds
from naru.rooms.infirmary.records import Order
from naru.rooms.infirmary.room import ROOM
from naru.rooms.infirmary.tests.people import (
    INSULIN,
    VITAMIN,
    delivery,
    examined,
    prescribed,
    taken,
)
from naru.rooms.infirmary.urls import urlpatterns

pytestmark = pytest.mark.django_db
ORDER = {"drug": "Aspirin 100 mg", "dose": "1", "unit": "정", "route": "oral", "times": "8:00"}
INTAKE = {
    "isolation": "no",
    "access_needs": "step_free",
    "temperature_value": "36.6",
    "temperature_unit": "Cel",
    "signs": ["fever"],
    "allergies": "땅콩\n\n페니실린",
}
EXAMINATION = {**INTAKE, "ill_treatment": "not_asked", "fit": "yes"}
INJURIES = {
    "consent": "yes",
    "regions": ["back", "left_arm"],
    "described": "반흔",
    "consistency": "consistent",
}
FINDINGS = {"findings": "호전"}
POSTS = {
    "examine_nurse": (Duty.NURSE, INTAKE),
    "examine": (Duty.PHYSICIAN, EXAMINATION),
    "declare_fitness": (Duty.PSYCHOLOGIST, {"fit": "yes", "reason": "안정"}),
    "isolate": (Duty.PHYSICIAN, {"cause": "발열", "precautions": "마스크"}),
    "prescribe": (Duty.PHYSICIAN, ORDER),
    "observe": (Duty.NURSE, {"pulse_value": "70", "pulse_unit": "/min"}),
    "note_allergy": (Duty.PHARMACIST, {"substance": "땅콩", "severity": "mild"}),
    "note_condition": (Duty.PSYCHOLOGIST, {"name": "불면"}),
    "document_injuries": (Duty.PHYSICIAN, INJURIES),
    "summarise_health": (Duty.NURSE, {"advice": "휴식"}),
}


@pytest.fixture
def row():
    return examined()


def page(client, duty, name, row):
    client.force_login(make_account(duty))
    return reverse(f"infirmary:{name}", args=[row.person.number])


def last_act():
    return Entry.objects.order_by("-seq").first().action


@pytest.mark.parametrize("name", POSTS)
def test_a_step_is_shown_and_taken(client, row, name):
    duty, said = POSTS[name]
    url = page(client, duty, name, row)
    assert client.get(url).status_code == 200
    answer = client.post(url, said)
    assert answer.status_code == 303, answer.content.decode()[:4000]
    assert last_act() == name


@pytest.mark.parametrize("name", [name for name in POSTS if name != "observe"])
def test_an_empty_form_comes_back_with_its_errors(client, row, name):
    url = page(client, POSTS[name][0], name, row)
    assert client.post(url, {}).status_code == 422


@pytest.mark.parametrize("view", urlpatterns, ids=lambda view: view.name)
def test_a_page_opens_for_those_who_take_its_step(client, row, view):
    rule = current().events.get(view.name)
    if rule is not None:
        assert door_of(view.callback).duties == set(rule.by)
    client.force_login(make_account(Duty.RECEPTION_OFFICER))
    kwargs = {"number": row.person.number, "item_id": row.pk, "summary_id": row.pk}
    asked = {key: kwargs[key] for key in view.pattern.converters}
    assert client.get(reverse(f"infirmary:{view.name}", kwargs=asked)).status_code == 403


def test_every_event_of_the_room_has_its_page_and_nothing_else():
    events = {rule.id for rule in current().events.values() if rule.room == "infirmary"}
    assert set(ROOM.steps) == events
    assert {entry.url_name for entry in ROOM.nav} <= {f"infirmary:{v.name}" for v in urlpatterns}


def test_isolation_is_reviewed_and_ended(client, row):
    for name, said in (
        ("isolate", {"cause": "발열"}),
        ("review_isolation", FINDINGS),
        ("end_isolation", {**FINDINGS, "fit": "yes"}),
    ):
        url = page(client, Duty.PHYSICIAN, name, row)
        assert client.get(url).status_code == 200
        assert client.post(url, said).status_code == 303
    assert client.post(url, said).status_code == 409


def test_an_emergency_is_cleared(client):
    row = make_case()
    locked = conductor.load(row.person.number)
    nurse, facts = make_account(Duty.NURSE), {"triage_code": "red"}
    conductor.advance(locked, "triage", by=nurse, now=timezone.now(), facts=facts)
    url = page(client, Duty.PHYSICIAN, "clear_urgent", row)
    assert client.get(url).status_code == 200
    assert client.post(url, FINDINGS).status_code == 303
    assert client.post(url, FINDINGS).status_code == 409


def test_a_stranger_is_not_found(client):
    client.force_login(make_account(Duty.NURSE))
    for name in ("decide_medicine", "administer", "observe"):
        assert client.get(reverse(f"infirmary:{name}", args=["nobody"])).status_code == 404


def test_a_prescription_needs_times_that_are_times(client, row):
    url = page(client, Duty.PHYSICIAN, "prescribe", row)
    assert client.post(url, {**ORDER, "times": "morning"}).status_code == 422
    assert client.post(url, ORDER).status_code == 303
    twice = client.post(url, ORDER)
    assert twice.status_code == 409
    assert "Aspirin" in twice.content.decode()
    assert client.post(url, {**ORDER, "despite": "단기 병용"}).status_code == 303


def test_a_physician_decides_and_prescribes_on_one_page(client, row):
    subject = taken(row, timezone.now())
    url = page(client, Duty.PHYSICIAN, "decide_medicine", row)
    assert "인슐린" in client.get(url).content.decode()
    assert "인슐린" in client.get(reverse("infirmary:waiting")).content.decode()
    said = {"medicine": str(subject), "decision": "continue_own"}
    assert client.post(url, said).status_code == 409
    assert client.post(url, {**said, **ORDER}).status_code == 303
    assert MedicationRequest.objects.count() == 1
    assert "인슐린" not in client.get(reverse("infirmary:waiting")).content.decode()


def test_a_nurse_is_asked_for_no_prescription(client, row):
    subject = taken(row, timezone.now())
    url = page(client, Duty.NURSE, "decide_medicine", row)
    assert 'name="drug"' not in client.get(url).content.decode()
    said = {"medicine": str(subject), "decision": "continue_own"}
    assert client.post(url, said).status_code == 303
    assert client.get(reverse("infirmary:waiting")).status_code == 200
    assert client.post(url, said).status_code == 409


def test_a_medicine_is_dispensed_and_stopped(client, row):
    request = prescribed(row, INSULIN)
    lot = delivery(make_account(Duty.PHARMACIST))
    url = page(client, Duty.PHARMACIST, "dispense", row)
    assert client.get(url).status_code == 200
    said = {"medicine": str(request), "lot": str(lot), "quantity": "2"}
    assert client.post(url, {**said, "quantity": "0"}).status_code == 422
    assert client.post(url, {**said, "quantity": "99"}).status_code == 409
    assert StockItem.objects.get().quantity == 5
    url = page(client, Duty.PHYSICIAN, "stop_medicine", row)
    assert client.get(url).status_code == 200
    stop = {"medicine": str(request), "reason": "부작용"}
    assert client.post(url, stop).status_code == 303
    assert client.post(url, stop).status_code == 422


def test_one_press_on_the_round_records_a_dose(client, row):
    nurse = make_account(Duty.NURSE)
    client.force_login(nurse)
    url = reverse("infirmary:round")
    assert client.get(url).status_code == 200
    now = timezone.localtime()
    due = (now + timedelta(minutes=20)).strftime("%H:%M")
    prescribed(row, Order("Aspirin", "1", "정", "oral", (due,)))
    html = client.get(url).content.decode()
    (key,) = re.findall(r'name="dose" value="([^"]+)"', html)
    (once,) = re.findall(r'name="once" value="([^"]+)"', html)
    said = {"dose": key, "once": once, "number": row.person.number, "state": "given"}
    assert client.post(url, {**said, "dose": "broken"}).status_code == 422
    assert client.post(url, {**said, "state": "eaten"}).status_code == 422
    assert client.post(url, said).status_code == 303
    assert client.post(url, said).status_code == 303
    other = {**said, "once": ""}
    assert client.post(url, other).status_code == 409
    assert Entry.objects.filter(action="administer").count() == 1


def test_a_medicine_taken_when_needed_is_recorded_on_the_persons_page(client, row):
    prescribed(row, VITAMIN)
    nurse = make_account(Duty.NURSE)
    (dose,) = rounds.doses_of(nurse, row.person.number)
    url = page(client, Duty.NURSE, "administer", row)
    assert "Vitamin D" in client.get(url).content.decode()
    said = {"dose": dose.key, "state": "refused", "reason": "메스꺼움"}
    assert client.post(url, said).status_code == 303
    assert client.post(url, {**said, "dose": "other"}).status_code == 422


def test_the_stock_is_kept_on_its_pages(client):
    client.force_login(make_account(Duty.PHARMACIST))
    url = reverse("infirmary:receive_stock")
    assert client.get(url).status_code == 200
    tomorrow = timezone.localdate() + timedelta(days=1)
    said = {
        "drug": "Aspirin",
        "lot": "L1",
        "expires_on": tomorrow.isoformat(),
        "quantity": "10",
        "unit": "정",
        "low_at": "20",
    }
    assert client.post(url, {}).status_code == 422
    assert client.post(url, said).status_code == 303
    item = StockItem.objects.get()
    correct = reverse("infirmary:correct_stock", args=[item.pk])
    assert client.get(correct).status_code == 200
    assert client.post(correct, {"counted": "9"}).status_code == 422
    assert client.post(correct, {"counted": "9", "reason": "파손"}).status_code == 303
    remove = reverse("infirmary:expire_stock", args=[item.pk])
    assert client.get(remove).status_code == 200
    assert client.post(remove, {}).status_code == 409
    html = client.get(reverse("infirmary:stock")).content.decode()
    assert "Aspirin" in html
    assert correct in html


def test_a_physician_reads_the_stock_and_changes_nothing(client):
    lot = delivery(make_account(Duty.PHARMACIST))
    client.force_login(make_account(Duty.PHYSICIAN))
    html = client.get(reverse("infirmary:stock")).content.decode()
    correct = reverse("infirmary:correct_stock", args=[lot])
    assert correct not in html
    assert client.get(correct).status_code == 403


def test_a_lot_that_is_none_is_not_found(client, row):
    client.force_login(make_account(Duty.NURSE))
    assert client.get(reverse("infirmary:correct_stock", args=[row.pk])).status_code == 404


def test_every_verb_is_offered_by_name():
    assert set(ROOM.steps) <= set(actions.__all__)
