"""The way of a record out of the house: exported, witnessed, and checked on another machine."""

import subprocess
import sys
import threading
from random import Random

import pytest
from axe_playwright_python.sync_playwright import Axe

from naru.ground.ledger import verifiers, witness_server
from naru.ground.ledger.witnessing import Witness, make
from tests.system.conftest import run
from tests.verifiers import Browser, flipped, python_says

FLIPS = 10


@pytest.fixture(scope="module")
def taken(home, tmp_path_factory):
    """What somebody carries away: log, proof of a receipt, checkpoint, after a witness saw them."""
    folder = tmp_path_factory.mktemp("taken")
    verifier = make(folder / "w", "ombudsman.example/naru")
    witness = Witness(folder / "w")
    witness.trust(run(home, "ledger", "key"))
    door = witness_server.server(witness, "127.0.0.1", 0)
    thread = threading.Thread(target=door.serve_forever)
    thread.start()
    try:
        address = f"http://127.0.0.1:{door.server_port}"
        for _time in range(2):
            run(home, "ledger", "witness", address, "--key", str(verifier))
    finally:
        door.shutdown()
        thread.join()
        door.server_close()
    run(home, "ledger", "export", "-o", str(folder / "log.naru"))
    run(home, "proof", entry_with_file(home), "-o", str(folder / "proof.naru"))
    run(home, "ledger", "verifiers", str(folder / "v"))
    run(home, "ledger", "checkpoint", "--qr", str(folder / "today.svg"))
    return folder


def entry_with_file(home):
    """The number of an entry that proves a receipt, by the database itself."""
    import sqlite3

    with sqlite3.connect(home / "naru.sqlite3") as database:
        rows = database.execute("SELECT min(entry_seq) FROM ledger_paper WHERE is_file")
        ((seq,),) = rows.fetchall()
    database.close()
    return str(seq)


@pytest.fixture
def browser(engine):
    page = engine.new_page()
    yield Browser(page)
    page.close()


def python(folder, *args):
    """The verifier as a lawyer runs it: isolated, without this project."""
    command = [sys.executable, "-I", "-S", str(folder / "v/naru-verify.py"), *args]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)


@pytest.mark.parametrize("name", ["log.naru", "proof.naru"])
def test_both_verifiers_answer_in_both_languages(taken, browser, name):
    done = python(taken, name)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "ombudsman.example/naru" in done.stdout
    browser.page.set_input_files("#bundle", taken / name)
    browser.page.wait_for_selector("#result[data-state=whole]")
    shown = browser.page.inner_text("#result")
    for line in done.stdout.splitlines():
        assert line in shown
    assert browser.faults == []


def test_a_changed_byte_is_shown_with_its_entry(taken, browser, tmp_path):
    text = (taken / "log.naru").read_text()
    forged = tmp_path / "forged.naru"
    forged.write_text(text.replace('"action":"arrive"', '"action":"depart"', 1))
    seq = next(line for line in text.splitlines() if '"action":"arrive"' in line).split("\t")[1]
    done = python(taken, str(forged))
    assert done.returncode == 1
    assert f"Entry {seq} isn't what was recorded." in done.stdout
    browser.page.set_input_files("#bundle", forged)
    browser.page.wait_for_selector("#result[data-state=wrong]")
    assert f"기재 제{seq}호" in browser.page.inner_text("#result")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("name", ["", "log.naru", "today.svg"])
def test_the_page_is_accessible(taken, browser, name, dark):
    browser.page.emulate_media(color_scheme="dark" if dark else "light")
    if name:
        browser.page.set_input_files("#bundle", taken / name)
        browser.page.wait_for_selector("#result[data-state]")
    browser.page.locator("summary").click()
    found = Axe().run(browser.page).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []


@pytest.mark.parametrize("name", ["log.naru", "proof.naru"])
def test_neither_verifier_lets_a_byte_be_changed(taken, browser, name):
    data = (taken / name).read_bytes()
    chance = Random(name)
    flips = [(chance.randrange(len(data)), chance.randrange(1, 256)) for _ in range(FLIPS)]
    for flip, seen in zip(flips, browser.says(data, flips), strict=True):
        said = python_says(flipped(data, *flip))
        assert said, flip
        assert seen, flip
        assert {entry for _code, entry in said} == {entry for _code, entry in seen}, flip
    assert browser.says(data) == [[]]
    assert browser.faults == []


def test_the_sheet_of_the_day_is_printed_and_handed_out(desk):
    for lang in ("ko", "en"):
        one = desk("reception", lang).go("/checkpoint/")
        assert one.status == 200
        assert one.page.locator(".kit-qr").count() == 1
        one.is_accessible()
    with one.page.expect_download() as got:
        one.page.locator("a[href$='/checkpoint/html/']").click()
    assert got.value.path().read_bytes() == verifiers.FILES["html"].read_bytes()
