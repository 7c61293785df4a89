"""What every installation of Naru shares; demo, test and live settings add to it."""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

PACKAGE = Path(__file__).resolve().parent.parent
NARU_HOME = Path(os.environ.get("NARU_HOME", Path.cwd() / "home"))
NARU_KEY_FILE: Path | None = NARU_HOME / "keys" / "vault.json"
NARU_AGENT: Path | None = None
NARU_CLAMD = os.environ.get("NARU_CLAMD", "")
"""The unix socket of the house's clamd; every upload is shown to it. Empty: none."""
NARU_PROFILE = os.environ.get("NARU_PROFILE", "kr")
NARU_IDLE_MINUTES = 15
NARU_SHIFT_HOURS = 8
NARU_DEMO = False
# make a morning's forecast behind the pages where nobody has run `naru forecast`
NARU_FORECASTS = True
# how long a proof of who one is counts before a step that matters (staff.access.fresh)
NARU_FRESH_MINUTES = 10
# ask those who enrolled a second factor for it; have everybody but residents enrol one
NARU_SECOND_FACTOR = True
NARU_MUST_ENROL = False
# the house's identity provider, pinned (staff.oidc.Provider), or None
NARU_OIDC: dict[str, str] | None = None
# how many proxies of the house stand before the server
NARU_PROXIES = 0

SECRET_KEY = ""
DEBUG = False
ALLOWED_HOSTS: list[str] = []

ROOMS = (
    "reception",
    "casework",
    "belongings",
    "infirmary",
    "lodging",
    "inquiry",
    "ruling",
    "settlement",
    "rights",
    "departure",
)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "naru.kit",
    "naru.ground.vault",
    "naru.ground.ledger",
    "naru.ground.staff",
    "naru.ground.people",
    "naru.ground.pathway",
    *(f"naru.rooms.{room}" for room in ROOMS if (PACKAGE / "rooms" / room / "apps.py").exists()),
    "naru.planning",
    *(["naru.web"] if (PACKAGE / "web" / "apps.py").exists() else []),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "naru.ground.staff.store.KeepsTheNewerCookie",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    *(["naru.web.drafts.TurnedAwayMiddleware"] if (PACKAGE / "web" / "apps.py").exists() else []),
    "naru.ground.staff.session.SessionPolicy",
    "naru.ground.staff.session_keys.UnlockedMiddleware",
    "naru.ground.staff.access.AccessMiddleware",
    *(["naru.web.drafts.DraftMiddleware"] if (PACKAGE / "web" / "apps.py").exists() else []),
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "naru.config.urls"
WSGI_APPLICATION = "naru.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "naru.kit.context.shell",
                *(["naru.web.context.shell"] if (PACKAGE / "web" / "apps.py").exists() else []),
            ],
        },
    }
]


def sqlite(path: Path | str) -> dict[str, object]:
    """A SQLite database that keeps what it has acknowledged (naru.ground.storage)."""
    return {"ENGINE": "naru.ground.storage.sqlite", "NAME": path, "CONN_MAX_AGE": None}


def postgres(**defaults: str) -> dict[str, object]:
    """A PostgreSQL database, version 15 or later, as the environment names it.

    NARU_PG_NAME, _HOST, _PORT; NARU_PG_USER and _PASSWORD: the role of the app; NARU_PG_OWNER and
    _OWNER_PASSWORD: the role that owns the tables, needed only by `naru setup` and `naru migrate`.
    """
    said = {key: os.environ.get(f"NARU_PG_{key}", default) for key, default in defaults.items()}
    owner = {
        "USER": os.environ.get("NARU_PG_OWNER", said["USER"]),
        "PASSWORD": os.environ.get("NARU_PG_OWNER_PASSWORD", said["PASSWORD"]),
    }
    engine = "naru.ground.storage.postgresql"
    roles = {"OWNER": owner, "APP": said["USER"]}
    return {"ENGINE": engine, "CONN_MAX_AGE": 600, **roles, **said}


AUTH_USER_MODEL = "staff.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["naru.ground.staff.passwords.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "staff:sign_in"
LOGIN_REDIRECT_URL = "/"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True  # it would keep name, address and browser of every sign-in
AXES_CLIENT_IP_CALLABLE = "naru.ground.staff.limits.address_of"
AXES_USERNAME_CALLABLE = "naru.ground.staff.attempts.who_tried"
AXES_SENSITIVE_PARAMETERS = ["username", "next"]
AXES_LOCKOUT_CALLABLE = "naru.ground.staff.pages.sign_in.locked_out"

LANGUAGES = [("ko", _("Korean")), ("en", _("English"))]
LANGUAGE_CODE = "ko"
TIME_ZONE = "Asia/Seoul"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = NARU_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000

SESSION_ENGINE = "naru.ground.staff.store"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 60 * 60 * NARU_SHIFT_HOURS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "naru.kit.pages.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["naru"],
        "report-uri": ["/policy-report/"],
    }
}
SILENCED_SYSTEM_CHECKS = ["axes.W001"]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "axes": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "naru.storage": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
    },
}
