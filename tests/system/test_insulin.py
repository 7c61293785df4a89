"""Scenario 2, insulin at the gate: within the hour a clinician has decided and it was given."""

from datetime import datetime, timedelta

from playwright.sync_api import expect

from tests.system.steps import SEOUL

PEN = "인슐린 펜"
MEDICINE = "인슐린 글라르진"


def card(desk, number):
    return desk.page.locator(".kit-card", has_text=f"{number[:4]}-{number[4:]}")


def take_at_the_gate(custodian, number):
    custodian.queue(f"/{number}/search/").choose("kind", "scanner")
    custodian.fill("reason", "입소 시 안전 확인").choose("searcher_sex", "female").press().is_done()
    custodian.person(number).take("/hold/").choose("kind", "medicine").fill("description", PEN)
    custodian.pick("place_id", "Medicine fridge").fill("form", "주사펜").fill("quantity", "2")
    custodian.fill("last_dose", "08:00").press().is_done()
    custodian.go(f"/belongings/{number}/sign/").tick("signature_paper")
    return custodian.pick("second_officer", "배도담").press().is_refused().is_accessible()


def prescribe(physician, number):
    """From now on; a planned dose may be given up to an hour before its time."""
    soon = datetime.now(SEOUL) + timedelta(minutes=1)
    physician.go("/infirmary/waiting/").reads(PEN).take(f"/{number}/medicine/")
    physician.choose("decision", "represcribe").fill("reason", "야간 당직 의사 지시")
    order = {"drug": MEDICINE, "atc": "A10AE04", "dose": "20", "unit": "IU"}
    for field, value in {**order, "times": f"{soon:%H:%M}"}.items():
        physician.fill(field, value)
    physician.choose("route", "subcutaneous").is_accessible().press().is_done()


def test_the_inventory_waits_for_the_clinician_and_the_hour_is_counted(desk, someone):
    number = someone("welcomed", age=54)
    custodian = take_at_the_gate(desk("custodian"), number)
    nurse = desk("nurse").go("/")
    expect(card(nurse, number).filter(has_text="minutes left").first).to_be_visible()
    nurse.is_accessible().person(number).take("/observe/")
    nurse.fill("glucose_value", "268").press().is_done()
    prescribe(desk("physician"), number)
    custodian.press().is_done()
    custodian.go(f"/belongings/{number}/").reads("A clinician has decided").does_not_read(MEDICINE)
    custodian.is_accessible()


def test_dispensed_given_and_written_down(desk, someone):
    """A nurse may allow one dose of the person's own; then the infirmary's takes over."""
    number = someone("welcomed", age=54)
    take_at_the_gate(desk("custodian"), number)
    nurse = desk("nurse").go(f"/infirmary/{number}/medicine/").choose("decision", "continue_own")
    nurse.fill("reason", "마지막 투약 후 열두 시간 경과").is_accessible().press().is_done()
    prescribe(desk("physician"), number)
    pharmacist = desk("pharmacist").go(f"/infirmary/{number}/dispense/").mark(MEDICINE)
    lot = pharmacist.page.locator("main label", has_text="글라르진").last.inner_text()
    pharmacist.mark(lot).fill("quantity", "1").is_accessible().press().is_done()
    nurse.go("/infirmary/round/").reads(MEDICINE).is_accessible()
    nurse.go(f"/infirmary/{number}/administer/").choose_first("dose").choose("state", "given")
    nurse.press().is_done().go("/infirmary/round/")
    expect(card(nurse, number)).to_have_count(0)
