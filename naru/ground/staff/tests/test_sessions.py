"""The list of one's own sessions: what it shows, what it keeps, ending one or all others."""

import pytest
from axes.models import AccessLog
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from naru.domain.duties import Duty
from naru.ground.ledger.models import Entry
from naru.ground.pathway.testing import make_account
from naru.ground.staff import session_keys, sessions
from naru.ground.staff.browsers import family
from naru.ground.staff.store import SessionStore, kept
from naru.ground.staff.tests.test_session import COOKIE, key_of, later

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"
PHONE = (
    "Mozilla/5.0 (Linux; Android 14; SM-S911N) AppleWebKit/537.36 (KHTML, like Gecko) "
    "SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36"
)
METHODS = "/staff/methods/"


@pytest.fixture
def nurse():
    return make_account(Duty.NURSE)


def signed_in(account, browser=""):
    client = Client(headers={"User-Agent": browser}, REMOTE_ADDR="203.0.113.77")
    said = {"username": account.username, "password": PASSWORD}
    assert client.post("/staff/sign-in/", said).status_code == 303
    return client


def test_the_kind_of_browser_is_told_and_no_more():
    assert family(FIREFOX) == "Firefox, Windows"
    assert family(PHONE) == "Samsung Internet, Android"
    mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 Safari/605"
    assert family(mac) == "Safari, macOS"
    assert family("curl/8") == family("") == ""
    assert family("<script>Windows") == "Windows"


def test_ones_own_sessions_are_listed_and_nobody_elses(nurse):
    here, there = signed_in(nurse, FIREFOX), signed_in(nurse, PHONE)
    signed_in(make_account(Duty.CASEWORKER), "Mozilla Whale/3 Windows")
    page = here.get(METHODS).text
    assert "Firefox, Windows" in page
    assert "Samsung Internet, Android" in page
    assert "Whale" not in page
    first, second = sessions.own(nurse, timezone.now(), key_of(here))
    assert (first.present, first.name) == (True, kept(key_of(here)))
    assert (second.present, second.name) == (False, kept(key_of(there)))


def test_neither_address_nor_model_nor_key_is_kept_or_shown(nurse):
    here = signed_in(nurse, PHONE)
    page = here.get(METHODS).text
    said = SessionStore(key_of(here)).load()
    for text in (page, str(said), "".join(Session.objects.values_list("session_data", flat=True))):
        assert "203.0.113.77" not in text
        assert "SM-S911N" not in text
        assert key_of(here) not in text
    assert not AccessLog.objects.exists()


def test_one_session_is_ended_at_once_and_the_others_go_on(nurse):
    here, lost, third = (signed_in(nurse, FIREFOX) for _ in range(3))
    ended = here.post(f"{METHODS}sessions/{kept(key_of(lost))}/end/", follow=True)
    assert "접속을 종료했습니다" in ended.text
    assert "이 접속은 끝났습니다" in lost.get("/people/", follow=True).text
    assert here.get("/people/").status_code == third.get("/people/").status_code == 200
    assert len(sessions.own(nurse, timezone.now(), key_of(here))) == 2
    assert Entry.objects.filter(action="end_session").count() == 1


def test_the_keys_of_an_ended_session_are_locked_too(
    nurse, monkeypatch, django_capture_on_commit_callbacks
):
    gone = []
    monkeypatch.setattr(session_keys, "forget", gone.append)
    here, *others = (signed_in(nurse) for _ in range(3))
    for name, client in zip("ab", others, strict=True):
        store = SessionStore(client.cookies[COOKIE].value)
        store[session_keys.SESSION] = {"token": name}
        store.save()
    with django_capture_on_commit_callbacks(execute=True):
        here.post(f"{METHODS}sessions/{kept(key_of(others[0]))}/end/")
    assert gone == [{"token": "a"}]
    with django_capture_on_commit_callbacks(execute=True):
        here.post(f"{METHODS}end-others/")
    assert gone == [{"token": "a"}, {"token": "b"}]


def test_nobody_ends_a_session_of_somebody_else(nurse):
    other = make_account(Duty.CASEWORKER)
    mine, theirs = signed_in(nurse), signed_in(other)
    refused = mine.post(f"{METHODS}sessions/{kept(key_of(theirs))}/end/")
    assert refused.status_code == 409
    assert "이미 끝난 접속" in refused.text
    assert theirs.get("/people/").status_code == 200
    assert mine.get(f"{METHODS}sessions/{kept(key_of(theirs))}/end/").status_code == 405


def test_what_is_over_is_not_listed(nurse):
    here, _idle = signed_in(nurse), signed_in(nurse)
    with later(minutes=20):
        states = [one.locked for one in sessions.own(nurse, timezone.now(), key_of(here))]
        assert states == [True, True]
    with later(hours=9):
        assert sessions.own(nurse, timezone.now(), key_of(here)) == []
    here.post(f"{METHODS}end-others/")
    alone = here.get(METHODS).text
    assert "다른 곳에서는 로그인되어 있지 않습니다" in alone
    nurse.set_password("another long enough password")
    nurse.save()
    assert sessions.own(nurse, timezone.now(), key_of(here)) == []
