"""Unlocks the keys of who signs in, serves each request with them, and takes the agent's journal
into the ledger."""

import logging
import time
from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from naru.ground import ledger
from naru.ground.staff import keys
from naru.ground.staff.models import Account
from naru.ground.staff.unlocking import Proof
from naru.ground.vault import CENTRE, SYSTEM, Compartment, epochs, members
from naru.ground.vault.closed import ClosedError
from naru.ground.vault.custody.errors import (
    AgentAwayError,
    LockedError,
    WrongSecretCustodyError,
)
from naru.ground.vault.keeper import NOBODY, Holding, held_by, is_embedded, keeper
from naru.ground.vault.models import HolderWrap
from naru.ground.vault.rings import own_ring, session_rings

SESSION = "unlocked"
DRAINED_EVERY = 30.0
log = logging.getLogger("naru.vault")


def unlock_with_password(request: HttpRequest, account: Account, password: str) -> bool:
    """Unlock at sign-in; the first sign-in makes the key pair. Call it after `login`.

    True when something opens now; false in embedded mode, or while nobody has granted anything.
    """
    return _unlock(request, account, "password", password.encode(), "")


def unlock_with_passkey(
    request: HttpRequest, account: Account, credential: str, prf: bytes
) -> bool:
    """Unlock with the PRF output (32 bytes) of the passkey whose credential id is given."""
    return _unlock(request, account, "passkey", prf, credential)


def add_passkey(request: HttpRequest, credential: str, prf: bytes) -> bool:
    """Let a passkey unlock too, beside the password; only while unlocked."""
    return _add_wrap(request, "passkey", prf, credential)


def open_with(request: HttpRequest, proof: Proof) -> None:
    """Unlock with what somebody has just proved; a passkey new to the vault opens from now on."""
    if proof.password:
        unlock_with_password(request, request.user, proof.password)
    elif proof.prf and proof.passkey_id:
        said = (str(proof.passkey_id), proof.prf)
        unlock_with_passkey(request, request.user, *said) or add_passkey(request, *said)


def change_password(request: HttpRequest, password: str) -> bool:
    """Wrap the private key under a new password; only while unlocked, else colleagues re-grant."""
    return _add_wrap(request, "password", password.encode(), "")


def lock(request: HttpRequest) -> None:
    """Forget this session's keys; called at sign-out and by the lock button."""
    forget(request.session.pop(SESSION, None))


def forget(said: dict[str, Any] | None) -> None:
    """Forget the keys of a session that is over; `said` is what it kept under `SESSION`."""
    if said and not is_embedded():
        session_rings.drop(said["token"])
        _quietly(lambda: keeper().lock(said["token"]))


def lock_everything(*, by: Account) -> int:
    """End every session's keys at once; says how many there were."""
    count: int = keeper().lock_everything()
    drain()
    _record("lock_everything", by, sessions=str(count))
    return count


def _unlock(request: HttpRequest, account: Account, kind: str, secret: bytes, label: str) -> bool:
    said = None if is_embedded() else open_session(account, kind, secret, label)
    if said is None:
        return False
    request.session[SESSION] = said
    with held_by(holding_of(account, said)):
        keys.rotate_due(by=account, now=timezone.now())
    return bool(said["compartments"])


def open_session(
    account: Account, kind: str, secret: bytes, label: str = ""
) -> dict[str, Any] | None:
    """Unlock with the agent; the first password makes the key pair. None for a wrong secret."""
    holder = members.holder_of(account.pk)
    if holder is None and kind == "password":
        holder = members.make_holder(account.pk, kind, secret, timezone.now())
        _record("make_key", account)
    wrap = HolderWrap.objects.filter(holder=holder, kind=kind, label=label).first()
    if holder is None or wrap is None:
        return None
    given = (bytes(wrap.salt), bytes(wrap.wrapped), epochs.seals_of(holder.pk))
    try:
        token, held = keeper().unlock(account.pk, holder.pk, kind, secret, *given)
    except WrongSecretCustodyError:
        return None
    return {"token": token, "holder": str(holder.pk), "compartments": held}


def _add_wrap(request: HttpRequest, kind: str, secret: bytes, label: str) -> bool:
    said = request.session.get(SESSION)
    if not said or is_embedded():
        return False
    try:
        salt, wrapped = keeper().add_wrap(said["token"], kind, secret)
    except LockedError:
        return False
    HolderWrap.objects.update_or_create(
        holder_id=UUID(said["holder"]),
        kind=kind,
        label=label,
        defaults={"salt": salt, "wrapped": wrapped},
    )
    return True


def holding_of(account: Any, said: dict[str, Any]) -> Holding:
    """What an opened session holds, for `held_by`."""
    holder = UUID(said["holder"])
    return Holding(said["token"], account.pk, holder, frozenset(said["compartments"]))


def _present(request: HttpRequest) -> Holding:
    """What the session holds at this moment; one that the agent locked is signed out."""
    said = request.session.get(SESSION)
    if not said or not request.user.is_authenticated:
        return NOBODY
    try:
        held = keeper().holds(said["token"])
    except LockedError:
        session_rings.drop(said["token"])
        logout(request)
        messages.warning(
            request,
            _("The session was locked. Sign in again; what you had typed is kept as a draft."),
        )
        return NOBODY
    except AgentAwayError:
        return NOBODY
    return holding_of(request.user, {**said, "compartments": held})


class UnlockedMiddleware:
    """Serves a request with the keys that its session has unlocked, and with no others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._drained, self._lock = time.monotonic(), Lock()
        self._bound: datetime | None = None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self._served(request)
        self._keep_sometimes()
        return response

    def _served(self, request: HttpRequest) -> HttpResponse:
        if is_embedded():
            return self.get_response(request)
        who = _present(request)
        mine = session_rings.of(who.token) if who.token else None
        with own_ring(mine), held_by(who):
            return self.get_response(request)

    def _keep_sometimes(self) -> None:
        """Every half minute the agent's journal, every hour whose day is over who opened what."""
        with self._lock:
            due = time.monotonic() - self._drained > DRAINED_EVERY
            if not due:
                return
            self._drained = time.monotonic()
            hour = timezone.localtime().replace(minute=0, second=0, microsecond=0)
            new, self._bound = self._bound != hour, hour
        if not is_embedded():
            _quietly(drain)
        if new:
            _quietly(lambda: ledger.bind_accesses(timezone.now()))


def drain() -> int:
    """Take what the agent handed out into the ledger; says how many lines there were."""
    lines = keeper().waiting()
    if not lines:
        return 0
    with transaction.atomic():
        _record("unwrap_batches", SYSTEM, lines=lines, head=lines[-1]["head"])
    keeper().taken(lines[-1]["n"])
    return len(lines)


def _record(action: str, by: Any, **body: Any) -> None:
    ledger.append(
        action,
        at=timezone.now(),
        actor=by,
        person_id=CENTRE,
        compartment=Compartment.OPS,
        subject=str(by.pk),
        body=body,
    )


def _quietly(act: Callable[[], Any]) -> None:
    """What can wait until agent and database are back, and costs nobody the page they asked for."""
    try:
        act()
    except AgentAwayError:
        log.error("the key agent doesn't answer")
    except (ClosedError, DatabaseError) as error:
        log.error("left for later: %s", type(error).__name__)
