"""Signing in: the same work for every name, a second factor after enrolment, no way around."""

import re
from unittest import mock

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.urls import reverse
from django.utils import timezone

from naru.domain.duties import Duty
from naru.ground.pathway.testing import make_account
from naru.ground.staff import factors, totp, unlocking
from naru.ground.staff.models import Account

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"
URL = "/staff/sign-in/"


@pytest.fixture
def nurse():
    return make_account(Duty.NURSE)


def sign_in(client, username, password=PASSWORD, **more):
    return client.post(URL, {"username": username, "password": password, **more})


def hashes(client, username):
    with mock.patch.object(MD5PasswordHasher, "encode", autospec=True) as encode:
        encode.side_effect = lambda _self, password, salt, *_: f"md5${salt}$x"
        sign_in(client, username, "wrong")
        return encode.call_count


def test_known_unknown_locked_and_passwordless_names_cost_one_hash_each(client, nurse):
    gone, bare = make_account(Duty.NURSE), make_account(Duty.NURSE)
    Account.objects.filter(pk=gone.pk).update(is_active=False)
    bare.set_unusable_password()
    bare.save()
    counted = [hashes(client, n.username) for n in (nurse, gone, bare)]
    assert [*counted, hashes(client, "nobody-of-this-name")] == [1, 1, 1, 1]


def test_the_answer_is_the_same_for_a_known_and_an_unknown_name(client, nurse):
    known, unknown = sign_in(client, nurse.username, "wrong"), sign_in(client, "nobody", "wrong")

    def said(answer):
        text = answer.text.replace(nurse.username, "nobody")
        return re.sub(r'(value|data-next)="[^"]*"', "", text)

    assert known.status_code == unknown.status_code == 409
    assert said(known) == said(unknown)


def test_who_enrolled_is_asked_for_the_code(client, nurse):
    secret = factors.offer_app(nurse)
    now = timezone.now()
    code = totp.code_at(secret, totp.step_of(now) - 1)
    factors.confirm_app(by=nurse, now=now, code=code)
    bare = sign_in(client, nurse.username)
    assert bare.status_code == 409
    assert "2차 인증" in bare.text
    assert client.get("/people/").status_code == 303
    assert sign_in(client, nurse.username, code="000000").status_code == 409
    right = totp.code_at(secret, totp.step_of(timezone.now()))
    assert sign_in(client, nurse.username, code=right).status_code == 303
    client.post("/staff/sign-out/")
    assert sign_in(client, nurse.username, code=right).status_code == 409


def test_a_recovery_code_stands_in_for_the_app_once(client, nurse):
    now = timezone.now()
    secret = factors.offer_app(nurse)
    factors.confirm_app(by=nurse, now=now, code=totp.code_at(secret, totp.step_of(now)))
    paper = factors.new_codes(by=nurse, now=now)[0]
    assert sign_in(client, nurse.username, code=factors.shown(paper)).status_code == 303
    client.post("/staff/sign-out/")
    assert sign_in(client, nurse.username, code=paper).status_code == 409


def test_five_wrong_codes_close_the_door_for_the_right_one_too(client, nurse):
    now = timezone.now()
    secret = factors.offer_app(nurse)
    factors.confirm_app(by=nurse, now=now, code=totp.code_at(secret, totp.step_of(now) - 1))
    for _ in range(5):
        sign_in(client, nurse.username, code="000000")
    right = totp.code_at(secret, totp.step_of(timezone.now()))
    assert sign_in(client, nurse.username, code=right).status_code == 409


def test_the_demonstration_never_asks_for_it(client, nurse, settings):
    settings.NARU_SECOND_FACTOR = False
    now = timezone.now()
    secret = factors.offer_app(nurse)
    factors.confirm_app(by=nurse, now=now, code=totp.code_at(secret, totp.step_of(now)))
    assert sign_in(client, nurse.username).status_code == 303


def test_live_staff_enrol_before_anything_else_and_residents_need_not(client, nurse, settings):
    settings.NARU_MUST_ENROL = True
    client.force_login(nurse)
    assert client.get("/people/")["Location"] == reverse("staff:methods")
    assert client.get(reverse("staff:methods")).status_code == 200
    client.force_login(make_account(Duty.RESIDENT))
    assert client.get("/guide/").status_code == 200
    assert client.get("/")["Location" if client.get("/").status_code == 303 else "Content-Type"]


def test_the_proof_is_handed_to_the_vaults_keys_and_kept_nowhere(client, nurse):
    heard = []
    unlocking.on_unlock(heard.append)
    try:
        sign_in(client, nurse.username)
    finally:
        unlocking._unlock.remove(heard.append)
    assert [(proof.account_id, proof.password, proof.prf) for proof in heard] == [
        (nurse.pk, PASSWORD, b"")
    ]
    assert PASSWORD not in repr(heard[0])
    assert PASSWORD not in str(dict(client.session))


@pytest.mark.parametrize(
    "to", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_one_is_sent_back_only_to_a_page_of_ours(client, nurse, to):
    answer = client.post(f"{URL}?next={to}", {"username": nurse.username, "password": PASSWORD})
    assert answer["Location"] == "/"


def test_one_is_told_of_wrong_passwords_since_the_last_time(client, nurse):
    sign_in(client, nurse.username)
    client.post("/staff/sign-out/")
    for _ in range(2):
        sign_in(client, nurse.username, "wrong")
    assert sign_in(client, nurse.username).status_code == 303
    assert "틀린 비밀번호가 2번" in client.get("/").text
    client.post("/staff/sign-out/")
    sign_in(client, nurse.username)
    assert "틀린 비밀번호" not in client.get("/").text
