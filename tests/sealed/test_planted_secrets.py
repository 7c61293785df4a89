"""Someone with the database, log, backups and the application's folder, and no key, learns nothing.

500 secrets lie in each of the seven compartments; they are looked for in the raw pages, the
write-ahead log, temporary files, logs, backups, and the memory of processes that were just started
and in which nobody has signed in.
"""

import json
import os
import random
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

from naru.ground.vault import Compartment
from tests.sealed import hunt

ROOT = Path(__file__).parents[2]
SECRETS = 500
SYLLABLES = "가나다라마바사아자차카타파하고노도로모보소오조초코토포호"
NARU = "import sys; from naru.cli import main; sys.exit(main(sys.argv[1:]))"
PATIENCE = 60


def planted():
    """Two stems that no text has by chance, and 500 secrets a compartment made from them."""
    chance = random.SystemRandom()
    stems = ["".join(chance.choices(SYLLABLES, k=10)), "".join(chance.choices("bcdfghjkmnp", k=14))]
    secrets = {
        part.value: [f"{stems[n % 2]}{part.value}{n:03}" for n in range(SECRETS)]
        for part in Compartment
    }
    return stems, secrets


@contextmanager
def running(*args, env, log):
    """A process, ended by its own id; what it says goes to the log."""
    with log.open("ab") as out:
        run = subprocess.Popen([sys.executable, *args], env=env, cwd=ROOT, stdout=out, stderr=out)
        try:
            yield run
        finally:
            run.terminate()
            run.wait(30)


def wait_for(ready):
    """Until it is ready; PATIENCE seconds at most."""
    for _ in range(PATIENCE * 10):
        if ready():
            return
        time.sleep(0.1)
    raise AssertionError("it didn't start")


def answers(url):
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def centre(tmp_path_factory):
    """The folder of a centre after the secrets were planted and the power went."""
    place = tmp_path_factory.mktemp("centre")
    for name in ("home/keys", "home/agent", "tmp", "logs"):
        (place / name).mkdir(parents=True)
    (place / "home/keys/secret.txt").write_text("only for tests")
    stems, secrets = planted()
    (place / "secrets.json").write_text(json.dumps(secrets))
    env = {
        **os.environ,
        "NARU_HOME": str(place / "home"),
        "NARU_HOSTS": "127.0.0.1,testserver",
        "TMPDIR": str(place / "tmp"),
        "DJANGO_SETTINGS_MODULE": "naru.config.live",
    }
    with running("-c", NARU, "agent", env=env, log=place / "logs/agent.log"):
        wait_for((place / "home/agent/socket").exists)
        made = place / "off-site.txt"
        subprocess.run(
            [sys.executable, "-c", NARU, "backup", "--make-key", str(made)],
            env=env, cwd=ROOT, check=True, capture_output=True,
        )  # fmt: skip
        with running(
            "-m", "tests.sealed.plant", str(place), env=env, log=place / "logs/app.log"
        ) as run:
            code = run.wait(300)
            assert code == 0, (place / "logs/app.log").read_text()[-3000:]
    return place, env, {spelling for stem in stems for spelling in hunt.spellings(stem)}


def test_the_hunt_finds_what_is_not_sealed(tmp_path):
    """Whatever encoding a text hides in, on disk and in the memory of a process."""
    text = "가나다라마바사아"
    for place, spelling in enumerate(sorted(hunt.spellings(text))):
        (tmp_path / f"{place}").write_bytes(b"\x07" * place + spelling + b"\xff")
    found = {line.partition(":")[0] for line in hunt.in_files([tmp_path], hunt.spellings(text))}
    assert len(found) == len(hunt.spellings(text))
    code = (
        "import sys; kept = [(sys.argv[1] + str(n)).encode('utf-16-le') for n in range(9)];"
        "print(flush=True); sys.stdin.read()"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", code, text], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    run.stdout.readline()
    read, hits = hunt.in_memory(run.pid, [text.encode("utf-16-le")])
    run.communicate()
    assert read > 1_000_000
    assert hits


@pytest.mark.slow
def test_no_file_tells_a_secret(centre):
    place, _env, spellings = centre
    home = place / "home"
    names = {path.name for path in home.rglob("*") if path.is_file()}
    assert {"naru.sqlite3", "naru.sqlite3-wal", "journal.jsonl"} <= names
    assert (home / "naru.sqlite3-wal").stat().st_size > 100_000
    assert len(list((home / "backups").glob("*.age"))) == 2
    assert "seal" in (place / "logs/app.log").read_text()
    read = sum(path.stat().st_size for path in place.rglob("*") if path.is_file())
    assert read > 5_000_000
    assert hunt.in_files([place, ROOT / "naru"], spellings) == []


@pytest.mark.slow
def test_a_process_just_started_and_locked_tells_no_secret(centre):
    place, env, spellings = centre
    port, logs = free_port(), place / "logs"
    serve = ("-c", NARU, "serve", "--port", str(port))
    (place / "home/agent/socket").unlink(missing_ok=True)
    with (
        running("-c", NARU, "agent", env=env, log=logs / "agent.log") as agent,
        running(*serve, env=env, log=logs / "serve.log") as web,
    ):
        wait_for((place / "home/agent/socket").exists)
        wait_for(lambda: answers(f"http://127.0.0.1:{port}/healthz"))
        pids = [*hunt.family(agent.pid), *hunt.family(web.pid)]
        assert len(pids) >= 3
        for pid in pids:
            read, hits = hunt.in_memory(pid, spellings)
            assert hits == []
            assert read > 1_000_000
    assert hunt.in_files([logs, place / "tmp"], spellings) == []


@pytest.mark.slow
def test_a_lived_in_centre_holds_no_resident_in_plain(tmp_path):
    """Ninety days of every room's work, as the demonstration lives through them."""
    env = {
        **os.environ,
        "NARU_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "naru.config.demo",
    }
    code = (
        "import json, sys, django; from django.core.management import call_command as run;"
        "django.setup(); run('seed', '--people', '10', stdout=sys.stderr);"
        "from naru.ground import people; from naru.ground.people.models import Card;"
        "from naru.ground.vault import SYSTEM;"
        "labels = people.labels(SYSTEM, Card.objects.values_list('person_id', flat=True));"
        "print(json.dumps([n['text'] for one in labels.values() for n in one.names]))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], env=env, cwd=ROOT, check=True, capture_output=True, text=True
    )
    names = set(json.loads(run.stdout))
    assert len(names) > 10
    spellings = {one for name in names for one in hunt.spellings(name)}
    assert hunt.in_files([tmp_path], spellings) == []
