"""From a list of names to the gate: everything a newcomer does in a first day at Naru's desks.

Both languages; each page that the handbook shows is photographed on the way.
"""

import re
from datetime import datetime, timedelta

import pytest

from tests.system.steps import (
    INTERPRETER,
    INTERVIEWER,
    REVIEWER,
    SEOUL,
    open_start,
    plan,
    put_on_the_case,
    say_everything,
    triage,
    write,
)

LISTS = {
    "ko": (
        "cp949",
        "이름,생년월일,성별,언어,출신국,입국일,도착 예정일,긴급히 필요한 사항",
        "가온솔,1979-04-11,여,조선말,KP,{entry},{day},인슐린",
    ),
    "en": (
        "utf-8",
        "Name,Date of birth,Sex,Language,Country of origin,Date of entry,Expected on,Urgent needs",
        "다온별,1984-09-02,female,ko-KP,KP,{entry},{day},insulin",
    ),
}
TALK = (
    ("어디에서 어떤 일을 하며 지내셨습니까?", "작은 밭을 일구며 살았습니다."),
    ("대한민국에서 무엇을 바라십니까?", "안전하게 살고 일하고 싶습니다."),
)


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_newcomer_takes_somebody_from_the_list_to_the_gate(desk, lang):
    def at(who):
        return desk(who, lang)

    number = arrival(at("reception"), lang)
    first_look(at("nurse"), number)
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
    desk.menu("/reception/expected/").take("/import/")
    desk.upload("file", "list.csv", rows, "text/csv").press().is_done()
    desk.picture("import").is_accessible().press().is_done().menu("/reception/expected/")
    name = line.split(",", 1)[0]
    desk.reads(name).picture("expected").follow(name).picture("arrive").press().is_done()
    desk.picture("resident").is_accessible()
    return desk.page.url.rstrip("/").rsplit("/", 1)[-1]


def first_look(nurse, number):
    triage(nurse.picture("queue").take(f"/{number}/triage/"), "yellow")
    nurse.fill("last_dose", "인슐린, 오늘 08:00")
    nurse.picture("triage").is_accessible().press().is_done()


def rights(caseworker, number):
    caseworker.take(f"/{number}/welcome/").tick("items")
    caseworker.choose("understood", "own_words").choose("consent", "given")
    caseworker.tick("written").picture("rights").tick("signature_paper")
    caseworker.is_accessible().press().is_done()


def custody(at, number):
    """An insulin pen: nobody signs the inventory before a clinician has decided."""
    custodian = at("custodian").take(f"/{number}/search/").choose("kind", "scanner")
    custodian.fill("reason", "입소 시 안전 확인").choose("searcher_sex", "female").press().is_done()
    custodian.person(number).take("/hold/")
    hold(custodian, "ordinary", "가족사진", "보관함|Lockers", quantity="3")
    pen = {"quantity": "2", "form": "주사펜", "last_dose": "08:00"}
    hold(custodian, "medicine", "인슐린 펜", "냉장고|fridge", **pen)
    custodian.picture("hold").take("/sign/")
    sign(custodian).is_refused().picture("refusal").is_accessible()
    at("nurse").reads(numbered(number)).take(f"/{number}/medicine/")
    decide_medicine(at("physician"), number)
    sign(custodian).is_done().is_accessible()


def hold(custodian, kind, what, where, **more):
    custodian.choose("kind", kind).fill("description", what).pick("place_id", re.compile(where))
    for field, value in more.items():
        custodian.fill(field, value)
    custodian.press().is_done()


def sign(custodian):
    return custodian.pick("second_officer", "배도담").tick("signature_paper").press()


def decide_medicine(physician, number):
    physician.menu("/infirmary/waiting/").take(f"/{number}/medicine/")
    physician.choose("decision", "represcribe").choose("route", "subcutaneous")
    order = {"reason": "의무실에서 조제", "drug": "인슐린 글라르진", "atc": "A10AE04"}
    for field, value in {**order, "dose": "20", "unit": "IU", "times": "08:00 21:00"}.items():
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
    caseworker.queue(f"/{number}/first-look/").choose("child", "no").choose("alone", "no")
    caseworker.choose("sleeps_alone", "no").press().is_done()
    lodging = at("lodging").take(f"/{number}/assign/").choose_first("bed")
    lodging.picture("bed").is_accessible().press().is_done()
    caseworker.queue(f"/{number}/offer-officer/").choose("accepted", "yes").press().is_done()
    caseworker.queue(f"/{number}/orientation/").tick("explained")
    caseworker.fill("language", "ko-KP").tick("signature_paper").press().is_done().is_accessible()


