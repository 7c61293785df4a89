"""The door for a web server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naru.config.live")
application = get_wsgi_application()

from naru.ground.ledger import sequencing  # noqa: E402 - settings first
from naru.ground.storage import keep  # noqa: E402

sequencing.start()
keep()
