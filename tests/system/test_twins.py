"""Scenario 4, twins with one romanised name: offered, never merged by one, undone in full."""

from datetime import datetime

import pytest
from playwright.sync_api import expect

from tests.system.steps import SEOUL

LATIN = "Ri Jong A"
FIRST, SECOND = "리정아", "리종아"
BORN = ("1999", "4", "15")


def arrive(reception, name):
    reception.go("/reception/arrive/").fill("name_1", name)
    reception.page.locator("main summary").first.click()
    reception.fill("name_2", LATIN)
    for box, value in zip(("year", "month", "day"), BORN, strict=True):
        reception.fill(f"birth_{box}", value)
    reception.choose("sex", "female").choose("languages", "ko-KP")
    return reception.fill("country_entry", f"{datetime.now(SEOUL):%Y-%m-%d}").press()


@pytest.fixture(scope="module")
def twins():
    """Their numbers; the centre keeps them for the journeys of this page."""
    return []


@pytest.fixture
def both(desk, twins):
    if not twins:
        reception = desk("reception")
        first = arrive(reception, FIRST)
        if first.page.locator(".kit-refusal").count():  # a namesake of another journey
            first.tick("is_new").press()
        first.is_done()
        twins.append(number_of(reception))
        arrive(reception, SECOND).reads("May be the same person").reads(FIRST).is_accessible()
        reception.tick("is_new").press().is_done()
        twins.append(number_of(reception))
    return twins


def number_of(desk):
    return desk.page.url.rstrip("/").rpartition("/")[2]


def propose(caseworker, one, other):
    caseworker.go(f"/casework/{one}/duplicates/").reads(other[:4]).is_accessible()
    caseworker.fill("other_number", other).fill("reason", "로마자 이름과 생년월일이 같음")
    return caseworker.press().is_done()


def decide(desk, verdict):
    return desk.choose("verdict", verdict).fill("reason", "사진과 한글 이름을 대조함").press()


def test_the_second_is_offered_the_first_and_each_keeps_a_face_of_their_own(desk, both):
    caseworker = desk("caseworker").search(LATIN)
    for name in (FIRST, SECOND):
        caseworker.reads(name)
    caseworker.is_accessible()
    for number, name in zip(both, (FIRST, SECOND), strict=True):
        bar = caseworker.person(number).page.locator(".kit-identity")
        expect(bar).to_contain_text(name)
        expect(bar).to_contain_text(f"{number[:4]}-{number[4:]}")


def test_nobody_merges_alone_and_a_wrong_merge_is_undone(desk, both):
    one, other = both
    proposer = propose(desk("caseworker"), one, other)
    decide(proposer, "same").is_refused().is_accessible()
    colleague = desk("caseworker2").go("/casework/duplicates/")
    colleague.page.locator("main li", has_text=one[:4]).get_by_role("link").first.click()
    colleague.reads(FIRST).reads(SECOND).is_accessible()
    decide(colleague, "same").is_done()
    colleague.take("/undo/").fill("reason", "쌍둥이임이 확인됨").is_accessible().press().is_done()
    colleague.reads("Undone")
    for number, name in zip(both, (FIRST, SECOND), strict=True):
        colleague.person(number).reads(name)


def test_a_decision_that_they_are_two_is_remembered(desk, both):
    one, other = both
    propose(desk("caseworker2"), one, other)
    colleague = desk("caseworker").go("/casework/duplicates/")
    colleague.page.locator("main li", has_text="To decide").get_by_role("link").first.click()
    decide(colleague, "different").is_done().reads("Two people")
    again = desk("caseworker").go(f"/casework/{one}/duplicates/")
    expect(again.page.locator("main li", has_text=other[:4])).to_have_count(0)
