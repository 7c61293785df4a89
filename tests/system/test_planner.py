"""The planner in a browser: from the menu to the day when beds run out, and what prevents it."""

import re

import pytest
from playwright.sync_api import expect

from tests.system.conftest import run
from tests.system.desk import PASSWORD, SCREEN

PATIENCE = 90_000
TRIPLED = "/plan/?profile=kr&from=steady&days=365&times=3"


@pytest.fixture(scope="module", autouse=True)
def _compiled(centre):
    """The simulator is compiled before anybody's patience is tried."""
    from naru.engine import warming

    warming.warm()


def whole(desk):
    """Wait until every course has run and what prevents a break is found."""
    expect(desk.page.locator("#answer [data-then]")).to_have_count(0, timeout=PATIENCE)
    return desk


@pytest.mark.parametrize(
    ("lang", "runs_out", "prevent", "beside"),
    [
        (
            "en",
            r"Beds run out on \d+ \w+ 20\d\d",
            "prevent it; that costs",
            "Show both side by side",
        ),
        (
            "ko",
            r"20\d\d년 \d+월 \d+일에 침상이 부족해집니다",
            "막을 수 있습니다. 비용은",
            "나란히 비교하기",
        ),
    ],
    ids=["en", "ko"],
)
def test_from_the_menu_to_the_day_and_its_remedy(desk, lang, runs_out, prevent, beside):
    one = desk("director", lang)
    one.menu("/plan/")
    whole(one)
    one.go(TRIPLED)
    whole(one)
    expect(one.page.locator("#answer")).to_contain_text(re.compile(runs_out))
    expect(one.page.locator(".plan-remedy")).to_contain_text(prevent)
    one.is_accessible()
    one.follow(beside)
    whole(one)
    assert "b.inquiry_reviewer=" in one.page.url
    expect(one.page.locator(".plan-two .plan-found")).to_have_count(2)
    expect(one.page.locator(".plan-paired li").first).to_contain_text("±")
    one.is_accessible()


def test_a_slider_moves_the_pictures_and_the_address(desk):
    one = desk("director")
    one.go("/plan/?profile=ngo&from=empty&days=56")
    whole(one)
    before = one.page.locator("#answer .plan-panels").inner_html()
    slider = one.page.get_by_label("Beds", exact=True).and_(one.page.locator("[type=range]"))
    slider.focus()
    slider.press("ArrowRight")
    expect(one.page.locator("main input[name='beds']")).to_have_value("41")
    one.page.wait_for_url(re.compile(r"beds=41"), timeout=PATIENCE)
    assert "surge" not in one.page.url
    whole(one)
    assert one.page.locator("#answer .plan-panels").inner_html() != before
    one.fill("beds", "0")
    expect(one.page.locator("#answer .govuk-error-summary")).to_contain_text("Beds: Write a number")
    one.fill("beds", "30")
    one.page.wait_for_url(re.compile(r"beds=30"), timeout=PATIENCE)
    whole(one).is_accessible()


def test_on_a_phone_in_korean_nothing_sticks_out(desk):
    one = desk("director", "ko", phone=True)
    one.go("/plan/?profile=ngo&from=steady&days=182&times=3")
    whole(one)
    one.page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
    one.is_accessible()
    assert one.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_saved_under_a_name_and_opened_again(desk):
    one = desk("director")
    one.go("/plan/?profile=ngo&from=empty&days=56&times=4")
    whole(one)
    one.follow("Save under a name")
    one.is_accessible()
    one.fill("name", "Four times as many")
    one.press()
    one.is_done()
    one.go("/plan/?profile=ngo&from=empty&days=56")
    one.follow("Four times as many")
    assert "times=4" in one.page.url


def test_the_day_plays_pauses_and_steps(desk):
    one = desk("director")
    one.go("/plan/day/?profile=kr&from=steady&days=56&times=3")
    clock = one.page.locator("#clock")
    expect(clock).to_have_text("08:00")
    one.page.get_by_role("button", name="10 minutes on").click()
    expect(clock).to_have_text("08:10")
    one.page.get_by_role("button", name="Play").click()
    expect(clock).not_to_have_text("08:10")
    one.page.get_by_role("button", name="Pause").click()
    assert one.page.locator("#floor circle").count() > 10
    one.is_accessible()
    one.follow("The next day")
    one.is_accessible()


def test_the_home_warns_in_the_morning(desk, home):
    run(home, "forecast")
    one = desk("director", "ko")
    one.go("/").reads("앞으로 8주 예측").reads("침상")
    expect(one.page.locator(".plan-small__one")).to_have_count(4)
    one.is_accessible()
    one.follow("운영 계획에서 조건을 바꾸어 보기")
    whole(one).is_accessible()


def test_what_was_measured_stands_beside_what_is_stated(desk):
    one = desk("director", "ko")
    one.go("/plan/measured/").reads("우리 시설 실측값")
    one.is_accessible()


def test_without_a_script_a_button_does_it(engine, centre):
    context = engine.new_context(viewport=SCREEN, java_script_enabled=False)
    context.add_cookies([{"name": "django_language", "value": "en", "url": centre}])
    page = context.new_page()
    page.goto(f"{centre}/staff/sign-in/")
    page.locator("main [name='username']").fill("director")
    page.locator("main [name='password']").fill(PASSWORD)
    page.locator("main button[type=submit]").first.click()
    page.goto(f"{centre}/plan/?profile=ngo&from=empty&days=56")
    page.locator("main input[name='times']").fill("20")
    page.get_by_role("button", name="Simulate").click()
    assert page.url.endswith("/plan/?profile=ngo&from=empty&days=56&times=20")
    expect(page.locator("#answer")).to_contain_text("Beds run out on")
    assert page.locator("main input[type=range]").count() == 0
    page.locator("main input[name='beds']").fill("0")
    page.get_by_role("button", name="Simulate").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Beds: Write a number from 1")
    page.goto(f"{centre}/plan/day/?profile=ngo&from=empty&days=56")
    expect(page.locator(".plan-still")).to_have_count(6)
    expect(page.locator("#controls")).to_be_hidden()
    context.close()
