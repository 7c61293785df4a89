"""Every endpoint under generated requests (schemathesis): no page falls over, whatever is sent."""

import os
from collections import Counter
from urllib.parse import urlsplit

import pytest
import schemathesis
from django.test import Client
from django.urls import URLPattern, resolve
from hypothesis import HealthCheck, given, settings
from schemathesis.generation import GenerationMode

from naru.domain.duties import Duty
from naru.ground.people.models import Person
from naru.ground.staff.access import door_of
from naru.ground.staff.models import Account
from naru.web.matrix import patterns
from tests.house import centre

pytestmark = [pytest.mark.attack, pytest.mark.django_db]
EXAMPLES = 4
ONLY = os.environ.get("NARU_ATTACK_PAGES", "/")
"""Only pages whose address begins so, for a shorter attack: NARU_ATTACK_PAGES=/staff/."""
SKIPPED = {"sign_out", "lock", "set_language", "set_theme"}
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
PATIENT = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


def document(numbers):
    """The pages as an OpenAPI document: parameters of the address, boxes of the forms."""
    boxes: dict[str, dict[str, object]] = {}
    known: dict[str, dict[str, set[str]]] = {}
    for one in centre.forms().values():
        for address in (one.page, one.action):
            note_parts(known, address)
        route = centre.route(one.action)
        for field in one.fields:
            said = {"anyOf": [{"type": "string"}, {"enum": [*field.options, field.value]}]}
            boxes.setdefault(route, {})[field.name] = said
    paths = {}
    for path, pattern in patterns():
        if pattern.name not in SKIPPED:
            paths[openly(path)] = operations(
                pattern, numbers, boxes.get(path, {}), known.get(path, {})
            )
    info = {"title": "Naru", "version": "1"}
    return {"openapi": "3.0.3", "info": info, "paths": paths}


def note_parts(known, address):
    """What really stands in the places of an address: most invented ids lead nowhere."""
    match = resolve(urlsplit(address).path)
    for name, value in match.kwargs.items():
        known.setdefault(match.route, {}).setdefault(name, set()).add(str(value))


def openly(path):
    return "/" + centre.re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", path)


def operations(pattern: URLPattern, numbers, boxes, known):
    kinds = {
        name: place(name, kind, sorted(known.get(name, numbers if name == "number" else [])))
        for name, kind in pattern.pattern.converters.items()
    }
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": kind}
        for name, kind in kinds.items()
    ]
    query = [
        {"name": name, "in": "query", "schema": {"type": "string"}}
        for name in ("q", "page", "next", "path", "code", "state")
    ]
    form = {"schema": {"type": "object", "properties": boxes or {"x": {"type": "string"}}}}
    body = {"content": {"application/x-www-form-urlencoded": form}}
    answers = {"default": {"description": "a page"}}
    shared = {"parameters": [*parameters, *query], "responses": answers}
    return {"get": shared, "post": {**shared, "requestBody": body}}


def place(name, kind, found):
    """What may stand in a place of an address: what stands there somewhere, or its kind."""
    kinds = {
        "IntConverter": {"type": "integer"},
        "UUIDConverter": {"type": "string", "format": "uuid"},
    }
    return (
        {"enum": found}
        if found
        else kinds.get(type(kind).__name__, {"type": "string", "minLength": 1})
    )


def client_for(pattern, clients):
    """Somebody whom the page lets in."""
    door = door_of(pattern.callback)
    wanted = next(iter(sorted(door.duties)), Duty.CASEWORKER)
    if wanted not in clients:
        held = Account.objects.filter(held__duty=wanted, is_active=True).first()
        clients[wanted] = Client(raise_request_exception=False)
        if held:
            clients[wanted].force_login(held, backend="django.contrib.auth.backends.ModelBackend")
    return clients[wanted]


def test_no_endpoint_falls_over_whatever_is_sent(capsys):
    with centre.undone():
        centre.fill(6)
        numbers = list(Person.objects.values_list("number", flat=True)[:3])
        found = Counter()
        schema = schemathesis.openapi.from_dict(document(numbers))
        pages = {openly(path): pattern for path, pattern in patterns()}
        clients: dict[Duty, Client] = {}
        for result in schema.get_all_operations():
            operation = result.ok()
            if not operation.path.startswith(ONLY):
                continue
            client = client_for(pages[operation.path], clients)
            for mode in MODES:
                attack(operation, mode, client, found)
    with capsys.disabled():
        print(f"\nschemathesis: {len(pages)} addresses, {EXAMPLES} examples a method and mode")  # noqa: T201
        said = ", ".join(f"{status}: {count}" for status, count in sorted(found.items()))
        print(f"\nschemathesis: {found.total()} requests to {ONLY}… ({said})")  # noqa: T201
    assert not [status for status in found if status >= 500]


def attack(operation, mode, client, found):
    @settings(max_examples=EXAMPLES, database=None, deadline=None, suppress_health_check=PATIENT)
    @given(operation.as_strategy(generation_mode=mode))
    def send(case):
        body = case.body if isinstance(case.body, dict) else {}
        said = {str(name): str(value) for name, value in body.items()}
        url = case.formatted_path
        with centre.undone():
            if case.method == "POST":
                answer = client.post(url, said, query_params=plain(case.query))
            else:
                answer = client.get(url, query_params=plain(case.query))
        found[answer.status_code] += 1
        assert answer.status_code < 500, (case.method, url, said)

    try:
        send()
    except Exception as error:
        if "Unsatisfiable" not in type(error).__name__:
            raise


def plain(query):
    return {str(k): str(v) for k, v in (query or {}).items()}
