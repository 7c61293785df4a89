"""Passkeys: they sign in, unlock and prove; forged, replayed, copied ones don't."""

import os
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from fido2.utils import websafe_encode

from naru.domain.duties import Duty
from naru.ground.pathway.testing import make_account
from naru.ground.staff import unlocking
from naru.ground.staff.models import Account, Passkey
from naru.ground.staff.tests.devices import Device

pytestmark = pytest.mark.django_db
ASK, USE = "/staff/passkey/ask/", "/staff/passkey/use/"
ASK_NEW, KEEP_NEW = "/staff/passkey/ask-new/", "/staff/passkey/keep-new/"


@pytest.fixture
def nurse():
    return make_account(Duty.NURSE)


@pytest.fixture
def device(nurse):
    return enrol(nurse, Device())


def enrol(account, device):
    client = Client()
    client.force_login(account)
    answer = keep(client, device)
    assert answer.status_code == 200, answer.content
    return device


def keep(client, device):
    asked = client.post(ASK_NEW).json()
    return client.post(KEEP_NEW, {"credential": device.make(asked), "name": "내 열쇠"})


def use(client, device, **more):
    return client.post(USE, {"credential": device.use(client.post(ASK).json()), **more})


def test_a_passkey_signs_in_without_a_name_or_a_password(client, device):
    assert use(client, device).json()["url"] == "/"
    assert client.get("/people/").status_code == 200
    assert client.session["how"] == "passkey"


def test_the_challenge_asks_for_verification_and_the_prf_output(client):
    asked = client.post(ASK).json()
    assert asked["userVerification"] == "required"
    assert asked["extensions"]["prf"]["eval"]["first"] == websafe_encode(unlocking.PRF_SALT)
    assert "allowCredentials" not in asked


def test_its_prf_output_is_handed_to_the_vault_and_kept_nowhere(client, nurse, device):
    heard, secret = [], os.urandom(32)
    unlocking.on_unlock(heard.append)
    try:
        use(client, device, prf=websafe_encode(secret))
        use(client, device, prf=websafe_encode(b"short"))
    finally:
        unlocking._unlock.remove(heard.append)
    assert [proof.prf for proof in heard] == [secret, b""]
    assert heard[0].account_id == nurse.pk
    assert heard[0].passkey_id == Passkey.objects.get().pk


def test_an_answer_counts_once(client, device):
    answer = device.use(client.post(ASK).json())
    assert client.post(USE, {"credential": answer}).status_code == 200
    assert client.post(USE, {"credential": answer}).status_code == 409
    client.post("/staff/sign-out/")
    client.post(ASK)
    assert client.post(USE, {"credential": answer}).status_code == 409


def test_a_challenge_is_over_after_five_minutes(client, device):
    asked = client.post(ASK).json()
    with time_machine.travel(timezone.now() + timedelta(minutes=6), tick=False):
        assert client.post(USE, {"credential": device.use(asked)}).status_code == 409


def test_a_challenge_of_another_session_is_none(client, device):
    asked = Client().post(ASK).json()
    client.post(ASK)
    assert client.post(USE, {"credential": device.use(asked)}).status_code == 409


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "https://testserver", "http://testserver.evil", "http://testserver:1"],
)
def test_an_answer_given_to_another_site_is_refused(client, nurse, origin):
    device = enrol(nurse, Device())
    device.origin = origin
    assert use(client, device).status_code == 409


def test_a_device_that_verified_nobody_is_refused(client, nurse, device):
    device.verifies = False
    assert use(client, device).status_code == 409
    client.force_login(nurse)
    assert keep(client, Device(verifies=False)).status_code == 409


def test_a_copied_passkey_shows_by_its_counter(client, device):
    use(client, device)
    use(client, device)
    device.count = 1
    client.post("/staff/sign-out/")
    assert use(client, device).status_code == 409


def test_another_name_can_not_be_put_on_it(client, device):
    other = websafe_encode(make_account(Duty.DIRECTOR).pk.bytes)
    asked = client.post(ASK).json()
    answer = client.post(USE, {"credential": device.use(asked, user=other)})
    assert answer.status_code == 409


def test_a_locked_account_stays_out(client, nurse, device):
    Account.objects.filter(pk=nurse.pk).update(is_active=False)
    assert use(client, device).status_code == 409


@pytest.mark.parametrize(
    "said",
    [
        "",
        "[]",
        "{}",
        "null",
        '"x"',
        '{"rawId": "!!", "response": {}}',
        "{" * 5000,
        '{"response":1}',
    ],
)
def test_nonsense_is_refused_in_words(client, nurse, said):
    client.post(ASK)
    answer = client.post(USE, {"credential": said})
    assert (answer.status_code, bool(answer.json()["why"])) == (409, True)
    client.force_login(nurse)
    client.post(ASK_NEW)
    assert client.post(KEEP_NEW, {"credential": said}).status_code == 409


def test_it_unlocks_only_its_own_session(client, nurse, device):
    client.force_login(nurse)
    client.post("/staff/lock/")
    stranger = enrol(make_account(Duty.DIRECTOR), Device())
    assert use(client, stranger).status_code == 409
    assert client.get("/people/")["Location"].startswith("/staff/unlock/")
    answer = use(client, device)
    assert answer.json()["token"]
    assert client.get("/people/").status_code == 200


def test_the_same_passkey_is_enrolled_once(client, nurse, device):
    client.force_login(nurse)
    asked = client.post(ASK_NEW).json()
    assert len(asked["excludeCredentials"]) == 1
    assert client.post(KEEP_NEW, {"credential": device.make(asked)}).status_code == 409


def test_trying_too_often_is_refused_for_a_while(client):
    codes = {client.post(USE, {"credential": "x"}).json()["why"] for _ in range(62)}
    assert len(codes) == 2
