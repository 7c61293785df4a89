"""Scenario 9, day 85: the state's time runs from the entry, and only the Council lengthens it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from naru.domain.daywords import day_said

STAMP = "출입국 확인서의 입국 도장"
WHY = "감염병 격리로 진술을 마칠 수 없었음"
LONGEST, LONGER = 90, 120


def today():
    """The day at the centre, whatever the day is where the tests run."""
    return datetime.now(ZoneInfo("Asia/Seoul")).date()


def entered(desk, number, day):
    """The day of entry is put right, so that today is the nth day of the stay."""
    entry = today() - timedelta(days=day - 1)
    desk.go(f"/rights/{number}/entry/").fill("entered_on", entry.isoformat())
    desk.fill("reason", STAMP).is_accessible().press().is_done()
    return entry


def last_day(entry, length):
    return f"last lawful day {day_said(entry + timedelta(days=length - 1), 'en')}"


def extend(desk, number, **said):
    desk.go(f"/rights/{number}/extend/").is_accessible()
    decided = {"body": "council", "record": "", "reasons": "", "told_on": "", **said}
    desk.choose("body", decided.pop("body"))
    for name, value in decided.items():
        desk.fill(name, value)
    return desk.press()


def test_the_warning_days_show_and_the_start_is_never_reset(desk, someone):
    number = someone("settled")
    caseworker = desk("caseworker")
    entry = entered(caseworker, number, 85)
    caseworker.person(number).reads("Day 85 of the stay").reads(last_day(entry, LONGEST))
    caseworker.reads("Warning days reached: 60, 75, 85").is_accessible()
    caseworker.take(f"/rights/{number}/entry/")
    later = today() - timedelta(days=3)
    caseworker.fill("entered_on", later.isoformat()).fill("reason", "입소한 날").press()
    caseworker.is_refused().reads("be moved to a later day").is_accessible()
    caseworker.person(number).reads(last_day(entry, LONGEST))
    director = desk("director").go("/")
    expect(director.page.locator(".kit-card", has_text=shown(number)).first).to_contain_text(
        "Inquiry and stay"
    )
    director.is_accessible()


def test_only_the_council_lengthens_it_and_the_person_knows(desk, someone):
    number = someone("settled")
    director = desk("director")
    entry = entered(director, number, 85)
    whole = {"record": "가상-12", "reasons": WHY, "told_on": today().isoformat()}
    for missing in ("record", "reasons", "told_on"):
        extend(director, number, **{**whole, missing: ""}).is_refused()
    extend(director, number, **{**whole, "body": "other"}).is_refused().is_accessible()
    director.person(number).reads(last_day(entry, LONGEST))
    extend(director, number, **whole).is_done()
    director.person(number).reads(last_day(entry, LONGER)).reads(WHY).is_accessible()
    extend(director, number, **whole).is_refused().reads("The extension is already used")


def test_after_day_90_interviews_are_locked_and_the_release_is_a_task(desk, someone):
    number = someone("settled")
    caseworker = desk("caseworker")
    for page, name in (("team/", "남궁솔"), ("team/counsel/", "노을찬")):
        caseworker.go(f"/casework/{number}/{page}").mark(name).press().is_done()
    entered(caseworker, number, 91)
    caseworker.person(number).reads("Interviews are locked").is_accessible()
    asks = desk("interviewer").go(f"/inquiry/{number}/plan-interview/")
    asks.reads("The legal limit has passed").reads("release or transfer").is_accessible()
    at = f"{today() + timedelta(days=1)}T10:00"
    asks.fill("at", at).fill("place", "면담실 1").tick("languages").fill("topics", "지내 온 일")
    asks.press().is_refused().reads("The legal limit has passed").is_accessible()
    for username in ("director", "rights", "counsel"):
        queue = desk(username).go("/").page.locator(".kit-card", has_text=shown(number))
        expect(queue.filter(has_text="inquiry and stay").first).to_contain_text("late")


def shown(number):
    return f"{number[:4]}-{number[4:]}"
