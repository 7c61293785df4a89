"""The custodian's part that searches names: cards open here, and only persons and reasons leave."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag

from naru.ground.vault.boxes import BoxBrokenError
from naru.ground.vault.custody.errors import CustodyError, LockedError
from naru.ground.vault.custody.journal import Journal
from naru.ground.vault.custody.parts import Session
from naru.ground.vault.custody.register import Register
from naru.ground.vault.epochkeys import Wrapped
from naru.ground.vault.sealing import Cipher, from_bytes, unsealed

SEARCHED = "identity"
FREE = frozenset({"place", "begin", "wanted", "scanned", "clear"})
METERED = {"find": "search", "alike": "search", "like": "search", "scan": "search"}
"""What may be called of the register, and the budget that it is counted against."""

Openers = Mapping[tuple[str, int], Callable[[Wrapped], bytes]]


class Searching:
    """Mixed into the custodian, which opens sessions and keys for it and keeps its journal."""

    journal: Journal
    _sessions: dict[str, Session]
    _host: Session

    def __init__(self) -> None:
        self.register = Register()
        self.canaries: frozenset[str] = frozenset()

    def _session(self, token: str) -> Session:
        raise NotImplementedError

    def _openers(self, session: Session, wanted: Iterable[Wrapped]) -> Openers:
        raise NotImplementedError

    def _spend(
        self, session: Session, amounts: Mapping[str, int], what: str, who: Mapping[str, Any]
    ) -> None:
        raise NotImplementedError

    def names(self, token: str, what: str, *given: Any) -> Any:
        """One call on the register of names, for a session that may open identities.

        What is asked there is metered and noted: how often, never for whom.
        """
        session = self._session(token)
        if not self._reads(session, SEARCHED):
            raise LockedError(SEARCHED)
        if what not in FREE and what not in METERED:
            raise CustodyError("no such call")
        if what in METERED:
            self._spend(session, {METERED[what]: 1}, what, {"account": str(session.account)})
        return getattr(self.register, what)(*given)

    def named_in(
        self, token: str, second: str, texts: Sequence[str], but: UUID
    ) -> list[list[list[int]]]:
        """Where texts name others than one person: `[beginning, end, which of them]`.

        For two sessions of different accounts at once, each of which pays for every letter, so
        that no text of guessed names is tried by one alone.
        """
        sessions = [self._session(token), self._session(second)]
        if not all(self._reads(one, SEARCHED) for one in sessions):
            raise LockedError(SEARCHED)
        if sessions[0].account == sessions[1].account and sessions[0] is not self._host:
            raise CustodyError("two accounts ask this together")
        for one in sessions:
            paid, who = {"masking": sum(map(len, texts))}, {"account": str(one.account)}
            self._spend(one, paid, "named_in", who)
        return self.register.named_in(texts, but)

    def enter_names(
        self, token: str, at: Sequence[int] | None, wraps: Sequence[Wrapped],
        bound: Sequence[bytes], sealed: Sequence[bytes], gone: Iterable[UUID],
    ) -> None:  # fmt: skip
        """Take cards (data key, associated data, blob) into the register; they open here.

        Persons who don't exist, and those of `gone`, are found by nobody; a card whose seal is
        broken neither, and the journal says whose, so that one torn card doesn't end every search.
        """
        session = self._session(token)
        opened: dict[UUID, Any] = dict.fromkeys(gone)
        openers = self._openers(session, wraps)
        for one, aad, blob in zip(wraps, bound, sealed, strict=True):
            hidden = one.person in self.canaries
            opened[UUID(one.person)] = None if hidden else self._card(openers, one, aad, blob)
        self.register.enter(at, opened)

    def _card(self, openers: Openers, one: Wrapped, aad: bytes, blob: bytes) -> Any:
        try:
            return from_bytes(unsealed(Cipher(openers[one.compartment, one.epoch](one)), aad, blob))
        except (BoxBrokenError, InvalidTag, ValueError):
            self.journal.note("BROKEN card", person=str(UUID(one.person)))
            return None

    def _reads(self, session: Session, compartment: str) -> bool:
        return any(name[0] == compartment for name in [*session.keys, *self._host.keys])

    def _forget_names(self) -> None:
        """Once nobody is left who may search, nothing stays to be searched."""
        if not any(self._reads(one, SEARCHED) for one in [*self._sessions.values(), self._host]):
            self.register.clear()
