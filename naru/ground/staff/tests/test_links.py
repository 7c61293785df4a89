"""One-time links: nobody chooses a password for somebody else, and a link opens once."""

import io
import re
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground import ledger
from naru.ground.pathway.testing import make_account
from naru.ground.staff import factors, links, totp
from naru.ground.staff.models import Account, OneTimeLink
from naru.ground.vault import SYSTEM

pytestmark = pytest.mark.django_db
OLD, NEW = "a long enough password", "모과나무 아래에서 책을 읽는다"
BOTH = {"password": NEW, "again": NEW}


@pytest.fixture
def admin():
    return make_account(Duty.SYSTEM_ADMINISTRATOR)


@pytest.fixture
def nurse():
    return make_account(Duty.NURSE)


def at(account):
    browser = Client()
    browser.force_login(account)
    return browser


def issue(admin, account):
    done, secret = links.issue_link(by=admin, now=timezone.now(), account_id=account.pk)
    assert isinstance(done, Done)
    return reverse("staff:use_link", args=[secret])


def sign_in(browser, username, password, **more):
    said = {"username": username, "password": password, **more}
    return browser.post("/staff/sign-in/", said)


def test_a_newcomer_chooses_the_password_and_nobody_else_has_known_it(admin, client):
    desk = at(admin)
    assert "new-password" not in desk.get(reverse("staff:make")).text
    page = desk.post(reverse("staff:make"), {"username": "new", "name": "새 직원"})
    assert page.status_code == 200
    path = re.search(r"http://testserver(/staff/link/[\w-]{43}/)", page.text)[1]
    assert "<svg" in page.text
    assert page["Cache-Control"] == "no-store"
    assert sign_in(client, "new", "").status_code == 422
    assert client.get(path).status_code == 200
    assert client.get(path).status_code == 200  # looking at it doesn't use it up
    assert client.post(path, {"password": NEW, "again": OLD}).status_code == 422
    assert client.post(path, {"password": "short", "again": "short"}).status_code == 409
    assert client.post(path, BOTH)["Location"] == reverse("staff:sign_in")
    used = client.post(path, BOTH)
    assert used.status_code == 409
    assert "이미 사용하였거나" in used.text
    assert client.get(path).status_code == 409
    assert sign_in(client, "new", NEW).status_code == 303
    acts = list(ledger.Entry.objects.order_by("seq").values_list("action", flat=True))
    assert acts == ["make_account", "issue_link", "use_link"]


def test_the_database_holds_no_link(admin, nurse):
    secret = issue(admin, nurse).split("/")[-2]
    row = OneTimeLink.objects.get()
    assert secret not in row.hashed
    assert len(row.hashed) == 64


def test_a_lost_password_is_replaced_by_its_holder_and_every_session_ends(admin, nurse, client):
    theirs = at(nurse)
    assert theirs.get("/people/").status_code == 200
    desk, url = at(admin), reverse("staff:issue_link", args=[nurse.pk])
    assert desk.get(url).status_code == 200
    assert desk.post(url, {}).status_code == 422
    page = desk.post(url, {"sure": "on"})
    path = re.search(r"http://testserver(/staff/link/[\w-]{43}/)", page.text)[1]
    assert sign_in(Client(), nurse.username, OLD).status_code == 303  # until the link is used
    assert client.post(path, BOTH).status_code == 303
    assert theirs.get("/people/").status_code == 303
    assert sign_in(client, nurse.username, OLD).status_code == 409
    assert sign_in(client, nurse.username, NEW).status_code == 303


def test_a_reset_goes_around_no_second_factor(admin, nurse, client):
    now = timezone.now()
    secret = factors.offer_app(nurse)
    factors.confirm_app(by=nurse, now=now, code=totp.code_at(secret, totp.step_of(now) - 1))
    assert client.post(issue(admin, nurse), BOTH).status_code == 303
    bare = sign_in(client, nurse.username, NEW)
    assert bare.status_code == 409
    assert "2차 인증" in bare.text
    code = totp.code_at(secret, totp.step_of(timezone.now()))
    assert sign_in(client, nurse.username, NEW, code=code).status_code == 303


def test_a_newer_link_an_expired_one_and_a_locked_account(admin, nurse, client):
    first, second = issue(admin, nurse), issue(admin, nurse)
    assert client.post(first, BOTH).status_code == 409
    with time_machine.travel(timezone.now() + links.VALID + timedelta(seconds=1), tick=False):
        assert client.post(second, BOTH).status_code == 409
    third = issue(admin, nurse)
    Account.objects.filter(pk=nurse.pk).update(is_active=False)
    assert client.post(third, BOTH).status_code == 409
    refused = links.issue_link(by=admin, now=timezone.now(), account_id=nurse.pk)
    assert refused == Refusal("link.locked")
    assert (
        at(admin).post(reverse("staff:issue_link", args=[nurse.pk]), {"sure": "on"}).status_code
        == 409
    )


def test_nobody_makes_a_link_for_themselves_and_only_administrators_make_any(admin, nurse):
    mine = reverse("staff:issue_link", args=[admin.pk])
    assert at(admin).post(mine, {"sure": "on"}).status_code == 409
    assert at(nurse).post(mine, {"sure": "on"}).status_code == 403


def test_links_are_not_tried_out(client, nurse):
    for _ in range(20):
        assert client.get("/staff/link/nonsense/").status_code == 409
    said = client.get("/staff/link/nonsense/")
    assert "시도 횟수가 너무 많아" in said.text


def test_from_the_machine_itself(client):
    out = io.StringIO()
    call_command("account", "first", "--link", "--duty", "system_administrator", stdout=out)
    path = re.search(r"/staff/link/[\w-]+/", out.getvalue())[0]
    assert client.post(path, BOTH).status_code == 303
    assert sign_in(client, "first", NEW).status_code == 303
    Account.objects.update(is_active=False)
    with pytest.raises(CommandError, match="no link"):
        call_command("account", "first", "--link", stdout=out)


def test_the_system_issues_for_anybody(nurse):
    made = links.issue_link(by=SYSTEM, now=timezone.now(), account_id=nurse.pk)
    assert links.account_of(made[1], timezone.now()) == nurse
    assert links.account_of(made[1] + "x", timezone.now()) is None
