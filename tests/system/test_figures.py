"""The published figures in a browser: a stranger, both languages, phone and dark, keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.system.desk import PHONE, SCREEN


@pytest.fixture
def stranger(engine, centre):
    """A browser in which nobody has signed in: `stranger("ko", phone=True, dark=True)`."""
    opened = []

    def come(lang="en", *, phone=False, dark=False):
        context = engine.new_context(
            viewport=PHONE if phone else SCREEN, color_scheme="dark" if dark else "light"
        )
        context.add_cookies([{"name": "django_language", "value": lang, "url": centre}])
        page = context.new_page()
        page.faults = []
        page.on("console", lambda said: page.faults.append(said.text))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        opened.append(context)
        return page

    yield come
    for context in opened:
        context.close()


def is_accessible(page):
    """No violation that axe knows, nothing in the console, no sideways scrolling."""
    found = Axe().run(page).response["violations"]
    said = [(rule["id"], [node["html"][:150] for node in rule["nodes"][:3]]) for rule in found]
    assert said == []
    assert page.faults == []
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", ["", "contradictions/", "changes/", "claims/CO-003/"])
@pytest.mark.parametrize(("lang", "phone", "dark"), [("en", False, False), ("ko", True, True)])
def test_the_figures_are_accessible(stranger, centre, path, lang, phone, dark):
    page = stranger(lang, phone=phone, dark=dark)
    page.goto(f"{centre}/figures/{path}")
    page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
    is_accessible(page)


def test_from_sign_in_to_the_source_of_a_figure(stranger, centre):
    page = stranger()
    page.goto(f"{centre}/staff/sign-in/")
    page.get_by_role("link", name="Published figures").click()
    expect(page.get_by_role("heading", name="why 85,000 dollars is disputed")).to_be_visible()
    page.locator(".figures-points a", has_text="CO-003").first.click()
    expect(page.locator("h1")).to_contain_text("CO-003")
    expect(page.locator("main a[href^='https://m.kangnamtimes.com']")).to_be_visible()
    expect(page.get_by_text("rate isn't the one of its time")).to_be_visible()


def test_a_mark_of_a_chart_leads_to_its_claim(stranger, centre):
    page = stranger()
    page.goto(f"{centre}/figures/")
    page.locator(".kit-chart__wide a[href='claims/CO-086/'] path").click()
    expect(page.locator("h1")).to_contain_text("CO-086")


def test_the_written_site_opens_without_a_server(stranger, home, tmp_path):
    from tests.system.conftest import run

    run(home, "evidence", "site", str(tmp_path / "site"))
    page = stranger("en")
    page.goto((tmp_path / "site/index.html").as_uri())
    page.get_by_role("link", name="English").click()
    expect(page.locator("h1")).to_contain_text("What an escape costs")
    page.get_by_role("link", name="한국어").click()
    expect(page.locator("h1")).to_contain_text("탈북 비용")
    page.locator(".kit-plain a", has_text="AY-225").last.click()
    expect(page.locator("h1")).to_contain_text("AY-225")
