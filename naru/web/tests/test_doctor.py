"""`naru doctor` names what is wrong, and what to do."""

import fcntl
import json
import os
from datetime import timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, connections
from django.utils import timezone

from naru.ground.ledger import sequencing
from naru.ground.ledger.models import Cosignature
from naru.ground.pathway.testing import make_case
from naru.ground.storage import health
from naru.ground.storage.health import State
from naru.ground.storage.sqlite import keeper
from naru.ground.storage.sqlite.gate import gate_of
from naru.ground.vault.custody.errors import AgentAwayError
from naru.ground.vault.keeper import standing_in
from naru.ground.vault.keys import make_key_file
from naru.web import doctor

pytestmark = [pytest.mark.django_db, pytest.mark.both]
SQLITE_ONLY = pytest.mark.skipif("connection.vendor != 'sqlite'")
POSTGRES_ONLY = pytest.mark.skipif("connection.vendor == 'sqlite'")


@pytest.fixture(autouse=True)
def _quick_server(monkeypatch):
    """The tests' own PostgreSQL writes without fsync, which a centre's must not."""
    monkeypatch.delitem(health.POSTGRES_MODE, "fsync")


@pytest.fixture(autouse=True)
def home(tmp_path, settings):
    tmp_path.chmod(0o700)
    settings.NARU_HOME = tmp_path
    settings.NARU_KEY_FILE = tmp_path / "keys" / "vault.json"
    make_key_file(settings.NARU_KEY_FILE)
    return tmp_path


def lived(**given):
    """Somebody came, and the acts have their places in the log."""
    make_case(**given)
    sequencing.step()


def found():
    return {one.name: one for one in doctor.look()}


def wrong():
    return {name for name, one in found().items() if one.state == State.WRONG}


def test_a_sound_centre():
    said = found()
    assert {name for name, one in said.items() if one.state == State.WRONG} == set()
    engine = {"gate", "checkpointer"} if connection.vendor == "sqlite" else set()
    general = {"database", "mode", "schema", "disk", "home", "clock", "keys", "agent", "holders"}
    assert set(said) == general | {"migrations", "witness", "policy", "scanner"} | engine
    assert said["witness"].state == State.NOTE
    assert all(one.do for one in said.values() if one.state != State.FINE)


def test_for_a_program_and_for_people(home):
    out = StringIO()
    call_command("doctor", stdout=out)
    assert "witness" in out.getvalue()
    home.chmod(0o755)
    out = StringIO()
    with pytest.raises(CommandError, match="1 thing is wrong"):
        call_command("doctor", json=True, stdout=out)
    said = json.loads(out.getvalue())
    assert not said["healthy"]
    (one,) = [row for row in said["findings"] if row["state"] == "wrong"]
    assert one["name"] == "home"
    assert "chmod 700" in one["do"]


@pytest.mark.parametrize("name", ["keys/vault.json", "keys/secret.txt", "keys/log.key", "keys"])
def test_keys_open_to_others(home, name):
    lived()
    path = home / name
    if name == "keys/secret.txt":
        path.write_text("x")
    path.chmod(path.stat().st_mode | 0o040)
    assert wrong() == {"keys"}


def test_keys_that_are_missing(home):
    lived()
    (home / "keys" / "log.key").unlink()
    assert "log.key is missing" in found()["keys"].what
    (home / "keys" / "vault.json").unlink()
    assert wrong() == {"keys"}


def test_an_entry_from_the_future_and_a_clock_before_this_version(monkeypatch):
    now = timezone.now()
    lived(now=now + timedelta(hours=1))
    assert wrong() == {"clock"}
    monkeypatch.setattr(doctor.timezone, "now", lambda: now - timedelta(days=9000))
    monkeypatch.setattr(doctor.Entry.objects, "order_by", lambda *_names: NOBODY)
    assert "before this version" in doctor.clock().what


NOBODY = SimpleNamespace(values_list=lambda *_names, **_how: SimpleNamespace(first=lambda: None))


def test_a_witness_who_has_gone_quiet():
    lived()
    given = {"id": "0" * 64, "size": 1, "vkey": "w", "line": "l"}
    at = timezone.now()
    Cosignature.objects.create(at=at, **given)
    assert wrong() == set()
    Cosignature.objects.create(**{**given, "id": "1" * 64, "size": 0}, at=at - timedelta(days=3))
    assert wrong() == set()


def test_a_stale_witness():
    lived()
    lived()
    at = timezone.now() - timedelta(days=3)
    Cosignature.objects.create(id="0" * 64, size=1, vkey="w", line="l", at=at)
    assert wrong() == {"witness"}
    assert found()["witness"].what.startswith("stale")


