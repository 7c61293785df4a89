"""Scenario 11, the same bed in the same second: one desk has it, the other is helped on."""

from playwright.sync_api import expect

NOTE = "창가 자리를 바라십니다."


def without_bed(desk, number):
    desk.go(f"/lodging/{number}/free/").fill("reason", "방을 바꾸려고").press().is_done()


def beds(desk):
    return desk.page.eval_on_selector_all("main [name=bed]", "all => all.map(a => a.value)")


def test_one_desk_is_refused_with_three_free_beds_and_keeps_its_form(desk, someone):
    numbers = [someone("settled"), someone("settled")]
    desks = [desk("lodging"), desk("lodging")]
    for one, number in zip(desks, numbers, strict=True):
        without_bed(one, number)
        one.person(number).take(f"/lodging/{number}/assign/").is_accessible()
    first, second = desks
    bed = next(bed for bed in beds(first) if bed in beds(second))
    second.choose("bed", bed).fill("reason", NOTE)
    first.choose("bed", bed).press().is_done()
    second.press().is_refused().reads("Choose one of these free beds").is_accessible()
    expect(second.page.locator("main [name=reason]")).to_have_value(NOTE)
    free = named_beds(second)
    assert len(free) == 3
    assert bed not in beds(second)
    second.choose("bed", beds(second)[0]).press().is_done()


def named_beds(desk):
    said = desk.page.locator(".kit-refusal__next").inner_text()
    return said.rpartition(":")[2].strip(" .").split(", ")
