"""Settings of a real installation: everything that differs comes from the environment."""

import json
import os
from pathlib import Path
from urllib.parse import urlsplit

from naru.config.base import *  # noqa: F403
from naru.config.base import CONTENT_SECURITY_POLICY, NARU_HOME, postgres, sqlite

SECRET_KEY = (Path(NARU_HOME) / "keys" / "secret.txt").read_text().strip()
ALLOWED_HOSTS = os.environ["NARU_HOSTS"].split(",")
NARU_AGENT = (
    None
    if os.environ.get("NARU_EMBEDDED") == "1"
    else Path(os.environ.get("NARU_AGENT", NARU_HOME / "agent" / "socket"))
)
DATABASES = {
    "default": postgres(NAME="naru", USER="naru_app", PASSWORD="", HOST="", PORT="")
    if "NARU_PG_NAME" in os.environ
    else sqlite(Path(NARU_HOME) / "naru.sqlite3")
}
NARU_MUST_ENROL = os.environ.get("NARU_MUST_ENROL", "yes") == "yes"
NARU_PROXIES = int(os.environ.get("NARU_PROXIES", "1"))
OIDC_FILE = Path(NARU_HOME) / "keys" / "oidc.json"
NARU_OIDC = json.loads(OIDC_FILE.read_text()) if OIDC_FILE.exists() else None
if NARU_OIDC:  # the form that goes to the provider is redirected there
    there = urlsplit(NARU_OIDC["authorize"])
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"].append(f"{there.scheme}://{there.netloc}")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
