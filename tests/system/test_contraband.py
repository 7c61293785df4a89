"""Scenario 20, contraband: each class its own rule, nothing read, nothing held against him."""

import io

from PIL import Image
from playwright.sync_api import expect

SECOND = "배도담"
SAID = "달러는 백 달러가 더 있었습니다. 세는 것을 다시 보고 싶습니다."
MONEY = (("KRW", "50000"), ("CNY", "1200"), ("USD", "300"))
POLICE = {
    "authority": "가상경찰서 마약수사팀",
    "receipt_no": "가상-2026-0417",
    "basis": "가상의 마약류법 제5조",
}


def picture():
    file = io.BytesIO()
    Image.new("RGB", (160, 120), "grey").save(file, "PNG")
    return file.getvalue()


def take(desk, kind, what, seal=""):
    desk.choose("kind", kind).fill("description", what).fill("seal", seal)
    return desk.pick("place_id", "Safe")


def line(desk, text):
    return desk.page.locator("main tbody tr", has_text=text)


def offered(desk, text):
    return desk.page.locator("main select[name=item] option", has_text=text)


def scan(desk, number):
    desk.person(number).take(f"/belongings/{number}/search/")
    desk.choose("kind", "scanner").fill("reason", "입소 시 안전 확인")
    desk.pick("searcher", "문가온").choose("searcher_sex", "female")
    desk.fill("result", "칼, 가루, 저장매체, 현금, 가족사진").is_accessible().press().is_done()


def list_everything(desk, number):
    desk.go(f"/belongings/{number}/hold/").is_accessible()
    take(desk, "restricted", "접이식 칼", f"{number}-1")
    desk.upload("photo", "knife.png", picture(), "image/png").press().is_done()
    take(desk, "illegal", "흰 가루 한 봉지", f"{number}-2").press().is_done()
    take(desk, "device", "USB 저장매체", f"{number}-3").press().is_done()
    for currency, amount in MONEY:
        take(desk, "cash", f"지폐 {currency}").fill("worth_amount", amount)
        desk.choose("worth_currency", currency).press().is_refused()
        desk.pick("second_officer", SECOND).press().is_done()
    desk.is_accessible()


def sign_refusing_a_line(desk, number):
    desk.go(f"/belongings/{number}/sign/").is_accessible()
    desk.mark("지폐 USD")
    desk.tick("signature_paper")
    desk.pick("second_officer", SECOND).press()
    expect(desk.page.locator(".govuk-error-summary")).to_be_visible()
    desk.is_accessible().fill("refused", SAID).press().is_done()


def test_each_thing_has_its_own_rule_and_receipt(desk, someone):
    number = someone("welcomed", sex="male")
    custodian = desk("custodian")
    scan(custodian, number)
    list_everything(custodian, number)
    expect(line(custodian, "가족사진")).to_have_count(0)
    sign_refusing_a_line(custodian, number)
    paper = custodian.page.locator("main a[href*='/receipts/']").first.get_attribute("href")
    receipt = custodian.context.request.get(custodian.centre + paper)
    assert receipt.body().startswith(b"%PDF")
    custodian.go(f"/belongings/{number}/hand-over/").is_accessible()
    for kept in ("접이식 칼", "USB", "지폐"):
        expect(offered(custodian, kept)).to_have_count(0)
    custodian.pick("item", "흰 가루")
    for name, value in POLICE.items():
        custodian.fill(name, value)
    custodian.press().is_done().go(f"/belongings/{number}/")
    expect(line(custodian, "흰 가루")).to_contain_text("Handed to the authority")
    expect(line(custodian, "접이식 칼")).to_contain_text("Restricted")
    expect(line(custodian, "USB")).to_contain_text("In custody")
    custodian.is_accessible()


def test_it_is_no_suspicion_and_the_inquiry_never_sees_it(desk, someone):
    number = someone("welcomed", sex="male")
    custodian = desk("custodian")
    scan(custodian, number)
    list_everything(custodian, number)
    assert desk("interviewer").go(f"/belongings/{number}/").status == 403
    rights = desk("rights").person(number).does_not_read("suspicion of").reads("접이식 칼")
    rights.go(f"/belongings/{number}/").reads("USB").is_accessible()
