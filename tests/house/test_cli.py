"""The one command-line door: its help, its exit codes, and never a stack trace."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def naru(*args, home):
    kept = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    environment = {**kept, "NARU_HOME": str(home), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "naru.cli", *args]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["--help"], 0, "profile"),
        (["profile", "list"], 0, "kr"),
        (["nonsense"], 2, "invalid choice"),
        ([], 2, "required"),
        (["arrivals"], 2, "required"),
        (["arrivals", "check", "nowhere.csv"], 2, "can't be read"),
        (["profile", "check", "nowhere.toml"], 1, "can't be read"),
        (["ledger", "verify"], 1, "naru setup"),
        (["serve", "--port", "99999999"], 2, "port"),
    ],
)
def test_exit_codes_and_words(args, code, said, tmp_path):
    done = naru(*args, home=tmp_path / "nowhere")
    assert done.returncode == code, done.stdout + done.stderr
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_every_command_is_in_the_help_and_has_its_own(tmp_path):
    listed = naru("--help", home=tmp_path).stdout.split("COMMAND\n")[-1]
    for line in listed.strip().splitlines():
        name = line.split()[0]
        done = naru(name, "--help", home=tmp_path)
        assert done.returncode == 0, (name, done.stderr)
        assert "usage: naru" in done.stdout
