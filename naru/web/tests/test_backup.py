"""Backups open with the right key only, and what was erased doesn't come back with them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyrage import x25519

from naru.ground.vault import agekeys

ROOT = Path(__file__).parents[3]


def drill(work, **env):
    """Run the drill in a process and a home of its own."""
    run = subprocess.run(
        [sys.executable, "-m", "naru.web.tests.drill", str(work)],
        env={**os.environ, "NARU_HOME": str(work / "home"), **env},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-3000:]
    return json.loads(run.stdout)


def held(seen):
    """What must hold on both engines."""
    assert "nothing to encrypt to" in seen["no key yet"]
    assert "carry it off-site" in seen["key made"]
    assert seen["after the backup"] == [3, "erased", ["mother"]]
    assert "is the keys half" in seen["wrong way round"]
    assert "private key of age" in seen["wrong key"]
    assert "fit together" in seen["wrong sheets"]
    assert seen["still here"] == 3
    assert "1 keys that were erased since" in seen["restore"]
    assert seen["restored"] == [2, "erased", ["mother"]]
    assert seen["erasures"] == 1
    assert seen["faults"] == []
    assert seen["restored again"] == [2, "erased", ["mother"]]
    assert seen["goes on"] == [["mother"], []]
    assert seen["halves"] == [4, 2]
    assert seen["keys"] == 0
    assert seen["left behind"] == []


def test_the_drill_on_sqlite(tmp_path):
    seen = drill(tmp_path, DJANGO_SETTINGS_MODULE="naru.config.demo")
    assert seen["engine"] == "sqlite"
    held(seen)


@pytest.mark.postgres
@pytest.mark.skipif(os.environ.get("NARU_TEST_DB") != "postgres", reason="needs PostgreSQL")
def test_the_drill_on_postgres(tmp_path):
    import psycopg

    env = os.environ
    owner = env.get("NARU_PG_OWNER", env["NARU_PG_USER"])
    where = {"host": env["NARU_PG_HOST"], "port": env["NARU_PG_PORT"], "user": owner}
    with psycopg.connect(dbname="postgres", autocommit=True, **where) as server:
        server.execute("DROP DATABASE IF EXISTS drill")
        server.execute("CREATE DATABASE drill")
    keys = tmp_path / "home" / "keys"
    keys.mkdir(parents=True)
    (keys / "secret.txt").write_text("only for tests")
    given = {"NARU_HOSTS": "localhost", "NARU_EMBEDDED": "1", "NARU_PG_NAME": "drill"}
    seen = drill(tmp_path, DJANGO_SETTINGS_MODULE="naru.config.live", **given)
    assert seen["engine"] == "postgresql"
    held(seen)


@given(st.binary(min_size=32, max_size=32))
def test_the_sheets_give_a_pair_that_age_knows(seed):
    private, public = agekeys.identity_of_sheets(seed)
    assert str(x25519.Identity.from_str(private).to_public()) == public
    assert agekeys.identity_of_sheets(seed) == (private, public)
