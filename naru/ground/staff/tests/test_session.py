"""Sessions: locked when idle, over after a shift, never fixed, stolen for long, or raised again."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from naru.domain.duties import Duty
from naru.ground import ledger
from naru.ground.ledger.models import Entry
from naru.ground.pathway.testing import make_account
from naru.ground.staff import session
from naru.ground.staff.models import Account, Passkey
from naru.ground.staff.session_keys import UnlockedMiddleware
from naru.ground.staff.store import SessionStore, kept
from naru.ground.vault.closed import ClosedError

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"
COOKIE, TOKEN_NAME = "sessionid", "csrfmiddlewaretoken"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@pytest.fixture
def nurse():
    return make_account(Duty.NURSE)


@pytest.fixture
def seated(client, nurse):
    said = {"username": nurse.username, "password": PASSWORD}
    assert client.post("/staff/sign-in/", said).status_code == 303
    return client


def key_of(client):
    return client.cookies[COOKIE].value


def with_key(key):
    thief = Client()
    thief.cookies[COOKIE] = key
    return thief


def later(**span):
    return time_machine.travel(timezone.now() + timedelta(**span), tick=False)


def test_an_idle_session_is_locked_and_opens_again_where_it_was(seated):
    before = key_of(seated)
    with later(minutes=16):
        locked = seated.get("/people/?page=1")
        assert locked["Location"] == "/staff/unlock/?next=%2Fpeople%2F%3Fpage%3D1"
        assert seated.get("/")["Location"].startswith("/staff/unlock/")
        page = seated.get("/staff/unlock/?next=/people/")
        assert page.status_code == 200
        assert "kit-nav__link" not in page.text
        wrong = seated.post("/staff/unlock/?next=/people/", {"password": "wrong"})
        assert wrong.status_code == 409
        right = seated.post("/staff/unlock/?next=/people/", {"password": PASSWORD})
        assert (right.status_code, right["Location"]) == (303, "/people/")
        assert key_of(seated) != before
        assert seated.get("/people/").status_code == 200
        assert with_key(before).get("/people/")["Location"].startswith("/staff/sign-in/")


def test_a_page_that_only_polls_keeps_no_session_open(seated):
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        for _ in range(10):
            clock.shift(120)
            seated.get("/", headers={"X-Part": "queue"})
        answer = seated.get("/", headers={"X-Part": "queue"})
    assert (answer.status_code, answer["X-Locked"]) == (401, "yes")


def test_work_at_the_page_keeps_it_open(seated):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(10):
            clock.shift(300)
            assert seated.get(reverse("staff:stay")).status_code == 204


def test_a_locked_session_takes_no_draft_and_no_form(seated):
    seated.post("/staff/lock/")
    draft = seated.post("/draft/?path=/x/", {"a": "b"}, headers={"X-Draft": "yes"})
    assert draft.status_code == 401
    form = seated.post("/staff/password/", {"current": PASSWORD, "new": "x" * 20})
    assert form["Location"].startswith("/staff/unlock/")
    assert seated.get("/wall/").status_code == 200


def test_unlocking_in_place_gives_the_page_a_new_token(seated):
    seated.post("/staff/lock/")
    given = {"headers": {"X-In-Place": "yes"}}
    assert seated.post("/staff/unlock/", {"password": "wrong"}, **given).json()["why"]
    assert seated.post("/staff/unlock/", {"password": PASSWORD}, **given).json()["token"]
    assert seated.get("/people/").status_code == 200


def test_a_quick_unlock_is_no_proof_where_a_second_factor_is_asked(seated, nurse):
    Passkey.objects.create(
        account=nurse, credential="c", name="열쇠", data=b"x", made_at=timezone.now()
    )
    with later(minutes=20):
        seated.get("/people/")
        assert seated.post("/staff/unlock/", {"password": PASSWORD}).status_code == 303
        assert seated.get("/people/").status_code == 200
        methods = seated.get(reverse("staff:methods"))
        assert methods["Location"].startswith("/staff/confirm/")
        assert seated.post("/staff/confirm/", {"password": PASSWORD}).status_code == 422


def test_only_the_same_person_unlocks(seated, nurse):
    other = make_account(Duty.CASEWORKER)
    other.set_password("quite another password")
    other.save()
    seated.post("/staff/lock/")
    assert seated.post("/staff/unlock/", {"password": "quite another password"}).status_code == 409


def test_five_wrong_passwords_lock_the_unlocking_too(seated):
    seated.post("/staff/lock/")
    for _ in range(5):
        seated.post("/staff/unlock/", {"password": "wrong"})
    assert seated.post("/staff/unlock/", {"password": PASSWORD}).status_code == 429


def test_after_a_shift_everything_is_over(seated):
    with later(hours=8, minutes=1):
        assert seated.get("/people/")["Location"].startswith("/staff/sign-in/")


def test_a_session_can_not_be_fixed(nurse):
    victim = Client()
    victim.get("/staff/sign-in/")
    victim.post("/language/", {"language": "en"})
    planted = SessionStore()
    planted["planted"] = True
    planted.create()
    victim.cookies[COOKIE] = planted.session_key
    said = {"username": nurse.username, "password": PASSWORD}
    victim.post("/staff/sign-in/", said)
    assert key_of(victim) != planted.session_key
    assert with_key(planted.session_key).get("/people/").status_code == 303


def test_a_session_key_that_nobody_gave_out_is_not_taken(nurse):
    client = with_key("k" * 32)
    client.post("/staff/sign-in/", {"username": nurse.username, "password": PASSWORD})
    assert key_of(client) != "k" * 32


def test_who_reads_the_table_of_sessions_can_not_use_one(seated):
    stored = Session.objects.get()
    assert stored.session_key == kept(key_of(seated))
    assert with_key(stored.session_key).get("/people/").status_code == 303


def test_a_stolen_key_dies_with_the_sign_out(seated):
    thief = with_key(key_of(seated))
    assert thief.get("/people/").status_code == 200
    answer = seated.post("/staff/sign-out/")
    assert answer["Clear-Site-Data"] == '"cache"'
    assert thief.get("/people/").status_code == 303


def test_a_stolen_key_dies_with_a_new_password_and_with_the_account(seated, nurse):
    thief = with_key(key_of(seated))
    said = {"current": PASSWORD, "new": "quite another password"}
    assert seated.post("/staff/password/", said).status_code == 303
    assert thief.get("/people/").status_code == 303
    assert seated.get("/people/").status_code == 200
    Account.objects.filter(pk=nurse.pk).update(is_active=False)
    assert seated.get("/people/").status_code == 303


def test_a_request_in_flight_does_not_raise_a_session_that_ended(seated):
    """Two requests load the session; one signs out; the other must not write it back."""
    flying = SessionStore(key_of(seated))
    flying["_auth_user_id"] = flying["_auth_user_id"]
    seated.post("/staff/sign-out/")
    with pytest.raises(UpdateError):
        flying.save()
    assert not Session.objects.exists()


def test_the_duty_that_was_taken_away_opens_nothing_at_the_next_request(client):
    admin = make_account(Duty.SYSTEM_ADMINISTRATOR)
    client.force_login(admin)
    assert client.get("/staff/accounts/").status_code == 200
    admin.held.update(until=timezone.now())
    assert client.get("/staff/accounts/").status_code == 403


def test_a_form_from_before_the_lock_is_stale(nurse):
    strict = Client(enforce_csrf_checks=True)

    def token(url):
        return TOKEN.search(strict.get(url).text)[1]

    said = {"username": nurse.username, "password": PASSWORD}
    first = token("/staff/sign-in/")
    assert strict.post("/staff/sign-in/", {**said, TOKEN_NAME: first}).status_code == 303
    assert strict.post("/staff/lock/", {TOKEN_NAME: first}).status_code == 403
    old = token("/staff/password/")
    assert strict.post("/staff/lock/", {TOKEN_NAME: old}).status_code == 303
    new = token("/staff/unlock/")
    unlocked = strict.post("/staff/unlock/", {"password": PASSWORD, TOKEN_NAME: new})
    assert unlocked.status_code == 303
    for stale in (old, new, "", "x" * 64):
        answer = strict.post("/staff/lock/", {TOKEN_NAME: stale})
        assert (answer.status_code, "<h1" in answer.text) == (403, True)


def test_a_form_sent_after_the_sign_out_writes_nothing(seated, nurse):
    seated.post("/staff/sign-out/")
    answer = seated.post("/staff/password/", {"current": PASSWORD, "new": "x" * 20})
    assert answer["Location"].startswith("/staff/sign-in/")
    assert Account.objects.get(pk=nurse.pk).check_password(PASSWORD)


def test_what_matters_asks_again_who_it_is(seated, nurse):
    url = reverse("staff:methods")
    assert seated.get(url).status_code == 200
    with later(minutes=11):
        assert seated.get(url)["Location"] == f"/staff/confirm/?next={url.replace('/', '%2F')}"
        assert seated.get("/people/").status_code == 200
        assert seated.post(f"/staff/confirm/?next={url}", {"password": "wrong"}).status_code == 409
        before = key_of(seated)
        right = seated.post(f"/staff/confirm/?next={url}", {"password": PASSWORD})
        assert right["Location"] == url
        assert key_of(seated) != before
        assert seated.get(url).status_code == 200


@pytest.mark.parametrize("url", ["/", "/people/", "/staff/sign-in/", "/nowhere/"])
def test_nothing_is_cached_and_every_answer_is_fenced(seated, url):
    answer = seated.get(url)
    assert answer["Cache-Control"] == "no-store"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
    policy = answer["Content-Security-Policy"]
    for part in (
        "default-src 'none'",
        "script-src 'self';",
        "style-src 'self';",
        "require-trusted-types-for 'script'",
        "trusted-types naru",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
    ):
        assert part in policy + ";"
    assert "unsafe" not in policy


def test_live_cookies_belong_to_the_host_alone(tmp_path):
    """The live settings are read in a process of their own, as a server would."""
    import os
    import subprocess
    import sys

    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "secret.txt").write_text("x" * 50)
    code = (
        "from naru.config import live as s;"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE,"
        " s.SESSION_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE, s.NARU_SECOND_FACTOR,"
        " s.NARU_MUST_ENROL, s.NARU_IDLE_MINUTES, 'django.contrib.admin' in s.INSTALLED_APPS,"
        " s.DEBUG, s.SECURE_HSTS_SECONDS >= 31_536_000 and s.SECURE_HSTS_INCLUDE_SUBDOMAINS)"
    )
    place = {"NARU_HOME": str(tmp_path), "NARU_HOSTS": "naru.example"}
    said = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **place},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert said == [
        "__Host-sessionid", "__Host-csrftoken", "True", "True", "Strict", "True", "True", "15",
        "False", "False", "True",
    ]  # fmt: skip


def test_a_locked_session_says_whose_it_is_and_nothing_else(seated, nurse):
    seated.post("/staff/lock/")
    text = seated.get("/staff/unlock/").text
    assert nurse.name in text
    assert session.LOCKED in seated.session


def test_one_ends_every_other_session_of_ones_own(nurse):
    here, there = Client(), Client()
    for browser in (here, there):
        browser.force_login(nurse)
        assert browser.get("/people/").status_code == 200
    assert here.post("/staff/methods/end-others/").status_code == 303
    assert here.get("/people/").status_code == 200
    gone = there.get("/people/", follow=True)
    assert gone.redirect_chain
    assert "다른 접속에서" in gone.text
    there.force_login(nurse)
    assert there.get("/people/").status_code == 200
    assert Entry.objects.filter(action="end_other_sessions").count() == 1


def test_the_list_of_accesses_is_bound_while_people_work(monkeypatch, rf):
    bound = []
    monkeypatch.setattr(ledger, "bind_accesses", bound.append)
    serve = UnlockedMiddleware(lambda request: "answer")
    for _ in range(2):
        assert serve(rf.get("/")) == "answer"
        serve._drained -= 60
    assert serve(rf.get("/")) == "answer"
    assert len(bound) == 1


@pytest.mark.parametrize("error", [DatabaseError("locked"), ClosedError("locked")])
def test_what_can_wait_costs_nobody_their_page(monkeypatch, rf, error):
    def fails(now):
        raise error

    monkeypatch.setattr(ledger, "bind_accesses", fails)
    serve = UnlockedMiddleware(lambda request: "answer")
    serve._drained -= 60
    assert serve(rf.get("/")) == "answer"


def test_a_request_that_comes_late_with_the_old_key_leaves_the_new_one_alone(seated):
    old = key_of(seated)
    with later(minutes=16):
        seated.post("/staff/unlock/", {"password": PASSWORD})
        late = with_key(old).get("/people/")
        assert late.status_code == 303
        assert COOKIE not in late.cookies
        assert seated.get("/people/").status_code == 200
    gone = seated.post("/staff/sign-out/")
    assert gone.cookies[COOKIE]["max-age"] == 0
