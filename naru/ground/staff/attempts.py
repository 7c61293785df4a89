"""What is kept of a failed sign-in: never the typed name, which may be anybody's, or a password."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def who_tried(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str | None:
    """A hash of the typed user name, by which django-axes counts failures."""
    typed = (credentials or request.POST).get("username")
    if typed is None:
        return None
    return salted_hmac("naru.sign-in", str(typed).casefold(), algorithm="sha256").hexdigest()
