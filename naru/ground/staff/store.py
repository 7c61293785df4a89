"""Sessions in the database by the hash of their key: who reads the table can't use one."""

import hashlib
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

KEPT = 40


def kept(key: str) -> str:
    """What stands in the table for a session's key."""
    return hashlib.sha256(f"naru session|{key}".encode()).hexdigest()[:KEPT]


class SessionStore(DatabaseStore):
    """Django's database sessions, their keys kept only as hashes."""

    ended = False

    def _get_session_from_db(self) -> Any:
        rows = self.model.objects.filter(expire_date__gt=timezone.now())
        row = rows.filter(session_key=kept(self.session_key or "")).first()
        if row is None:
            self._session_key = None
        return row

    def exists(self, session_key: str) -> bool:
        """Whether there is a session with this key."""
        return super().exists(kept(session_key))

    def create_model_instance(self, data: Any) -> Any:
        """The row to save."""
        row = super().create_model_instance(data)
        row.session_key = kept(row.session_key)
        return row

    def flush(self) -> None:
        """End the session that is served."""
        super().flush()
        self.ended = True

    def delete(self, session_key: str | None = None) -> None:
        """End a session."""
        key = session_key or self.session_key
        if key is not None:
            self.model.objects.filter(session_key=kept(key)).delete()


class KeepsTheNewerCookie(SessionMiddleware):
    """Django's, but a request that comes late with an old key doesn't take the new one away.

    At every unlock the key changes; Django would answer the page's own poll, still under way with
    the key of before, by deleting the cookie, which by then is the new one.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Set the cookie, or delete it where this very request ended the session."""
        mine: SessionStore | None = getattr(request, "session", None)
        if mine is None or not mine.is_empty() or mine.ended:
            return super().process_response(request, response)
        patch_vary_headers(response, ("Cookie",))
        return response
