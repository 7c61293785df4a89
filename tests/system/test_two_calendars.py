"""Scenario 3, two calendars: three dates side by side, none overwritten, each one found."""

from playwright.sync_api import expect

CLAIMS = (
    # Juche 78 is 1989; the card doesn't say in which calendar the day stands
    (("78", "5", "3", "juche"), "document", "attested"),
    (("1989", "5", "3", "lunar"), "person", "claimed"),
    (("1990", "6", "6", "gregorian"), "document", "attested"),
)
WHY = "본인이 음력 생일을 쓰며 가족도 그렇게 기억함"


def claim(desk, number, date, source, status):
    desk.go(f"/casework/{number}/claims/birth/")
    for box, value in zip(("year", "month", "day"), date, strict=False):
        desk.fill(f"birth_{box}", value)
    desk.choose("birth_calendar", date[3]).choose("source", source).choose("status", status)
    desk.press().is_done()


def test_three_claims_one_shown_with_its_reason_all_found(desk, someone):
    number = someone("examined", age=37)
    caseworker = desk("caseworker")
    for date, source, status in CLAIMS:
        claim(caseworker, number, date, source, status)
    sheet = caseworker.go(f"/casework/{number}/register/").is_accessible()
    lines = sheet.page.locator("#birth li")
    expect(lines).to_have_count(4)
    expect(lines.filter(has_text="6 June 1989").first).to_be_visible()
    for said in ("Juche", "Lunar"):
        expect(lines.filter(has_text=said).first).to_be_visible()
    show_the_lunar_one(sheet)
    for typed in ("1989-06-06", "1989-05-03", "1990-06-06"):
        caseworker.search(typed).reads(f"{number[:4]}-{number[4:]}").is_accessible()


def show_the_lunar_one(sheet):
    lunar = sheet.page.locator("#birth li", has_text="Lunar")
    with sheet.page.expect_navigation():
        lunar.get_by_role("link", name="Show this one").click()
    sheet.fill("reason", WHY).is_accessible().press().is_done().reads(WHY)
    expect(sheet.page.locator("#birth li", has_text="Shown because")).to_contain_text("lunar")
    expect(sheet.page.locator("#birth li")).to_have_count(4)
    sheet.does_not_read("contradict")
