"""From a list of names to the gate: everything a newcomer does in a first day at Naru's desks.

Both languages; each page that the handbook shows is photographed on the way.
"""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

SEOUL = ZoneInfo("Asia/Seoul")
LISTS = {
    "ko": (
        "cp949",
        "이름,생년월일,성별,언어,출신국,입국일,도착 예정일,긴급히 필요한 사항",
        "가온솔,1979-04-11,여,조선말,KP,{entry},{day},인슐린",
    ),
    "en": (
        "utf-8",
        "Name,Date of birth,Sex,Languages,Country of origin,Date of entry into the country,"
        "Expected on,Urgent needs",
        "다온별,1984-09-02,female,ko-KP,KP,{entry},{day},insulin",
    ),
}
WELL = {"airway": "ok", "breathing": "ok", "circulation": "ok", "self_harm": "no", "pregnant": "no"}
TALK = (
    ("어디에서 어떤 일을 하며 지내셨습니까?", "작은 밭을 일구며 살았습니다."),
    ("대한민국에서 무엇을 바라십니까?", "안전하게 살고 일하고 싶습니다."),
)


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_newcomer_takes_somebody_from_the_list_to_the_gate(desk, lang):
    def at(who):
        return desk(who, lang)

    number = arrival(at("reception"), lang)
    triage(at("nurse"), number)
    rights(at("caseworker"), number)
    custody(at, number)
    examinations(at, number)
    settling_in(at, number)
    interview(at, number)
    statement(at("interviewer"), number)
    findings(at, number)
    decision(at, number)
    library(at("instructor"), number)
    departure(at, number)


def arrival(desk, lang):
    """The group list, then the gate."""
    encoding, heading, line = LISTS[lang]
    now = datetime.now(SEOUL)
    days = {"day": f"{now:%Y-%m-%d}", "entry": f"{now - timedelta(days=2):%Y-%m-%d}"}
    rows = "\r\n".join((heading, line.format(**days))).encode(encoding)
    desk.picture("queue_empty").menu("/reception/expected/").take("/import/")
    desk.upload("file", "list.csv", rows, "text/csv").press().is_done()
    desk.picture("import").is_accessible().press().is_done().take("/reception/expected/")
    name = line.split(",", 1)[0]
    desk.reads(name).picture("expected").follow(name).picture("arrive").press().is_done()
    desk.picture("resident").is_accessible()
    return desk.page.url.rstrip("/").rsplit("/", 1)[-1]


def triage(nurse, number):
    nurse.picture("queue").take(f"/{number}/triage/")
    for field, answer in {**WELL, "code": "yellow"}.items():
        nurse.choose(field, answer)
    nurse.fill("pain", "1").fill("last_dose", "인슐린, 오늘 08:00")
    nurse.picture("triage").is_accessible().press().is_done()


def rights(caseworker, number):
    caseworker.take(f"/{number}/welcome/").tick("items")
    caseworker.choose("understood", "own_words").choose("consent", "given")
    caseworker.tick("written").picture("rights").tick("signature_paper")
    caseworker.is_accessible().press().is_done()


def custody(at, number):
    """An insulin pen: nobody signs the inventory before a clinician has decided."""
    custodian = at("custodian").take(f"/{number}/sign/")
    custodian.person(number).take("/search/").choose("kind", "scanner")
    custodian.fill("reason", "입소 시 안전 확인").choose("searcher_sex", "female").press().is_done()
    custodian.take("/hold/")
    hold(custodian, "ordinary", "가족사진", "보관함", quantity="3")
    pen = {"quantity": "2", "form": "주사펜", "last_dose": "08:00"}
    hold(custodian, "medicine", "인슐린 펜", "냉장고", **pen)
    custodian.picture("hold").take("/sign/")
    sign(custodian).is_refused().picture("refusal").is_accessible()
    at("nurse").reads(numbered(number)).take(f"/{number}/medicine/")
    decide_medicine(at("physician"), number)
    sign(custodian).is_done().is_accessible()


