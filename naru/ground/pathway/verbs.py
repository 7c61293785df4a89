"""What makes a function a verb of the centre: all or nothing, and once only."""

import hashlib
import logging
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from naru.domain.refusals import Done, Refusal
from naru.ground.pathway.models import OnceKey
from naru.ground.people import changes
from naru.ground.storage import refusal_of
from naru.ground.vault.keyring import drop_unkept

Result = Done | Refusal
log = logging.getLogger("naru.storage")


class _RolledBack(Exception):
    """Carries a refusal out of the transaction that it undoes."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def verb(function: Callable[..., Result]) -> Callable[..., Result]:
    """Make an action transactional and once-only.

    The action is called with keywords: `by` (an account), optionally `once` (a form's key; the
    same key again answers `Done(repeated=True)` and writes nothing) and `now` (aware; by default
    the present). A `Refusal` rolls everything back; so does a database that can't write, which is
    refused in words too.
    """
    name = f"{function.__module__}.{function.__name__}"

    @wraps(function)
    def act(*, by: Any, once: str = "", now: datetime | None = None, **given: Any) -> Result:
        moment = now or timezone.now()
        try:
            with transaction.atomic():
                key = _use(f"{name}:{by.pk}:{once}", moment) if once else None
                if isinstance(key, Done):
                    return key
                return _settle(key, function(by=by, now=moment, **given))
        except _RolledBack as stopped:
            _forget_unkept()
            return stopped.refusal
        except BaseException as error:
            _forget_unkept()
            if refusal := refusal_of(error):
                log.error("%s wasn't saved: %s", name, error)
                return refusal
            raise

    return act


def _forget_unkept() -> None:
    """What was rolled back lives on in no memory: neither keys nor names."""
    drop_unkept()
    changes.rolled_back()


def _use(words: str, now: datetime) -> OnceKey | Done:
    """Claim the key, or say what it was used for; only its hash is kept."""
    key = hashlib.sha256(words.encode()).hexdigest()
    try:
        with transaction.atomic():
            return OnceKey.objects.create(key=key, used_at=now)
    except IntegrityError:
        used = OnceKey.objects.get(key=key)
        return Done(used.subject, used.entry or None, repeated=True)


def _settle(key: OnceKey | None, result: Result) -> Result:
    if isinstance(result, Refusal):
        raise _RolledBack(result)
    if key is not None:
        key.subject, key.entry = result.subject, result.entry or ""
        key.save(update_fields=["subject", "entry"])
    return result
