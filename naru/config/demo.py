"""Settings of the demonstration: a fictional centre on this machine only."""

import os
from pathlib import Path

from naru.config.base import *  # noqa: F403
from naru.config.base import NARU_HOME, sqlite

NARU_DEMO = True
SECRET_KEY = (
    (Path(NARU_HOME) / "keys" / "secret.txt").read_text().strip()
    if (Path(NARU_HOME) / "keys" / "secret.txt").exists()
    else "not-yet-set-up"
)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
NARU_SECOND_FACTOR = os.environ.get("NARU_SECOND_FACTOR", "") == "asked"
NARU_FRESH_MINUTES = NARU_IDLE_MINUTES = int(os.environ.get("NARU_IDLE_MINUTES", "120"))
DATABASES = {"default": sqlite(NARU_HOME / "naru.sqlite3")}
