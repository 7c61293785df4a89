"""Scenario 22, "I want to go": kept word for word, answered by somebody outside the inquiry."""

from playwright.sync_api import expect

GO = "오늘 밤에 나가고 싶습니다. 조사도 그만두겠습니다."
STAY = "밤 열한 시입니다. 생각이 바뀌었습니다. 여기 있겠습니다."
OPEN = "나가실 수 있습니다. 맡기신 물건과 약은 나가실 때 모두 돌려드립니다."
KEPT = "격리 기간이 이틀 남아 있어 지금은 나가실 수 없습니다."
GROUND = "가상의 감염병법 제3조: 격리 해제 기준에 이르지 않음"
JUDGE = "가상의 지방법원에 구제청구를 할 수 있으며 인권보호관이 돕습니다."


def wish(desk, number, words):
    desk.person(number).take(f"/rights/{number}/leave/").is_accessible()
    assert desk.page.locator("main textarea").input_value() == ""
    desk.fill("words", words).fill("language", "ko-KP").press().is_done()


def answer(desk, number, counsellor):
    desk.person(number).take(f"/rights/{number}/leave/answer/").is_accessible()
    return desk.mark(counsellor)


def test_a_changed_mind_is_added_and_the_first_wish_stays(desk, someone):
    number = someone("settled")
    caseworker = desk("caseworker")
    wish(caseworker, number, GO)
    caseworker.person(number).reads("Waits for an answer").reads(GO)
    wish(caseworker, number, STAY)
    caseworker.person(number).reads(GO).reads(STAY).is_accessible()
    receipts = caseworker.page.get_by_role("link", name="Receipt (PDF)")
    expect(receipts).to_have_count(2)
    for link in receipts.all():
        paper = caseworker.context.request.get(caseworker.centre + link.get_attribute("href"))
        assert paper.body().startswith(b"%PDF")


def test_the_gate_opens_after_a_talk_outside_the_inquiry(desk, someone):
    number = someone("settled")
    wish(desk("reception"), number, GO)
    rights = desk("rights").go("/").reads("Answer the wish to leave in writing")
    answer(rights, number, "천아름").reads(GO)
    for interviewer in ("남궁솔", "홍시원"):
        expect(rights.page.get_by_label(interviewer)).to_have_count(0)
    rights.choose("answer", "gate_open").fill("text", OPEN).press().is_done()
    rights.person(number).reads("Answered: the gate opens").reads(OPEN).is_accessible()
    caseworker = desk("caseworker").person(number).reads(OPEN)
    caseworker.take(f"/departure/{number}/prepare/")
    caseworker.fill("words", "오늘 밤").press().is_done()
    caseworker.reads("Checklist of the departure").is_accessible()


def test_nobody_is_kept_without_a_legal_ground_and_the_way_to_a_judge(desk, someone):
    number = someone("settled")
    wish(desk("caseworker"), number, GO)
    director = answer(desk("director"), number, "천아름")
    director.choose("answer", "legal_ground").fill("text", KEPT).press().is_refused()
    director.is_accessible()
    director.fill("ground", GROUND).fill("judge", JUDGE).press().is_done()
    rights = desk("rights").person(number)
    rights.reads("a legal ground keeps the person here").reads(GROUND).reads(JUDGE)


def test_the_interviewer_neither_hears_nor_answers_it(desk, someone):
    number = someone("settled")
    wish(desk("caseworker"), number, GO)
    asks = desk("interviewer")
    for page in ("leave/", "leave/answer/"):
        assert asks.go(f"/rights/{number}/{page}").status == 403
