"""A newcomer among the nurses is let in to the health records by two colleagues."""

import pytest

LET_IN = {"ko": ("고은결", "당사자와 열쇠를 대조하였으며"), "en": ("고은결", "I compared the key")}


def test_a_proposal_is_decided_and_a_member_taken_out_and_let_in_again(desk):
    nurse, physician = desk("nurse", "ko"), desk("physician", "en")
    nurse.go("/keys/").is_accessible()
    physician.menu("/keys/").is_accessible()
    physician.page.locator("#proposals a").first.click()
    physician.is_accessible()
    physician.mark(LET_IN["en"][1]).press()
    physician.is_done().reads("No proposal waits")
    dpo = desk("dpo", "ko").go("/keys/health/").is_accessible()
    dpo.reads("고은결")
    dpo.page.get_by_role("link", name="구획에서 제외 고은결").click()
    dpo.is_accessible()
    dpo.press().reads("오류")
    dpo.tick("sure").press().is_done()
    dpo.does_not_read("고은결")
    nurse.go("/keys/health/propose/").is_accessible()
    nurse.mark("고은결").tick("sure").press().is_done()
    nurse.go("/keys/").reads("결정 대기").is_accessible()


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_on_a_phone(desk, lang):
    one = desk("caseworker", lang, phone=True).go("/keys/").is_accessible()
    one.page.locator("#compartments a").first.click()
    one.is_accessible()
