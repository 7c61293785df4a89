"""Settings for the tests: temporary keys, quick hashing, SQLite or a real PostgreSQL."""

import os
import tempfile
from pathlib import Path

from naru.config.base import *  # noqa: F403
from naru.config.base import postgres, sqlite

SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
NARU_KEY_FILE = None
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

if os.environ.get("NARU_TEST_DB") == "postgres":
    DATABASES = {
        "default": postgres(
            NAME="naru", USER="naru_app", PASSWORD="", HOST="127.0.0.1", PORT="5432"
        )
    }
else:
    # a file, since threads that share a database in memory can't wait for one another
    kept = str(Path(tempfile.gettempdir()) / f"naru-test-{os.getpid()}.sqlite3")
    DATABASES = {"default": {**sqlite("naru-test"), "TEST": {"NAME": kept}}}

if only := os.environ.get("NARU_ONLY_ROOMS"):
    INSTALLED_APPS = [
        app
        for app in INSTALLED_APPS  # noqa: F405
        if not app.startswith("naru.rooms.") or app.rpartition(".")[2] in only.split(",")
    ]

NARU_FORECASTS = False
