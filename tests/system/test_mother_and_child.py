"""Scenario 1, a mother and her son born in China: two people, one family, one room."""

from datetime import datetime

from playwright.sync_api import expect

from tests.system.steps import SEOUL, triage

SON = "리샤오밍"


def son_arrives(reception, mother):
    """Nine, born in China, speaks Chinese only; which nationality he has nobody guesses."""
    reception.go("/reception/arrive/").fill("name_1", SON)
    for box, value in zip(("year", "month", "day"), ("2017", "5", "2"), strict=True):
        reception.fill(f"birth_{box}", value)
    reception.choose("sex", "male").choose("languages", "zh").fill("household_with", mother)
    reception.fill("country_entry", f"{datetime.now(SEOUL):%Y-%m-%d}")
    return reception.is_accessible().press().is_done()


def register(caseworker, son):
    """The sheet: a child of somebody here, his languages as told, no country of origin."""
    caseworker.go(f"/casework/{son}/register/").choose("alone", "yes").tick("checked")
    expect(caseworker.page.locator("#origin")).to_contain_text("Nothing said yet")
    caseworker.is_accessible().press().is_done()


def test_two_files_one_family_and_the_school_clock(desk, someone):
    mother = someone("settled", sex="female", age=36)
    reception = desk("reception")
    son = son_arrives(reception, mother).page.url.rstrip("/").rpartition("/")[2]
    through_the_gate(desk, son)
    caseworker = desk("caseworker")
    register(caseworker, son)
    page = caseworker.person(son)
    page.reads("Family here").reads("school").reads("child").is_accessible()
    same_room(desk, son, mother)
    look_after_the_mother(desk, mother)
    nobody_parts_them(desk, son)


def through_the_gate(desk, son):
    nurse = desk("nurse").go(f"/reception/{son}/triage/")
    triage(nurse, "green").press().is_done()
    welcome = desk("caseworker2").go(f"/reception/{son}/welcome/").fill("language", "zh")
    welcome.tick("items").choose("understood", "own_words").choose("consent", "given")
    welcome.tick("written").tick("signature_paper").is_accessible().press().is_done()
    nurse.go(f"/infirmary/{son}/nurse/").choose("isolation", "no").choose("access_needs", "none")
    nurse.press().is_done()


def same_room(desk, son, mother):
    look = desk("caseworker").go(f"/casework/{son}/first-look/").choose("child", "yes")
    look.choose("alone", "yes").choose("sleeps_alone", "no").press().is_done()
    lodging = desk("lodging").person(mother)
    room = lodging.page.locator("#lodging").inner_text()
    lodging.go(f"/lodging/{son}/assign/").is_accessible()
    offered = lodging.page.locator("main label").first.inner_text()
    assert any(part in room for part in offered.split() if "-" in part or part[:1].isalpha()), room
    lodging.choose_first("bed").press()


def look_after_the_mother(desk, mother):
    """The marriage abroad: a specialist looks, interviews wait, nothing is held against her."""
    caseworker = desk("caseworker").go(f"/casework/{mother}/needs/").choose("sleeps_alone", "no")
    caseworker.choose("need_WR", "counselling").choose("doubt", "yes").press().is_done()
    caseworker.person(mother).reads("trafficking").is_accessible()
    asks = desk("director").person(mother).take("/team/").mark("남궁솔").press().is_done()
    assert asks.status == 200
    interviewer = desk("interviewer").person(mother).does_not_read("trafficking")
    interviewer.is_accessible()
    psychologist = desk("psychologist").go(f"/casework/{mother}/trafficking/")
    psychologist.choose("grounds", "yes").fill("reflection_days", "30").choose("referral", "no")
    psychologist.choose("contact", "yes").is_accessible().press().is_done()


def nobody_parts_them(desk, son):
    """Without a panel and the child's own words the form isn't even sent."""
    caseworker = desk("caseworker").go(f"/casework/{son}/family/separate/")
    caseworker.fill("reasons", "방이 좁음").press()
    expect(caseworker.page.locator(".govuk-error-summary")).to_be_visible()
    caseworker.is_accessible()
