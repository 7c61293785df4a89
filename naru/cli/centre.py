"""The centre of NARU_HOME, for the commands that need its ledger but aren't Django's."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SET_UP = "Is NARU_HOME right, and has `naru setup` been run there?"


class NoCentre(Exception):
    """There is no centre here to read; the text says where it was looked for."""


@contextmanager
def centre() -> Iterator[Path]:
    """The home folder of a centre that can be read; NoCentre when there is none."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naru.config.demo")
    import django
    from django.conf import settings
    from django.db import DatabaseError

    try:
        home, database = Path(settings.NARU_HOME), settings.DATABASES["default"]
    except (OSError, KeyError) as error:
        msg = f"the centre's settings can't be read: {error}. {SET_UP}"
        raise NoCentre(msg) from None
    if "sqlite" in database["ENGINE"] and not Path(database["NAME"]).exists():
        msg = f"there is no centre in {home}. {SET_UP}"
        raise NoCentre(msg)
    django.setup()
    try:
        yield home
    except DatabaseError as error:
        msg = f"the database of {home} doesn't answer: {error}. {SET_UP}"
        raise NoCentre(msg) from None
