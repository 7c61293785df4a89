"""Feeds that a real reader's parser takes, and a written site whose links lead to files."""

import json
import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import feedparser
import pytest
from django.test import override_settings

from naru.evidence import book
from naru.planning.export import Occupied, write


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_atom_feed(client, lang):
    response = client.get(f"/figures/changes.{lang}.atom")
    feed = feedparser.parse(response.content)
    assert feed.bozo is False
    assert feed.version == "atom10"
    assert feed.feed.language == lang
    assert len(feed.entries) == len(book().changes)
    ids = [entry.id for entry in feed.entries]
    assert len(set(ids)) == len(ids)
    newest = feed.entries[0]
    assert newest.updated_parsed[:3] == book().changes[0].day.timetuple()[:3]
    assert urlsplit(newest.link).path == "/figures/changes/"
    texts = {(change.ko if lang == "ko" else change.en) for change in book().changes}
    assert {entry.title for entry in feed.entries} == texts


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_json_feed(client, lang):
    feed = json.loads(client.get(f"/figures/changes.{lang}.json").content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["language"] == lang
    assert all({"id", "url", "content_text", "date_published"} <= set(i) for i in feed["items"])


def test_a_feed_of_another_language_isnt_there(client):
    assert client.get("/figures/changes.fr.atom").status_code == 404
    assert client.get("/figures/changes.fr.json").status_code == 404


class Links(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found += [value for name, value in attrs if name in {"href", "src"} and value]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("naru.planning.export._addresses", few)
        with override_settings(NARU_EXPORTED=True, ALLOWED_HOSTS=["*"]):
            assert write(folder, "https://figures.example") > 40
    return folder


def few(lang):
    """The pages of a site with every kind of address, and some of the claims."""
    names = ["", "contradictions/", "changes/", "figures.csv", "figures.hxl.csv", "figures.json"]
    names += ["contradictions.json", "sources.bib", f"changes.{lang}.atom", f"changes.{lang}.json"]
    names += [f"card.{lang}.png", "claims/CO-003/", "claims/CO-003.bib", "claims/CO-003.csl.json"]
    return [f"/figures/{name}" for name in [*names, "sources/seed/"]]


@pytest.mark.django_db
def test_links_of_a_written_site_lead_to_its_files(site):
    elsewhere = re.compile(r"https?:|mailto:|#")
    for page in site.rglob("*.html"):
        for link in Links(page.read_text(encoding="utf-8")).found:
            if elsewhere.match(link):
                continue
            assert not link.startswith("/"), (page, link)
            target = page.parent / unquote(urlsplit(link).path)
            is_left_out = re.search(r"(^|/)(claims|sources)/", link)
            assert target.resolve().is_file() or is_left_out, (page, link)
    assert (site / "static/kit/fonts/core.woff2").is_file()


def test_a_written_site_has_no_form_and_says_where_it_is(site):
    for lang in ("ko", "en"):
        text = (site / lang / "index.html").read_text(encoding="utf-8")
        assert 'method="post"' not in text
        assert f'content="https://figures.example/{lang}/card.{lang}.png"' in text
        assert "example.invalid" not in text
        feed = feedparser.parse((site / lang / f"changes.{lang}.atom").read_bytes())
        assert feed.bozo is False
        assert feed.entries[0].link.startswith(f"https://figures.example/{lang}/changes/#")


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(Occupied):
        write(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
