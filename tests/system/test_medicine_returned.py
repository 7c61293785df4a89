"""Scenario 13, medicine returned: what is good goes home, what is not is destroyed in sight."""

from playwright.sync_api import expect

GOOD = ("혈압약 한 통", "위장약 한 통", "당뇨약 한 통", "안약 한 병")
OLD = ("지난 감기약 한 통", "지난 연고 한 개")
OPIATE = "마약성 진통제 한 통"
ADVICE = "아침저녁으로 혈압을 재고 가까운 보건소에 가십시오."


def bring(desk, number):
    desk.go(f"/belongings/{number}/hold/")
    for name in (*GOOD, *OLD, OPIATE):
        desk.choose("kind", "medicine").fill("description", name).fill("form", "정")
        desk.pick("place_id", "Medicine fridge").press().is_done()
    desk.go(f"/belongings/{number}/sign/").tick("signature_paper")
    desk.pick("second_officer", "배도담")


def decide(desk, number):
    """Every medicine waits for the pharmacist; none is destroyed before."""
    for name in (*GOOD, *OLD, OPIATE):
        desk.go(f"/infirmary/{number}/medicine/")
        desk.mark(name)
        kept = "continue_own" if name in GOOD else "stop"
        desk.choose("decision", kept).fill("reason", "약사 확인").is_accessible().press().is_done()


def let_go(desk, number):
    """The outcome with which they leave: they want to."""
    caseworker = desk("caseworker").go(f"/rights/{number}/leave/")
    caseworker.fill("words", "나가겠습니다.").fill("language", "ko-KP").press().is_done()
    rights = desk("rights").go(f"/rights/{number}/leave/answer/")
    rights.mark("천아름")
    rights.choose("answer", "gate_open").fill("text", "나가실 수 있습니다.").press().is_done()
    return caseworker.go(f"/departure/{number}/prepare/").press().is_done().is_accessible()


def destroy(desk, number, name):
    desk.go(f"/belongings/{number}/dispose/").is_accessible()
    desk.pick("item", name).fill("reason", "사용 기한이 지남").tick("signature_paper")
    desk.pick("first_witness", "임새봄")
    desk.pick("second_witness", "임새봄").press().is_refused()
    desk.pick("second_witness", "고은결").press().is_done()


def return_lines(desk, number, names, stays=""):
    desk.go(f"/belongings/{number}/give-back/").is_accessible()
    for name in names:
        desk.mark(name)
    desk.tick("signature_paper").fill("stays", stays).press()
    return desk


def supply_a_month(desk, pharmacist, number):
    physician = desk("physician").go(f"/infirmary/{number}/prescribe/")
    physician.fill("drug", "메트포르민 500 mg").fill("dose", "500").fill("unit", "mg")
    physician.choose("route", "oral").fill("times", "08:00, 20:00").press().is_done()
    pharmacist.go(f"/infirmary/{number}/dispense/").mark("메트포르민").is_accessible()
    lot = pharmacist.page.locator("main label", has_text="N400")
    pharmacist.mark(lot.first.inner_text()).fill("quantity", "60").press().is_done()
    summary = desk("nurse").go(f"/infirmary/{number}/summary/")
    summary.fill("advice", ADVICE).is_accessible().press().is_done()


def leave_the_room(desk, caseworker, number):
    room = desk("lodging").go(f"/lodging/{number}/free/")
    room.fill("reason", "퇴소").press().is_done()
    caseworker.go(f"/casework/{number}/file-copy/").choose("form", "paper")
    caseworker.tick("signature_paper").is_accessible().press().is_done()


def go_out(desk, number):
    desk.go(f"/departure/{number}/depart/").is_accessible()
    desk.choose("destination", "settlement_support").choose("informed", "yes").tick("copies")
    return desk.tick("signature_paper").fill("typed", number).press()


def test_departure_stays_open_until_every_line_is_closed(desk, someone):
    number = someone("settled")
    custodian, pharmacist = desk("custodian"), desk("pharmacist")
    bring(custodian, number)
    custodian.press().is_refused().is_accessible()
    decide(pharmacist, number)
    custodian.press().is_done()
    caseworker = let_go(desk, number)
    supply_a_month(desk, pharmacist, number)
    leave_the_room(desk, caseworker, number)
    for name in OLD:
        destroy(pharmacist, number, name)
    return_lines(pharmacist, number, GOOD).is_refused()
    pharmacist.fill("stays", "처방전 확인을 기다림").press().is_done()
    return_the_rest(custodian, number)
    caseworker.go(f"/departure/{number}/").reads("1 line is still to do").is_accessible()
    go_out(caseworker, number).is_refused()
    return_lines(pharmacist, number, [OPIATE]).is_done()
    go_out(caseworker, number).is_done()
    lines = custodian.go(f"/belongings/{number}/").page.locator("main tbody tr")
    expect(lines.filter(has_text="In custody")).to_have_count(0)
    expect(lines.filter(has_text="Destroyed")).to_have_count(len(OLD))
    custodian.is_accessible()


def return_the_rest(desk, number):
    """All that is no medicine; what the medicine is, the custodian never reads."""
    desk.go(f"/belongings/{number}/give-back/").does_not_read(OPIATE)
    labels = desk.page.locator("main [name=lines] + label")
    for text in labels.all_inner_texts():
        if "medicine" not in text:
            desk.mark(text)
    desk.tick("signature_paper").fill("stays", "약사가 따로 반환").press().is_done()
