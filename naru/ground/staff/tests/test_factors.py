"""Second factors: codes once, recovery codes once and hashed, limits for all processes."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from naru.domain.duties import Duty
from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.testing import make_account
from naru.ground.staff import factors, limits, totp
from naru.ground.staff.models import Authenticator, Passkey, RecoveryCode, Tries

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
WIDE = {ord(digit): ord(digit) - ord("0") + 0xFF10 for digit in "0123456789"}
RFC = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@pytest.fixture
def account():
    return make_account(Duty.NURSE)


def enrolled(account, now=NOW):
    secret = factors.offer_app(account)
    code = totp.code_at(secret, totp.step_of(now))
    assert isinstance(factors.confirm_app(by=account, now=now, code=code), Done)
    return secret


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_are_those_of_rfc_6238(seconds, code):
    assert totp.code_at(RFC, seconds // 30) == code


def test_a_code_passes_once_and_no_earlier_one_afterwards(account):
    secret = enrolled(account)
    later = NOW + timedelta(seconds=60)
    code = totp.code_at(secret, totp.step_of(later))
    assert factors.passes(account, code, later)
    assert not factors.passes(account, code, later)
    before = totp.code_at(secret, totp.step_of(later) - 1)
    assert not factors.passes(account, before, later)


@pytest.mark.parametrize(
    "code", ["", "000000", "12345", "123456".translate(WIDE), "가나다라마바", "9" * 40]
)
def test_a_wrong_code_passes_nobody(account, code):
    enrolled(account)
    assert not factors.passes(account, code, NOW + timedelta(hours=1))


def test_the_secret_stands_sealed_in_the_database(account):
    secret = enrolled(account)
    row = Authenticator.objects.get(person_id=account.pk)
    assert secret.encode() not in bytes(row.sealed)


def test_recovery_codes_are_hashed_and_open_once(account):
    codes = factors.new_codes(by=account, now=NOW)
    assert len(set(codes)) == 10
    kept = " ".join(RecoveryCode.objects.values_list("hashed", flat=True))
    assert not any(code in kept for code in codes)
    typed = factors.shown(codes[0]).upper()
    assert factors.passes(account, typed, NOW)
    assert not factors.passes(account, typed, NOW)
    assert factors.codes_left(account) == 9
    assert not factors.passes(make_account(Duty.NURSE), codes[1], NOW)
    factors.new_codes(by=account, now=NOW)
    assert not factors.passes(account, codes[1], NOW)


def test_the_last_second_factor_stays(account):
    enrolled(account)
    assert factors.remove_app(by=account, now=NOW) == Refusal("factor.last")
    key = Passkey.objects.create(
        account=account, credential="c", name="열쇠", data=b"x", made_at=NOW
    )
    assert isinstance(factors.remove_app(by=account, now=NOW), Done)
    assert factors.remove_passkey(by=account, now=NOW, passkey_id=key.pk) == Refusal("factor.last")


def test_a_limit_counts_in_the_database_and_forgets_after_its_minutes():
    with time_machine.travel(NOW, tick=False) as clock:
        assert [limits.spend("x", "a", most=3, minutes=5) for _ in range(3)] == [None] * 3
        assert limits.spend("x", "a", most=3, minutes=5).code == "limits.too_often"
        assert limits.spend("x", "b", most=3, minutes=5) is None
        clock.shift(301)
        assert limits.spend("x", "a", most=3, minutes=5) is None
    assert "a" not in Tries.objects.values_list("key", flat=True)


@pytest.mark.parametrize(
    ("proxies", "header", "whence"),
    [
        (0, "9.9.9.9", "127.0.0.1"),
        (1, "6.6.6.6, 9.9.9.9", "9.9.9.9"),
        (2, "6.6.6.6, 9.9.9.9, 10.0.0.1", "9.9.9.9"),
        (2, "9.9.9.9", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_an_address_is_what_the_houses_own_proxies_saw(rf, settings, proxies, header, whence):
    settings.NARU_PROXIES = proxies
    request = rf.get("/", headers={"X-Forwarded-For": header})
    assert limits.address_of(request) == whence


def test_the_moment_of_a_step_is_utc():
    assert totp.step_of(datetime(1970, 1, 1, 0, 1, tzinfo=UTC)) == 2
    assert totp.step_of(timezone.now()) > 0
