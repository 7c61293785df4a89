"""Writes the public pages to a folder that any web server, or a browser alone, can show.

Every page in both languages, links relative, scripts and styles beside them. `<folder>/ko/` and
`<folder>/en/` hold the same addresses as the served pages.
"""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from django.contrib.staticfiles import finders
from django.test import RequestFactory
from django.urls import resolve, reverse
from django.utils import translation

from naru.evidence import book
from naru.evidence.wording import LANGS
from naru.planning.pages.common import ADDRESS

ROOT = "/figures/"
HERE = "https://example.invalid"
LINK = re.compile(r'(?<=[ <])(href|src)="([^"#?]*)((?:#[^"]*)?)"')
STATIC = re.compile(r'/static/([^"?#]+)')
IMPORTED = re.compile(r"""url\(["']?([^"')]+)["']?\)""")
OTHER = re.compile(r"^/@(ko|en)(/.*)$")


class Occupied(Exception):
    """The folder holds something already."""


def write(folder: Path, address: str = "") -> int:
    """Write everything under `folder`; returns the number of files.

    `address` is where it will be served (https://...), for feeds and cards, which need whole
    addresses. Occupied when the folder isn't empty; OSError when it can't be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Occupied("it isn't an empty folder")
    kept = _Kept(folder, address.rstrip("/"))
    for lang in LANGS:
        with translation.override(lang):
            for url in _addresses(lang):
                kept.page(url, lang)
    kept.assets()
    kept.file("index.html", _front().encode())
    return kept.files


def _addresses(lang: str) -> Iterator[str]:
    """Every address of the public pages in a language."""
    names = ("page", "contradictions", "changes", "csv", "hxl", "json", "contradictions_json")
    for name in (*names, "sources_bib"):
        yield reverse(f"figures:{name}")
    for name in ("atom", "json_feed", "card"):
        yield reverse(f"figures:{name}", args=[lang])
    for claim_id in book().by_id:
        for name in ("claim", "claim_bib", "claim_csl"):
            yield reverse(f"figures:{name}", args=[claim_id])
    for source_id in book().sources:
        yield reverse("figures:source", args=[source_id])


class _Kept:
    """The folder in the making."""

    def __init__(self, folder: Path, address: str) -> None:
        self._folder = folder
        self._address = address
        self._requests = RequestFactory(**{ADDRESS: address})
        self._static: set[str] = set()
        self.files = 0

    def file(self, name: str, data: bytes) -> None:
        """Write one file."""
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        self.files += 1

    def page(self, url: str, lang: str) -> None:
        """Draw an address with its own view, and write it with links that lead to files."""
        match = resolve(url)
        request = self._requests.get(url, HTTP_HOST=urlsplit(HERE).netloc, secure=True)
        response = match.func(request, *match.args, **match.kwargs)
        data = response.content
        if "html" in response["Content-Type"]:
            data = self._relative(data.decode(), url, lang).encode()
        elif "xml" in response["Content-Type"] or "feed" in response["Content-Type"]:
            data = self._whole(data.decode(), lang).encode()
        self.file(_place(url, lang), data)

    def _relative(self, text: str, url: str, lang: str) -> str:
        here = posixpath.dirname(_place(url, lang))

        def turn(found: re.Match[str]) -> str:
            name, link, part = found[1], found[2], found[3]
            target = self._target(link, url, lang)
            if target is None:
                return found[0]
            return f'{name}="{posixpath.relpath(target, here or ".")}{part}"'

        return self._whole(LINK.sub(turn, text), lang)

    def _target(self, link: str, url: str, lang: str) -> str | None:
        """The file that a link leads to; None for what lies elsewhere."""
        whole = urljoin(url, link) if link else ""
        other = OTHER.match(whole)
        if other:
            return _place(other[2], other[1])
        static = STATIC.match(whole)
        if static:
            self._static.add(static[1])
            return f"static/{static[1]}"
        return _place(whole, lang) if whole.startswith(ROOT) else None

    def _whole(self, text: str, lang: str) -> str:
        """Whole addresses, for feeds, cards and sharing, at the place where it will be served."""
        start = f"{HERE}{ROOT}"
        quoted = start.replace(":", "%3A").replace("/", "%2F")
        served = f"{self._address}/{lang}/"
        text = text.replace(start, served)
        return text.replace(quoted, served.replace(":", "%3A").replace("/", "%2F"))

    def assets(self) -> None:
        """The styles, scripts and fonts that the pages name, and what the styles name."""
        waiting, done = sorted(self._static), set()
        while waiting:
            name = waiting.pop()
            found = finders.find(name)
            if name in done or not isinstance(found, str):
                continue
            done.add(name)
            data = Path(found).read_bytes()
            self.file(f"static/{name}", data)
            if name.endswith(".css"):
                folder = posixpath.dirname(name)
                links = IMPORTED.findall(data.decode())
                near = [link for link in links if not re.match(r"[a-z]+:|/", link)]
                waiting += [posixpath.normpath(posixpath.join(folder, link)) for link in near]


def _place(url: str, lang: str) -> str:
    """The file of an address: '/figures/claims/CO-003/' is 'en/claims/CO-003/index.html'."""
    rest = url.removeprefix(ROOT)
    return f"{lang}/{rest}index.html" if url.endswith("/") else f"{lang}/{rest}"


def _front() -> str:
    """The first page: a choice of language."""
    return (
        '<!doctype html><html lang="ko"><meta charset="utf-8"><title>나루 Naru</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<p><a href="ko/index.html">한국어</a> <a lang="en" href="en/index.html">English</a></p>'
        "</html>\n"
    )
