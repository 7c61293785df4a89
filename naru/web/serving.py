"""The application as a worker serves it."""

import gc
from importlib import import_module
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.urls import get_resolver

from naru.ground.ledger import sequencing
from naru.ground.storage import keep


def application() -> Any:
    """The application of a Django that is set up; sequencer and checkpointer run beside it.

    What is loaded now stays for good, so the collector needn't look through it again: that took
    about a tenth of a second, in the middle of somebody's page.
    """
    made = WSGIHandler()
    import_module(get_resolver().urlconf_name)  # every page
    sequencing.start()
    keep()
    gc.collect()
    gc.freeze()
    return made
