"""`naru demo`: a first start serves as well as the next ones."""

import sys

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from naru.web.management.commands import demo


@pytest.fixture
def runs(monkeypatch):
    """What the command runs in a process of its own, and what in its own."""
    seen = []

    def run(command, **_more):
        seen.append(command)
        return type("Done", (), {"returncode": 0})

    monkeypatch.setattr(demo, "check_port", lambda *_: None)
    monkeypatch.setattr(demo, "is_set_up", lambda: True)
    monkeypatch.setattr(demo, "is_empty", lambda: True)
    monkeypatch.setattr(demo.subprocess, "run", run)
    monkeypatch.setattr(demo, "call_command", lambda *args, **_more: seen.append(list(args)))
    return seen


def test_the_centre_is_filled_in_a_process_of_its_own(runs):
    call_command("demo", port=8000)
    assert runs == [[sys.executable, "-m", "naru.cli", "seed"], ["serve"]]


def test_a_centre_that_was_not_filled_is_not_served(runs, monkeypatch):
    monkeypatch.setattr(demo.subprocess, "run", lambda *_a, **_m: type("D", (), {"returncode": 1}))
    with pytest.raises(CommandError, match="start again"):
        call_command("demo", port=8000)
    assert runs == []
