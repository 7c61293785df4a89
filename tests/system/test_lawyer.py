"""Scenario 6, "I want a lawyer": from that word on nothing enters the record."""

from playwright.sync_api import expect

from tests.system.steps import (
    INTERVIEWER,
    open_start,
    plan,
    put_on_the_case,
    say_everything,
    write,
)

COUNSEL = "노을찬"
BEFORE, AFTER = "열두 분 전의 답변입니다.", "잠긴 뒤에 적은 답변입니다."


def in_an_interview(desk, number):
    put_on_the_case(desk("director"), number, INTERVIEWER)
    interviewer = desk("interviewer")
    plan(interviewer, number)
    say_everything(open_start(interviewer)).press().is_done()
    write(interviewer, "어떻게 지내셨습니까?", BEFORE)
    return interviewer


def ask(desk, words):
    """One press, whatever the screen."""
    with desk.page.expect_navigation():
        desk.page.get_by_role("button", name=words).first.click()
    return desk


def test_one_press_locks_the_interview_and_only_the_person_takes_it_back(desk, someone):
    number = someone("settled", sex="male")
    interviewer = in_an_interview(desk, number)
    ask(desk("caseworker").person(number), "Ask for a lawyer").is_done().is_accessible()
    interviewer.reads("Locked: a lawyer has been asked for").is_accessible()
    typed_too_late(interviewer)
    interviewer.go(f"/inquiry/{number}/interview/").reads(BEFORE).does_not_read(AFTER)
    assert interviewer.go(f"/rights/{number}/counsel/withdraw/").status == 403
    rights = desk("rights").go("/")
    waiting = rights.page.locator(".kit-card", has_text=f"{number[:4]}-{number[4:]}")
    expect(waiting.filter(has_text="counsel").first).to_contain_text("left")
    rights.is_accessible()


def typed_too_late(interviewer):
    """The page may still show its boxes; what they send is refused, and stays in sight."""
    box = interviewer.page.locator("main [name=answer]")
    if not box.count():
        return
    interviewer.fill("question", "계속해도 됩니까?").fill("answer", AFTER)
    interviewer.page.locator("main form:has([name=question]) button[type=submit]").first.click()
    interviewer.is_refused().reads(AFTER).is_accessible()


def test_anyone_present_asks_and_interviews_wait_until_counsel_was_reached(desk, someone):
    number = someone("settled")
    interviewer = in_an_interview(desk, number)
    interpreter = desk("interpreter").go(f"/inquiry/{number}/interview/").reads(BEFORE)
    ask(interpreter, "I want a lawyer")
    interviewer.reads("Locked: a lawyer has been asked for")
    rights = desk("rights").person(number).take("/counsel/contact/").is_accessible()
    rights.mark(COUNSEL).choose("channel", "phone").press().is_done()
    interviewer.go(f"/inquiry/{number}/interview/").does_not_read("Locked")
    write(interviewer, "변호인과 상의하셨습니까?", "네, 통화하였습니다.")
    interviewer.is_accessible()
    desk("counsel").person(number).take(f"/inquiry/{number}/").reads("In progress")
