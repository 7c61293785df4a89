"""A live centre whose keys an agent holds: a passkey signs in and opens the records by itself."""

import os
import re
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.sealed.test_planted_secrets import NARU, ROOT, answers, free_port, running, wait_for
from tests.system.steps import plug_in_key

PASSWORD = "a long enough password"
OPENS = "Every colleague whose duties need this compartment"  # what only a member reads
"""What only who holds a compartment sees on its page."""


@pytest.fixture(scope="module")
def live(tmp_path_factory):
    """The address of the centre, and a nurse who holds health there."""
    place, port = tmp_path_factory.mktemp("live"), free_port()
    home = place / "home"
    for name in ("keys", "agent"):
        (home / name).mkdir(parents=True)
    (home / "keys/secret.txt").write_text("only for tests")
    env = {
        **os.environ,
        "NARU_HOME": str(home),
        "NARU_HOSTS": "localhost,127.0.0.1",
        "NARU_PROXIES": "0",
        "DJANGO_SETTINGS_MODULE": "naru.config.live",
    }
    with running("-c", NARU, "agent", env=env, log=place / "agent.log"):
        wait_for((home / "agent/socket").exists)
        made = subprocess.run(
            [sys.executable, "-m", "tests.system.handed_over"],
            env=env, cwd=ROOT, check=False, capture_output=True, text=True,
        )  # fmt: skip
        assert made.returncode == 0, made.stderr[-3000:]
        serve = ("-c", NARU, "serve", "--port", str(port))
        with running(*serve, env=env, log=place / "serve.log"):
            wait_for(lambda: answers(f"http://127.0.0.1:{port}/healthz"))
            yield f"http://localhost:{port}", made.stdout.strip().splitlines()[-1]


@pytest.fixture
def device(engine, live):
    """A browser with a device that has the PRF extension."""
    context = engine.new_context()
    cookie = {"name": "django_language", "value": "en", "url": live[0]}
    context.add_cookies([cookie])
    page = context.new_page()
    plug_in_key(page)
    yield page
    context.close()


def test_a_passkey_opens_the_records_by_itself(device, live):
    (address, nurse), page = live, device
    page.goto(f"{address}/staff/sign-in/")
    page.locator("main [name=username]").fill(nurse)
    page.locator("main [name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    expect(page).to_have_url(re.compile("/staff/methods/"))  # a live centre: enrol first
    page.locator("#passkeys [name=name]").fill("진료실")
    with page.expect_response(re.compile("/passkey/use/")) as used:  # once more, by itself
        page.get_by_role("button", name="Enrol a passkey").click()
    assert "prf=" in (used.value.request.post_data or "")
    expect(page.get_by_text("진료실").first).to_be_visible()
    page.goto(f"{address}/keys/health/")
    expect(page.locator("main")).to_contain_text(OPENS)
    sign_out(page)
    page.goto(f"{address}/staff/sign-in/?next=/keys/health/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(re.compile("/keys/health/"))
    expect(page.locator("main")).to_contain_text(OPENS)  # no password was typed
    lock_and_open_in_place(page, address)


def sign_out(page):
    page.locator(".kit-menu__summary").first.click()
    with page.expect_navigation():
        page.get_by_role("button", name="Sign out").click()


def lock_and_open_in_place(page, address):
    page.locator(".kit-menu__summary").first.click()
    with page.expect_navigation():
        page.get_by_role("button", name="Lock the screen").click()
    page.goto(f"{address}/staff/unlock/?next=/keys/health/")
    page.locator("main").get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(re.compile("/keys/health/"))
    expect(page.locator("main")).to_contain_text(OPENS)
