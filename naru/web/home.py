"""The home folder of a centre: keys, secret, database, static files."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from naru.ground.vault import epochs, upgrading
from naru.ground.vault.custody.errors import AgentAwayError
from naru.ground.vault.keeper import forget_keeper
from naru.ground.vault.keys import is_old, make_key_file, renew_key_file

Say = Callable[[str], None]


def is_set_up() -> bool:
    """Whether the folder has its keys and its static files are of this version."""
    keys = settings.NARU_KEY_FILE
    ready = settings.NARU_AGENT is not None or (keys is not None and keys.exists())
    return ready and _stamp_is_new()


def set_up(say: Say) -> None:
    """Make what is missing; nothing that is there is overwritten."""
    home = Path(settings.NARU_HOME)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    keys = settings.NARU_KEY_FILE if settings.NARU_AGENT is None else None
    if keys is not None and not keys.exists():
        make_key_file(keys)
        say(f"Made the key file {keys}: keep a copy apart from the database's backups.")
    if keys is not None and is_old(keys):
        renew_key_file(keys)
    forget_keeper()
    _make_secret(home / "keys" / "secret.txt")
    say("Bringing the database to this version ...")
    call_command("migrate", verbosity=0, interactive=False)
    _prepare_vault(say)
    say("Collecting static files ...")
    call_command("collectstatic", verbosity=0, interactive=False)
    _stamp().write_text(_version())


def _prepare_vault(say: Say) -> None:
    """Every compartment has an epoch, and keys of an older version are wrapped anew."""
    try:
        epochs.found_all()
        wrapped = upgrading.upgrade()
    except AgentAwayError:
        say("The key agent isn't running: start `naru agent`, then run `naru setup` once more.")
        return
    if wrapped:
        say(f"Wrapped {wrapped} keys of an older version anew.")


def _make_secret(path: Path) -> None:
    """The key that signs cookies; only its owner reads it."""
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
    settings.SECRET_KEY = path.read_text().strip()


def _stamp() -> Path:
    return Path(settings.NARU_HOME) / "set-up"


def _stamp_is_new() -> bool:
    stamp = _stamp()
    return stamp.exists() and stamp.read_text() == _version()


def _version() -> str:
    """Changes whenever a migration or a static file does."""
    package = Path(settings.PACKAGE)
    files = [*package.rglob("migrations/*.py"), *package.rglob("static/**/*")]
    newest = max((file.stat().st_mtime for file in files if file.is_file()), default=0)
    return f"{len(files)} {newest}"


def is_empty() -> bool:
    """Whether nobody has an account yet."""
    if "staff_account" not in connection.introspection.table_names():
        return True
    from naru.ground.staff.models import Account

    return not Account.objects.exists()
