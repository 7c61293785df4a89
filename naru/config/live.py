"""Settings of a real installation: everything that differs comes from the environment."""

import os
from pathlib import Path

from naru.config.base import *  # noqa: F403
from naru.config.base import NARU_HOME, postgres, sqlite

SECRET_KEY = (Path(NARU_HOME) / "keys" / "secret.txt").read_text().strip()
ALLOWED_HOSTS = os.environ["NARU_HOSTS"].split(",")
NARU_AGENT = (
    None
    if os.environ.get("NARU_EMBEDDED") == "1"
    else Path(os.environ.get("NARU_AGENT", NARU_HOME / "agent" / "socket"))
)
DATABASES = {
    "default": postgres(
        NAME=os.environ["NARU_PG_NAME"],
        USER=os.environ.get("NARU_PG_USER", "naru"),
        PASSWORD=os.environ.get("NARU_PG_PASSWORD", ""),
        HOST=os.environ.get("NARU_PG_HOST", ""),
        PORT=os.environ.get("NARU_PG_PORT", ""),
    )
    if "NARU_PG_NAME" in os.environ
    else sqlite(Path(NARU_HOME) / "naru.sqlite3")
}
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
