"""The unwrapped keys that are in memory: the process's, a session's, or one request's."""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from time import monotonic
from uuid import UUID

from naru.ground.vault.sealing import Cipher

Owner = tuple[UUID, str]
Name = tuple[UUID, str, int]
REMEMBERED = 20_000


class Keyring:
    """Unwrapped keys, the least used forgotten first; and which of them seals for an owner."""

    def __init__(self) -> None:
        self._keys: OrderedDict[Name, Cipher] = OrderedDict()
        self._sealing: dict[Owner, int] = {}
        self._lock = Lock()

    def get(self, name: Name) -> Cipher | None:
        """The key, if it is in memory."""
        with self._lock:
            found = self._keys.get(name)
            if found is not None:
                self._keys.move_to_end(name)
            return found

    def get_many(self, names: Sequence[Name]) -> list[Cipher | None]:
        """The keys that are in memory, in order; they aren't counted as used."""
        with self._lock:
            return [self._keys.get(name) for name in names]

    def put_many(self, found: Mapping[Name, Cipher]) -> None:
        """Remember keys."""
        with self._lock:
            self._keys.update(found)
            self._trim()

    def _trim(self) -> None:
        while len(self._keys) > REMEMBERED:
            gone, _key = self._keys.popitem(last=False)
            self._sealing.pop(gone[:2], None)

    def for_sealing(self, owner: Owner) -> tuple[int, Cipher] | None:
        """Number and key with which to seal for an owner, if they are in memory."""
        number = self._sealing.get(owner)
        key = self.get((*owner, number)) if number is not None else None
        return (number, key) if number is not None and key is not None else None

    def put(self, name: Name, key: Cipher, *, seals: bool = False) -> None:
        """Remember a key."""
        with self._lock:
            self._keys[name] = key
            if seals:
                self._sealing[name[:2]] = name[2]
            self._trim()

    def forget(self, owners: Iterable[Owner] | None = None) -> None:
        """Forget the keys of some owners, or all of them."""
        with self._lock:
            if owners is None:
                self._keys.clear()
                self._sealing.clear()
                return
            gone = set(owners)
            for name in [name for name in self._keys if name[:2] in gone]:
                del self._keys[name]
            for owner in gone:
                self._sealing.pop(owner, None)


_process = Keyring()
_request: ContextVar[Keyring | None] = ContextVar("request_ring", default=None)


class _Ring:
    """The keyring that counts: the process's in embedded mode, else the request's own."""

    def __getattr__(self, name: str) -> object:
        return getattr(_request.get() or _process, name)


ring: Keyring = _Ring()  # type: ignore[assignment]


class SessionRings:
    """What each session opened in the last minutes, so that a page seen again asks nobody again.

    The agent is asked at every request whether the session still stands; if not, `drop` it.
    """

    def __init__(self, seconds: float = 120.0, most: int = 64) -> None:
        self._seconds, self._most, self._lock = seconds, most, Lock()
        self._rings: OrderedDict[str, tuple[float, Keyring]] = OrderedDict()

    def of(self, token: str) -> Keyring:
        """The session's keyring; emptied when it wasn't used for two minutes."""
        now = monotonic()
        with self._lock:
            for name, (used, _ring) in list(self._rings.items()):
                if now - used > self._seconds:
                    del self._rings[name]
            _used, found = self._rings.pop(token, (now, Keyring()))
            self._rings[token] = (now, found)
            while len(self._rings) > self._most:
                self._rings.popitem(last=False)
            return found

    def drop(self, token: str) -> None:
        """Forget a session's keys."""
        with self._lock:
            self._rings.pop(token, None)

    def erase(self, owners: Collection[Owner]) -> None:
        """Forget erased keys in every session."""
        with self._lock:
            rings = [ring for _used, ring in self._rings.values()]
        for one in rings:
            one.forget(owners)


session_rings = SessionRings()


@contextmanager
def own_ring(mine: Keyring | None = None) -> Iterator[None]:
    """Remember keys only within this block (a request served by the agent), or in `mine`."""
    mark = _request.set(mine or Keyring())
    try:
        yield
    finally:
        _request.reset(mark)
