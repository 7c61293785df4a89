"""The shell in a browser: every page of the menu, both languages, dark, phone, keyboard."""

import pytest


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("username", ["reception", "caseworker", "nurse", "lodging", "director"])
def test_every_page_of_the_menu_is_accessible(desk, username, lang):
    one = desk(username, lang)
    for url in one.page.eval_on_selector_all(".kit-nav__link", "all => all.map(a => a.pathname)"):
        one.go(url)
        assert one.status == 200, url
        one.is_accessible()


def test_a_resident_page_is_usable_on_a_phone(desk, someone):
    number = someone("settled")
    one = desk("caseworker", phone=True).person(number)
    wide = one.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
    one.is_accessible()


def test_dark_colours_are_kept_and_readable(desk, someone):
    number = someone("welcomed")
    one = desk("caseworker")
    with one.page.expect_navigation():
        one.page.locator(".kit-themes button").click()
    one.person(number)
    assert one.page.locator("html").get_attribute("data-theme") == "dark"
    one.is_accessible()


def test_the_keyboard_reaches_search_and_skips_to_content(desk):
    one = desk("nurse")
    one.page.keyboard.press("Tab")
    assert one.page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    one.page.keyboard.press("/")
    assert one.page.evaluate("document.activeElement.name") == "q"


def test_what_is_typed_outlives_a_lost_session(desk, someone):
    number = someone("arrived")
    one = desk("nurse").go(f"/reception/{number}/triage/")
    with one.page.expect_response(lambda answer: "/draft/" in answer.url):
        one.page.locator("main textarea, main input[type=text]").first.fill("어지러움")
    one.context.clear_cookies()
    one.sign_in("nurse")
    one.go(f"/reception/{number}/triage/")
    values = one.page.eval_on_selector_all("main textarea, main input", "a => a.map(i => i.value)")
    assert "어지러움" in values
