"""What is kept of a failed sign-in: never the typed name, which may be anybody's, or a password."""

from collections.abc import Mapping
from typing import Any

from axes.models import AccessAttempt
from django.contrib import messages
from django.db.models import Max, Sum
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import ngettext

from naru.kit.words import clock_time


def who_tried(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str | None:
    """A hash of the typed user name, by which django-axes counts failures."""
    typed = (credentials or request.POST).get("username")
    if typed is None:
        return None
    return _hashed(str(typed))


def tell_of_others(request: HttpRequest, account: Any) -> None:
    """Tell who signs in how often a wrong password was tried for them since the last time.

    Call it before `login`, which counts from then on anew.
    """
    rows = AccessAttempt.objects.filter(username=_hashed(account.username))
    if account.last_login:
        rows = rows.filter(attempt_time__gt=account.last_login)
    found = rows.aggregate(count=Sum("failures_since_start"), last=Max("attempt_time"))
    if not found["count"]:
        return
    said = ngettext(
        "A wrong password was tried for your account since you last signed in (%(last)s). "
        "If it wasn’t you, tell the data protection officer.",
        "Wrong passwords were tried for your account %(count)s times since you last signed in "
        "(last at %(last)s). If it wasn’t you, tell the data protection officer.",
        found["count"],
    )
    last = clock_time(found["last"])
    messages.warning(request, said % {"count": found["count"], "last": last})


def _hashed(typed: str) -> str:
    return salted_hmac("naru.sign-in", typed.casefold(), algorithm="sha256").hexdigest()
