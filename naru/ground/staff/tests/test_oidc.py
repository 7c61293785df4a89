"""The house's identity provider: it signs in, opens nothing, and has to prove it."""

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from naru.domain.duties import Duty
from naru.ground.pathway.testing import make_account
from naru.ground.staff.models import OidcLink

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"


class House:
    """A provider on this machine, with knobs to lie."""

    def __init__(self):
        self.key = ECKey.generate_key("P-256", {"kid": "1", "use": "sig"})
        self.lies, self.asked = {}, {}
        self.signer = self.key
        house = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self._answer(KeySet([house.key]).as_dict(private=False))

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                house.asked = {name: value[0] for name, value in parse_qs(body).items()}
                self._answer(house.answer())

            def _answer(self, said):
                body = said if isinstance(said, bytes) else json.dumps(said).encode()
                self.send_response(house.lies.get("status", 200))
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def settings(self):
        return {
            "name": "우리 기관",
            "issuer": "https://id.example",
            "authorize": "https://id.example/authorize",
            "token": f"{self.url}/token",
            "keys": f"{self.url}/keys",
            "client_id": "naru",
            "client_secret": "shared",
        }

    def answer(self):
        if "raw" in self.lies:
            return self.lies["raw"]
        now = int(time.time())
        claims = {
            "iss": "https://id.example",
            "aud": "naru",
            "sub": "nurse-1",
            "iat": now,
            "exp": now + 60,
            "nonce": self.nonce,
            **{k: v for k, v in self.lies.items() if k not in {"alg", "status"}},
        }
        header = {"alg": self.lies.get("alg", "ES256"), "kid": "1"}
        return {"id_token": jwt.encode(header, claims, self.signer, algorithms=[header["alg"]])}


@pytest.fixture
def house(settings):
    made = House()
    settings.NARU_OIDC = made.settings()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def nurse(house):
    account = make_account(Duty.NURSE)
    OidcLink.objects.create(
        account=account, issuer="https://id.example", subject="nurse-1", since=account.made_at
    )
    return account


def go(client, house, start="/staff/oidc/", **said):
    """The browser's way to the provider and back."""
    answer = client.post(start, {"next": "/people/"})
    sent = {name: v[0] for name, v in parse_qs(urlsplit(answer["Location"]).query).items()}
    house.nonce, house.sent = sent["nonce"], sent
    return client.get("/staff/oidc/back/", {"code": "c", "state": sent["state"], **said})


def test_the_provider_signs_in_and_opens_nothing(client, house, nurse):
    back = go(client, house)
    assert 'content="0;url=/people/"' in back.text
    assert client.get("/people/")["Location"].startswith("/staff/unlock/")
    right = client.post("/staff/unlock/?next=/people/", {"password": PASSWORD})
    assert right["Location"] == "/people/"
    assert client.get("/people/").status_code == 200


def test_the_exchange_is_bound_by_pkce_and_a_secret(client, house, nurse):
    go(client, house)
    digest = hashlib.sha256(house.asked["code_verifier"].encode()).digest()
    assert house.sent["code_challenge"] == base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    assert house.asked["client_secret"] == "shared"
    assert house.sent["redirect_uri"] == house.asked["redirect_uri"]
    assert house.sent["scope"] == "openid"


@pytest.mark.parametrize(
    "lie",
    [
        {"iss": "https://evil.example"},
        {"aud": "other"},
        {"nonce": "other"},
        {"exp": 1},
        {"iat": None},
        {"sub": "somebody-else"},
        {"status": 500},
        {"status": 302},
        {"raw": b"nonsense"},
        {"raw": b"[]"},
        {"raw": {"id_token": "a.b.c"}},
        {"raw": {}},
    ],
    ids=str,
)
def test_what_proves_nothing_signs_nobody_in(client, house, nurse, lie):
    house.lies = lie
    assert go(client, house)["Location"] == "/staff/sign-in/"
    assert client.get("/people/")["Location"].startswith("/staff/sign-in/")


def test_a_token_of_another_key_or_of_none_is_refused(client, house, nurse):
    house.signer = ECKey.generate_key("P-256", {"kid": "1"})
    assert go(client, house)["Location"] == "/staff/sign-in/"
    head = base64.urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=").decode()
    house.lies = {"raw": {"id_token": f"{head}.e30."}}
    assert go(client, house)["Location"] == "/staff/sign-in/"


def test_the_way_back_must_be_the_one_that_was_gone(client, house, nurse):
    assert go(client, house, state="other")["Location"] == "/staff/sign-in/"
    assert go(client, house, state="é")["Location"] == "/staff/sign-in/"
    assert client.get("/staff/oidc/back/", {"code": "c", "state": "s"})["Location"]
    again = go(client, house)
    assert again.status_code == 200
    replayed = client.get("/staff/oidc/back/", {"code": "c", "state": house.sent["state"]})
    assert replayed["Location"] == "/staff/sign-in/"


def test_a_locked_account_stays_out(client, house, nurse):
    nurse.is_active = False
    nurse.save()
    assert go(client, house)["Location"] == "/staff/sign-in/"


def test_one_links_ones_own_account_after_proving_who_one_is(client, house):
    account = make_account(Duty.NURSE)
    client.force_login(account)
    assert go(client, house, "/staff/oidc/link/").status_code == 200
    assert OidcLink.objects.get().account == account
    client.force_login(make_account(Duty.DIRECTOR))
    assert go(client, house, "/staff/oidc/link/")["Location"] == "/staff/sign-in/"
    assert OidcLink.objects.get().account == account


def test_without_a_provider_there_is_no_such_page(client):
    assert client.post("/staff/oidc/").status_code == 404
    assert client.get("/staff/oidc/back/").status_code == 303
