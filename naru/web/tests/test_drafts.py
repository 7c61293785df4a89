"""What was typed survives a session that ends or locks mid-form, also without the page's script."""

import pytest
from django.conf import settings
from django.urls import reverse

from naru.domain.duties import Duty
from naru.ground.pathway.testing import make_account
from naru.web.actions import draft_of
from naru.web.models import Draft

pytestmark = pytest.mark.django_db
SAID = {"username": "half", "name": "반쯤", "password": "secret words of mine"}


@pytest.fixture
def there(client):
    """Somebody at a form since a moment ago."""
    account = make_account(Duty.CASEWORKER)
    client.force_login(account)
    client.get("/people/")
    return account


def back(client, key, minutes):
    """The clock of the session set back: 'began' ends the shift, 'seen' locks."""
    session = client.session
    session[key] -= minutes * 60 + 60
    session.save()


@pytest.mark.parametrize(
    ("key", "minutes", "to"),
    [
        ("seen", settings.NARU_IDLE_MINUTES, "/staff/unlock/"),
        ("began", settings.NARU_SHIFT_HOURS * 60, "/staff/sign-in/"),
    ],
)
def test_what_was_sent_too_late_is_kept_without_its_secrets(client, there, key, minutes, to):
    back(client, key, minutes)
    assert client.post("/search/", SAID)["Location"].startswith(to)
    said, _at = draft_of(there, "/search/")
    assert said == {"username": ["half"], "name": ["반쯤"]}


def test_a_session_that_was_locked_before_takes_nothing(client, there):
    client.post("/staff/lock/")
    assert client.post("/search/", SAID)["Location"].startswith("/staff/unlock/")
    assert not Draft.objects.exists()


def test_nothing_is_kept_of_accounts_and_keys(client, there):
    back(client, "seen", settings.NARU_IDLE_MINUTES)
    client.post(reverse("staff:make"), SAID)
    assert not Draft.objects.exists()
