"""Every parser of strangers' bytes under atheris, for a while; skipped with a word without it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / "fuzz/fuzz_parsers.py"
PYTHON = os.environ.get("NARU_FUZZ_PYTHON", sys.executable)
"""A Python that has atheris besides; it finds Naru and its libraries where this one does."""
SECONDS = int(os.environ.get("NARU_FUZZ_SECONDS", "60"))
TARGETS = ("lists", "dates", "photos", "proofs", "profiles")


def run(*args, folder):
    found = [path for path in sys.path if path.endswith("-packages")]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(found)}
    command = [PYTHON, *map(str, args)]
    return subprocess.run(command, env=env, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("target", TARGETS)
def test_no_bytes_make_a_parser_fall_over(target, tmp_path, capsys):
    if run("-c", "import atheris", folder=tmp_path).returncode:
        pytest.skip("atheris isn't installed here (pip install atheris)")
    limits = (f"-max_total_time={SECONDS}", "-timeout=60", "-rss_limit_mb=4096")
    done = run(SCRIPT, target, *limits, folder=tmp_path)
    assert done.returncode == 0, done.stderr[-4000:]
    runs = re.search(r"Done (\d+) runs in (\d+) second", done.stderr)
    with capsys.disabled():
        print(f"\natheris, {target}: {runs[1]} inputs in {runs[2]} s, none fell over")  # noqa: T201
