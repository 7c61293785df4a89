"""Passkeys, the lock in place and break-glass in a real browser, with a device in software."""

import base64
import re

import pytest
from playwright.sync_api import expect

from tests.system.desk import PASSWORD
from tests.system.steps import plug_in_key


@pytest.fixture
def named(centre):
    """The same centre by a name: passkeys belong to a name, never to a number."""
    return centre.replace("127.0.0.1", "localhost")


def with_device(desk, centre, named, username, **more):
    """A desk at the named address with a security key plugged in."""
    one = desk(username, **more)
    one.centre = named
    host = {"name": "django_language", "value": one.lang, "url": named}
    one.context.add_cookies([host])
    plug_in_key(one.page)
    one.sign_in(username)
    return one


def sign_out(one):
    one.page.context.clear_cookies(name="sessionid")


def test_a_passkey_is_enrolled_and_signs_in_with_its_prf_output(desk, centre, named):
    one = with_device(desk, centre, named, "physician")
    one.go("/staff/methods/")
    one.is_accessible()
    one.fill("name", "진료실 보안 키")
    with one.page.expect_navigation():
        one.page.get_by_role("button", name="Enrol a passkey").click()
    expect(one.page.get_by_text("진료실 보안 키").first).to_be_visible()
    sign_out(one)
    one.go("/staff/sign-in/?next=/people/")
    one.is_accessible()
    with one.page.expect_request(re.compile("/passkey/use/")) as asked:
        one.page.get_by_role("button", name="Use a passkey").click()
    expect(one.page).to_have_url(re.compile("/people/"))
    body = asked.value.post_data or ""
    prf = re.search(r"(?:^|&)prf=([\w-]+)", body)
    assert prf is not None
    assert len(base64.urlsafe_b64decode(prf[1] + "==")) == 32
    assert one.faults == []


def test_a_locked_page_is_covered_and_opens_in_place_with_what_was_typed(desk, someone):
    number = someone("arrived")
    one = desk("nurse").go(f"/reception/{number}/triage/")
    box = one.page.locator("main textarea, main input[type=text]").first
    box.fill("어지러움")
    one.page.evaluate("dispatchEvent(new Event('naru:locked'))")
    one.page.request.post(f"{one.centre}/staff/lock/", form=token_of(one))
    dialog = one.page.locator("dialog[data-lock]")
    expect(dialog).to_be_visible()
    expect(one.page.locator("main")).to_be_hidden()
    one.is_accessible()
    dialog.locator("[name=password]").fill("wrong")
    dialog.get_by_role("button", name="Unlock").click()
    expect(dialog.locator("[data-said]")).not_to_be_empty()
    dialog.locator("[name=password]").fill(PASSWORD)
    dialog.get_by_role("button", name="Unlock").click()
    expect(dialog).to_be_hidden()
    assert box.input_value() == "어지러움"
    with one.page.expect_response(re.compile("/draft/")) as saved:
        box.fill("어지러움, 두통")
    assert saved.value.status == 204


def token_of(one):
    box = one.page.locator("input[name=csrfmiddlewaretoken]").first
    return {"csrfmiddlewaretoken": box.input_value()}


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_glass_is_broken_seen_by_others_and_reviewed(desk, someone, lang):
    number = someone("settled")
    one = desk("dutyofficer", lang).go(f"/p/{number}/emergency/")
    one.is_accessible()
    one.choose("compartment", "health").choose("ground", "life")
    one.fill("reason", "새벽 2시 경련, 알레르기와 복용 약을 확인해야 함")
    one.press()
    expect(one.page.locator("#health")).to_be_visible()
    one.is_accessible()
    other = desk("caseworker", lang).person(number)
    expect(other.page.locator(".kit-notice--danger").first).to_be_visible()
    office = desk("dpo", lang).go("/emergencies/")
    office.is_accessible()
    office.page.locator(".kit-card__link").first.click()
    office.is_accessible()
    office.choose("verdict", "proper").fill("words", "생명이 위급하여 적정함")
    office.press()
    expect(office.page).to_have_url(re.compile("/emergencies/$"))