def interview(at, number):
    put_on_the_case(at("director"), number, INTERVIEWER, REVIEWER)
    one = at("interviewer")
    plan(one, number)
    open_start(one).picture("checklist").press().is_refused()
    say_everything(one).press().is_done()
    for question, answer in TALK:
        write(one, question, answer)
    one.picture("interview").is_accessible()
    one.take("/end-interview/").choose("pressure", "no").press().is_done()


def statement(interviewer, number):
    interviewer.menu("/inquiry/").take(f"/inquiry/{number}/")
    interviewer.take("/finish-interviews/").press().is_done().take("/read-back/")
    interviewer.mark("조선말").fill("reader", INTERPRETER).picture("read_back").press().is_done()

    interviewer.take("/correct-statement/").choose_first("passage_id")
    interviewer.fill("should_read", "작은 밭과 염소 두 마리를 돌보았습니다.").press().is_done()
    interviewer.take("/reply-statement/").fill(
        "words", "더 드릴 말씀은 없습니다."
    ).press().is_done()
    interviewer.take("/confirm-statement/").tick("signature_paper").tick("copy_given")
    interviewer.picture("statement").is_accessible().press().is_done()


def findings(at, number):
    """Drafted by who asked, signed by somebody else."""
    one = at("interviewer").menu("/inquiry/").take(f"/inquiry/{number}/").take("/add-finding/")
    one.fill("issue", "출신지").choose("state", "established").choose_first("cited_for")
    one.tick("none_against").fill("reasons", "진술이 구체적이고 반대되는 자료가 없음")
    one.picture("finding").press().is_done()
    one.take("/draft-findings/").press().is_done()
    reviewer = at("reviewer").take(f"/{number}/sign-findings/")
    reviewer.fill("reason", "기록과 일치함").is_accessible().press().is_done()


def decision(at, number):
    """The file shown, drafted by one, decided by another, served."""
    decider = at("decider").take(f"/{number}/disclosure/").choose("way", "read")
    decider.choose("to_counsel", "none").press().is_done()
    decider.queue(f"/{number}/draft/").choose("ground", "protect")
    decider.fill("explained", "보호가 결정되었습니다.").press().is_done()
    second = at("decider2").take(f"/{number}/decide/").fill("typed", number)
    second.picture("decision").is_accessible().press().is_done()
    caseworker = at("caseworker").person(number).take("/serve/").choose("language", "ko-KP")
    caseworker.choose("handed_to", "person").choose("signed", "signed").press().is_done()


def library(instructor, number):
    instructor.person(number).take("/start/").fill("goal", "운전면허").press().is_done()
    instructor.person(number).take("/lend/")
    first = instructor.page.locator("main datalist option").first.get_attribute("value")
    instructor.fill("book", first)
    instructor.picture("lend").is_accessible().press().is_done()
    instructor.take("/take-back/").press().is_done()


def departure(at, number):
    """Nobody goes before every line is closed: health summary, belongings, bed, papers."""
    caseworker = at("caseworker").person(number).take(f"/departure/{number}/prepare/")
    caseworker.press().is_done().picture("checklist").is_accessible()
    nurse = at("nurse").person(number).take(f"/infirmary/{number}/summary/")
    nurse.fill("advice", "보건소에서 혈당을 확인하십시오.").press().is_done()
    caseworker.person(number).take(f"/casework/{number}/file-copy/").choose("form", "paper")
    caseworker.tick("signature_paper").press().is_done()
    give_back(at("pharmacist"), number, "인슐린 펜")
    give_back(at("custodian"), number, "가족사진")
    lodging = at("lodging").person(number).take(f"/lodging/{number}/free/")
    lodging.fill("reason", "퇴소").press().is_done()
    caseworker.go("/departure/").take(f"/departure/{number}/").take("/depart/")
    caseworker.choose("destination", "settlement_support").choose("informed", "yes")
    caseworker.tick("copies").tick("signature_paper").fill("typed", number)
    caseworker.picture("departure").is_accessible().press().is_done()


def give_back(desk, number, what):
    """What the other desk keeps is named with its reason."""
    desk.go(f"/belongings/{number}/give-back/").mark(what).tick("signature_paper")
    if desk.page.locator("main [name=lines]:not(:checked)").count():
        desk.fill("stays", "다른 담당이 반환")
    desk.picture("give_back").press().is_done()


def numbered(number):
    return re.compile(f"{number[:4]}-?{number[4:]}")
