"""One name on six papers: any of them, typed into the search box, finds the person and says why."""

from datetime import datetime

import pytest
from playwright.sync_api import expect

from tests.system.steps import SEOUL

HANGUL, BORN = "리정아", ("1984", "2", "9")
SPELLINGS = (
    ("리정아", "same name in Hangul"),
    ("Ri Jong A", "northern romanisation"),
    ("Lee Jung-ah", "spelling as chosen in passports"),
    ("李貞雅", "Korean reading of the characters"),
    ("Li Zhenya", "Mandarin reading of the characters"),
    ("Ли Чжон А", "Cyrillic spelling"),  # noqa: RUF001
    ("flwjddk", "typed with the keyboard set to the other script"),
    ("리정아 1984.2.9", "same birth date"),
)


@pytest.fixture(scope="module")
def numbers():
    return []


@pytest.fixture
def number(desk, numbers):
    """Somebody whose record has the name in Hangul alone."""
    if not numbers:
        reception = desk("reception").go("/reception/arrive/").fill("name_1", HANGUL)
        for box, value in zip(("year", "month", "day"), BORN, strict=True):
            reception.fill(f"birth_{box}", value)
        reception.choose("sex", "female").choose("languages", "ko-KP")
        reception.fill("country_entry", f"{datetime.now(SEOUL):%Y-%m-%d}").press()
        if reception.page.locator(".kit-refusal").count():
            reception.tick("is_new").press()
        reception.is_done()
        numbers.append(reception.page.url.rstrip("/").rpartition("/")[2])
    return numbers[0]


def test_any_spelling_finds_the_person_and_says_why(desk, number):
    caseworker = desk("caseworker")
    for typed, why in SPELLINGS:
        caseworker.search(typed)
        expect(caseworker.page).to_have_url(f"{caseworker.centre}/search/")  # no name in it
        line = caseworker.page.locator("main li.kit-found", has_text=f"{number[:4]}-{number[4:]}")
        expect(line.locator(".kit-why")).to_contain_text(why)
    caseworker.is_accessible()


def test_a_number_and_a_scanned_code_lead_straight_to_the_person(desk, number):
    caseworker = desk("caseworker")
    for typed in (number, f"NARU:{number}"):
        caseworker.search(typed)
        expect(caseworker.page).to_have_url(f"{caseworker.centre}/p/{number}/")


def test_nobody_out_of_reach_is_named(desk, number):
    interviewer = desk("interviewer").search(HANGUL).is_accessible()
    expect(interviewer.page.locator("main")).not_to_contain_text(number[:4])
    admin = desk("admin").go("/search/").fill("q", HANGUL).press()
    expect(admin.page.locator("main")).not_to_contain_text(number[:4])


def test_who_may_be_known_already_stands_beside_the_form_while_one_types(desk, number):
    reception = desk("reception").go("/reception/arrive/").fill("name_1", "Lee Jung-ah")
    for box, value in zip(("year", "month", "day"), BORN, strict=True):
        reception.fill(f"birth_{box}", value)
    beside = reception.page.locator("#alike table")
    expect(beside).to_contain_text(f"{number[:4]}-{number[4:]}")
    expect(beside).to_contain_text("same birth date")
    expect(beside).to_contain_text("Lee Jung-ah")
    expect(beside).to_contain_text(HANGUL)
    reception.is_accessible()
