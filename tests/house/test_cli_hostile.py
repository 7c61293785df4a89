"""The command line in bad company: no locale, no output, no room, no home, an impatient hand."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

NARU = [sys.executable, "-m", "naru.cli"]
SAID = ("profile list", "profile show kr --lang ko", "evidence headline", "outlook list")


def run(said: str, tmp_path: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """A command in a home of its own, with an environment of nothing but what is said."""
    given = {"PATH": os.environ["PATH"], "NARU_HOME": str(tmp_path / "home"), **env}
    return subprocess.run(
        [*NARU, *said.split()],
        env=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("said", SAID)
def test_korean_comes_out_where_the_machine_knows_ascii_only(said: str, tmp_path: Path) -> None:
    bare = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = run(said, tmp_path, **bare)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run(said, tmp_path, LC_ALL="C.UTF-8").stdout


def test_another_encoding_replaces_what_it_cannot_write(tmp_path: Path) -> None:
    done = run("profile show kr --lang ko", tmp_path, PYTHONIOENCODING="latin-1")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("shell", ["{} | head -c1 >/dev/null", "{} >&-", "{} >/dev/full"])
def test_an_output_that_takes_nothing_is_no_traceback(
    said: str, shell: str, tmp_path: Path
) -> None:
    line = shell.format(" ".join([*NARU, said]))
    done = subprocess.run(
        ["/bin/sh", "-c", line], capture_output=True, text=True, timeout=120, check=False
    )
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    if "full" in shell:
        assert done.returncode == 1
        assert done.stderr == "naru: the output: No space left on device\n"


@pytest.mark.parametrize("home", ["/dev/null", "/proc/none", "a file"])
@pytest.mark.parametrize("said", ["setup", "doctor", "ledger verify", "account somebody"])
def test_a_home_that_cannot_be_one_is_named(said: str, home: str, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    done = run(said, tmp_path, NARU_HOME=str(file) if home == "a file" else home)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stdout + done.stderr


def test_a_file_beneath_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = run(f"evidence export --out {tmp_path}/file/under", tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("naru: ")
    assert "file" in done.stderr


@pytest.mark.parametrize("said", ["vault drain", "vault lock"])
def test_what_only_an_agent_has_is_not_asked_of_this_process(said: str, tmp_path: Path) -> None:
    assert run("setup", tmp_path).returncode == 0
    done = run(said, tmp_path)
    assert done.returncode == 1
    assert "there is no key agent" in done.stderr
    for count in ("0", "-1", "99999999999", "many"):
        assert run(f"vault canaries {count}", tmp_path).returncode == 2


IMPATIENT = """
import signal, time
import naru.cli as cli

def wait(args):
    print("on", flush=True)
    time.sleep(60)

signal.signal(signal.SIGINT, signal.default_int_handler)
cli._plain = wait
raise SystemExit(cli.main(["plan"]))
"""


def test_a_hand_that_stops_a_command_stops_it_quietly(tmp_path: Path) -> None:
    given = {"PATH": os.environ["PATH"], "NARU_HOME": str(tmp_path / "home")}
    line = [sys.executable, "-c", IMPATIENT]
    with subprocess.Popen(line, env=given, stdout=-1, stderr=-1, text=True) as child:
        assert child.stdout
        assert child.stderr
        assert child.stdout.readline() == "on\n"
        child.send_signal(signal.SIGINT)
        assert child.wait(60) == 1
        assert child.stderr.read() == "naru: stopped\n"
