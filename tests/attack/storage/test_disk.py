"""Disks that fail, fill up and lie, by `strace -e inject`: what is acknowledged, is there."""

import re
import shutil
import subprocess

import pytest

from tests.attack.storage.centre import rows_of
from tests.attack.storage.test_kills import Ears


def why_not():
    """Why faults can't be injected here, or ''."""
    if shutil.which("strace") is None:
        return "strace isn't installed (apt-get install strace)"
    said = subprocess.run(
        ["strace", "-qq", "-e", "trace=none", "true"], capture_output=True, text=True, check=False
    )
    return "" if said.returncode == 0 else f"ptrace is refused here: {said.stderr.strip()[:80]}"


WHY_NOT = why_not()
pytestmark = pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT or "strace works")

FAULTS = {
    "EIO on fdatasync": "inject=fdatasync:error=EIO:when={first}+7",
    "EIO on pwrite64": "inject=pwrite64:error=EIO:when={first}+41",
    "ENOSPC on pwrite64": "inject=pwrite64:error=ENOSPC:when={first}+41",
    "EIO on ftruncate": "inject=ftruncate:error=EIO:when=1+2",
}
LIE = "inject=pwrite64:retval=4096:when={first}+97"


def under(fault, folder, home, rows):
    """A writer and its acknowledged rows, while a fault is injected now and then."""
    log = folder / "strace.log"
    around = ["strace", "-f", "-qq", "-o", str(log), "-e", f"trace={fault[7:].split(':')[0]}"]
    heard = Ears()
    writer = home.start("write", 2, 5, around=[*around, "-e", fault])
    heard.hear(writer)
    try:
        heard.until(rows)
    finally:
        subprocess.run(["pkill", "-9", "-P", str(writer.pid)], check=False)
        writer.kill()
        writer.wait()
        heard.done()
    injected = len(re.findall(r"\(INJECTED\)", log.read_text()))
    return heard, injected


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("EIO on fdatasync", 60),
        ("ENOSPC on pwrite64", 60),
        *(pytest.param(name, 1500, marks=pytest.mark.attack) for name in FAULTS),
    ],
)
def test_a_disk_that_fails(house, report, tmp_path, name, rows):
    """An error is told to whoever wrote; what was told as kept is there after the restart."""
    home = house()
    heard, injected = under(FAULTS[name].format(first=30), tmp_path, home, rows)
    found, said = rows_of(home.path)
    lost = heard.kept - found
    report(
        name,
        faults_injected=injected,
        acknowledged=len(heard.kept),
        refused_in_words=heard.refused,
        lost=len(lost),
    )
    assert injected or "ftruncate" in name
    assert said == "ok"
    assert not lost


@pytest.mark.attack
def test_a_disk_that_lies(house, report, tmp_path):
    """A write that is reported done and isn't: no database can know, only a witness outside.

    The test is here for its figure: it shows why `naru doctor` asks for a witness.
    """
    home = house()
    heard, injected = under(LIE.format(first=200), tmp_path, home, 400)
    try:
        found, said = rows_of(home.path)
    except Exception as error:
        found, said = set(), str(error)
    lost = len(heard.kept - found)
    report(
        "writes that are reported done and aren't",
        faults_injected=injected,
        acknowledged=len(heard.kept),
        lost=lost,
        integrity_check=said[:40].splitlines()[0],
        noticed_by="whoever kept the last acknowledged number (the witness)",
    )
    assert injected