class Agent:
    """An agent that says this of itself."""

    def __init__(self, **said):
        fences = {"no network": 1, "memory never swapped": 1}
        self.said = {"sessions": 2, "canaries": 70, "waiting": 0, "fences": fences, **said}

    def status(self):
        if self.said["sessions"] is None:
            raise AgentAwayError("it doesn't answer")
        return self.said


@pytest.mark.parametrize(
    ("said", "state", "what"),
    [
        ({}, State.FINE, "behind its fences"),
        ({"sessions": None}, State.WRONG, "doesn't answer"),
        ({"waiting": 9_000}, State.WRONG, "wait for the ledger"),
        ({"fences": {"memory never swapped": 0}}, State.NOTE, "not fenced: memory never swapped"),
    ],
)
def test_how_the_agent_is(said, state, what):
    with standing_in(Agent(**said)):
        found = doctor.agent()
    assert (found.state, what in found.what) == (state, True)
    assert found.do or state == State.FINE


def test_keys_inside_the_program_and_compartments_that_the_machine_holds():
    lived()
    said = found()
    assert "inside this program" in said["agent"].what
    assert "the machine can open it" in said["holders"].what
    assert "no recovery sheet" in said["holders"].what


def test_a_scanner_that_is_set_up_and_away(settings, tmp_path):
    assert found()["scanner"].state == State.NOTE
    settings.NARU_CLAMD = str(tmp_path / "clamd")
    said = found()["scanner"]
    assert said.state == State.WRONG
    assert "uploads are refused" in said.what


def test_a_migration_that_waits(monkeypatch):
    monkeypatch.setattr(doctor.MigrationExecutor, "migration_plan", lambda _self, _targets: [1, 2])
    assert wrong() == {"migrations"}


def test_a_full_disk(home, monkeypatch):
    monkeypatch.setattr(health.shutil, "disk_usage", lambda _path: SimpleNamespace(free=1))
    assert wrong() == {"disk"}
    assert health.free_space(home, least=0).state == State.NOTE


def test_what_cant_be_looked_at_is_wrong(monkeypatch):
    def broken():
        raise OperationalError("gone")

    monkeypatch.setattr(doctor, "migrations", broken)
    assert "gone" in found()["migrations"].what
    assert wrong() == {"migrations"}


@pytest.mark.parametrize(
    ("version", "affected"),
    [
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 50, 4), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((4, 0, 0), False),
    ],
)
def test_which_sqlite_resets_its_log_too_early(version, affected):
    assert health.resets_the_log(version) is affected


@SQLITE_ONLY
def test_sqlites_settings_and_schema(monkeypatch):
    monkeypatch.setattr(health.sqlite3, "sqlite_version_info", (3, 51, 3))
    assert "WAL-reset" not in found()["database"].what
    with connection.schema_door():
        assert wrong() == {"schema"}
        connection.connection.execute("DROP TABLE doctor")
    monkeypatch.setattr(health, "file_system", lambda _path: "nfs4")
    assert "network" in found()["mode"].what
    monkeypatch.setitem(health.SQLITE_MODE, "synchronous", 3)
    assert "synchronous=2" in found()["mode"].what


@SQLITE_ONLY
def test_a_gate_that_stays_shut_and_a_log_that_grows(tmp_path, monkeypatch):
    monkeypatch.setattr(connections["default"], "path", str(tmp_path / "other.sqlite3"))
    monkeypatch.setattr(connections["default"], "inside", False)
    assert health.write_gate(0.01).state == State.FINE
    somebody = gate_of(connection.path)
    somebody.enter("somebody", 1)
    said = health.write_gate(0.01)
    assert said.state == State.WRONG
    assert str(os.getpid()) in said.what
    somebody.leave("somebody")
    monkeypatch.setattr(keeper, "log_size", lambda _path: 1 << 30)
    assert health.checkpointer().state == State.WRONG


@SQLITE_ONLY
def test_who_holds_a_file(tmp_path):
    assert health.holder(str(tmp_path / "none")) is None
    with (tmp_path / "held").open("w") as file:
        assert health.holder(file.name) is None
        fcntl.flock(file, fcntl.LOCK_EX)
        assert health.holder(file.name) == os.getpid()
    assert health.file_system(tmp_path / "held")


@POSTGRES_ONLY
def test_postgres_clock_and_mode(monkeypatch):
    monkeypatch.setattr(doctor, "_server_time", lambda: timezone.now() + timedelta(minutes=1))
    assert wrong() == {"clock"}
    monkeypatch.setitem(health.POSTGRES_MODE, "fsync", "never")
    assert "fsync" in health.postgres_mode().what
