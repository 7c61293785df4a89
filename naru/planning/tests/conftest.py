"""Whoever plans, signed in, and what the tests of the planner ask."""

from typing import Any

import pytest
from django.test import Client

from naru.domain.duties import Duty
from naru.ground.pathway.testing import make_account
from naru.planning import running

SMALL = "profile=ngo&from=empty&days=56"


@pytest.fixture(autouse=True)
def _a_desk_of_its_own(monkeypatch: Any) -> None:
    """No question of another test, and patience: the machine may be busy."""
    monkeypatch.setattr("naru.planning.asking.QUICK_WAIT", 120.0)
    monkeypatch.setattr("naru.planning.asking.MORE_WAIT", 120.0)
    monkeypatch.setattr("naru.planning.pages.files.WAIT", 120.0)
    monkeypatch.setattr("naru.planning.pages.day.WAIT", 120.0)
    monkeypatch.setattr("naru.planning.pages.measured.WAIT", 120.0)
    monkeypatch.setattr(running, "DESK", running.Desk())
    monkeypatch.setattr("naru.planning.preventing.DESK", running.DESK)


@pytest.fixture
def sits(db: Any) -> Any:
    """A browser of somebody with a duty: `sits(Duty.DIRECTOR, lang="ko")`."""

    def sit(duty: Duty, lang: str = "en") -> Client:
        client = Client()
        client.cookies["django_language"] = lang
        client.account = make_account(duty)  # type: ignore[attr-defined]
        client.force_login(client.account, "django.contrib.auth.backends.ModelBackend")  # type: ignore[attr-defined]
        return client

    return sit


@pytest.fixture
def director(sits: Any) -> Any:
    return sits(Duty.DIRECTOR)
