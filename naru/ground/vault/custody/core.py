"""The custodian: opens sessions, unwraps for them, rotates; keys never leave it but data keys."""

import hashlib
import hmac
import os
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from threading import RLock
from typing import Any
from uuid import UUID

from naru.ground.vault import userkeys
from naru.ground.vault.boxes import KEY_BYTES, BoxBrokenError, KeyPair, box, derive
from naru.ground.vault.compartments import HOST
from naru.ground.vault.custody.budgets import Budgets
from naru.ground.vault.custody.errors import (
    BrokenCustodyError,
    CanaryError,
    CustodyError,
    LockedError,
    OverBudgetError,
    WrongSecretCustodyError,
)
from naru.ground.vault.custody.journal import Journal
from naru.ground.vault.custody.parts import Member, Seal, Session
from naru.ground.vault.custody.searching import Searching
from naru.ground.vault.epochkeys import (
    EpochKey,
    Wrapped,
    data_key_purpose,
    fingerprint,
    seal_purpose,
)

IDLE, SHIFT = 15 * 60.0, 8 * 3600.0
HOST_TOKEN = ""
MEMBER = "member"


class Custodian(Searching):
    """Holds unlocked keys by session, meters what leaves, and writes each batch down."""

    def __init__(
        self,
        host_secret: bytes,
        journal: Journal | None = None,
        budgets: Budgets | None = None,
        *,
        idle: float = IDLE,
        shift: float = SHIFT,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._host_secret = host_secret
        self.journal, self.budgets = journal or Journal(), budgets or Budgets()
        self._idle, self._shift, self._clock = idle, shift, clock
        self._sessions: dict[str, Session] = {}
        self._lock = RLock()
        super().__init__()
        self._host = Session(HOST, HOST, KeyPair(host_secret), clock(), clock())

    # ---------------------------------------------------------------- sessions

    def make_holder(self, holder: UUID, kind: str, secret: bytes) -> tuple[bytes, bytes, bytes]:
        """A new key pair: its public half, and the salt and wrap of the private one."""
        seed = os.urandom(KEY_BYTES)
        salt, wrap = self._wrapped(seed, holder, kind, secret)
        return KeyPair(seed).public, salt, wrap

    def unlock(
        self,
        account: UUID,
        holder: UUID,
        kind: str,
        secret: bytes,
        salt: bytes,
        wrap: bytes,
        seals: Iterable[Seal],
    ) -> tuple[str, list[str]]:
        """Open a session with a password or a passkey: its token and its compartments."""
        try:
            key = self._wrapping_key(kind, secret, salt)
            pair = KeyPair(userkeys.unwrap_seed(key, wrap, f"{kind}|{holder}"))
        except (userkeys.WrongSecretError, ValueError) as error:
            self.journal.note("wrong secret", account=str(account), kind=kind)
            raise WrongSecretCustodyError(str(error)) from error
        now, token = self._clock(), secrets.token_urlsafe(32)
        session = Session(account, holder, pair, now, now)
        self._load(session, seals)
        with self._lock:
            self._sessions[_name(token)] = session
        said = session.compartments
        self.journal.note("unlock", account=str(account), kind=kind, compartments=said)
        return token, said

    def add_wrap(self, token: str, kind: str, secret: bytes) -> tuple[bytes, bytes]:
        """Another way to the session's own private key: salt and wrap."""
        session = self._session(token)
        self.journal.note("add wrap", account=str(session.account), kind=kind)
        return self._wrapped(session.pair.seed, session.holder, kind, secret)

    def load(self, token: str, seals: Iterable[Seal]) -> list[str]:
        """Take up seals made for the session's holder (the host's, with the empty token)."""
        session = self._session(token)
        self._load(session, seals)
        return session.compartments

    def holds(self, token: str) -> list[str]:
        """The compartments of a session; LockedError when it is over."""
        return self._session(token).compartments

    def lock(self, token: str) -> None:
        """End one session."""
        with self._lock:
            self._sessions.pop(_name(token), None)
            self._forget_names()

    def lock_account(self, account: UUID) -> int:
        """End every session of an account; says how many there were."""
        with self._lock:
            mine = [name for name, one in self._sessions.items() if one.account == account]
            for name in mine:
                del self._sessions[name]
            self._forget_names()
        self.journal.note("lock account", account=str(account), sessions=len(mine))
        return len(mine)

    def lock_everything(self) -> int:
        """End every session and forget the host's keys too; says how many sessions there were."""
        with self._lock:
            count = len(self._sessions)
            self._sessions.clear()
            self._host.keys.clear()
            self._forget_names()
        self.journal.note("lock everything", sessions=count)
        return count

    def sessions(self) -> int:
        """How many sessions are live."""
        with self._lock:
            self._sweep()
            return len(self._sessions)

    # ---------------------------------------------------------------- data keys

    def unwrap(self, token: str, wanted: Sequence[Wrapped]) -> tuple[list[bytes], list[bytes]]:
        """Data keys, and for each boxed one its plain wrap for the next time (b"": its own seal).

        A canary raises the alarm. All or nothing: LockedError, OverBudgetError, CanaryError or
        BrokenCustodyError.
        """
        session = self._session(token)
        self._meter(session, wanted)
        openers = self._openers(session, wanted)
        try:
            keys = [openers[one[1], one[3]](one) for one in wanted]
        except BoxBrokenError as error:
            raise BrokenCustodyError(str(error)) from error
        again = [
            self._again(session, one, key)
            for one, key in zip(wanted, keys, strict=True)
            if one.boxed
        ]
        return keys, again

    def wrap(self, token: str, wanted: Sequence[tuple[UUID, str, int, int, bytes]]) -> list[bytes]:
        """Wraps of new data keys (person, compartment, number, epoch, key)."""
        session = self._session(token)
        return [
            self._key(session, compartment, epoch).wrap(person.hex, number, key)
            for person, compartment, number, epoch, key in wanted
        ]

    def share(self, token: str, wanted: Sequence[Wrapped], public: bytes) -> list[bytes]:
        """Data keys sealed to somebody who may open these persons and no others."""
        keys, _again = self.unwrap(token, wanted)
        return [
            box(public, key, data_key_purpose(one.person, one.compartment, one.number, 0))
            for one, key in zip(wanted, keys, strict=True)
        ]

    # ---------------------------------------------------------------- epochs

    def found(self, compartment: str, number: int) -> tuple[bytes, bytes, bytes]:
        """A first epoch for the host to hold until members take over: public half, mark and seal.

        It is used only once its seal was kept and came back by `load`.
        """
        made, host = EpochKey.new(compartment, number), Member(HOST, self._host.pair.public)
        self.journal.note("found epoch", compartment=compartment, epoch=number)
        return made.pair.public, _roster(made, host), made.seal_to(HOST, host.public)

    def ask(self, token: str, compartment: str, number: int, grantee: UUID, public: bytes) -> bytes:
        """One member proposes a grant: a mark that only this epoch's members can make."""
        session = self._session(token)
        words = ("ask", str(grantee), fingerprint(public), str(session.account))
        self._journal_grant("ask grant", session, compartment, grantee)
        return self._key(session, compartment, number).vouch(*words)

    def admit(
        self,
        token: str,
        compartment: str,
        number: int,
        grantee: UUID,
        member: Member,
        asker: UUID,
    ) -> tuple[bytes, bytes]:
        """Another member approves: the epoch's seal for the new member, and the member's mark.

        `member.mark` is the asker's mark; CustodyError if asker, approver and grantee aren't
        three different accounts, or the mark isn't one of this epoch.
        """
        session = self._session(token)
        key = self._key(session, compartment, number)
        if session.account in {asker, grantee} or asker == grantee:
            raise CustodyError("asker, approver and new member must be three persons")
        words = ("ask", str(grantee), fingerprint(member.public), str(asker))
        if not key.vouched(member.mark, *words):
            raise CustodyError("nobody of this compartment proposed this grant for this key")
        self._journal_grant("admit", session, compartment, grantee)
        return key.seal_to(member.holder, member.public), _roster(key, member)

    def appoint(self, compartment: str, number: int, member: Member) -> tuple[bytes, bytes]:
        """The host, as long as it holds the compartment, seals to a member without a proposal."""
        key = self._key(self._host, compartment, number)
        self._journal_grant("appoint", self._host, compartment, member.holder)
        return key.seal_to(member.holder, member.public), _roster(key, member)

    def rotate(
        self, token: str, compartment: str, number: int, members: Sequence[Member], *, host: bool
    ) -> tuple[bytes, list[tuple[bytes, bytes]]]:
        """A new epoch for these members: its public half, and seal and mark of each.

        Members whose mark the old epoch doesn't vouch for are refused (CustodyError), so that who
        can write the database can't slip in a key. With `host` the host keeps a seal, the last one.
        """
        session = self._session(token)
        old = self._key(session, compartment, number)
        for member in members:
            if not old.vouched(member.mark, MEMBER, str(member.holder), fingerprint(member.public)):
                raise CustodyError("a member of this epoch isn't vouched for")
        made = EpochKey.new(compartment, number + 1)
        keepers = [*members, Member(HOST, self._host.pair.public)] if host else list(members)
        said = [(made.seal_to(m.holder, m.public), _roster(made, m)) for m in keepers]
        session.keys[compartment, made.number] = made
        self._journal_grant("rotate", session, compartment, session.account)
        return made.pair.public, said

    def rewrap(self, token: str, to: int, wanted: Sequence[Wrapped]) -> list[bytes]:
        """Wraps of data keys under another epoch that the session holds; no key leaves."""
        session = self._session(token)
        try:
            return [self._rewrapped(session, to, one) for one in wanted]
        except BoxBrokenError as error:
            raise BrokenCustodyError(str(error)) from error

    def _rewrapped(self, session: Session, to: int, one: Wrapped) -> bytes:
        key = self._key(session, one.compartment, one.epoch).unwrap(one)
        return self._key(session, one.compartment, to).wrap(one.person, one.number, key)

    def rotated(self, token: str, compartment: str, to: int, members: Iterable[UUID]) -> None:
        """After the rotation is kept: the members' live sessions take the new epoch, all lose the
        old ones."""
        made = self._key(self._session(token), compartment, to)
        staying = set(members)
        with self._lock:
            for one in [*self._sessions.values(), self._host]:
                held = [name for name in one.keys if name[0] == compartment]
                for name in held:
                    del one.keys[name]
                if held and one.holder in staying:
                    one.keys[compartment, to] = made

    def keyed_hash(self, purpose: str, content: bytes) -> str:
        """A hash (HMAC-SHA-256, hex) under the host's secret, for comparing."""
        return hmac.digest(derive(self._host_secret, purpose), content, "sha256").hex()

    # ---------------------------------------------------------------- within

    def _session(self, token: str) -> Session:
        if token == HOST_TOKEN:
            return self._host
        with self._lock:
            self._sweep()
            session = self._sessions.get(_name(token))
            if session is None:
                raise LockedError("this session is locked")
            session.seen = self._clock()
            return session

    def _sweep(self) -> None:
        now, before = self._clock(), len(self._sessions)
        for name, one in list(self._sessions.items()):
            if now - one.seen > self._idle or now - one.began > self._shift:
                del self._sessions[name]
        if len(self._sessions) < before:
            self._forget_names()

    def _key(self, session: Session, compartment: str, number: int) -> EpochKey:
        key = session.keys.get((compartment, number)) or self._host.keys.get((compartment, number))
        if key is None:
            raise LockedError(compartment)
        return key

    def _openers(
        self, session: Session, wanted: Iterable[Wrapped]
    ) -> dict[tuple[str, int], Callable[[Wrapped], bytes]]:
        names = {(one.compartment, one.epoch) for one in wanted}
        return {name: self._opener(session, *name) for name in names}

    def _opener(self, session: Session, compartment: str, epoch: int) -> Callable[[Wrapped], bytes]:
        """What opens keys of this compartment and epoch (0: those sealed to the session's own)."""
        if epoch == 0:
            return lambda own: session.pair.open(own.content, own.purpose)
        return self._key(session, compartment, epoch).unwrap

    def _again(self, session: Session, one: Wrapped, key: bytes) -> bytes:
        if one.epoch == 0:
            return b""
        return self._key(session, one.compartment, one.epoch).wrap(one.person, one.number, key)

    def _meter(self, session: Session, wanted: Sequence[Wrapped]) -> None:
        """Count, look for canaries and write the batch down before any key leaves."""
        amounts = Counter([one.compartment for one in wanted])
        who = {"account": str(session.account), "persons": dict(amounts)}
        if not self.canaries.isdisjoint([one.person for one in wanted]):
            self.journal.note("CANARY", **who)
            self.lock_account(session.account)
            raise CanaryError("somebody was opened whom nobody has a reason to open")
        self._spend(session, amounts, "unwrap", who)

    def _spend(
        self, session: Session, amounts: Mapping[str, int], what: str, who: Mapping[str, Any]
    ) -> None:
        if self.journal.is_full:
            raise LockedError("too much waits for the ledger")
        if session is self._host:
            return
        try:
            self.budgets.spend(session.account, amounts, self._clock())
        except OverBudgetError:
            self.journal.note("OVER BUDGET", **who)
            raise
        self.journal.note(what, **who)

    def _load(self, session: Session, seals: Iterable[Seal]) -> None:
        for seal in seals:
            try:
                purpose = seal_purpose(seal.compartment, seal.number, session.holder)
                secret = session.pair.open(seal.content, purpose)
            except BoxBrokenError as error:
                raise BrokenCustodyError(str(error)) from error
            session.keys[seal.compartment, seal.number] = EpochKey(
                seal.compartment, seal.number, secret
            )

    def _wrapped(self, seed: bytes, holder: UUID, kind: str, secret: bytes) -> tuple[bytes, bytes]:
        salt = userkeys.new_salt()
        key = self._wrapping_key(kind, secret, salt)
        return salt, userkeys.wrap_seed(key, seed, f"{kind}|{holder}")

    def _wrapping_key(self, kind: str, secret: bytes, salt: bytes) -> bytes:
        if kind == "password":
            return userkeys.password_key(secret.decode(), salt, self._host_secret)
        if kind == "passkey":
            return userkeys.passkey_key(secret, salt, self._host_secret)
        msg = f"unknown kind of secret {kind!r}"
        raise ValueError(msg)

    def _journal_grant(self, what: str, session: Session, compartment: str, whom: UUID) -> None:
        self.journal.note(
            what, account=str(session.account), compartment=compartment, whom=str(whom)
        )


def _roster(key: EpochKey, member: Member) -> bytes:
    return key.vouch(MEMBER, str(member.holder), fingerprint(member.public))


def _name(token: str) -> str:
    """Only a hash of the token is kept."""
    return hashlib.sha256(token.encode()).hexdigest()
