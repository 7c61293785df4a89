"""What may pass once passes once, also when eight ask at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from naru.domain.duties import Duty
from naru.domain.refusals import Done
from naru.ground.pathway.testing import make_account
from naru.ground.staff import factors, limits, links, totp
from naru.ground.vault import SYSTEM

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]
AT_ONCE = 8


def at_once(ask):
    """The answers of eight threads that ask at the same moment."""
    start = Barrier(AT_ONCE)

    def one(_number):
        start.wait()
        try:
            return ask()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(AT_ONCE)))


def test_a_code_a_recovery_code_and_a_limit_are_spent_once():
    account, now = make_account(Duty.NURSE), timezone.now()
    secret = factors.offer_app(account)
    early = totp.code_at(secret, totp.step_of(now) - 1)
    assert isinstance(factors.confirm_app(by=account, now=now, code=early), Done)
    code = totp.code_at(secret, totp.step_of(now))
    assert sum(at_once(lambda: factors.passes(account, code, now))) == 1
    paper = factors.new_codes(by=account, now=now)[0]
    assert sum(at_once(lambda: factors.passes(account, paper, now))) == 1
    spent = at_once(lambda: limits.spend("race", "x", most=3, minutes=5))
    assert spent.count(None) == 3


def test_a_one_time_link_sets_one_password():
    account, now = make_account(Duty.NURSE), timezone.now()
    _done, secret = links.issue_link(by=SYSTEM, now=now, account_id=account.pk)
    given = {"now": now, "secret": secret, "password": "모과나무 아래에서 책을 읽는다"}
    said = at_once(lambda: links.use_link(**given))
    assert sum(isinstance(one, Done) for one in said) == 1