def hold(custodian, kind, what, where, **more):
    custodian.choose("kind", kind).fill("description", what).pick("place_id", where)
    for field, value in more.items():
        custodian.fill(field, value)
    custodian.press().is_done()


def sign(custodian):
    return custodian.pick("second_officer", "배도담").tick("signature_paper").press()


def decide_medicine(physician, number):
    physician.menu("/infirmary/waiting/").take(f"/{number}/medicine/")
    physician.choose("decision", "represcribe").choose("route", "subcutaneous")
    order = {"reason": "의무실에서 조제", "drug": "인슐린 글라르진", "atc": "A10AE04"}
    for field, value in {**order, "dose": "20", "unit": "[iU]", "times": "08:00 21:00"}.items():
        physician.fill(field, value)
    physician.picture("medicine").is_accessible().press().is_done()


def examinations(at, number):
    nurse = at("nurse").take(f"/{number}/nurse/")
    nurse.fill("temperature_value", "36.6").fill("pulse_value", "72").fill("glucose_value", "142")
    nurse.choose("isolation", "no").choose("access_needs", "none").press().is_done()
    physician = at("physician").take(f"/{number}/examine/")
    physician.choose("isolation", "no").choose("access_needs", "none")
    physician.choose("ill_treatment", "not_asked").choose("fit", "yes").press().is_done()
    physician.picture("health").is_accessible()


def settling_in(at, number):
    """Registration, the first look at needs, a bed, the house explained."""
    caseworker = at("caseworker").take(f"/{number}/register/")
    caseworker.choose("alone", "no").tick("checked").picture("register").press().is_done()
    caseworker.go("/").take(f"/{number}/first-look/").choose("child", "no").choose("alone", "no")
    caseworker.choose("sleeps_alone", "no").press().is_done()
    lodging = at("lodging").take(f"/{number}/assign/").choose_first("bed")
    lodging.picture("bed").is_accessible().press().is_done()
    caseworker.go("/").take(f"/{number}/offer-officer/").choose("accepted", "yes").press().is_done()
    caseworker.go("/").take(f"/{number}/orientation/").tick("explained")
    caseworker.fill("language", "ko-KP").tick("signature_paper").press().is_done().is_accessible()


def interview(at, number):
    director = at("director").menu("/people/").take(f"/p/{number}/").take("/team/")
    director.mark("남궁솔").press().is_done().mark("차미르").press().is_done()
    one = at("interviewer").take(f"/{number}/plan-interview/")
    soon = datetime.now(SEOUL) + timedelta(hours=1)
    one.fill("at", f"{soon:%Y-%m-%dT%H:%M}").fill("place", "면담실 2")
    one.fill("topics", "지내 온 일").choose("languages", "ko-KP").press().is_done()
    one.take("/start-interview/").picture("checklist").choose("language", "ko-KP").mark("왕리나")
    if one.page.locator("main [name=out_of_hours]").count():
        one.fill("out_of_hours", "본인이 이 시간을 원함")
    one.press().is_refused().tick("rights_given").fill("recording", "R-1").tick("announced")
    one.press().is_done()
    for question, answer in TALK:
        one.fill("question", question).fill("answer", answer).is_accessible()
        one.page.locator("main form:has([name=question]) button[type=submit]").first.click()
        expect(one.page.locator("main")).to_contain_text(answer)
    one.picture("interview").is_accessible()
    one.take("/end-interview/").choose("pressure", "no").press().is_done()


def statement(interviewer, number):
    interviewer.menu("/inquiry/").take(f"/inquiry/{number}/").take("/read-back/")
    interviewer.mark("조선말").fill("reader", "왕리나").picture("read_back").press().is_done()


def numbered(number):
    return re.compile(f"{number[:4]}-?{number[4:]}")
