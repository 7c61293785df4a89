"""One's own sessions: with which browser, since when; ended one by one or all others at once.

All that is kept for it is the family of the browser and of its system, in the session's own row,
and it goes with the session. Addresses are kept nowhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.crypto import constant_time_compare

from naru.domain.refusals import Done, Refusal
from naru.ground.staff import session, session_keys
from naru.ground.staff.models import Account
from naru.ground.staff.recording import record
from naru.ground.staff.store import SessionStore, kept


@dataclass(frozen=True)
class OwnSession:
    """A live session as its holder may see it; `name` is the hash that stands in the table."""

    name: str
    browser: str
    began: datetime
    seen: datetime
    locked: bool
    present: bool


def own(account: Account, now: datetime, present: str) -> list[OwnSession]:
    """The live sessions of an account, the present one (its key is given) first, then by use."""
    rows = [_seen(name, said, now, kept(present)) for name, said in _live(account, now)]
    return sorted(rows, key=lambda one: (one.present, one.seen), reverse=True)


@transaction.atomic
def end_session(*, by: Account, now: datetime, name: str) -> Done | Refusal:
    """End one session of one's own at once, with the keys that it had unlocked."""
    said = dict(_live(by, now)).get(name)
    if said is None:
        return Refusal("session.gone")
    Session.objects.filter(session_key=name).delete()
    transaction.on_commit(lambda: session_keys.forget(said.get(session_keys.SESSION)))
    return record("end_session", by, now, by)


@transaction.atomic
def end_other_sessions(*, by: Account, now: datetime, present: str) -> Done:
    """End every session of one's own but the present one, and their keys at once.

    The caller marks the present one as staying; the others are told at their next request.
    """
    others = [said for name, said in _live(by, now) if name != kept(present)]
    by.ended_before = now
    by.save(update_fields=["ended_before"])
    for said in others:
        transaction.on_commit(lambda said=said: session_keys.forget(said.get(session_keys.SESSION)))
    return record("end_other_sessions", by, now, by)


def _live(account: Account, now: datetime) -> Iterator[tuple[str, dict[str, Any]]]:
    """Name and content of each session that would still be let in."""
    store, shift = SessionStore(), settings.NARU_SHIFT_HOURS * 3600
    proof = account.get_session_auth_hash()
    for row in Session.objects.filter(expire_date__gt=now):
        said = store.decode(row.session_data)
        if said.get(SESSION_KEY) != str(account.pk) or session.BEGAN not in said:
            continue
        same = constant_time_compare(said.get(HASH_SESSION_KEY, ""), proof)
        young = now.timestamp() - said[session.BEGAN] <= shift
        if same and young and not session.ended_elsewhere(account, said):
            yield row.session_key, said


def _seen(name: str, said: dict[str, Any], now: datetime, present: str) -> OwnSession:
    seen = datetime.fromtimestamp(said[session.SEEN], UTC)
    idle = (now - seen).total_seconds() > settings.NARU_IDLE_MINUTES * 60
    return OwnSession(
        name,
        said.get(session.BROWSER, ""),
        datetime.fromtimestamp(said[session.BEGAN], UTC),
        seen,
        locked=idle or bool(said.get(session.LOCKED)),
        present=name == present,
    )
