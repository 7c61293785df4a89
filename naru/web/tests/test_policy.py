"""Reports of the content policy: counted by rule and kind of page, small, few, and of nobody."""

import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from naru.ground.storage.health import State
from naru.web import doctor, policy
from naru.web.models import PolicyBreach
from naru.web.pages import policy as page

URL, HOST = "/policy-report/", "testserver"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def old(**more):
    """As `report-uri` sends it."""
    said = {
        "document-uri": f"http://{HOST}/p/K7Q29XMA/?q=김가람",
        "effective-directive": "script-src-elem",
        "blocked-uri": "inline",
        "script-sample": "김가람",
        "referrer": f"http://{HOST}/people/?q=김가람",
    }
    return {"csp-report": {**said, **more}}


def new(**more):
    """As the Reporting API sends it."""
    said = {
        "documentURL": f"http://{HOST}/people/",
        "effectiveDirective": "style-src",
        "blockedURL": "https://evil.example/x.css",
    }
    return [{"type": "csp-violation", "body": {**said, **more}}]


def send(said, kind="application/csp-report", client=None):
    return (client or Client(enforce_csrf_checks=True)).post(URL, json.dumps(said), kind)


def test_every_page_names_the_address(client):
    assert f"report-uri {URL}" in client.get("/guide/")["Content-Security-Policy"]
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["report-uri"] == [URL]


@pytest.mark.django_db
def test_it_is_counted_and_the_doctor_tells_and_nobody_stands_in_it():
    for _ in range(2):
        assert send(old()).status_code == 204
    assert send(new(), "application/reports+json").status_code == 204
    rows = {(row.rule, row.blocked, row.page): row.count for row in PolicyBreach.objects.all()}
    assert rows == {
        ("script-src-elem", "inline", "/p/<str:number>/"): 2,
        ("style-src", "elsewhere", "/people/"): 1,
    }
    kept = str(list(PolicyBreach.objects.values()))
    assert not [word for word in ("K7Q29XMA", "김가람", "evil", "127.0.0.1") if word in kept]
    said = doctor.content_policy()
    assert said.state == State.NOTE
    assert "script-src-elem (inline) on /p/<str:number>/, 2 times" in said.what
    PolicyBreach.objects.update(last_at=timezone.now() - timedelta(days=8))
    assert doctor.content_policy().state == State.FINE


@pytest.mark.django_db
@pytest.mark.parametrize(
    "said",
    [
        old(**{"effective-directive": "nonsense"}),
        old(**{"document-uri": "https://elsewhere.example/"}),
        old(**{"document-uri": 7}),
        [],
        {},
        [{"type": "csp-violation", "body": 3}],
        "text",
        [new()[0]] * 21,
    ],
)
def test_nonsense_is_kept_nowhere(said):
    assert send(said).status_code in {204, 400}
    assert not PolicyBreach.objects.exists()


@pytest.mark.django_db
def test_it_is_small_and_rare(monkeypatch):
    assert send(old(more="x" * policy.LARGEST)).status_code == 413
    assert Client().get(URL).status_code == 405
    monkeypatch.setattr(page, "MOST", 3)
    assert [send(old()).status_code for _ in range(4)] == [204, 204, 204, 429]
    monkeypatch.setattr(policy, "MOST_KINDS", 1)
    policy.note([("img-src", "own", "/"), ("img-src", "data", "/")], timezone.now())
    assert PolicyBreach.objects.count() == 1


@given(JSON)
def test_no_report_is_an_error(said):
    try:
        rows = policy.parse(json.dumps(said).encode(), HOST)
    except ValueError:
        return
    assert all(rule in policy.RULES for rule, _blocked, _page in rows)
