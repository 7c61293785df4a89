"""Steps that several journeys take: who works on the case, an interview planned and started."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

SEOUL = ZoneInfo("Asia/Seoul")
INTERVIEWER, REVIEWER, INTERPRETER = "남궁솔", "차미르", "왕리나"


WELL = {"airway": "ok", "breathing": "ok", "circulation": "ok", "self_harm": "no", "pregnant": "no"}


def triage(nurse, code):
    """Somebody who is well, as far as each question is asked."""
    for field, answer in {**WELL, "code": code}.items():
        if nurse.page.locator(f"main [name={field}]").count():
            nurse.choose(field, answer)
    return nurse.fill("pain", "1")


def put_on_the_case(director, number, *names):
    director.person(number).take("/team/")
    for name in names:
        director.mark(name).press().is_done()


def plan(interviewer, number):
    interviewer.queue(f"/{number}/plan-interview/")
    soon = datetime.now(SEOUL) + timedelta(hours=1)
    interviewer.fill("at", f"{soon:%Y-%m-%dT%H:%M}").fill("place", "면담실 2")
    interviewer.fill("topics", "지내 온 일").choose("languages", "ko-KP").press().is_done()


def open_start(interviewer):
    """The form with which an interview starts, as far as it is the same in every journey."""
    interviewer.take("/start-interview/").choose("language", "ko-KP").mark(INTERPRETER)
    if interviewer.page.locator("main [name=out_of_hours]").count():
        interviewer.fill("out_of_hours", "본인이 이 시간을 원함")
    return interviewer


def say_everything(interviewer):
    """Rights explained, the recording on and announced."""
    return interviewer.tick("rights_given").fill("recording", "R-1").tick("announced")


def write(interviewer, question, answer):
    """A question and its answer go into the record."""
    interviewer.fill("question", question).fill("answer", answer)
    interviewer.page.locator("main form:has([name=question]) button[type=submit]").first.click()
    expect(interviewer.page.locator("main")).to_contain_text(answer)


def plug_in_key(page):
    """A security key of the browser's own, with the PRF extension."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable", {"enableUI": False})
    options = {
        "protocol": "ctap2",
        "ctap2Version": "ctap2_1",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "hasPrf": True,
        "isUserVerified": True,
    }
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})
