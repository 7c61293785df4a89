"""A fictional centre served as anybody would serve it, and a desk with a browser before it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

pytest.register_assert_rewrite("tests.system.desk")

from tests.system.desk import Desk  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "test-results"
PATIENCE = 60


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/system" in str(item.path):
            item.add_marker(pytest.mark.system)


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    """The folder of a small centre, made by the same command that newcomers use."""
    folder = tmp_path_factory.mktemp("home")
    run(folder, "seed", "--people", "6")
    return folder


def environment(home):
    kept = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    return {**kept, "NARU_HOME": str(home), "PYTHONPATH": str(ROOT)}


def run(home, *command):
    args = [sys.executable, "-m", "naru.cli", *command]
    done = subprocess.run(
        args, env=environment(home), cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def centre(home):
    """The address of the served centre."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "naru.cli", "serve", "--port", str(port)]
    with (home / "serve.log").open("wb") as log:
        server = subprocess.Popen(command, env=environment(home), cwd=ROOT, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        until_it_answers(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(20)


def until_it_answers(address, server):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=2):
                return
        except OSError:
            continue
    pytest.fail("the centre didn't start")


@pytest.fixture(scope="session")
def engine():
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        yield found
        found.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    item.failed = report.failed
    return report


@pytest.fixture
def desk(engine: Browser, centre, request):
    """Opens a desk for somebody: `desk("nurse")`, `desk("nurse", lang="ko", phone=True)`.

    What each desk showed when a journey failed is left in test-results/.
    """
    opened = []

    def sit_down(username, lang="en", *, phone=False):
        one = Desk(engine, centre, username, lang, phone=phone)
        opened.append(one)
        return one

    yield sit_down
    for turn, one in enumerate(opened):
        if request.node.failed:
            one.page.screenshot(path=RESULTS / f"{request.node.name}-{turn}.png", full_page=True)
        one.leave()


@pytest.fixture
def someone(home):
    """Somebody at a point of their way: `someone("settled")` gives their number."""

    def make(stage, *, traits=(), age=30, sex="female", family=""):
        script = ROOT / "tests/system/someone.py"
        args = [stage, ",".join(traits), str(age), sex, family]
        done = subprocess.run(
            [sys.executable, str(script), *args],
            env={**environment(home), "DJANGO_SETTINGS_MODULE": "naru.config.demo"},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return make
