"""A member of staff at a desk: what they press and what they read."""

import os
import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

expect.set_options(timeout=20_000)
PASSWORD = "naru demo centre"
PHONE = {"width": 390, "height": 844}
SCREEN = {"width": 1280, "height": 900}
PICTURES = Path(__file__).resolve().parents[2] / "docs/guide"


class Desk:
    """One browser, one person signed in."""

    def __init__(self, browser: Browser, centre: str, username: str, lang: str, *, phone: bool):
        self.centre, self.lang = centre, lang
        self.context = browser.new_context(viewport=PHONE if phone else SCREEN)
        self.context.add_cookies([{"name": "django_language", "value": lang, "url": centre}])
        self.page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", self._note)
        self.sign_in(username)

    def _note(self, message):
        if message.type == "error" and "status of 4" not in message.text:
            self.faults.append(message.text)

    def sign_in(self, username):
        self.page.goto(f"{self.centre}/staff/sign-in/")
        self.fill("username", username)
        self.fill("password", PASSWORD)
        self.press()
        expect(self.page).not_to_have_url(re.compile("sign-in"))

    def go(self, path):
        response = self.page.goto(self.centre + path)
        self.status = response.status
        return self

    def person(self, number):
        return self.go(f"/p/{number}/")

    def fill(self, name, value):
        self.page.locator(f"main [name='{name}']:visible").first.fill(value)
        return self

    def choose(self, name, value):
        """A radio button, a check box or a line of a list, by its value."""
        box = self.page.locator(f"main [name='{name}'][value='{value}']")
        if box.count():
            box.first.check(force=True)
        else:
            self.page.locator(f"main select[name='{name}']").select_option(value)
        return self

    def choose_first(self, name):
        """The best of what is offered."""
        self.page.locator(f"main [name='{name}']").first.check(force=True)
        return self

    def mark(self, words):
        """The radio button or check box beside these words, such as a name."""
        self.page.locator("main").get_by_label(words).first.check(force=True)
        return self

    def pick(self, name, words):
        """The line of a list that holds these words."""
        box = self.page.locator(f"main select[name='{name}']")
        box.select_option(box.locator("option", has_text=words).first.get_attribute("value"))
        return self

    def tick(self, name):
        for box in self.page.locator(f"main [name='{name}'][type=checkbox]").all():
            box.check(force=True)
        return self

    def upload(self, name, file_name, content, media_type="application/octet-stream"):
        file = {"name": file_name, "mimeType": media_type, "buffer": content}
        self.page.locator(f"main [name='{name}']").set_input_files(file)
        return self

    def press(self, text=""):
        """The main button of the form, or the one with these words."""
        buttons = self.page.locator("main button[type=submit]:visible")
        button = buttons.filter(has_text=text) if text else buttons
        with self.page.expect_navigation():
            button.last.click() if not text else button.first.click()
        return self

    def follow(self, text):
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=text).first.click()
        return self

    def take(self, ending):
        """The first link of the page whose address ends so: a step, an item of the queue."""
        return self._click(f"main a[href$='{ending}']:visible")

    def search(self, text):
        """What is typed or scanned into the box that every page has."""
        self.page.locator("#kit-search").fill(text)
        with self.page.expect_navigation():
            self.page.locator("#kit-search").press("Enter")
        return self

    def queue(self, ending):
        """The item of the queue whose address ends so, on whichever page it stands."""
        self.go("/")
        ahead = self.page.locator(".govuk-pagination__next a")
        while not self.page.locator(f"main a[href$='{ending}']").count() and ahead.count():
            self._click(".govuk-pagination__next a")
        return self.take(ending)

    def menu(self, path):
        """A page of the menu."""
        return self._click(f".kit-nav__link[href='{path}']")

    def _click(self, where):
        with self.page.expect_navigation():
            self.page.locator(where).first.click()
        return self

    def reads(self, text):
        expect(self.page.locator("body")).to_contain_text(text)
        return self

    def does_not_read(self, text):
        expect(self.page.locator("body")).not_to_contain_text(text)
        return self

    def is_done(self):
        """The last step was taken: a toast says so."""
        expect(self.page.locator(".kit-toast--success")).to_be_visible()
        return self

    def is_refused(self):
        """The last step was refused, with its reason on top."""
        expect(self.page.locator(".kit-refusal")).to_be_visible()
        return self

    def picture(self, name):
        """A picture for the handbook, in this desk's language; `make pictures` takes them anew."""
        if "NARU_PICTURES" not in os.environ:
            return self
        folder = PICTURES / self.lang / "pictures"
        folder.mkdir(parents=True, exist_ok=True)
        self.page.evaluate("scrollTo(0, 0)")  # with the title, wherever the last answer stands
        self.page.screenshot(path=folder / f"{name}.png", full_page=False)
        return self

    def is_accessible(self):
        """No violation of the rules that axe knows, and no fault in the console."""
        found = Axe().run(self.page).response["violations"]
        said = [(rule["id"], [node["html"][:150] for node in rule["nodes"][:3]]) for rule in found]
        assert said == []
        assert self.faults == []
        return self

    def leave(self):
        self.context.close()
