"""The application as a worker serves it."""

import gc
from importlib import import_module
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from naru.ground.ledger import sequencing
from naru.ground.storage import keep


def application() -> Any:
    """The application; the sequencer and the checkpointer run beside it in the worker.

    What is loaded now stays for good, so the collector needn't look through it again: that took
    about a tenth of a second, in the middle of somebody's page.
    """
    made = get_wsgi_application()
    import_module(get_resolver().urlconf_name)  # every page
    sequencing.start()
    keep()
    gc.collect()
    gc.freeze()
    return made
