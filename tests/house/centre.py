"""A filled fictional centre, and every form that its staff can reach by following links."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

from naru.demo.fill import fill
from naru.ground.pathway.testing import make_case
from naru.ground.staff.models import Account

PEOPLE = 10
PERSON = "p/<str:number>/"
FEW = 3
QUERY = re.compile("=[^&]*")
USUAL = {
    "numeric": "1",
    "decimal": "1",
    "date": "2026-11-20",
    "datetime-local": "2026-11-20T10:00",
    "hidden": "",
}
FORM = "application/x-www-form-urlencoded"
SKIPPED = {"sign_out", "set_language", "set_theme"}
Said = dict[str, list[str]]


@dataclass(frozen=True)
class Field:
    """One box of a form: its name, its type and what stands in it."""

    name: str
    kind: str
    value: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """One form: who can reach it, the page it stands on, where it goes, its boxes."""

    username: str
    page: str
    action: str
    fields: tuple[Field, ...]

    @property
    def names(self) -> list[str]:
        """The names of its boxes, each once."""
        return list(dict.fromkeys(field.name for field in self.fields))

    def __str__(self) -> str:
        return f"{self.username} {self.action}"


class Reader(HTMLParser):
    """The links and the posted forms of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.links: list[str] = []
        self.forms: list[tuple[str, list[Field]]] = []
        self._inside = False
        self._text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note links, the start of a form, its boxes and their options."""
        given = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(given.get("href", ""))
        elif tag == "form":
            self._inside = given.get("method", "").lower() == "post"
            if self._inside:
                self.forms.append((given.get("action") or self.page, []))
        elif self._inside and tag == "option" and given.get("value"):
            self._offer(given["value"], chosen="selected" in given)
        elif self._inside and tag in {"input", "select", "textarea", "button"}:
            self._note(tag, given)

    def handle_data(self, data: str) -> None:
        """What stands in a text area."""
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        """A form or a text area ends."""
        if tag == "form":
            self._inside = False
        elif tag == "textarea" and self._text is not None:
            self._change(value="".join(self._text).removeprefix("\n"))
            self._text = None

    def _note(self, tag: str, given: dict[str, str]) -> None:
        name = given.get("name", "")
        if name and name != "csrfmiddlewaretoken":
            kind = given.get("inputmode") or given.get("type", "text") if tag == "input" else tag
            self.forms[-1][1].append(Field(name, kind, given.get("value", "")))
            self._text = [] if tag == "textarea" else None

    def _offer(self, value: str, *, chosen: bool) -> None:
        box = self.forms[-1][1][-1]
        self._change(options=(*box.options, value), value=value if chosen else box.value)

    def _change(self, **values: Any) -> None:
        boxes = self.forms[-1][1]
        boxes[-1] = replace(boxes[-1], **values)


@dataclass(frozen=True)
class Centre:
    """The forms that were found, and a browser of everybody on the staff."""

    forms: list[Found]
    clients: dict[str, Client]

    def post(self, one: Found, said: Said, **given: Any) -> HttpResponse:
        """The answer to a form, taken back afterwards; what is no text is sent as it is."""
        pairs = [(name, value) for name, values in said.items() for value in values]
        body = urlencode(pairs, encoding="utf-8", errors="surrogatepass")
        with undone():
            return self.clients[one.username].post(one.action, body, content_type=FORM, **given)

    def form(self, route_: str) -> Found:
        """The form that an address pattern takes."""
        return next(one for one in self.forms if route(one.action) == route_)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def lived_in() -> Iterator[Centre]:
    """A centre in which people have lived for weeks; gone again afterwards."""
    with undone():
        fill(PEOPLE)
        make_case(Account.objects.get(username="reception"))
        found = list(forms().values())
        yield Centre(found, {name: client_of(name) for name in {one.username for one in found}})


def client_of(username: str, **given: object) -> Client:
    """A browser in which somebody has signed in, without the language of anybody else."""
    client = Client(**given)
    client.force_login(
        Account.objects.get(username=username),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


def forms() -> dict[str, Found]:
    """One form for each address pattern and each set of boxes, found by following the links."""
    found: dict[str, Found] = {}
    pages: set[str | None] = set()
    for username in Account.objects.values_list("username", flat=True).order_by("username"):
        for page, reader in _walk(username, pages):
            for action, fields in reader.forms:
                one = Found(username, page, action, tuple(fields))
                if _name(action) not in SKIPPED:
                    found.setdefault(f"{route(action)} {sorted(one.names)}", one)
                    pages |= {route(page)} & {route(action)}
    return found


def _walk(username: str, known: set[str | None]) -> Iterator[tuple[str, Reader]]:
    """One of each kind of page that somebody can reach, and a few people's own pages."""
    client, waiting, mine = client_of(username), ["/"], Counter()
    pages: set[str] = set()
    while waiting:
        page = waiting.pop(0)
        pattern = route(page)
        kind = (pattern, QUERY.sub("", urlsplit(page).query))
        most = FEW if pattern == PERSON else 1
        if pattern is None or pattern in known or page in pages or mine[kind] == most:
            continue
        mine[kind] += 1
        pages.add(page)
        response = client.get(page)
        told = response.status_code in {200, 302, 303, 409}
        assert told, f"{username} is led to {page}: {response.status_code}"
        if response.status_code == 200 and "html" in response["Content-Type"]:
            reader = read(page, response)
            waiting += [link.partition("#")[0] for link in reader.links if link.startswith("/")]
            yield page, reader


def read(page: str, response: HttpResponse) -> Reader:
    """What an answer holds."""
    reader = Reader(page)
    reader.feed(response.content.decode())
    return reader


def filled_in(one: Found) -> Said:
    """The form filled in: what stands there, else first choices, and every box ticked."""
    said: Said = {}
    for field in one.fields:
        if field.kind == "checkbox" and not field.name.endswith("unknown"):
            said.setdefault(field.name, []).append(field.value or "on")
        elif field.kind in {"radio", "button"}:
            said.setdefault(field.name, [field.value])
        elif field.kind not in {"checkbox", "file"}:
            usual = (*field.options, USUAL.get(field.kind, "글"))[0]
            said[field.name] = [field.value or usual]
    return said


def route(address: str) -> str | None:
    """The pattern of an address, or None when it leads nowhere."""
    try:
        return resolve(urlsplit(address).path).route
    except Resolver404:
        return None


def _name(address: str) -> str:
    return resolve(urlsplit(address).path).url_name or ""
