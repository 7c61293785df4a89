"""The door for a web server."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naru.config.live")

import django

django.setup()

from naru.web import serving  # noqa: E402

application = serving.application()
