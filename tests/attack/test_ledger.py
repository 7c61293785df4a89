"""Somebody with every right but the log's key: bytes of bundles, of the file, and of yesterday."""

import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing, contextmanager
from random import Random

import pytest

from naru.ground.ledger import witness_server
from naru.ground.ledger.witnessing import Witness, make
from tests.system.conftest import ROOT, environment, run
from tests.verifiers import Browser, flipped, python_says

DATABASE = "naru.sqlite3"
MASKS = (0x01, 0x20, 0x80)
EDITS = 24
SAMPLE = 60


@pytest.fixture
def browser(engine):
    page = engine.new_page()
    yield Browser(page)
    page.close()


@pytest.fixture
def copy(home, tmp_path):
    """A centre of one's own, its database in one file."""
    folder = tmp_path / "home"
    shutil.copytree(home, folder)
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder


def naru(folder, *command):
    """A command that may fail: its exit code and all that it said."""
    args = [sys.executable, "-m", "naru.cli", *command]
    done = subprocess.run(
        args, env=environment(folder), cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def asked(folder, query):
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        return database.execute(query).fetchall()


def exported(folder, *command):
    out = folder / "bundle"
    run(folder, *command, "-o", str(out))
    return out.read_bytes()


@contextmanager
def witness_of(folder, tmp_path):
    """A witness that knows this centre's log, served; gives its address and key."""
    verifier = make(tmp_path / "w", "ombudsman.example/naru")
    witness = Witness(tmp_path / "w")
    witness.trust(run(folder, "ledger", "key"))
    door = witness_server.server(witness, "127.0.0.1", 0)
    thread = threading.Thread(target=door.serve_forever)
    thread.start()
    try:
        yield (f"http://127.0.0.1:{door.server_port}", "--key", str(verifier))
    finally:
        door.shutdown()
        thread.join()
        door.server_close()


@pytest.mark.parametrize("kind", ["proof", "checkpoint", "log"])
def test_no_byte_of_a_bundle_can_be_changed(copy, browser, kind):
    """Each byte of the small bundles, a sample of the whole log's; three ways each."""
    words = "SELECT min(entry_seq) FROM ledger_paper WHERE NOT is_file"
    ((seq,),) = asked(copy, words)
    if kind == "checkpoint":
        out = copy / "page.svg"
        note = run(copy, "ledger", "checkpoint", "--qr", str(out))
        key = run(copy, "ledger", "key").strip()
        data = f"naru-bundle/v1 checkpoint\nlog {key}\n\n{note}".encode()
    else:
        command = ("proof", str(seq), "--content") if kind == "proof" else ("ledger", "export")
        data = exported(copy, *command)
    assert python_says(data) == []
    flips = [(place, mask) for place in range(len(data)) for mask in MASKS]
    if kind == "log":  # each costs the Python verifier hundreds of signatures
        flips = Random(1).sample(flips, SAMPLE)
    seen = browser.says(data, flips)
    missed = [flip for flip, faults in zip(flips, seen, strict=True) if not faults]
    missed += [flip for flip in flips if not python_says(flipped(data, *flip))]
    print(f"\n{kind}: {len(flips)} changed bytes, {len(missed)} missed by a verifier")  # noqa: T201
    assert missed == []


def test_a_byte_of_the_database_file_is_named_by_its_entry(copy, browser):
    """The file edited outside SQLite: every kind of column that the record consists of."""
    chance, tried = Random(2), 0
    path = copy / DATABASE
    whole = path.read_bytes()
    for seq, place, value in _values(copy, chance):
        at = whole.find(value)
        if at < 0:  # a blob that lies across pages
            continue
        spot = at + chance.randrange(len(value))
        path.write_bytes(flipped(whole, spot, 1 << chance.randrange(8)))
        for left in ("-wal", "-shm"):
            path.with_name(DATABASE + left).unlink(missing_ok=True)
        code, said = naru(copy, "ledger", "verify", "--every-signature")
        assert code == 1, (seq, place)
        assert f"entry {seq}:" in said, (seq, said)
        data = exported(copy, "ledger", "export")
        assert seq in {entry for _code, entry in python_says(data)}, seq
        assert seq in {entry for _code, entry in browser.says(data)[0]}, seq
        path.write_bytes(whole)
        tried += 1
    print(f"\n{tried} bytes of the file changed, each named by both verifiers")  # noqa: T201
    assert tried >= EDITS / 2


def _values(folder, chance):
    columns = [
        *(("ledger_entry", "seq", name) for name in ("tag", "body_hash", "said_hash")),
        *(("ledger_entry", "seq", name) for name in ("actor_salt", "papers", "kept")),
        *(("ledger_place", "entry_seq", name) for name in ("leaf", "nodes", "signature")),
        *(("ledger_entrybody", "entry_seq", name) for name in ("salt", "sealed")),
        ("ledger_paper", "entry_seq", "sealed"),
    ]
    for table, key, column in columns:
        rows = asked(folder, f"SELECT {key}, {column} FROM {table} WHERE length({column}) > 15")  # noqa: S608
        for seq, value in chance.sample(rows, min(EDITS // len(columns) or 1, len(rows))):
            yield seq, column, bytes(value)


def test_a_database_of_yesterday_is_noticed(copy, tmp_path):
    with witness_of(copy, tmp_path) as given:
        naru(copy, "account", "--help")
        yesterday = (copy / DATABASE).read_bytes()
        _write_something(copy)
        assert naru(copy, "ledger", "witness", *given)[0] == 0
        _set_back(copy, yesterday)
        code, said = naru(copy, "ledger", "witness", *given)
        assert (code, "Set back" in said) == (1, True), said
        # the old database grows past what the witness saw: another past all the same
        for _time in range(2):
            _write_something(copy)
        code, said = naru(copy, "ledger", "witness", *given)
        assert (code, "422" in said) == (1, True), said


def _set_back(folder, data):
    (folder / DATABASE).write_bytes(data)
    for left in ("-wal", "-shm"):
        (folder / (DATABASE + left)).unlink(missing_ok=True)


def _write_something(folder):
    code = (
        "import django; django.setup();"
        "from django.utils import timezone; from django.db import transaction;"
        "from naru.ground import ledger; from naru.ground.vault import CENTRE, SYSTEM, Compartment;"
        "a = transaction.atomic(); a.__enter__();"
        "ledger.append('note', at=timezone.now(), actor=SYSTEM, person_id=CENTRE,"
        " compartment=Compartment.OPS); a.__exit__(None, None, None)"
    )
    env = {**environment(folder), "DJANGO_SETTINGS_MODULE": "naru.config.demo"}
    subprocess.run([sys.executable, "-c", code], env=env, cwd=ROOT, check=True)


def test_a_key_that_was_replaced_is_noticed(copy, tmp_path):
    """Whoever has root makes a new key and signs on with it: the witness knows the old one."""
    with witness_of(copy, tmp_path) as given:
        assert naru(copy, "ledger", "witness", *given)[0] == 0
        key = copy / "keys" / "log.key"
        name = run(copy, "ledger", "key").partition("+")[0]
        key.unlink()
        forge = (
            "from pathlib import Path; from naru.ground.ledger import notes;"
            "from naru.ground.ledger.keyfile import write_key;"
            f"write_key(Path({str(key)!r}), notes.new_signer({name!r}, notes.PLAIN))"
        )
        subprocess.run([sys.executable, "-c", forge], cwd=ROOT, check=True)
        code, said = naru(copy, "ledger", "verify")
        assert (code, "signature" in said) == (1, True)
        _write_something(copy)
        assert naru(copy, "ledger", "witness", *given)[0] == 1
        assert python_says(exported(copy, "ledger", "export"))
