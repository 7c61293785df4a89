"""The public pages: open to strangers, light, harmless, each figure with its source and doubts."""

import gzip
import io
import json
import re

import pytest
from django.test import Client
from PIL import Image

from naru.evidence import book, harm
from naru.planning import shelf

KB = 1024
PAGES = ("/figures/", "/figures/contradictions/", "/figures/changes/", "/figures/claims/CO-003/")
TAG = re.compile(r"<[^>]+>")


@pytest.fixture(params=["en", "ko"])
def stranger(request):
    client = Client()
    client.cookies["django_language"] = request.param
    client.lang = request.param
    return client


def read(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_strangers_read_every_page(stranger, path):
    text = read(stranger, path)
    assert f'<html lang="{stranger.lang}"' in text
    assert 'name="robots" content="index, follow"' in text
    assert 'property="og:image" content="http://testserver/figures/card.' in text
    assert "changes." in text


def test_the_page_is_light(stranger):
    text = read(stranger, "/figures/").encode()
    assert len(text) <= 120 * KB
    assert len(gzip.compress(text)) <= 40 * KB


def test_each_figure_has_a_finding_a_table_and_sources(stranger):
    text = read(stranger, "/figures/")
    figures = re.findall(r"<figure.*?</figure>", text, re.DOTALL)
    assert len(figures) == 6
    for figure in figures:
        title = TAG.sub("", re.search(r"<figcaption.*?</figcaption>", figure)[0])
        assert re.search(r"\d", title), title
        assert figure.count('<svg class="kit-picture"') == 2
        assert "<table" in figure
    assert text.count('href="https://') > 80
    cost = next(figure for figure in figures if 'id="cost"' in figure)
    assert 'href="claims/CO-003/"' in cost


def test_the_judgement_stands_where_the_charts_are(stranger):
    text = read(stranger, "/figures/")
    for key in ("cost", "arrivals"):
        part = text[text.index(f'id="part-{key}"') :].split("</section>")[0]
        assert "figures-judgement" in part


def test_within_a_minute_one_sees_why_85000_is_disputed(stranger):
    text = TAG.sub("", read(stranger, "/figures/"))
    head = text[text.index("85,000") :][:1500]
    assert "1,176" in head
    assert "75,500" in head
    assert "50" in head


def test_a_claim_leads_to_its_source_and_says_what_contradicts_it(stranger):
    text = read(stranger, "/figures/claims/AY-225/")
    assert 'href="https://m.kangnamtimes.com/' in text
    assert "/figures/contradictions/#c" in text
    assert "AY-067" in text
    assert "@misc{seed," in text


def test_every_claim_and_source_has_its_page(client):
    for claim in book().claims[::17]:
        assert client.get(f"/figures/claims/{claim.id}/").status_code == 200
    for source_id in [*book().sources][::11]:
        assert client.get(f"/figures/sources/{source_id}/").status_code == 200
    assert client.get("/figures/claims/XX-999/").status_code == 404
    assert client.get("/figures/sources/nobody/").status_code == 404
    assert client.get("/figures/card.fr.png").status_code == 404
    assert client.post("/figures/").status_code == 405


def test_citations_and_downloads(client):
    bib = client.get("/figures/claims/CO-003.bib")
    assert bib.content.decode().startswith("@misc{seed,")
    (item,) = json.loads(client.get("/figures/claims/CO-003.csl.json").content)
    assert item["note"].startswith("claim CO-003: 85,000 USD")
    hxl = client.get("/figures/figures.hxl.csv").content.decode().splitlines()
    assert hxl[1].startswith("#meta+id+claim")
    assert len(json.loads(client.get("/figures/figures.json").content)) == len(book().claims)
    found = json.loads(client.get("/figures/contradictions.json").content)
    assert len(found) == len(shelf.found())
    assert client.get("/figures/sources.bib").content.decode().count("@misc{") == len(
        book().sources
    )


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_card_is_a_picture(client, lang):
    response = client.get(f"/figures/card.{lang}.png")
    image = Image.open(io.BytesIO(response.content))
    assert image.size == (1200, 630)
    assert len(image.convert("RGB").getcolors(10**6)) > 50


@pytest.mark.parametrize("path", PAGES)
def test_no_page_gives_anybody_away(stranger, path):
    """Ways, places of crossing, helpers and private persons: not in what we say ourselves."""
    text = read(stranger, path)
    text = re.sub(r"<(script|style|title)\b.*?</\1>", " ", text, flags=re.DOTALL)
    text = re.sub(r"<strong lang=.*?</strong>|<pre.*?</pre>|<a [^>]*>[^<]*</a>", " ", text)
    said = [line.strip() for line in TAG.sub("\n", text).splitlines() if line.strip()]
    titles = {source.title for source in book().sources.values()}
    for line in said:
        if not any(title in line for title in titles):
            assert harm.concerns(line) == [], line


def test_nothing_is_loaded_from_elsewhere(stranger):
    for path in PAGES:
        text = read(stranger, path)
        assert (
            re.findall(
                r'<(?:script|img|link|iframe)[^>]+(?:src|href)="https?:(?!//testserver)', text
            )
            == []
        )
        assert "<script>" not in text
        assert " style=" not in text
