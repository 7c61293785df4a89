"""What the attacks share: processes of a small centre, and figures that docs/assurance.md takes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.attack.storage.centre import OURS

ROOT = Path(__file__).resolve().parents[3]
FIGURES: list[str] = []


def pytest_configure(config):
    """Where the figures of a run are kept, so that the summary of every worker finds them."""
    if not hasattr(config, "workerinput"):
        os.environ.setdefault("NARU_ATTACK_FIGURES", f"/tmp/naru-attack-{os.getpid()}")  # noqa: S108


def pytest_terminal_summary(terminalreporter, config):
    """Each attack's figures, as rows of a table."""
    kept = Path(os.environ.get("NARU_ATTACK_FIGURES", "/nowhere"))
    if hasattr(config, "workerinput") or not kept.exists():
        return
    terminalreporter.section("attacks: rows for docs/assurance.md")
    for line in kept.read_text().splitlines():
        terminalreporter.write_line(line)
    kept.unlink()


@pytest.fixture
def report():
    """Note an attack's figures: `report("kill -9", cases=5, lost=0)`."""

    def note(name, **figures):
        if (kept := os.environ.get("NARU_ATTACK_FIGURES")) is None:
            return
        said = ", ".join(f"{what.replace('_', ' ')} {value}" for what, value in figures.items())
        with Path(kept).open("a") as file:
            file.write(f"| {name} | {said} |\n")

    return note


class House:
    """A database of its own, and the processes that work with it."""

    def __init__(self, folder, engine=OURS):
        self.engine, self.path = engine, str(folder / "kept.sqlite3")
        self.running = []
        code = "import sys; from tests.attack.storage.centre import make; make(*sys.argv[1:])"
        command = [sys.executable, "-c", code, engine, self.path]
        subprocess.run(command, cwd=ROOT, env=_environment(), check=True)

    def start(self, role, *given, around=()):
        """A process in a role; `around` is a command that runs it."""
        command = [*around, sys.executable, "-m", "tests.attack.storage.centre", role]
        process = subprocess.Popen(
            [*command, self.engine, self.path, *map(str, given)],
            cwd=ROOT,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.running.append(process)
        return process

    def end(self):
        """Nothing of it goes on."""
        for process in self.running:
            process.kill()
            process.communicate()


def _environment():
    kept = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    return {**kept, "PYTHONPATH": str(ROOT)}


@pytest.fixture
def house(tmp_path):
    """Makes houses: `house()`, `house(STOCK)`."""
    made = []

    def one(engine=OURS):
        folder = tmp_path / str(len(made))
        folder.mkdir()
        made.append(House(folder, engine))
        return made[-1]

    yield one
    for each in made:
        each.end()


def long(number):
    """The size of an attack in `make attack`."""
    return pytest.param(number, marks=pytest.mark.attack)
