"""Settings for writing the public pages to files: no database, no keys, nobody signed in."""

from naru.config.base import *  # noqa: F403

SECRET_KEY = "nothing-is-signed"  # noqa: S105 - no request comes from outside
ALLOWED_HOSTS = ["*"]
NARU_EXPORTED = True
NARU_KEY_FILE = None
DATABASES: dict[str, object] = {}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["naru.kit.context.shell"]},
    }
]
